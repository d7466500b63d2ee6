"""(a) The six columns of the statutory form."""

from collections.abc import Iterable, Iterator

from changelog.layouts.style import PrintRow, Style, Words, marked
from changelog.layouts.table import Cell, Table


def official(rows: Iterable[PrintRow], style: Style | None = None) -> Table:
    """変更日, 項目, 変更前の記載, 変更後の記載, 提出時期, 提出時期に係る説明; plain text unless marks are wanted."""
    words = Words("official", style or Style())
    return Table(words.title, words.columns, tuple(_rows(rows, words)))


def _rows(rows: Iterable[PrintRow], words: Words) -> Iterator[tuple[Cell, ...]]:
    last = ""
    for row in rows:
        before, after = marked(row, words.style, "none")
        note = words["ditto"] if words.style.ditto and row.note and row.note == last else row.note
        last = row.note
        yield (
            Cell(row.date),
            Cell("\n".join(row.path)),
            Cell(before or words["nothing"]),
            Cell(after or words["nothing"]),
            Cell(row.timing),
            Cell(note),
        )
