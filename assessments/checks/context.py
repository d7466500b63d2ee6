"""Answers around an item, so that a condition can be asked where the item stands."""

from functools import cached_property

from ..catalogue import Condition, Form, values
from ..snapshot import CHILD_KINDS, Address, Node, Sheet, Snapshot, outline


class Context:
    """A Snapshot with its outline, and where each ref lies."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.form: Form = snapshot.form

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        return outline(self.snapshot, self.form)

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
