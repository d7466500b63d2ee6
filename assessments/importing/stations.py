"""The form as a line of stations: every heading and label in printed order, with the words it is recognised by.

Reading a document is a walk along this line, sheet by sheet and entry by entry. All words come from the catalogue.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from ..catalogue import Block, Form, Item, Section, get_form
from .words import plain_number, squeeze


@dataclass(frozen=True, slots=True)
class Station:
    index: int
    role: str  # section | block | entry | risk (frame) | group (a label merged over rows) | item | flag
    section: Section
    block: Block | None = None
    item: Item | None = None
    number: str = ""
    words: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        return (self.item or self.block or self.section).code

    @property
    def entry_kind(self) -> str:
        """The entries that this station stands in; the heading above all of them stands in none."""
        return self.block.entry_kind if self.block and self.role != "block" else ""

    @property
    def needed(self) -> bool:
        """A label that every document prints and fills, so that passing it by means that something is missing."""
        return self.role == "item" and self.item.required.always and self.item.kind != "record_list"


class Line:
    """All stations of one form, with look-ups by word."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.stations: list[Station] = []
        for section in form.sections:
            if not section.is_change_table:
                self._add_section(section)
        self.by_word: dict[str, list[Station]] = {}
        for station in self.stations:
            for word in station.words:
                self.by_word.setdefault(word, []).append(station)
        self.by_gap: dict[str, set[str]] = {}  # a long word without one of its letters -> the words that it may be
        for word in self.by_word:
            for place in range(len(word)) if len(word) > 9 else ():
                self.by_gap.setdefault(word[:place] + word[place + 1 :], set()).add(word)
        self.words = sorted(self.by_word, key=len, reverse=True)
        self.of_code = {s.item.code: s for s in self.stations if s.item}
        self.under = [s.item for s in self.stations if s.item and s.item.under]  # beside a label merged over rows

    def _add(self, role: str, section: Section, block=None, item=None, number: str = "", labels=()) -> None:
        spellings = _spellings if role in ("section", "block", "item") else lambda label: [squeeze(label)]
        words = tuple(dict.fromkeys(word for label in labels for word in spellings(label)))
        number = plain_number(number)
        self.stations.append(Station(len(self.stations), role, section, block, item, number, words))

    def _add_section(self, section: Section) -> None:
        title = section.title if section.number or len(section.title) > 4 or section.title[0] in "(（" else ""
        self._add("section", section, number=section.number, labels=[title] if title else [])
        for block in section.blocks:
            self._add_block(section, block)

    def _add_block(self, section: Section, block: Block) -> None:
        entry = bool(block.entry_kind)
        if block.number or (not entry and block.title != section.title):
            self._add("block", section, block, number=block.number, labels=[block.title])
        if entry:
            self._add("entry", section, block)
        seen: set[str] = set()
        for item in block.items:
            self._add_surroundings(section, block, item, seen)
            if item.kind == "heading" or (entry and item.label == block.title):
                continue
            role = "flag" if item.kind == "flag" else "item"
            self._add(role, section, block, item, item.number, [item.label, *item.also_read_as])

    def _add_surroundings(self, section: Section, block: Block, item: Item, seen: set[str]) -> None:
        """The risk frame and the merged label that stand before an item."""
        risk = next((risk for risk in block.risks if risk.key == item.risk_key), None)
        if risk and risk.key not in seen:
            seen.add(risk.key)
            # Several risks in one frame stand below each other in print.
            self._add("risk", section, block, labels=[risk.title, risk.title.replace("リスク・", "リスク")])
        own = {squeeze(other.heading) for other in block.items} | {squeeze(other.label) for other in block.items}
        if item.under and item.under not in seen and squeeze(item.under) not in own:
            seen.add(item.under)
            found = re.match(r"[①-⑳]", item.under)
            number = found[0] if found else ""
            self._add("group", section, block, number=number, labels=[item.under.removeprefix(number)])

    def title_item(self, block: Block) -> Item | None:
        """The item that stands behind 「委託事項N」 on the same line; None when nothing does (システムN)."""
        return next((i for i in block.items if i.label == block.title and i.has_answer), None)

    def only_item(self, block: Block) -> Item | None:
        """The item that text right under the heading belongs to."""
        items = [i for i in block.items if i.has_answer and i.kind != "flag"]
        same = [i for i in items if squeeze(i.label) == squeeze(block.title)]
        return same[0] if same else (items[0] if len(items) == 1 else None)

    def before(self, station: Station) -> Station | None:
        """The item printed before this one; not one of an entry that has ended, nor one of another section."""
        for other in reversed(self.stations[: station.index]):
            if other.block is not station.block and (other.section is not station.section or other.entry_kind):
                return None
            if other.role == "item":
                return other
        return None


def _spellings(label: str) -> list[str]:
    """The label, and without what towns leave out: a trailing 【任意】 or a long bracket."""
    found = [squeeze(label)]
    for pattern in (r"【[^】]*】$", r"\([^()]*\)$"):
        shorter = re.sub(pattern, "", found[0])
        if shorter and shorter != found[0] and len(shorter) > 3:
            found.append(shorter)
    return found


@lru_cache(maxsize=16)
def line_of(key: str, edition: str = "") -> Line:
    return Line(get_form(key, edition))
