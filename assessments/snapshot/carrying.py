"""Carries a document over to another edition or another form: what means the same keeps its text, the rest is kept.

Pure: a Snapshot goes in, a Snapshot and the pieces without a place come out. Carried back, the document is itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..catalogue import Form, values
from ..catalogue.moves import Moves, moves
from .fitting import fitting
from .value import CHILD_KINDS, Node, Snapshot
from .withheld import Withheld


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer without a place in the new form: where it stood and what it said.

    ``absent``: this file had said nothing to what all files share in the new form, and says nothing again later.
    """

    ref: str
    code: str
    value: values.Value = None
    absent: bool = False

    def as_json(self) -> dict[str, Any]:
        said: dict[str, Any] = {"absent": True} if self.absent else {"value": self.value}
        return {"ref": self.ref, "code": self.code, **said}


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
            said = {file.ref: file.answers[code] for file in snapshot.files if code in file.answers}
            fit = {ref: fitting(self.new.item(target), value, self.moved) for ref, value in said.items()}
            fit = {ref: value for ref, value in fit.items() if value is not None or said[ref] is None}
            if fit:
                found[target] = next(iter(fit.values()))
                self.kept.extend(Kept(ref, code, said[ref]) for ref in fit)
                self.kept.extend(Kept(file.ref, code, absent=True) for file in snapshot.files if file.ref not in said)
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


def _placed_again(
    made: Snapshot, kept: Iterable[Kept], lowered: Mapping[str, values.Value]
) -> tuple[Snapshot, tuple[Kept, ...]]:
    """Kept pieces of this very form go back where they stood, unless something else stands there now.

    An item that the files shared meanwhile (``lowered``) goes back to what each file said if nobody rewrote it.
    """
    mine: dict[str, dict[str, Kept]] = {}
    still = []
    kept = list(kept)
    first = {piece.code: piece.value for piece in reversed(kept) if not piece.absent}
    for piece in kept:
        rewritten = piece.code in lowered and lowered[piece.code] != first.get(piece.code)
        if piece.code in made.form.places and not rewritten:
            mine.setdefault(piece.ref, {})[piece.code] = piece
        else:
            still.append(piece)
    if not mine:
        return made, tuple(still)
    again = {
        "systems": tuple(_again(node, mine, lowered) for node in made.systems),
        "files": tuple(_again(node, mine, lowered) for node in made.files),
    }
    answers = {code: piece.value for code, piece in mine.get("", {}).items()}
    return replace(made, answers={**answers, **made.answers}, **again), tuple(still)


def _again(node: Node, mine: Mapping[str, dict[str, Kept]], lowered: Mapping[str, values.Value]) -> Node:
    children = {kind: tuple(_again(child, mine, lowered) for child in node.of(kind)) for kind in CHILD_KINDS}
    own = mine.get(node.ref, {})
    now = {code: value for code, value in node.answers.items() if code not in own or code not in lowered}
    answers = {code: piece.value for code, piece in own.items() if not piece.absent} | now
    return replace(node, answers=answers, children=children if node.kind == "files" else {})


def kept_from_json(data: Iterable[Mapping[str, Any]]) -> Iterator[Kept]:
    for piece in data:
        yield Kept(piece["ref"], piece["code"], piece.get("value"), piece.get("absent", False))
