"""Walks over the labels and texts of a document and puts every text to the item it belongs to.

The result is raw: scopes (the document, one sheet per file and section, one entry each) that hold the texts of each
item. What the texts mean is the business of `kinds`; what is missing, of `gaps`.
"""

from dataclasses import dataclass, field

from ..catalogue import CHECK_KINDS, CHOICE_KINDS, TEXT_KINDS, Item, Section
from .marks import MARK
from .pieces import Piece
from .route import skipped
from .stations import Line, Station
from .words import ANNEX_TITLE, squeeze


@dataclass(slots=True)
class Part:
    text: str
    row: int
    line: int


@dataclass(eq=False)
class Scope:
    """One document, sheet or entry as it stands in the source. ``number``: as printed, 0 when none was printed."""

    kind: str = ""  # "" | sheet | systems | outsourcing | provisions | transfers
    section: Section | None = None
    number: int = 0
    line: int = 0
    parts: dict[str, list[Part]] = field(default_factory=dict)
    steps: list[tuple[int, bool]] = field(default_factory=list)  # (station, a page may have ended before it)
    entries: list["Scope"] = field(default_factory=list)
    beheaded: set[str] = field(default_factory=set)  # codes whose text begins on a missing page

    @property
    def visited(self) -> set[int]:
        return {index for index, _ in self.steps}

    @property
    def last(self) -> int:
        return self.steps[-1][0] if self.steps else -1

    def add(self, item: Item, piece: Piece) -> None:
        self.parts.setdefault(item.code, []).append(Part(piece.text, piece.row, piece.line))


