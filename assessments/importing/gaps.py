"""Tells what the source does not contain from what it leaves empty.

An item whose label was read is what it is, empty or not. An item whose label was never read is lost when its page is
missing: a page may have ended there, its whole block is absent, or the form always prints and fills it. The others
(conditions that do not apply, what nobody need fill) are simply empty.
"""

from typing import Any

from ..catalogue import Block, Condition, Item, Section
from ..catalogue.values import choice_label
from .stations import Line
from .walk import Scope

FOR_MINISTRIES = "行政機関等のみ"  # printed by the form, always empty in a town's document


class Gaps:
    """The lost items of one scope. ``answers``: what was read in it, for conditions."""

    def __init__(self, line: Line, scope: Scope, answers: dict[str, Any]) -> None:
        self.line, self.scope, self.answers = line, scope, answers
        self.visited = scope.visited
        self.breaks = {index for index, after_break in scope.steps if after_break}

    def lost_in_section(self, section: Section) -> list[Item]:
        return [item for block in section.blocks if not block.entry_kind for item in self.lost_in_block(block)]

    def lost_in_block(self, block: Block) -> list[Item]:
        touched = any(s.index in self.visited for s in self.line.stations if s.block is block)
        return [
            station.item
            for station in self.line.stations
            if station.block is block and station.item and self._lost(station.index, station.item, touched)
        ]

    def _lost(self, index: int, item: Item, touched: bool) -> bool:
        if index in self.visited or item.code in self.answers or not item.has_answer or item.derived == "file_name":
            return False
        if FOR_MINISTRIES in item.label:
            return False
        if not touched:
            return True
        if item.kind == "flag":
            return not item.required.written and self._on_missing_page(index)
        needed = self._needed(item)
        if needed is False:
            return False
        return item.required.always or self._on_missing_page(index)

    def _needed(self, item: Item) -> bool | None:
        """True, False, or None when the answer that decides is not known."""
        if item.required.always:
            return True
        condition = item.required.condition
        return self._holds(condition) if condition else None

    def _holds(self, condition: Condition) -> bool | None:
        if condition.code not in self.answers:
            station = self.line.of_code.get(condition.code)
            return None if not station or station.index not in self.visited else not condition.wanted
        value = self.answers[condition.code]
        if isinstance(value, dict) and value.get("lost") or value is None:
            return None
        if condition.operator == "includes":
            met = condition.value in ((value.get("checked") or []) if isinstance(value, dict) else [])
        elif condition.operator == "==":
            met = choice_label(value) == condition.value
        else:
            met = bool(value)
        return met == condition.wanted

    def _on_missing_page(self, index: int) -> bool:
        """Nothing of the sheet follows, or what follows came after the end of a page."""
        following = [i for i in self.visited if i > index]
        return not following or min(following) in self.breaks
