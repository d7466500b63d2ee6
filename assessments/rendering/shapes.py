"""The shapes that a block of the form consists of on paper: bars, tables of rows, cells of full width; and which rows
hang together, so that no page end parts them."""

from dataclasses import dataclass, replace

from .boxes import Box
from .cells import Cell
from .measure import width

# Full-width characters that a check line at the right of a heading may have beside a heading of 62 %; a longer one
# takes half of the bar.
NARROW_FLAG = 17
# Cells beside one label stay on one page while they have no more lines than this; else the first two do.
TOGETHER = 14


@dataclass(frozen=True, slots=True)
class Flag:
    anchor: str
    box: Box


@dataclass(frozen=True, slots=True)
class Bar:
    """A shaded heading of full width; ``level`` 1 = block, 2 = range, entry, risk or long label.

    ``alone``: no block's bar stands above it on its sheet, so that its rank follows the sheet's own heading.
    """

    level: int
    text: str
    star: str = ""
    flags: tuple[Flag, ...] = ()
    alone: bool = False
    kind: str = "bar"

    @property
    def changed(self) -> bool:
        return any(flag.box.changed for flag in self.flags)

    @property
    def halved(self) -> bool:
        """A flag is so long that it needs half of the bar."""
        return any(width(flag.box.label) > NARROW_FLAG for flag in self.flags)


@dataclass(frozen=True, slots=True)
class Row:
    """One item. ``nested``: "" | "first" | "next" (a cell at the left spans several rows) | "under" | "under_next".

    ``joined``: the left cell goes on in the row below. It is drawn row by row, not with rowspan, so that it may be cut
    by the end of a page. ``stays``: on the page of the row below, which it names or belongs to.
    """

    anchor: str
    label: str
    star: str
    cell: Cell
    nested: str = ""
    group: str = ""
    entry: bool = False  # names a repeated entry: its label is a heading
    changed: bool = False
    joined: bool = False
    stays: bool = False
    tall: bool = False
    running: str = ""  # what the head of a following page says while this row goes on
    lines: int = 1

    @property
    def classes(self) -> str:
        return " ".join(name for name in ("changed", "tall", "stays") if getattr(self, name))


@dataclass(frozen=True, slots=True)
class Table:
    heading: str
    rows: tuple[Row, ...]
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class Full:
    anchor: str
    cell: Cell
    changed: bool = False
    tall: bool = False
    running: str = ""
    kind: str = "full"


Piece = Bar | Table | Full


def joined(rows: list[Row]) -> tuple[Row, ...]:
    """The rows, each knowing how it hangs together with the one below."""
    pairs = zip(rows, [*rows[1:], None], strict=True)
    linked = [replace(row, joined=_goes_on(below)) for row, below in pairs]
    return tuple(replace(row, stays=_stays(linked, place)) for place, row in enumerate(linked))


def _goes_on(below: Row | None) -> bool:
    return below is not None and below.nested in ("under", "under_next", "next")


def _stays(rows: list[Row], place: int) -> bool:
    """The name of an entry stays with what it names, a label with the first cell beside it."""
    row = rows[place]
    if row.entry:
        return place + 1 < len(rows)
    if not row.joined or row.tall:
        return False
    if row.nested == "" or row.nested == "first":
        return True
    group = _beside_one_label(rows, place)
    return row.nested == "next" and not any(one.tall for one in group) and sum(one.lines for one in group) <= TOGETHER


def _beside_one_label(rows: list[Row], place: int) -> list[Row]:
    first = last = place
    while first and rows[first].nested == "next":
        first -= 1
    while last + 1 < len(rows) and rows[last + 1].nested == "next":
        last += 1
    return rows[first : last + 1]
