"""(b) 高槻型: 変更箇所 / 内容 / 理由 / ページ. The new text, what is unchanged left out by its numbers."""

import re
from collections.abc import Iterable, Iterator, Sequence

from changelog.diff import mark
from changelog.folding import omitted_numbers
from changelog.layouts.headings import by_section, items_of, name_of, new_headings
from changelog.layouts.style import PrintRow, Style, Words, marked, page_of, pages_text
from changelog.layouts.table import Cell, Table

_NUMBERED = re.compile(r"[（(][0-9０-９]+[)）]")


def takatsuki(rows: Iterable[PrintRow], style: Style | None = None) -> Table:
    """A section cell at the left of all its rows, headings of the form as rows, entries with their items."""
    words = Words("takatsuki", style or Style(context=0))
    lines: list[tuple[Cell, ...]] = []
    for section, members in by_section(rows):
        told = list(_section(section, members, words))
        lines += [(Cell(section, rowspan=len(told), heading=True, section=True), *told[0]), *told[1:]]
    return Table(words.title, words.columns, tuple(lines))


def _section(section: str, rows: Sequence[PrintRow], words: Words) -> Iterator[tuple[Cell, ...]]:
    stood: tuple[str, ...] = (section,)
    for row in rows:
        for heading in new_headings(row, stood):
            yield from _heading(heading, words)
        stood = row.path[:-1]
        yield from _entry(row, words) if row.whole else _item(row, words)


def _heading(heading: str, words: Words) -> Iterator[tuple[Cell, ...]]:
    """A file is told as an answer of the form: 「特定個人情報ファイル名」 beside 「(1)住民基本台帳ファイル」."""
    if _NUMBERED.match(heading):
        yield Cell(words["file"], heading=True), Cell(heading, colspan=3, heading=True)
    else:
        yield (Cell(heading, colspan=4, heading=True),)


def _item(row: PrintRow, words: Words) -> Iterator[tuple[Cell, ...]]:
    _, after = marked(row, words.style, told=omitted_numbers)
    yield Cell(name_of(row)), Cell(after), Cell(row.reason or _reason(row, words)), Cell(_page(row))


def _entry(row: PrintRow, words: Words) -> Iterator[tuple[Cell, ...]]:
    """新規追加 stands beside the name of the entry, its items below without a reason of their own."""
    reason = row.reason or words["new" if row.kind == "entry_added" else "removed"]
    yield Cell(name_of(row), heading=True), Cell(row.name), Cell(reason), Cell(_page(row))
    for label, text in items_of(row) if row.items else (("", row.after or row.before),):
        yield Cell(label), Cell(text), Cell(), Cell()


def _reason(row: PrintRow, words: Words) -> str:
    """What happened, where no reason is given: 新規追加, 下線部分追加, 下線部分変更, 一部削除.

    Nothing is said where both texts read the same, as when what differs is withheld: it would be a guess.
    """
    if not row.before:
        return words["new"]
    if not row.after:
        return words["removed"]
    before, after = mark(row.before, row.after, ignore_variants=words.style.ignore_variants)
    cut, put = (any(run.kind != "same" for run in runs) for runs in (before, after))
    if not cut and not put:
        return ""
    return words["changed" if cut and put else "added" if put else "cut"]


def _page(row: PrintRow) -> str:
    return pages_text(page_of(row.pages_new, row.pages_old))
