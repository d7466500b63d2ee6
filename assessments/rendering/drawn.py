"""What was drawn before: after an edit only what says something else goes through the templates again, which for a long
document takes longer than laying that one part out."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.conf import settings

KEPT = 300


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Found by its place, known by all that it says: to compare a sheet is fast, to hash it is not."""

    place: Hashable
    says: Any = field(hash=False)
    draw: Callable[[], Any] = field(compare=False)


def drawn(place: Hashable, says: Any, draw: Callable[[], Any]) -> Any:
    """The drawing of a place in the document. It depends on ``place`` and ``says`` and on nothing else.

    Whoever works on the templates (DEBUG) sees them as they are.
    """
    return draw() if settings.DEBUG else _drawn(_Wanted(place, says, draw))


@lru_cache(maxsize=KEPT)
def _drawn(wanted: _Wanted) -> Any:
    return wanted.draw()
