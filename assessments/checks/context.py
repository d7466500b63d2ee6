"""Answers around an item, so that a condition can be asked where the item stands."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cached_property

from django.utils import timezone

from ..catalogue import Condition, Form, values
from ..snapshot import CHILD_KINDS, Address, Node, Placed, Sheet, Snapshot, outline


class Context:
    """A Snapshot with its outline, where each ref lies, and the day on which it is checked."""

    def __init__(self, snapshot: Snapshot, today: date | None = None) -> None:
        self.snapshot = snapshot
        self.form: Form = snapshot.form
        self.today = today or timezone.localdate()

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        return outline(self.snapshot, self.form)

    @cached_property
    def _by_code(self) -> Mapping[str, list[Placed]]:
        found: dict[str, list[Placed]] = defaultdict(list)
        for sheet in self.sheets:
            for placed in sheet.items:
                found[placed.item.code].append(placed)
        return found

    def placed(self, code: str) -> list[Placed]:
        """The item with that code wherever it stands, in the order of the form; [] for "" and other forms' codes."""
        return self._by_code.get(code, [])

    def beside(self, code: str, near: Address) -> Placed | None:
        """The item with that code in the entry or file that ``near`` stands in, else in the document."""
        holder = self.form.holder_of(code) if code in self.form.places else ""
        file = self.file_of(near[0])
        ref = (file.ref if file else "") if holder == "files" else (near[0] if holder else "")
        return next((placed for placed in self.placed(code) if placed.address[0] == ref), None)

    @cached_property
    def _places(self) -> dict[str, tuple[Node, Node | None]]:
        """ref -> (its node, the file it lies in)."""
        places: dict[str, tuple[Node, Node | None]] = {node.ref: (node, None) for node in self.snapshot.systems}
        for file in self.snapshot.files:
            places[file.ref] = (file, file)
            places |= {child.ref: (child, file) for kind in CHILD_KINDS for child in file.of(kind)}
        return places

    def node(self, ref: str) -> Node | None:
        return self._places[ref][0] if ref in self._places else None

    def file_of(self, ref: str) -> Node | None:
        return self._places[ref][1] if ref in self._places else None

    def value(self, code: str, near: Address | None = None) -> values.Value:
        """The answer of ``code`` in the entry or file that ``near`` stands in, else in the document."""
        item, holder = self.form.item(code), self.form.holder_of(code)
        ref = near[0] if near else ""
        if not holder:
            return values.answer(item, self.snapshot.answers)
        node = self.file_of(ref) if holder == "files" else self.node(ref)
        return values.answer(item, node.answers) if node else None

    def holds(self, condition: Condition, near: Address) -> bool:
        """Is the condition met where ``near`` stands? An unknown answer meets no condition."""
        item = self.form.item(condition.code)
        value = self.value(condition.code, near)
        if condition.operator == "==":
            met = values.choice_label(value) == condition.value
        elif condition.operator == "includes":
            met = values.mark_of(item, value, condition.value) == values.CHOSEN
        else:
            met = value is True or (item.kind != "flag" and not values.is_empty(item, value))
        return met is condition.wanted
