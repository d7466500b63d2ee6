"""A sheet in pieces that can be drawn one by one: groups of the form, entries, frames, fields.

An entry that is closed has no fields yet: a sheet with sixteen destinations opens as quickly as one with two.
"""

from dataclasses import dataclass, field
from functools import cached_property

from .. import checks, editing
from ..catalogue import values
from ..checks.context import Context
from ..forms import ItemForm, RecordsForm, item_form
from ..snapshot import Address, Placed, PlacedBlock
from .places import MISSING, UNKNOWN, kind_of

Problems = dict[Address, list[checks.Problem]]


@dataclass(frozen=True)
class Field:
    """One item in the editor: its form, what the browser starts from, what is wrong with it."""

    placed: Placed
    form: ItemForm | RecordsForm
    base: str
    problems: tuple[checks.Problem, ...]
    required: bool

    @property
    def is_records(self) -> bool:
        return self.placed.item.kind == "record_list"

    @property
    def stamp(self) -> str:
        """What the browser sends back to say which item, and from which value it started."""
        return " ".join((*self.placed.address, self.base))


@dataclass
class Frame:
    """Items that the form sets together. ``heading`` is "" where the first item bears the name of the frame."""

    under: str = ""
    heading: str = ""
    risk: str = ""
    fields: list[Field] = field(default_factory=list)


class Part:
    """A block with its fields, or one entry of a repeated block."""

    def __init__(
        self, context: Context, block: PlacedBlock, problems: Problems, *, opened: bool, first: bool, level: int
    ) -> None:
        self.context, self.block, self.problems = context, block, problems
        self.opened, self.first, self.level = opened, first, level
        self.node, self.heading, self.entry_kind = block.node, block.heading, block.entry_kind

    @property
    def anchor(self) -> str:
        return f"e-{self.node.ref}" if self.node else f"b-{self.block.block.code}"

    @cached_property
    def answerable(self) -> list[Placed]:
        return [p for p in self.block.items if p.item.has_answer or p.item.kind == "record_list"]

    @property
    def name(self) -> str:
        """What an entry is called by its first text: 「市民税課」 of 移転先3."""
        first = next((p for p in self.answerable if p.item.kind == "text"), None)
        return first.text.replace("\n", " ")[:80] if first and not values.is_lost(first.value) else ""

    @property
    def state(self) -> str:
        """What is left to do in an entry, in words; "" when nothing is."""
        found = [kind_of(p, placed) for placed in self.answerable for p in self.problems.get(placed.address, ())]
        said = [f"{word}{n}件" for name, word in ((MISSING, "未記入"), (UNKNOWN, "不明")) if (n := found.count(name))]
        return "・".join(["原本のページ欠落", *said] if self.node and self.node.lost else said)

    @cached_property
    def frames(self) -> list[Frame]:
        frames: list[Frame] = [Frame()]
        for placed in self.answerable:
            if placed.risk_title:
                frames.append(Frame(risk=placed.risk_title))
            if placed.item.under != frames[-1].under:
                frames.append(self._frame(placed, frames[-1]))
            frames[-1].fields.append(self._field(placed))
        return [frame for frame in frames if frame.fields or frame.risk]

    def _frame(self, placed: Placed, before: Frame) -> Frame:
        """A new frame; an item that bears its name leads it: 「③対象となる本人の範囲」 before 「その必要性」."""
        under = placed.item.under
        if under and before.fields and before.fields[-1].placed.heading == under:
            return Frame(under, "", fields=[before.fields.pop()])
        return Frame(under, under)

    def _field(self, placed: Placed) -> Field:
        is_records = placed.item.kind == "record_list"
        value = [list(placed.records), placed.value or ""] if is_records else placed.value
        stored = None if placed.derived or (placed.item.kind == "flag" and placed.value is False) else value
        return Field(
            placed=placed,
            form=RecordsForm(placed.item, *value, anchor=placed.anchor)
            if is_records
            else item_form(placed.item, placed.value, anchor=placed.anchor),
            base=editing.fingerprint(stored),
            problems=tuple(self.problems.get(placed.address, ())),
            required=self.requires(placed),
        )

    def requires(self, placed: Placed) -> bool:
        """Must this item be filled, given the answers around it?"""
        return checks.completeness.is_required(self.context, self.block, placed)


@dataclass(frozen=True)
class Group:
    """A block of the form; for a repeated one all its entries and the kind that can be added."""

    code: str
    heading: str
    star: str
    level: int  # of its heading on the page
    entry_kind: str
    entry_word: str
    parts: tuple[Part, ...]

    @property
    def range(self) -> str:
        """「移転先1～16（16件）」 of the entries that are there."""
        number = len(self.parts)
        if number < 2:
            return f"{self.entry_word}（{number}件）" if number else f"{self.entry_word}（なし）"
        return f"{self.parts[0].heading}～{number}（{number}件）"
