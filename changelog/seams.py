"""A sentence that was cut in two, or two that were joined: told over the seam, not as one gone and two come."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from changelog.runs import StepKind

LONGEST = 2000  # characters on each side; what is longer was no single sentence
BETTER = 0.75  # of the marked characters; so much less must be marked for the seam to be worth it
MARK = 4  # characters that a mark more costs its reader


class Step(NamedTuple):
    """`before` and `after` are the texts of the step on both sides; of a move, only one side has text.

    A step that is the same may still be spelled differently where spelling is ignored.
    """

    kind: StepKind
    before: str
    after: str


class Patch(NamedTuple):
    """A unit of either side or a pair of them, with the steps that tell it.

    loose   it has no partner and did not move
    closed  an item that came, went or was renumbered as a whole: no sentence runs over its ends
    """

    steps: list[Step]
    loose: bool = False
    closed: bool = False

    @property
    def open(self) -> bool:
        """It may be a part of what was cut or joined."""
        kinds = {step.kind for step in self.steps}
        return not self.closed and kinds <= {"same", "change"} and "change" in kinds

    def side(self, place: int) -> str:
        return "".join(step[place] for step in self.steps)


Teller: TypeAlias = Callable[[str, str], Iterable[Step]]


def sewn(patches: Sequence[Patch], tell: Teller) -> Iterator[Step]:
    """All steps; where sentences without a partner stand beside an edited one, in the way that marks less."""
    place = 0
    for start, end in _windows(patches):
        for patch in patches[place:start]:
            yield from patch.steps
        yield from _shorter(patches[start:end], tell)
        place = end
    for patch in patches[place:]:
        yield from patch.steps


def _windows(patches: Sequence[Patch]) -> Iterator[tuple[int, int]]:
    """Runs of loose units with the edited pairs that they touch."""
    place = 0
    while place < len(patches):
        if not patches[place].open:
            place += 1
            continue
        end = place
        while end < len(patches) and patches[end].open:
            end += 1
        if any(patch.loose for patch in patches[place:end]):
            yield place, end
        place = end


def _shorter(window: Sequence[Patch], tell: Teller) -> list[Step]:
    apart = [step for patch in window for step in patch.steps]
    old, new = ("".join(patch.side(side) for patch in window) for side in (1, 2))
    if not old or not new or max(len(old), len(new)) > LONGEST or not _may_gain(apart):
        return apart
    whole = list(tell(old, new))
    return whole if _cost(whole) < BETTER * _cost(apart) else apart


def _may_gain(steps: Iterable[Step]) -> bool:
    """As much is marked on one side as could be found again on the other."""
    marked = [step for step in steps if step.kind == "change"]
    sides = [sum(len(step[side]) for step in marked) for side in (1, 2)]
    return 2 * min(sides) > (1 - BETTER) * sum(sides)


def _cost(steps: Iterable[Step]) -> int:
    return sum(len(step.before) + len(step.after) + MARK for step in steps if step.kind == "change")
