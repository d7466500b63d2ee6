"""What a person chooses for a list: layout, marks, how much is folded, which rows; and how their town words it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from changelog.layouts import LAYOUTS, PrintRow, Style, Table
from changelog.layouts.style import Marks

NAMES: Mapping[str, str] = {
    "official": "様式の6列（別添 変更箇所）",
    "takatsuki": "変更箇所・内容・理由・ページ（高槻型）",
    "kawaguchi": "項目番号・ページ数・変更前・変更後・概要（川口型）",
    "shinjuku": "変更または追記した箇所・ページ・事由等（新宿型）",
    "comparison": "新旧対照表",
}
PAGED = frozenset({"takatsuki", "kawaguchi", "shinjuku"})  # layouts with a column of page numbers
NAME = "〔評価書名〕"  # in a title, where the name of the document is to stand
MOST_CONTEXT = 5
Words = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Choice:
    """``context``: unchanged paragraphs kept around a change, None = nothing is folded."""

    layout: str = "official"
    marks: Marks | None = None
    context: int | None = None
    ditto: bool = False
    new_first: bool = False
    amended: bool = False  # 川口型: 「修正」 for the rows of 評価実施手続
    ignore_variants: bool = False
    everything: bool = False
    public: bool = False  # what is withheld from residents is masked
    name: str = ""  # of the document, for titles that say it
    draft: bool = False  # of a version that is not published yet, which its title says
    stamp: str = ""  # which copy it is, where there are two
    words: Words = field(default_factory=dict)  # of the town: {layout: {"title": …, "columns": {key: …}}}

    @property
    def paged(self) -> bool:
        return self.layout in PAGED

    @property
    def style(self) -> Style:
        said = self.words.get(self.layout, {})
        return Style(
            title=said.get("title") or None,
            marks=self.marks,
            context=self.context,
            ditto=self.ditto,
            new_first=self.new_first,
            amended=self.amended,
            ignore_variants=self.ignore_variants,
            columns={key: title for key, title in said.get("columns", {}).items() if title},
        )


def tables(rows: Iterable[tuple[str, PrintRow]], choice: Choice) -> list[Table]:
    """One table, or one for each label that the town gave its tables (【システム標準化移行前】), in order of the rows."""
    by_label: dict[str, list[PrintRow]] = {}
    for label, row in rows:
        by_label.setdefault(label.strip("【】"), []).append(row)
    made = []
    for label, members in (by_label or {"": []}).items():
        table = LAYOUTS[choice.layout](members, choice.style)
        title = _titled(table.title, choice.name) + (f"【{label}】" if label else "")
        made.append(replace(table, title=f"【案】{title}" if choice.draft else title, stamp=choice.stamp))
    return made


def _titled(title: str, name: str) -> str:
    """「住民基本台帳に関する事務における変更箇所一覧」; without a name only what the list is."""
    return title.replace(NAME, name) if name else title.replace(f"{NAME}における", "").replace(NAME, "").strip()


Format = Literal["pdf", "xlsx", "csv"]
