"""What a person chooses on the page of lists, and the words that a town prints over its columns."""

from collections.abc import Iterator
from typing import Any

from django import forms

from changelog.layouts import LAYOUTS

from ..outputs.choices import MOST_CONTEXT, NAMES, Choice

FOLDED = {"takatsuki": 0, "comparison": 1}  # how these towns print it; the others leave nothing out
AMENDED = frozenset({"kawaguchi"})
MARKS = [("", "様式の型のとおり"), ("underline", "下線"), ("brackets", "【 】"), ("none", "印を付けない")]


def _box() -> forms.CheckboxInput:
    return forms.CheckboxInput(attrs={"class": "form-check-input"})


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "form-select"})


class ListForm(forms.Form):
    """The choices of the address bar. A layout alone stands for the way in which its towns print it."""

    layout = forms.ChoiceField(
        label="型", choices=list(NAMES.items()), widget=forms.RadioSelect(attrs={"class": "form-check-input"})
    )
    rows = forms.ChoiceField(
        label="載せる行",
        required=False,
        choices=[("", "この版の変更箇所だけ"), ("all", "これまでのすべての版")],
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    marks = forms.ChoiceField(label="変わった文字の印", choices=MARKS, required=False, widget=_select())
    fold = forms.BooleanField(label="変わっていない段落を「（略）」にする", required=False, widget=_box())
    context = forms.IntegerField(
        label="変わった段落の前後に残す段落の数（0～5）",
        min_value=0,
        max_value=MOST_CONTEXT,
        required=False,
        widget=forms.NumberInput(attrs={"data-slider": ""}),
    )
    ditto = forms.BooleanField(label="上の行と同じ説明を「同上」と印字する", required=False, widget=_box())
    new_first = forms.BooleanField(label="変更後を左の列に置く（新旧対照表）", required=False, widget=_box())
    amended = forms.BooleanField(
        label="評価実施手続の行の時期を「修正」と印字する（川口型）", required=False, widget=_box()
    )
    variants = forms.BooleanField(
        label="表記のゆれ（全角と半角、「サーバ」と「サーバー」など）に印を付けない", required=False, widget=_box()
    )
    public = forms.BooleanField(label="公表用にする（公表しないことにした記載を伏せる）", required=False, widget=_box())

    @classmethod
    def of(cls, data) -> "ListForm":
        """The form as chosen, or with what its layout begins with; an address that nobody made by hand is mended."""
        layout = data.get("layout") if data.get("layout") in LAYOUTS else "official"
        if not data.get("chosen"):
            fold = layout in FOLDED
            kept = {"rows": data.get("rows", ""), "amended": layout in AMENDED}
            data = {"layout": layout, "fold": fold, "context": FOLDED.get(layout, 1)} | kept
        form = cls(data, auto_id="list-%s")
        form.is_valid()
        return form

    def choice(self, words, name: str = "") -> Choice:
        said = getattr(self, "cleaned_data", {})
        context = said.get("context")
        return Choice(
            layout=said.get("layout") or "official",
            marks=said.get("marks") or None,
            context=(1 if context is None else context) if said.get("fold") else None,
            ditto=bool(said.get("ditto")),
            new_first=bool(said.get("new_first")),
            amended=bool(said.get("amended")),
            ignore_variants=bool(said.get("variants")),
            everything=said.get("rows") == "all",
            public=bool(said.get("public")),
            words=words,
            name=name,
        )


class WordsForm(forms.Form):
    """Title and columns of each layout; an empty field prints what the layout has."""

    def __init__(self, words: dict[str, Any], *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for layout, draw in LAYOUTS.items():
            said, blank = words.get(layout, {}), draw([])
            self._add(f"{layout}-title", "表題", blank.title, said.get("title", ""))
            for column in blank.columns:
                title = said.get("columns", {}).get(column.key, "")
                self._add(
                    f"{layout}-{column.key}",
                    f"列「{column.title}」" if column.title else "題のない列",
                    column.title,
                    title,
                )

    def _add(self, name: str, label: str, usual: str, value: str) -> None:
        help_text = f"空欄のときは「{usual}」と印字します。" if usual else "空欄のときは何も印字しません。"
        self.fields[name] = forms.CharField(
            label=label, initial=value, required=False, max_length=60, help_text=help_text
        )

    def groups(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        for layout, name in NAMES.items():
            yield name, [self[field] for field in self.fields if field.startswith(f"{layout}-")]

    def words(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, said in self.cleaned_data.items():
            layout, key = name.split("-", 1)
            if said and key == "title":
                found.setdefault(layout, {})["title"] = said
            elif said:
                found.setdefault(layout, {}).setdefault("columns", {})[key] = said
        return found
