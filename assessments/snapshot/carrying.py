"""Carries a document over to another edition or another form: what means the same keeps its text, the rest is kept.

Pure: a Snapshot goes in, a Snapshot and the pieces without a place come out. Carried back, the document is itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..catalogue import CHECK_KINDS, CHOICE_KINDS, Form, Item, values
from ..catalogue.moves import Moves, moves
from ..catalogue.withheld import is_withheld
from .value import CHILD_KINDS, Node, Snapshot
from .withheld import Withheld


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer without a place in the new form: where it stood and what it said."""

    ref: str
    code: str
    value: values.Value

    def as_json(self) -> dict[str, Any]:
        return {"ref": self.ref, "code": self.code, "value": self.value}


@dataclass(frozen=True, slots=True)
class Carried:
    """``snapshot`` in the new form; ``kept``: what has no place there; ``new``: codes that nobody has answered yet."""

    snapshot: Snapshot
    kept: tuple[Kept, ...]
    new: tuple[str, ...]


def carry(snapshot: Snapshot, form: Form, kept: Iterable[Kept] = ()) -> Carried:
    """The document in that form and edition; ``kept`` of an earlier carrying finds its place again where it can."""
    old, moved = snapshot.form, moves(snapshot.form, form)
    hand = _Hand(old, form, moved)
    systems = tuple(hand.node(node) for node in snapshot.systems)
    files = tuple(hand.node(node) for node in snapshot.files)  # also where the new form has none: answers are lifted
    systems, files = (systems if _repeats(form, "systems") else ()), (files if _repeats(form, "files") else ())
    answers = {**hand.lifted(snapshot), **hand.answers("", snapshot.answers, "")}
    lowered = hand.lowered(snapshot)
    files = tuple(replace(file, answers={**lowered, **file.answers}) for file in files)
    made = replace(snapshot, form_key=form.key, edition=form.edition, answers=answers, systems=systems, files=files)
    made = replace(made, withheld=tuple(_held(held, moved.codes.get(held.code)) for held in snapshot.withheld))
    made, still = _placed_again(made, (*kept, *hand.kept), lowered)
    reached = set(moved.codes.values())
    new = tuple(i.code for i in form.items if i.has_answer and i.code not in reached and not i.derived)
    return Carried(made, still, new)


def _held(held: Withheld, code: str | None) -> Withheld:
    """What is withheld stays so under its new code; rows that speak of the old one are still known."""
    if code is None or code == held.code:
        return held
    return replace(held, code=code, codes=tuple(dict.fromkeys((*held.codes, held.code))))


def _repeats(form: Form, kind: str) -> bool:
    return any(form.holder_of(code) == kind for code in form.places)


class _Hand:
    """Carries the answers of one holder after another and remembers what it could not put down."""

    def __init__(self, old: Form, new: Form, moved: Moves) -> None:
        self.old, self.new, self.moved = old, new, moved
        self.kept: list[Kept] = []

    def answers(self, ref: str, answers: Mapping[str, Any], holder: str) -> dict[str, Any]:
        found = {}
        for code, value in answers.items():
            target = self.moved.codes.get(code)
            carried = fitting(self.new.item(target), value, self.moved) if target else None
            if target is None or (carried is None and value is not None):
                self.kept.append(Kept(ref, code, value))
            elif self.new.holder_of(target) == holder:
                found[target] = carried
            elif (holder, self.new.holder_of(target)) not in {("files", ""), ("", "files")}:  # lifted, lowered
                self.kept.append(Kept(ref, code, value))
        return found

    def lifted(self, snapshot: Snapshot) -> dict[str, values.Value]:
        """What stood in each file and stands once in the new form: the first file's. What each file said is kept."""
        found: dict[str, values.Value] = {}
        for code, target in self.moved.codes.items():
            if self.old.holder_of(code) != "files" or self.new.holder_of(target):
                continue
            said = {file.ref: file.answers.get(code) for file in snapshot.files}
            fit = {ref: fitting(self.new.item(target), value, self.moved) for ref, value in said.items()}
            first = next((value for value in fit.values() if value is not None), None)
            if first is not None:
                found[target] = first
                same_kind = (ref for ref in said if said[ref] is None or fit[ref] is not None)
                self.kept.extend(Kept(ref, code, said[ref]) for ref in same_kind)
        return found

    def lowered(self, snapshot: Snapshot) -> dict[str, values.Value]:
        """What stood once and stands in each file of the new form."""
        return {
            target: fitting(self.new.item(target), snapshot.answers[code], self.moved)
            for code, target in self.moved.codes.items()
            if code in snapshot.answers and not self.old.holder_of(code) and self.new.holder_of(target) == "files"
        }

    def node(self, node: Node) -> Node:
        children = {kind: tuple(self.node(child) for child in node.of(kind)) for kind in CHILD_KINDS}
        answers = self.answers(node.ref, node.answers, node.kind)
        return replace(node, answers=answers, children=children if node.kind == "files" else {})


