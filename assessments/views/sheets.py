"""What the editor shows of a document: one sheet with its forms, the table of contents, the rows of this sheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .. import checks, editing, policies
from ..catalogue import Risk
from ..changes import rows_of
from ..checks.context import Context
from ..forms import ItemForm, item_form
from ..models import Assessment
from ..snapshot import Placed, PlacedBlock, Sheet, Snapshot, take
from .pages import to


@dataclass(frozen=True)
class Field:
    """One item in the editor: its form, what the browser starts from, what is wrong with it."""

    placed: Placed
    form: ItemForm | None
    base: str
    problems: tuple[str, ...]
    required: bool

    @property
    def is_records(self) -> bool:
        return self.placed.item.kind == "record_list"


@dataclass(frozen=True)
class Part:
    """A block with its fields, or an entry of a repeated block."""

    placed: PlacedBlock
    fields: tuple[Field, ...]
    last: bool = False
    first: bool = False

    @property
    def anchor(self) -> str:
        return f"e-{self.placed.node.ref}" if self.placed.node else f"b-{self.placed.block.code}"

    @property
    def risks(self) -> tuple[Risk, ...]:
        return self.placed.block.risks


@dataclass(frozen=True)
class Group:
    """A block of the form; for a repeated one all its entries and the kind that can be added."""

    heading: str
    star: str
    entry_kind: str
    entry_word: str
    parts: tuple[Part, ...]


class SheetPage:
    """Everything that the editor's page of one sheet reads."""

    def __init__(self, assessment: Assessment, snapshot: Snapshot, sheet: Sheet) -> None:
        self.assessment, self.snapshot, self.sheet = assessment, snapshot, sheet
        self.context = Context(snapshot)

    @property
    def slug(self) -> str:
        return self.sheet.section.slug

    @property
    def ref(self) -> str:
        return self.sheet.file.ref if self.sheet.file else ""

    @cached_property
    def title(self) -> str:
        return self._title(self.sheet)

    def _title(self, sheet: Sheet) -> str:
        return f"{sheet.section.heading}（{sheet.file.number}）" if sheet.file else sheet.section.heading

    @cached_property
    def file_label(self) -> str:
        return self.sheet.blocks[0].items[0].path[1] if self.sheet.file else ""

    @cached_property
    def _problems(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for problem in checks.problems(self.snapshot, self.context):
            if problem.address:
                found.setdefault(problem.address, []).append(problem.sentence)
        return found

    @cached_property
    def contents(self) -> list[dict[str, object]]:
        """The table of contents: one line per sheet that can be written in."""
        return [
            {
                "title": self._title(p.sheet),
                "file": p.sheet.blocks[0].items[0].path[1] if p.sheet.file else "",
                "url": sheet_url(self.assessment, p.sheet),
                "progress": p,
                "here": p.sheet == self.sheet,
            }
            for p in checks.progress(self.snapshot, self.context)
            if self.snapshot.form.answerable(p.sheet.section)
        ]

    @cached_property
    def neighbours(self) -> tuple[dict | None, dict | None]:
        place = next((n for n, line in enumerate(self.contents) if line["here"]), 0)
        before = self.contents[place - 1] if place else None
        after = self.contents[place + 1] if place + 1 < len(self.contents) else None
        return before, after

    @cached_property
    def groups(self) -> list[Group]:
        return list(self._groups())

    def _groups(self) -> Iterator[Group]:
        for block in self.sheet.section.blocks:
            placed = [b for b in self.sheet.blocks if b.block is block]
            parts = tuple(self._part(b, n == 0, n == len(placed) - 1) for n, b in enumerate(placed))
            heading = block.heading if block.number or not block.entry_kind else block.entry_heading("")
            word = block.entry_heading("") if block.entry_kind else ""
            if not (block.number or block.entry_kind):
                heading = "" if block.heading == self.sheet.section.heading else block.heading
            yield Group(heading, block.star_printed, block.entry_kind, word, parts)

    def _part(self, block: PlacedBlock, first: bool, last: bool) -> Part:
        fields = tuple(self._field(block, p) for p in block.items if p.item.has_answer or p.item.kind == "record_list")
        return Part(block, fields, last=last, first=first)

    def _field(self, block: PlacedBlock, placed: Placed) -> Field:
        is_records = placed.item.kind == "record_list"
        value = [list(placed.records), placed.value or ""] if is_records else placed.value
        stored = None if placed.derived or (placed.item.kind == "flag" and placed.value is False) else value
        return Field(
            placed=placed,
            form=None if is_records else item_form(placed.item, placed.value, anchor=placed.anchor),
            base=editing.fingerprint(stored),
            problems=tuple(self._problems.get(placed.address, ())),
            required=checks.completeness.is_required(self.context, block, placed),
        )

    @cached_property
    def row_pks(self) -> list[int]:
        """Rows of the change list that speak of this sheet."""
        here = {placed.address for placed in self.sheet.items}
        refs = {b.node.ref for b in self.sheet.blocks if b.node} | ({self.ref} if self.ref else set())
        entry_rows = {(ref, "") for ref in refs}
        rows = rows_of(policies.open_version(self.assessment)).values_list("pk", "addresses")
        return [pk for pk, addresses in rows if {tuple(a) for a in addresses} & (here | entry_rows)]


def sheet_url(assessment: Assessment, sheet: Sheet) -> str:
    if sheet.file:
        return to("file_sheet", assessment, sheet.section.slug, sheet.file.ref)
    return to("sheet", assessment, sheet.section.slug)


def sheet_page(assessment: Assessment, slug: str, ref: str, snapshot: Snapshot | None = None) -> SheetPage | None:
    """The page of a section (of a file: its ref; without one the first). None when there is no such sheet."""
    snapshot = snapshot or take(assessment, changes=False)
    context = Context(snapshot)
    for sheet in context.sheets:
        same_file = not sheet.file or sheet.file.ref == ref or not ref
        if sheet.section.slug == slug and same_file and snapshot.form.answerable(sheet.section):
            return SheetPage(assessment, snapshot, sheet)
    return None


def place_of(assessment: Assessment, snapshot: Snapshot, address: tuple[str, str], anchor: str = "") -> str:
    """The address in the editor where an item (or a whole entry) stands; "" when it is not in the document."""
    for sheet in Context(snapshot).sheets:
        for placed in sheet.items:
            if placed.address == address:
                return f"{sheet_url(assessment, sheet)}#{placed.anchor}"
        if any(b.node and b.node.ref == address[0] for b in sheet.blocks):
            return f"{sheet_url(assessment, sheet)}#e-{address[0]}"
        if sheet.file and sheet.file.ref == address[0] and not address[1]:
            return sheet_url(assessment, sheet)
    return ""
