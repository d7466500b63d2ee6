"""Two texts, and what a reader is shown of their difference: the runs to underline in the two cells of a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

RunKind: TypeAlias = Literal["same", "del", "ins", "move_from", "move_to"]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a cell; `del` and `move_from` stand only before, `ins` and `move_to` only after."""

    kind: RunKind
    text: str


def mark(before: str, after: str, *, ignore_variants: bool = False) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The runs of the before cell and of the after cell; their texts joined are the input, character by character."""
    if before == after:
        return (Run("same", before),) if before else (), (Run("same", after),) if after else ()
    return (Run("del", before),) if before else (), (Run("ins", after),) if after else ()


def fold(runs: Sequence[Run], context: int) -> tuple[Run, ...]:
    """The runs with stretches of unchanged paragraphs told as 「（略）」, `context` of them kept around each change."""
    return tuple(runs)
