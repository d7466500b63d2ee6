"""Two texts, and what a reader is shown of their difference: the runs to underline in the two cells of a row."""

from collections.abc import Iterable

from changelog.folding import Piece, Teller, fold, fold_cell, omitted
from changelog.runs import Run, RunKind, joined
from changelog.script import steps
from changelog.seams import Step
from changelog.tokens import Reading

__all__ = ["Run", "RunKind", "fold", "inline", "mark"]


def mark(
    before: str,
    after: str,
    *,
    ignore_variants: bool = False,
    context: int | None = None,
    told: Teller = omitted,
) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The runs of the before cell and of the after cell; their texts joined are the input, character by character.

    ignore_variants  differences of width, spacing, spelling and numerals are not marked
    context          fold unchanged paragraphs on both sides in step, keeping so many around each change
    told             what is said for a folded stretch
    """
    found = steps(before, after, Reading.NUMERAL if ignore_variants else Reading.EXACT)
    cells = [_before(step) for step in found], [_after(step) for step in found]
    if context is not None:
        return fold_cell(cells[0], context, told), fold_cell(cells[1], context, told)
    return _runs(cells[0]), _runs(cells[1])


def inline(before: str, after: str, *, ignore_variants: bool = False) -> tuple[Run, ...]:
    """One text with what went and what came side by side; what stayed is told in its new spelling."""
    found = steps(before, after, Reading.NUMERAL if ignore_variants else Reading.EXACT)
    return _runs(piece for step in found for piece in _both(step))


def _before(step: Step) -> Piece:
    return "del" if step.kind == "change" else step.kind, step.before, step.after


def _after(step: Step) -> Piece:
    return "ins" if step.kind == "change" else step.kind, step.after, step.before


def _both(step: Step) -> tuple[Piece, ...]:
    return (_after(step),) if step.kind == "same" else (_before(step), _after(step))


def _runs(pieces: Iterable[Piece]) -> tuple[Run, ...]:
    return joined((kind, text) for kind, text, _ in pieces)
