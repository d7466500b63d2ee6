"""The shape of an official form, so that every other module can ask the form instead of knowing it.

A Form holds Sections (Ⅰ, Ⅱ, （別添1） …), a Section holds Blocks (１．…, 委託事項N …), a Block holds Items
(①システムの名称 …). All are frozen; they are read from the data files beside this module.
Source of the structure: 規則 様式第1〜第4; of the ※ marks: 規則第11条・指針第6の2(2)・別表.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

KINDS = frozenset(
    "text long_text date_wareki choice checks checks_grouped checks+count choice+count choice+text "
    "flag static figure record_list heading auto_text".split()
)
TEXT_KINDS = frozenset({"text", "long_text", "date_wareki"})
CHOICE_KINDS = frozenset({"choice", "choice+count", "choice+text"})
CHECK_KINDS = frozenset({"checks", "checks_grouped", "checks+count"})
# Printed by the form itself, never typed by anybody; they have no answer.
PRINTED_KINDS = frozenset({"static", "heading", "auto_text"})

REPEATS = frozenset(
    "once per_system per_file per_file_outsourcing per_file_provision per_file_transfer per_change per_assessment".split()
)
# The entry kinds of the interchange JSON that a repeat stands for.
ENTRY_OF_REPEAT = {
    "per_system": "systems",
    "per_file": "files",
    "per_file_outsourcing": "outsourcing",
    "per_file_provision": "provisions",
    "per_file_transfer": "transfers",
}
_NUMBERED = re.compile(r"^(\d+)\)\s*")


def strip_number(printed: str) -> str:
    """``"1) 実施する"`` -> ``"実施する"``: values never carry the number of the choice (K1)."""
    return _NUMBERED.sub("", printed)


@dataclass(frozen=True, slots=True)
class Option:
    """One choice or check box. ``printed`` is the form's wording, ``label`` the value stored for it."""

    printed: str
    label: str
    heading: str = ""  # 「・識別情報」 of a grouped check list
    opens_text: bool = False  # a （　） for free text follows
    opens_count: bool = False  # a （　）件 follows


@dataclass(frozen=True, slots=True)
class Condition:
    """``when CODE == VALUE``, ``when CODE``, ``when CODE includes LABEL`` or the same with ``unless``."""

    wanted: bool
    code: str
    operator: str = "set"  # set | == | includes
    value: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """When an item must be filled: always, never, or under a condition; and at which step."""

    always: bool = False
    condition: Condition | None = None
    rule: str = ""  # a rule of assessments.checks decides
    at: str = "submit"  # submit | publish
    written: bool | str = False  # as the data file says it


@dataclass(frozen=True, slots=True)
class Item:
    """One 項目 with the words of the official form."""

    code: str
    number: str
    label: str
    kind: str
    options: tuple[Option, ...] = ()
    required: Requirement = Requirement()
    star: bool = False  # a change may be a 重要な変更 (規則第11条)
    star_printed: str = ""
    under: str = ""
    risk_key: str = ""
    derived: str = ""  # computed from other answers while nobody has typed another text
    also_read_as: tuple[str, ...] = ()
    note: str = ""
    layout: str = ""
    check: str = ""
    certainty: str = ""
    guidance: str = ""

    @property
    def heading(self) -> str:
        """Number and label as printed, e.g. 「①システムの名称」."""
        return f"{self.number}{self.label}"

    @property
    def has_answer(self) -> bool:
        """False for what the form prints by itself and for the record list, which has rows of its own."""
        return self.kind not in PRINTED_KINDS and self.kind != "record_list"

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(option.label for option in self.options)

    def option(self, label: str) -> Option | None:
        return next((option for option in self.options if option.label == label), None)


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk frame of Ⅲ: one RiskMeasure per file and frame."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Block:
    code: str
    number: str
    title: str
    repeat: str
    items: tuple[Item, ...]
    printed: str = ""
    when: Condition | None = None
    star_printed: str = ""
    risks: tuple[Risk, ...] = ()
    ranges: tuple[str, ...] = ()
    note: str = ""

    @property
    def heading(self) -> str:
        return self.printed or f"{self.number}{self.title}"

    @property
    def entry_kind(self) -> str:
        """systems, outsourcing …, or "" when the block stands once in its section."""
        return ENTRY_OF_REPEAT.get(self.repeat, "")

    def entry_heading(self, number: int | str) -> str:
        """「委託事項N」 with N filled in. The word comes from the form: its ranges begin with 「システム1」."""
        word = re.sub(r"\d+$", "", self.ranges[0]) if self.ranges else self.title.removesuffix("N")
        return f"{word}{number}"


@dataclass(frozen=True, slots=True)
class Section:
    code: str
    number: str
    title: str
    repeat: str
    blocks: tuple[Block, ...]
    star_printed: str = ""
    note: str = ""

    @property
    def heading(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def per_file(self) -> bool:
        return self.repeat == "per_file"

    @property
    def is_change_table(self) -> bool:
        return self.repeat == "per_change"

    @property
    def items(self) -> Iterator[Item]:
        for block in self.blocks:
            yield from block.items

    @property
    def slug(self) -> str:
        """The part of the code behind the form's key, for addresses on screen: 「II」."""
        return self.code.split(".", 1)[1]


@dataclass(frozen=True)
class Form:
    """One edition of one 様式. ``mark`` is the printed 「［令和○年○月　様式○］」, empty while unconfirmed."""

    key: str
    form_no: str
    name: str
    edition: str
    mark: str
    law: str
    sections: tuple[Section, ...]
    startable: bool = True

    @cached_property
    def places(self) -> Mapping[str, tuple[Section, Block, Item]]:
        return {
            item.code: (section, block, item)
            for section in self.sections
            for block in section.blocks
            for item in block.items
        }

    @property
    def items(self) -> Iterator[Item]:
        return (item for _, _, item in self.places.values())

    @property
    def short_name(self) -> str:
        """「重点項目評価書」 out of the long printed name."""
        found = re.search(r"（(.+)）$", self.name)
        return found.group(1) if found else self.name

    def item(self, code: str) -> Item:
        """The item with that code. KeyError when the form has none."""
        return self.places[code][2]

    def section(self, code_or_slug: str) -> Section | None:
        return next((s for s in self.sections if code_or_slug in (s.code, s.slug)), None)

    def repeat_of(self, code: str) -> str:
        """How often the item stands in a document: its block's repeat, else its section's."""
        section, block, _ = self.places[code]
        return section.repeat if block.repeat == "once" else block.repeat

    def holder_of(self, code: str) -> str:
        """Which entry kind keeps the answer: "" (document), systems, files, outsourcing, provisions, transfers."""
        return ENTRY_OF_REPEAT.get(self.repeat_of(code), "")

    @cached_property
    def record_item(self) -> Item | None:
        return next((item for item in self.items if item.kind == "record_list"), None)

    @cached_property
    def file_name_item(self) -> Item | None:
        """The item of Ⅱ that names a file; Ⅰ and Ⅲ print what stands there."""
        wanted = {item.label for item in self.items if item.derived == "file_name"}
        return next(
            (i for i in self.items if i.label in wanted and not i.derived and self.holder_of(i.code) == "files"), None
        )

    def answerable(self, section: Section) -> bool:
        return any(item.has_answer or item.kind == "record_list" for item in section.items)

    def cover_item(self, suffix: str) -> Item | None:
        """A cover item by the last part of its code: number, name, agency, published_on."""
        place = self.places.get(f"{self.key}.cover.{suffix}")
        return place[2] if place else None