class Walk:
    """``document``, ``sheets`` and ``records`` are filled by ``run``; ``strays`` found no item."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.document = Scope()
        self.sheets: list[Scope] = []
        self.records: list[list[Part]] = []  # one list for each printed heading of 別添1
        self.strays: list[tuple[str, Part]] = []
        self.scope: Scope | None = self.document
        self.sheet: Scope | None = None
        self.item: Item | None = None
        self.at: Station | None = None
        self.row = -1  # where the last label stands
        self.pending: list[Piece] = []
        self.turning = False  # a sheet's heading was printed again: a new sheet, or only the head of a page

    def run(self, pieces: list[Piece]) -> "Walk":
        for piece in pieces:
            if piece.station is None:
                if self._begins_annex(piece):
                    self._settle(None, False, None)
                    self.item = None
                self.pending.append(piece)
            elif piece.found and piece.found.ranged:
                self._settle(None, False, None)
                self.item = None
            else:
                self._visit(piece.station, piece)
        self._settle(None, False, None)
        return self

    def _begins_annex(self, piece: Piece) -> bool:
        """「(別紙2) 提供先の一覧」 alone at the top of a table: an annex of the town's own ends the item before it."""
        return (
            piece.after_break
            and not piece.indented
            and bool(ANNEX_TITLE.fullmatch(piece.text))
            and self.item is not None
        )

    # --- headings and labels ---

    def _visit(self, station: Station, piece: Piece) -> None:
        scope = self._scope_for(station, piece)
        self._settle(station, self._gap(station, scope), scope)
        if not self.turning or station.role != "section":
            scope.steps.append((station.index, piece.after_break))
        self.scope, self.at, self.row = scope, station, piece.row
        if station.role == "flag":
            scope.add(station.item, piece)
            return
        self.item = self._opened(station)
        if station.role == "block" and self.item:
            scope.steps.append((self.line.of_code[self.item.code].index, False)) if self._same_words(station) else None

    def _same_words(self, station: Station) -> bool:
        """「7．備考」: the heading is the label."""
        return squeeze(self.item.label) == squeeze(station.block.title)

    def _opened(self, station: Station) -> Item | None:
        """The item that text behind this station belongs to."""
        if station.role == "item":
            return station.item
        if station.role == "entry":
            return self.line.title_item(station.block)
        if station.role == "block":
            return self.line.only_item(station.block)
        if station.role == "section":
            first = next((i for i in station.section.items if i.kind in ("record_list", "figure")), None)
            if first and first.kind == "record_list":
                self.records.append([])
            return first
        return None

    def _scope_for(self, station: Station, piece: Piece) -> Scope:
        if station.section.per_file:
            self._turn_sheet(station)
        else:
            self.sheet = None
        parent = self.sheet or self.document
        if not station.entry_kind:
            return parent
        return self._entry_for(parent, station, piece)

    def _turn_sheet(self, station: Station) -> None:
        """A new sheet begins at the section's heading, or where the walk goes back to an earlier block."""
        sheet = self.sheet
        new = sheet is None or sheet.section is not station.section
        if not new and station.role == "section":
            self.turning = True
            return
        if not new and station.index < sheet.last:
            new = self.turning or station.block is not self.line.stations[sheet.last].block
        self.turning = False
        if new:
            self.sheet = Scope("sheet", station.section)
            self.sheets.append(self.sheet)

    def _entry_for(self, parent: Scope, station: Station, piece: Piece) -> Scope:
        current = self.scope if self.scope and self.scope.kind == station.entry_kind else None
        if current and current not in parent.entries:
            current = None
        number = piece.found.number if station.role == "entry" and piece.found else 0
        if current and station.role == "entry" and current.number == number and number:
            return current  # the heading is printed again on the next page
        if current and station.role != "entry" and not self._starts_over(current, station):
            return current
        entry = Scope(station.entry_kind, station.section, number, piece.line)
        parent.entries.append(entry)
        return entry

    def _starts_over(self, entry: Scope, station: Station) -> bool:
        """A label that the entry has had already: the heading of the next entry was lost."""
        if station.index > entry.last:
            return False
        if station.index < entry.last:
            return True
        return station.role == "item" and (bool(self.pending) or station.item.code in entry.parts)

    def _gap(self, station: Station, scope: Scope) -> bool:
        """True when needed items were passed over between the last label and this one."""
        if self.at is None:
            return skipped(self.line, -1, station.index) > 0
        if station.index > self.at.index and (scope is self.scope or not scope.kind or scope.steps == []):
            return skipped(self.line, self.at.index, station.index) > 0
        if station.role in ("entry", "section", "block"):
            here = "block" if station.role == "entry" else "section"
            rest = [s for s in self.line.stations[self.at.index + 1 :] if getattr(s, here) is getattr(self.at, here)]
            return any(s.needed and (s.block is self.at.block or not s.entry_kind) for s in rest)
        return scope is not self.scope

    # --- texts ---

    def _settle(self, station: Station | None, gap: bool, scope: Scope | None) -> None:
        """Give the waiting texts to the open item, or to the item before the coming label when pages are missing."""
        pending, self.pending = self.pending, []
        if not pending:
            return
        tail = self._tail_start(pending) if gap else len(pending)
        self._give(pending[:tail])
        rest = pending[tail:]
        if not rest:
            return
        target = self.line.before(station) if station else None
        if target and scope and target.index not in scope.visited and _fits(target.item, rest):
            for piece in rest:
                scope.add(target.item, piece)
            scope.beheaded.add(target.code)
            scope.steps.append((target.index, True))
        else:
            self.strays += [(self._after_code(), _part(piece)) for piece in rest]

    def _tail_start(self, pending: list[Piece]) -> int:
        """Where the text of the page behind the gap begins; its whole length when nothing shows that it does."""
        breaks = [place for place, piece in enumerate(pending) if piece.after_break]
        if self.item is None or not (self.item.has_answer or self.item.kind == "record_list"):
            return breaks[0] if breaks else 0
        certain = [place for place in breaks if pending[place].indented]
        if certain:
            return certain[-1]
        if breaks and pending[0].row == self.row:
            return breaks[0]  # the value stood beside its label; this is another table
        if self.item.kind == "text" and len(breaks) > 1:
            return breaks[1]  # a short answer has one paragraph
        return breaks[0] if len(breaks) == 1 and breaks[0] > 0 else len(pending)

    def _give(self, pieces: list[Piece]) -> None:
        for piece in pieces:
            if self.item and self.item.kind == "record_list":
                self.records[-1].append(_part(piece))
            elif self.item and self.scope is not None:
                self.scope.add(self.item, piece)
            else:
                self.strays.append((self._after_code(), _part(piece)))

    def _after_code(self) -> str:
        """The code of the item printed last before the place where the walk stands."""
        reached = self.at.index if self.at else 0
        if self.scope and self.scope.steps:
            reached = max(reached, self.scope.last)
        items = [s for s in self.line.stations[: reached + 1] if s.item]
        return items[-1].code if items else next(s.code for s in self.line.stations if s.item)


def _part(piece: Piece) -> Part:
    return Part(piece.text, piece.row, piece.line)


def _fits(item: Item, pieces: list[Piece]) -> bool:
    """Could these texts be the value of such an item?"""
    marked = any(MARK.search(piece.text) for piece in pieces)
    if item.kind in CHECK_KINDS:
        return marked
    if item.kind in CHOICE_KINDS:
        return any("選択肢" in piece.text or piece.text.startswith(("[", "［")) for piece in pieces)
    return item.kind in TEXT_KINDS and not any("選択肢" in piece.text for piece in pieces)
