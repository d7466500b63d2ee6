"""The table of changes (変更箇所) as the forms print it, with what was added and struck out marked by character."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from changelog import diff

from ..catalogue import Section
from ..catalogue.wareki import as_printed
from ..snapshot import ChangeEntry, Snapshot
from .cells import Cell
from .measure import chunks, line_count, shortened

# Full-width characters to a line of each cell, and the lines of half a page, in the small type of the table.
LINES, TALL = {"item": 10, "before": 15, "after": 15, "note": 8}, 28


@dataclass(frozen=True, slots=True)
class MarkedRow:
    anchor: str
    date: str
    item: str
    before: Cell
    after: Cell
    timing: str
    note: str
    tall: bool = False  # may be cut by the end of a page
    running: str = ""  # what the head of a following page says while this row goes on
    longest: str = ""  # the cell of a tall row that ends it


@dataclass(frozen=True, slots=True)
class ChangeTable:
    anchor: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[MarkedRow, ...]

    @property
    def opening(self) -> "ChangeTable":
        """The same with no more than its first row: enough to draw what stands above the rows."""
        return replace(self, rows=self.rows[:1])


def tables(snapshot: Snapshot, section: Section, *, marked: bool = False) -> Iterator[ChangeTable]:
    """One table, or one for each label that the town gave (【システム標準化移行前】), in the order of the rows."""
    columns = tuple(item.label for item in section.items)
    for anchor, title, label in _titles(snapshot, section):
        yield ChangeTable(anchor, title, columns, tuple(_rows(snapshot, label, marked)))


def titles(snapshot: Snapshot, section: Section) -> list[tuple[str, str]]:
    """(anchor, title) of the tables, without their rows."""
    return [(anchor, title) for anchor, title, _ in _titles(snapshot, section)]


def _titles(snapshot: Snapshot, section: Section) -> Iterator[tuple[str, str, str]]:
    labels = list(dict.fromkeys(entry.table for entry in snapshot.changes)) or [""]
    for place, label in enumerate(labels, start=1):
        anchor = f"s-{section.slug}" + (f"-{place}" if place > 1 else "")
        yield anchor, section.heading + (f"【{label.strip('【】')}】" if label else ""), label


def _rows(snapshot: Snapshot, label: str, marked: bool) -> Iterator[MarkedRow]:
    numbered = enumerate(snapshot.changes, start=1)
    return (_row(number, entry, marked) for number, entry in numbered if entry.table == label)


def _row(number: int, entry: ChangeEntry, marked: bool) -> MarkedRow:
    before, after = diff.mark(entry.before, entry.after) if marked else ((), ())
    lines = {cell: line_count(getattr(entry, cell), line) for cell, line in LINES.items()}
    tall = max(lines.values()) > TALL
    return MarkedRow(
        anchor=f"c-{number}",
        date=as_printed(entry.date),
        item=entry.item,
        before=Cell("text", chunks(entry.before), runs=before),
        after=Cell("text", chunks(entry.after), runs=after),
        timing=entry.timing,
        note=entry.note,
        tall=tall,
        running=shortened(entry.item or "変更箇所の続き") if tall else "",
        longest=max(lines, key=lines.__getitem__) if tall else "",
    )
