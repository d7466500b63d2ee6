"""Warnings beside the reasons for which somebody has set them aside."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..models import ChangeRow, Dismissal
from ..snapshot import Snapshot
from .context import Context
from .crossing import cross_problems
from .printing import in_rows
from .problem import Problem
from .run import problems, warnings


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning, and why it was set aside (None while it stands)."""

    problem: Problem
    dismissal: Dismissal | None


def warned(
    snapshot: Snapshot,
    dismissals: Iterable[Dismissal],
    others: Iterable[Snapshot] = (),
    context: Context | None = None,
    rows: Iterable[ChangeRow] = (),
) -> list[Warned]:
    """Every warning of a document, once, those that stand first. A dismissal ends when the values that the warning
    rested on have changed: then its fingerprint is another one. ``others``: the documents of the same 事務 (T8);
    ``rows``: of the open version."""
    context = context or Context(snapshot)
    told = [*warnings(problems(snapshot, context)), *in_rows(context, rows), *cross_problems(snapshot, others)]
    found = beside_reasons({p.basis: p for p in told}.values(), dismissals)
    return sorted(found, key=lambda line: line.dismissal is not None)


def beside_reasons(told: Iterable[Problem], dismissals: Iterable[Dismissal]) -> list[Warned]:
    known = {dismissal.basis: dismissal for dismissal in dismissals}
    return [Warned(problem, known.get(problem.basis)) for problem in told]


def standing(snapshot: Snapshot, dismissals: Iterable[Dismissal], context: Context | None = None) -> list[Problem]:
    """Every error, and the warnings that nobody has set aside: what the editor shows at its items."""
    aside = {dismissal.basis for dismissal in dismissals}
    return [p for p in problems(snapshot, context) if not (p.is_warning and p.basis in aside)]
