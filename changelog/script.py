"""The edit script of two cells: one list of steps that tells both sides in their own order."""

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Postfix, Prefix

from changelog.hunks import hunks
from changelog.matching import match
from changelog.seams import Patch, Step, sewn
from changelog.tokens import Reading, canonical
from changelog.units import Unit, split


def steps(before: str, after: str, reading: Reading = Reading.EXACT) -> list[Step]:
    """The steps from one text to the other; their befores joined are `before`, their afters joined are `after`."""
    if before == after:
        return [Step("same", before, after)] if before else []
    head, tail = _common_ends(before, after)
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    if reading and canonical(old, reading) == canonical(new, reading):
        return [Step("same", before, after)]
    known = set(old.splitlines(keepends=True)) & set(new.splitlines(keepends=True))
    whole = (
        Step("same", before[:head], after[:head]),
        *sewn(
            list(_paired(split(old, reading, known), split(new, reading, known), reading)),
            lambda old, new: _within(old, new, reading),
        ),
        Step("same", before[len(before) - tail :], after[len(after) - tail :]),
    )
    return [step for step in whole if step.before or step.after]


def _common_ends(before: str, after: str) -> tuple[int, int]:
    """Characters of whole paragraphs that both texts begin and end with."""
    head = before.rfind("\n", 0, Prefix.similarity(before, after)) + 1
    most = min(len(before), len(after)) - head
    tail = min(Postfix.similarity(before, after), most)
    end = len(before) - tail
    if tail and (end == head or before[end - 1] == "\n") and (len(after) == head + tail or after[-tail - 1] == "\n"):
        return head, tail
    line = before.find("\n", end)
    return head, len(before) - line - 1 if line >= 0 else 0


def _paired(old: Sequence[Unit], new: Sequence[Unit], reading: Reading) -> Iterator[Patch]:
    found = match(old, new)
    moved_from, moved_to = dict(found.moves), {j: i for i, j in found.moves}
    last_old = last_new = 0
    for i, j in (*found.pairs, (len(old), len(new))):
        for place in range(last_old, i):
            twin = new[moved_from[place]] if place in moved_from else None
            yield Patch(list(_gone(old[place], twin, reading)), twin is None, _is_numbered(old[place]))
        for place in range(last_new, j):
            twin = old[moved_to[place]] if place in moved_to else None
            yield Patch(list(_come(new[place], twin, reading)), twin is None, _is_numbered(new[place]))
        if i < len(old):
            yield Patch(list(_pair(old[i], new[j], reading)), closed=old[i].marker != new[j].marker)
        last_old, last_new = i + 1, j + 1


def _is_numbered(unit: Unit) -> bool:
    return unit.heading or any(map(str.isalnum, unit.marker))


def _pair(old: Unit, new: Unit, reading: Reading) -> Iterator[Step]:
    """A renumbered item changes its marker and nothing else."""
    if old.text == new.text:
        yield Step("same", old.text, new.text)
        return
    yield _either(old.marker, new.marker, reading)
    yield from _within(old.text[len(old.marker) :], new.text[len(new.marker) :], reading)


def _either(before: str, after: str, reading: Reading) -> Step:
    return Step("change" if hunks(before, after, reading) else "same", before, after)


def _within(before: str, after: str, reading: Reading) -> Iterator[Step]:
    if before == after:
        yield Step("same", before, after)
        return
    left = right = 0
    for i1, i2, j1, j2 in hunks(before, after, reading):
        yield Step("same", before[left:i1], after[right:j1])
        yield Step("change", before[i1:i2], after[j1:j2])
        left, right = i2, j2
    yield Step("same", before[left:], after[right:])


def _gone(old: Unit, new: Unit | None, reading: Reading) -> Iterator[Step]:
    if new is None:
        yield Step("change" if _reads(old, reading) else "same", old.text, "")
        return
    for step in _pair(old, new, reading):
        yield Step("move_from" if step.kind == "same" else "change", step.before, "")


def _come(new: Unit, old: Unit | None, reading: Reading) -> Iterator[Step]:
    if old is None:
        yield Step("change" if _reads(new, reading) else "same", "", new.text)
        return
    for step in _pair(old, new, reading):
        yield Step("move_to" if step.kind == "same" else "change", "", step.after)


def _reads(unit: Unit, reading: Reading) -> bool:
    """False for empty lines where spaces are read away."""
    return reading is Reading.EXACT or bool(unit.text.strip())
