"""(d) 新宿型: 変更または追記した箇所 / ページ / 事由等. The whole new text, changes underlined, reasons merged."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from changelog.layouts.headings import items_of, name_of, new_headings
from changelog.layouts.style import PrintRow, Style, Words, marked, page_of, pages_text
from changelog.layouts.table import Cell, Table


def shinjuku(rows: Iterable[PrintRow], style: Style | None = None) -> Table:
    """Nothing is shortened unless a context is given. Page and reason stand once for neighbours that share them."""
    words = Words("shinjuku", style or Style())
    lines: list[tuple[Cell, ...]] = []
    stood: tuple[str, ...] = ()
    for under, members in groupby(rows, key=lambda row: row.path[:-1]):
        found = list(members)
        above = new_headings(found[0], stood)
        lines += [(Cell(name, colspan=4, heading=True, section=name == found[0].path[0]),) for name in above]
        stood = under
        lines += _items(found, words)
    return Table(words.title, words.columns, tuple(lines))


def _items(rows: Sequence[PrintRow], words: Words) -> Iterator[tuple[Cell, ...]]:
    for (page, reason), members in groupby(rows, key=lambda row: (_page(row), row.reason or row.note)):
        told = [line for row in members for line in _lines(row, words)]
        merged = Cell(page, rowspan=len(told)), Cell(reason, rowspan=len(told))
        yield (*told[0], *merged)
        yield from told[1:]


def _lines(row: PrintRow, words: Words) -> Iterator[tuple[Cell, ...]]:
    if row.kind == "entry_added" and row.items:
        named = row.name if row.items[0][0] == name_of(row) else ""
        yield (Cell(name_of(row), colspan=1 if named else 2, heading=True), *((Cell(named),) if named else ()))
        for label, text in items_of(row):
            yield Cell(label), Cell(text)
        return
    _, after = marked(row, words.style)
    yield Cell(name_of(row)), Cell(after or words["removed"])


def _page(row: PrintRow) -> str:
    return pages_text(page_of(row.pages_new, row.pages_old))
