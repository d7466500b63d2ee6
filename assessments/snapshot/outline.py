"""A document in the order of its form: sections, blocks and items with their answers side by side.

Editor, checks, change list, screen and PDF walk the same outline; none of them knows what repeats.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..catalogue import Block, Form, Item, Section, threshold, values
from .value import Node, Snapshot

Address = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Placed:
    """One item at its place. ``address``: (ref of the entry or "", code). ``path``: headings above it, outermost first."""

    item: Item
    address: Address
    value: values.Value
    path: tuple[str, ...]
    derived: bool = False  # nobody typed it: computed from other answers
    records: tuple[str, ...] = ()  # of a record list
    risk_title: str = ""  # heading of the risk frame that begins with this item

    @property
    def text(self) -> str:
        return values.as_text(self.item, self.value)

    @property
    def heading(self) -> str:
        """Number and label as printed here: 「移転先N」 stands as 「移転先6」."""
        return self.path[-1]

    @property
    def anchor(self) -> str:
        """A name for links and page maps: letters, digits, ``-``, ``_`` and ``.`` only."""
        ref, code = self.address
        return f"i-{ref}-{code}" if ref else f"i-{code}"

    @property
    def is_unknown(self) -> bool:
        return values.is_unknown(self.item, self.value)

    @property
    def is_empty(self) -> bool:
        if self.item.kind == "record_list":
            return not self.records and not self.value
        return values.is_empty(self.item, self.value)


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A block once, or once for each entry; ``node`` is the entry of a repeated block."""

    block: Block
    node: Node | None
    heading: str
    items: tuple[Placed, ...]

    @property
    def entry_kind(self) -> str:
        return self.block.entry_kind


@dataclass(frozen=True, slots=True)
class Sheet:
    """A section as it stands in the document: once, or once for each file."""

    section: Section
    file: Node | None
    blocks: tuple[PlacedBlock, ...]

    @property
    def anchor(self) -> str:
        return f"s-{self.section.slug}" + (f"-{self.file.ref}" if self.file else "")

    @property
    def items(self) -> Iterator[Placed]:
        for block in self.blocks:
            yield from block.items


def outline(snapshot: Snapshot, form: Form | None = None) -> tuple[Sheet, ...]:
    """The sheets of a document in printed order; the table of changes is no sheet."""
    form = form or snapshot.form
    bare = bare_sheets(snapshot, form)
    return tuple(replace(s, blocks=tuple(_blocks(snapshot, form, s.section, s.file))) for s in bare)


def bare_sheets(snapshot: Snapshot, form: Form | None = None) -> Iterator[Sheet]:
    """The same sheets without what stands in them, for who wants their names and anchors only."""
    for section in (form or snapshot.form).sections:
        if not section.is_change_table:
            for file in snapshot.files if section.per_file else (None,):
                yield Sheet(section, file, ())


def _blocks(snapshot: Snapshot, form: Form, section: Section, file: Node | None) -> Iterator[PlacedBlock]:
    for block in section.blocks:
        if not block.entry_kind:
            yield _block(snapshot, form, section, block, file, None)
            continue
        for node in file.of(block.entry_kind) if file else snapshot.systems:
            yield _block(snapshot, form, section, block, file, node)


def _block(snapshot, form, section, block, file, node) -> PlacedBlock:
    heading = block.entry_heading(node.number) if node else block.heading
    path = tuple(_path(form, section, block, file, node))
    holder = node or file
    placed, seen = [], set()
    for item in block.items:
        risk = next((r.title for r in block.risks if r.key == item.risk_key), "") if item.risk_key not in seen else ""
        seen.add(item.risk_key)
        placed.append(_placed(snapshot, form, item, holder, file, path, risk))
    return PlacedBlock(block, node, heading, tuple(placed))


def _path(form: Form, section: Section, block: Block, file: Node | None, node: Node | None) -> Iterator[str]:
    yield section.heading
    if file:
        yield file_heading(form, file)
    if node:
        # 「委託事項N」 stands under the numbered block before it (４．特定個人情報ファイルの取扱いの委託)
        numbered = block.heading if block.number else _numbered_before(section, block)
        yield numbered
        yield block.entry_heading(node.number)
    elif block.heading != section.heading:
        yield block.heading


def _numbered_before(section: Section, block: Block) -> str:
    before = section.blocks[: section.blocks.index(block)]
    return next((b.heading for b in reversed(before) if b.number), "")


def _placed(snapshot, form, item: Item, holder: Node | None, file: Node | None, path, risk: str) -> Placed:
    answers = holder.answers if holder else snapshot.answers
    value = values.answer(item, answers)
    derived = bool(item.derived) and value is None
    if derived:
        value = _derived(snapshot, form, item, file)
    elif item.kind == "auto_text":
        value, derived = threshold.result_text(form, item.code, snapshot.answers), True
    records: tuple[str, ...] = ()
    if item.kind == "record_list" and file:
        value, records = file.records_text or None, file.records
    address = (holder.ref if holder else "", item.code)
    return Placed(item, address, value, path + tuple(_own(item, path)), derived, records, risk)


def _own(item: Item, path: tuple[str, ...]) -> Iterator[str]:
    """Headings of the item itself; 「移転先N」 is the heading of its entry, which the path has said already."""
    if item.label.endswith("N") and path[-1].startswith(item.label[:-1]):
        return
    if item.under:
        yield item.under
    yield item.heading


def _derived(snapshot: Snapshot, form: Form, item: Item, file: Node | None) -> str | None:
    if item.derived == "file_name":
        return file_name(form, file) or None if file else None
    return "\n".join(file_heading(form, node) for node in snapshot.files) or None


def file_name(form: Form, file: Node) -> str:
    """The name of a file as Ⅱ says it, "" while it has none."""
    item = form.file_name_item
    return values.as_text(item, file.answers.get(item.code)) if item else ""


def file_heading(form: Form, file: Node) -> str:
    """「(1) 住民基本台帳ファイル」: the file under its number, as Ⅰ lists it."""
    return f"({file.number}) {file_name(form, file)}".rstrip()
