"""Two texts, and what a reader is shown of their difference: the runs to underline in the two cells of a row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from changelog.script import Step, steps
from changelog.tokens import Reading

RunKind: TypeAlias = Literal["same", "del", "ins", "move_from", "move_to"]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a cell; `del` and `move_from` stand only before, `ins` and `move_to` only after."""

    kind: RunKind
    text: str


def mark(before: str, after: str, *, ignore_variants: bool = False) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The runs of the before cell and of the after cell; their texts joined are the input, character by character.

    With `ignore_variants`, differences of width, spacing, spelling and numerals are not marked.
    """
    found = steps(before, after, Reading.NUMERAL if ignore_variants else Reading.EXACT)
    return _runs(map(_before, found)), _runs(map(_after, found))


def inline(before: str, after: str, *, ignore_variants: bool = False) -> tuple[Run, ...]:
    """One text with what went and what came side by side; what stayed is told in its new spelling."""
    found = steps(before, after, Reading.NUMERAL if ignore_variants else Reading.EXACT)
    return _runs(run for step in found for run in _both(step))


def _before(step: Step) -> Run:
    return Run("del" if step.kind == "change" else step.kind, step.before)


def _after(step: Step) -> Run:
    return Run("ins" if step.kind == "change" else step.kind, step.after)


def _both(step: Step) -> Iterable[Run]:
    return (_after(step),) if step.kind == "same" else (_before(step), _after(step))


def _runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Without empty runs, neighbours of one kind as one."""
    joined: list[Run] = []
    for run in runs:
        if run.text and joined and joined[-1].kind == run.kind:
            run = Run(run.kind, joined.pop().text + run.text)
        if run.text:
            joined.append(run)
    return tuple(joined)


def fold(runs: Sequence[Run], context: int) -> tuple[Run, ...]:
    """The runs with stretches of unchanged paragraphs told as 「（略）」, `context` of them kept around each change."""
    return tuple(runs)
