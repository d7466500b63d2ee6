"""How a block of the form stands on paper: heading bars, tables of label and value, and cells of full width.

Everything is asked of the catalogue (number, under, risks, ranges, kind); no form is known by name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from ..catalogue import TEXT_KINDS, Form, Item, values
from ..catalogue.frames import ALL, FIRST, NONE
from ..snapshot import Address, Placed, PlacedBlock, Sheet, file_heading
from .boxes import flag_box
from .cells import Cell, cell_of
from .frames import range_of, ranges_behind
from .measure import CELL_LINE, FULL_LINE, shortened, width
from .shapes import Bar, Flag, Full, Piece, Row, Table, joined

# A text item whose label is longer than this has it as a heading above a cell of full width, as in Ⅲ.
LONG_LABEL = 28


@dataclass(slots=True)
class Draughtsman:
    """Draws the blocks of one sheet, remembering what was printed before."""

    form: Form
    sheet: Sheet
    marks: Mapping[Address, str]
    files: int
    frames: str = FIRST  # which empty ones are printed: see Snapshot
    result: str = ""  # what an item says that the form finds by itself
    ranges_printed: set[str] = field(default_factory=set)
    headings_printed: set[str] = field(default_factory=set)
    blank: bool = False  # the block at hand is an empty frame

    def pieces(self) -> Iterator[Piece]:
        """No heading's rank is passed over: axe and the tags of the PDF count them."""
        alone = True
        for piece in self._pieces():
            if isinstance(piece, Bar):
                alone = alone and piece.level > 1
                piece = replace(piece, alone=alone)
            yield piece

    def _pieces(self) -> Iterator[Piece]:
        for block in self.sheet.blocks:
            holder = block.node or self.sheet.file
            self.blank = holder is not None and not holder.ref
            yield from self._headings(block)
            if not self.blank or self.frames != NONE:
                yield from self._block(block)
            if self.frames == ALL and block.node and self._is_last(block):
                yield from (Bar(2, span) for span in ranges_behind(block.block.ranges, block.node.number))

    def _is_last(self, block: PlacedBlock) -> bool:
        """Of the entries of its kind."""
        return not any(other.block == block.block for other in self.sheet.blocks[self.sheet.blocks.index(block) + 1 :])

    def _block(self, block: PlacedBlock) -> Iterator[Piece]:
        if block.node and block.node.lost and all(p.is_empty for p in block.items):
            yield Bar(2, block.heading)
            yield Full("", Cell("lost", (values.LOST_TEXT,)))
            return
        rows: list[Row] = []
        heading = block.heading
        for placed in block.items:
            above = self._above(placed, block)
            full = self._is_full(placed.item, block)
            if (above or full or placed.item.kind == "heading") and rows:
                yield Table(heading, joined(rows))
                rows = []
            for bar in above:
                heading = bar.text
                yield bar
            if full:
                yield self._full(placed, heading)
            elif placed.item.kind not in ("heading", "flag"):
                rows.append(self._row(placed, block))
        if rows:
            yield Table(heading, joined(rows))

    def _headings(self, block: PlacedBlock) -> Iterator[Bar]:
        spec = block.block
        printed = spec.heading if spec.number or not block.entry_kind else ""
        section = self.sheet.section
        if printed and printed not in (section.heading, section.title) and spec.code not in self.headings_printed:
            self.headings_printed.add(spec.code)
            yield Bar(1, printed, spec.star_printed, tuple(self._flags(block)))
        span = range_of(spec.ranges, block.node.number) if block.node else ""
        if span and span not in self.ranges_printed and not (self.blank and self.frames == NONE):
            self.ranges_printed.add(span)
            yield Bar(2, span)

    def _flags(self, block: PlacedBlock) -> Iterator[Flag]:
        for placed in block.items:
            if placed.item.kind == "flag":
                yield Flag(self._anchor(placed), flag_box(placed, placed.address in self.marks))

    def _above(self, placed: Placed, block: PlacedBlock) -> list[Bar]:
        """The bars that stand above an item: its risk frame, the name of its entry, its own long label."""
        bars = []
        if placed.risk_title:
            bars.append(Bar(2, placed.risk_title))
        if placed.item.kind == "heading":
            bars.append(Bar(2, self._label(placed, block)))
        elif placed.item.kind == "record_list":
            return bars
        elif self._is_full(placed.item, block) and placed.item.label not in (block.block.title, block.heading):
            bars.append(Bar(2, placed.item.heading, placed.item.star_printed))
        return bars

    def _is_full(self, item: Item, block: PlacedBlock) -> bool:
        if item.kind in ("record_list", "auto_text") or any(other.kind == "figure" for other in block.block.items):
            return True
        if item.kind not in TEXT_KINDS or item.under:
            return item.label == block.block.title and len(block.items) == 1
        if block.node and item.label == block.block.title:
            return False
        own_block = item.label == block.block.title and not item.number
        return own_block or (item.kind == "long_text" and width(item.label) > LONG_LABEL)

    def _full(self, placed: Placed, heading: str) -> Full:
        cell = self._cell(placed)
        tall = cell.is_tall(FULL_LINE)
        running = shortened(self._file_of_records(placed) or heading) if tall else ""
        return Full(self._anchor(placed), cell, placed.address in self.marks, tall, running)

    def _file_of_records(self, placed: Placed) -> str:
        """Record lists of several files follow each other under one heading: a page says whose it goes on with."""
        return file_heading(self.form, self.sheet.file) if placed.item.kind == "record_list" and self.files > 1 else ""

    def _row(self, placed: Placed, block: PlacedBlock) -> Row:
        nested, group = self._nesting(placed, block)
        label, cell = self._label(placed, block), self._cell(placed)
        tall = cell.is_tall(CELL_LINE)
        return Row(
            anchor=self._anchor(placed),
            label=label,
            star=placed.item.star_printed,
            cell=cell,
            nested=nested,
            group=group,
            entry=bool(block.node) and label == block.heading,
            changed=placed.address in self.marks,
            tall=tall,
            running=shortened(self._whose(placed, block, label)) if tall else "",
            lines=cell.lines(CELL_LINE),
        )

    def _whose(self, placed: Placed, block: PlacedBlock, label: str) -> str:
        """「システム4　②システムの機能」: what a page is headed that goes on with this cell."""
        above = [block.heading] if block.node and label != block.heading else []
        return "　".join([*above, *([placed.item.under] if placed.item.under else []), label])

    def _cell(self, placed: Placed) -> Cell:
        if placed.item.kind == "auto_text":
            placed = replace(placed, value=self.result)
        return cell_of(self._numbered(placed), self.marks.get(placed.address))

    def _numbered(self, placed: Placed) -> Placed:
        """The name of one of several files stands under its number: 「(2) 本人確認情報ファイル」."""
        names_file = placed.item == self.form.file_name_item or placed.item.derived == "file_name"
        if (
            not names_file
            or self.files < 2
            or not isinstance(placed.value, str)
            or placed.value.startswith(("(", "（"))
        ):
            return placed
        return replace(placed, value=f"({self.sheet.file.number}) {placed.value}")

    def _label(self, placed: Placed, block: PlacedBlock) -> str:
        """「委託事項N」 with its number, any other label as it is."""
        if block.node and placed.item.label in (block.block.title, block.block.entry_heading("N")):
            return block.heading
        return placed.item.heading

    def _nesting(self, placed: Placed, block: PlacedBlock) -> tuple[str, str]:
        under = placed.item.under
        if not under:
            return "", ""
        place = block.items.index(placed)
        first = place == 0 or block.items[place - 1].item.under != under
        if any(other.item.heading == under for other in block.items[:place]):
            return ("under" if first else "under_next"), under
        return ("first" if first else "next"), under

    def _anchor(self, placed: Placed) -> str:
        """Frames that stand only because the form prints them have no address in the document."""
        return "" if self.blank else placed.anchor
