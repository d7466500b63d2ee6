"""T8: what the documents of the same 事務 contradict each other in, as warnings at the item of this one."""

from collections.abc import Iterable, Iterator

from ..law.crossing import contradictions
from ..law.threshold import asks
from ..snapshot import Snapshot
from .context import Context
from .problem import Problem, Severity
from .rule import fingerprint


def cross_problems(snapshot: Snapshot, others: Iterable[Snapshot]) -> Iterator[Problem]:
    """T8: the 基礎 among the documents against the other one, whichever of them is looked at."""
    context = Context(snapshot)
    for other in others:
        kiso, longer = (snapshot, other) if asks(snapshot) else (other, snapshot)
        if not asks(kiso) or asks(longer):
            continue
        for code, sentence in contradictions(kiso, longer):
            placed = next(iter(context.placed(code)), None)
            yield Problem(
                "T8",
                sentence if longer is snapshot else f"{longer.form.short_name}の{sentence}",
                placed.address if placed else None,
                placed.path[:-1] if placed else (),
                severity=Severity.WARNING,
                anchor=placed.anchor if placed else "",
                name="cross_form",
                basis=fingerprint("cross_form", sentence),
            )