def fitting(item: Item, value: values.Value, moved: Moves) -> values.Value:
    """The value under the wording of the new item, or None where it does not fit there."""
    if values.is_lost(value) or is_withheld(value) or value is None:
        return value
    if item.kind in CHOICE_KINDS:
        return _fitting_choice(item, value, moved)
    if item.kind in CHECK_KINDS:
        return _fitting_checks(item, value, moved)
    return value if isinstance(value, (str, bool)) or item.kind == "figure" else None


def _fitting_choice(item: Item, value: values.Value, moved: Moves) -> values.Value:
    label = moved.option(item.code, values.choice_label(value))
    known = label in item.labels or (isinstance(value, dict) and "raw" in value)
    if not known:
        return None
    if isinstance(value, dict) and "choice" in value:
        return {**value, "choice": label} if item.kind != "choice" else label
    return (
        label
        if isinstance(value, str) and item.kind == "choice"
        else ({"choice": label} if isinstance(value, str) else value)
    )


def _fitting_checks(item: Item, value: values.Value, moved: Moves) -> values.Value:
    if not isinstance(value, dict):
        return None
    said = {key: [moved.option(item.code, label) for label in value.get(key) or ()] for key in ("checked", "unknown")}
    for key in {"texts", "counts"} & set(value):
        said[key] = {moved.option(item.code, label): inner for label, inner in value[key].items()}
    if any(label not in item.labels for labels in said.values() for label in labels):
        return None
    return {**value, **said} if value.get("checked", []) is not None else {**value, **said, "checked": None}


def _placed_again(
    made: Snapshot, kept: Iterable[Kept], lowered: Mapping[str, values.Value]
) -> tuple[Snapshot, tuple[Kept, ...]]:
    """Kept pieces of this very form go back where they stood, unless something else stands there now.

    An item that the files shared meanwhile (``lowered``) goes back to what each file said if nobody rewrote it.
    """
    mine: dict[str, dict[str, Any]] = {}
    still = []
    kept = list(kept)
    for piece in kept:
        rewritten = piece.code in lowered and lowered[piece.code] != _first(kept, piece.code)
        if piece.code in made.form.places and not rewritten:
            mine.setdefault(piece.ref, {})[piece.code] = piece.value
        else:
            still.append(piece)
    if not mine:
        return made, tuple(still)
    again = {
        "systems": tuple(_again(node, mine, lowered) for node in made.systems),
        "files": tuple(_again(node, mine, lowered) for node in made.files),
    }
    return replace(made, answers={**mine.get("", {}), **made.answers}, **again), tuple(still)


def _first(kept: Iterable[Kept], code: str) -> values.Value:
    return next((piece.value for piece in kept if piece.code == code and piece.value is not None), None)


def _again(node: Node, mine: Mapping[str, dict[str, Any]], lowered: Mapping[str, values.Value]) -> Node:
    children = {kind: tuple(_again(child, mine, lowered) for child in node.of(kind)) for kind in CHILD_KINDS}
    own = mine.get(node.ref, {})
    now = {code: value for code, value in node.answers.items() if code not in own or code not in lowered}
    answers = {code: value for code, value in {**own, **now}.items() if value is not None}
    return replace(node, answers=answers, children=children if node.kind == "files" else {})


def kept_from_json(data: Iterable[Mapping[str, Any]]) -> Iterator[Kept]:
    for piece in data:
        yield Kept(piece["ref"], piece["code"], piece["value"])
