"""Annexes of the municipality as they are typed, pasted from a spreadsheet, or brought as a PDF."""

import csv
import io
from dataclasses import replace

from django import forms

from ..catalogue import values
from ..rendering.foreign_pdf import LARGEST, TOO_LARGE, RefusedPdf, cleaned
from ..snapshot import Annex
from ..snapshot.annexes import shared
from .fields import WrittenField

FONTS_UNSURE = (
    "PDFの中で使われているフォント（{fonts}）が、PDFに埋め込まれていません。このままでは、見る人の機械によって文字が変わったり"
    "消えたりします。もとの文書から、フォントを埋め込む設定か「PDF/A」を選んでPDFを作り直し、それを選んでください。"
)
FONTS_ALIKE = (
    "PDFの中で使われているフォント（{fonts}）が、PDFに埋め込まれていません。見た目はほとんど変わりませんが、アクセシビリティの"
    "規格（PDF/UA）に合いません。もとの文書があれば、フォントを埋め込む設定か「PDF/A」でPDFを作り直し、差し替えてください。"
)
LONGEST_TEXT, LONGEST_TABLE = 200_000, 1_000_000
PASTE = "表計算ソフトで範囲を選んでコピーし、ここに貼り付けてください。1行が表の1行、タブが列の区切りになります。"


def cells_of(text: str) -> tuple[tuple[str, ...], ...]:
    """A paste out of a spreadsheet: cells with line breaks stand in quotes, but a lone quote is a quote."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count('"') % 2:
        return tuple(tuple(line.split("\t")) for line in text.split("\n"))
    try:
        return tuple(tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter="\t"))
    except csv.Error:
        return tuple(tuple(line.split("\t")) for line in text.split("\n"))


def as_paste(rows) -> str:
    """The other way: what a spreadsheet would have copied."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows)
    return out.getvalue().rstrip("\n")


class AnnexForm(forms.Form):
    """One annex of one kind; ``annex`` is what was typed, as a value."""

    title = forms.CharField(
        label="名称", max_length=60, help_text="項目の記載から「別添3参照」のように呼ぶ名前です。例：別添3、別紙2"
    )
    heading = forms.CharField(label="見出し", max_length=200, required=False, help_text="例：提供先の一覧")
    text = WrittenField(LONGEST_TEXT, label="文章", widget=forms.Textarea(attrs={"rows": 14}))
    table = WrittenField(
        LONGEST_TABLE, label="表", help_text=PASTE, widget=forms.Textarea(attrs={"rows": 14, "wrap": "off"})
    )
    header = forms.BooleanField(label="1行目を見出しにする（ページごとに繰り返して印刷します）", required=False)
    pdf = forms.FileField(label="PDF", required=False, widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}))
    alt = WrittenField(5000, label="PDFの内容の説明", widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, current: Annex, *args, **kwargs) -> None:
        said = {name: getattr(current, name) for name in ("title", "heading", "text", "header", "alt")}
        super().__init__(*args, initial=said | {"table": as_paste(current.rows)}, **kwargs)
        self.current = current
        self.warning = ""  # what to say of a PDF that may be kept all the same
        for name in {"table", "header"} if current.kind != "table" else ():
            del self.fields[name]
        for name in {"pdf", "alt"} if current.kind != "pdf" else ():
            del self.fields[name]
        self._tell_kind()

    def _tell_kind(self) -> None:
        if self.current.kind != "text":
            self.fields["text"].label = "前書き"
            self.fields["text"].widget.attrs["rows"] = 4
        if self.current.kind == "pdf":
            held = f"今のPDF：{self.current.file_name}。" if self.current.file else ""
            self.fields["pdf"].help_text = f"{held}10MBまで。ページだけを取り出して、評価書のPDFの後ろに載せます。"
            self.fields["alt"].help_text = "図を見られない人にも内容が伝わるように、公開ページと読み上げで使います。"

    def clean_pdf(self):
        """The pages of the file, or the file as it was when none was chosen."""
        chosen = self.cleaned_data.get("pdf")
        if not chosen:
            if not self.current.file:
                raise forms.ValidationError("PDFを選んでください。")
            return self.current.file
        if chosen.size > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        try:
            clean = cleaned(chosen.read())
        except RefusedPdf as refused:
            raise forms.ValidationError(str(refused))
        if clean.fonts.unsure:
            raise forms.ValidationError(FONTS_UNSURE.format(fonts="、".join(clean.fonts.unsure)))
        if clean.fonts.alike:
            self.warning = FONTS_ALIKE.format(fonts="、".join(clean.fonts.alike))
        return shared(clean.data)

    def clean_alt(self):
        alt = values.clean_text(self.cleaned_data["alt"])
        if not alt:
            raise forms.ValidationError("PDFの内容の説明を書いてください。")
        return alt

    @property
    def annex(self) -> Annex:
        said = self.cleaned_data
        changed = replace(self.current, title=said["title"], heading=said["heading"], text=said["text"])
        if changed.kind == "table":
            return replace(changed, rows=cells_of(said["table"]), header=said["header"])
        if changed.kind == "pdf":
            chosen = self.files.get("pdf")
            name = chosen.name if chosen else self.current.file_name
            return replace(changed, file=said["pdf"], file_name=name, alt=said["alt"])
        return changed
