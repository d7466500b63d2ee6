"""The shapes that a block of the form consists of on paper: bars, tables of rows, cells of full width; and which rows
hang together, so that no page end parts them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from .boxes import Box
from .cells import Cell
from .measure import width

# Full-width characters that a check line at the right of a heading may have beside a heading of 62 %; a longer one
# takes half of the bar.
NARROW_FLAG = 17


@dataclass(frozen=True, slots=True)
class Flag:
    anchor: str
    box: Box
    changed: bool = False


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
    def halved(self) -> bool:
        """A flag is so long that it needs half of the bar."""
        return any(width(flag.box.label) > NARROW_FLAG for flag in self.flags)


@dataclass(frozen=True, slots=True)
class Row:
    """One item. ``nested``: "" | "first" | "next" (a cell at the left spans several rows) | "under" | "under_next".

    ``joined``: the left cell goes on in the row below. It is drawn row by row, not with rowspan, so that it may be cut
    by the end of a page. ``keeps``: stands on the page of the row below, which it names.
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
    keeps: bool = False
    tall: bool = False
    running: str | None = None  # what the head of a following page says while this row goes on; "" = nothing again


@dataclass(frozen=True, slots=True)
class Table:
    heading: str
    rows: tuple[Row, ...]
    kind: str = "table"

    @property
    def groups(self) -> Iterator[tuple[bool, list[Row]]]:
        """The rows in the groups that a page end does not part (True), and the rows between those."""
        loose: list[Row] = []
        for row in self.rows:
            if loose and not loose[-1].keeps and (row.keeps or _is_kept(loose)):
                yield _is_kept(loose), loose
                loose = []
            loose.append(row)
        if loose:
            yield _is_kept(loose), loose


@dataclass(frozen=True, slots=True)
class Full:
    anchor: str
    cell: Cell
    changed: bool = False
    tall: bool = False
    running: str | None = None
    kind: str = "full"


Piece = Bar | Table | Full


def joined(rows: list[Row]) -> tuple[Row, ...]:
    """The rows, each knowing how it hangs together with the one below."""
    pairs = zip(rows, [*rows[1:], None], strict=True)
    return tuple(replace(row, joined=_goes_on(below), keeps=_keeps(row, below)) for row, below in pairs)


def _is_kept(rows: list[Row]) -> bool:
    return any(row.keeps for row in rows)


def _goes_on(below: Row | None) -> bool:
    return below is not None and below.nested in ("under", "under_next", "next")


def _keeps(row: Row, below: Row | None) -> bool:
    """The name of an entry, and the cells beside one label, unless they are so high that a page may cut them."""
    if below is None or row.tall or below.tall:
        return False
    return row.entry or (row.nested in ("first", "next") and below.nested == "next")
