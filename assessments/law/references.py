"""Law references that were renumbered or renamed, as data: told where they are outdated (K20), and recognised where a
change only follows them (指針第6の2(2)ただし書: 法令の題名等の形式的な変更; recalled)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from changelog.tokens import canonical
from changelog.variants import reference_shift

from ..catalogue.wareki import format_wareki
from .data import table


@dataclass(frozen=True, slots=True)
class Renumbering:
    """A reference that changed on a day. ``old``, ``new``: patterns over the text as it is read."""

    name: str
    old: re.Pattern[str]
    new: re.Pattern[str]
    says: str
    since: date
    not_after: tuple[str, ...]
    source: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Outdated:
    """An old reference in a text: what is quoted, what it says now, and since when."""

    quoted: str
    says: str
    since: str


@lru_cache(maxsize=1)
def renumberings() -> tuple[Renumbering, ...]:
    return tuple(
        Renumbering(
            name=row["name"],
            old=re.compile(row["old"]),
            new=re.compile(row["new"]),
            says=row["says"],
            since=row["since"],
            not_after=tuple(row.get("not_after", ())),
            source=row["source"],
            certainty=row["certainty"],
        )
        for row in table("references")["reference"]
    )


def outdated(text: str, today: date) -> Iterator[Outdated]:
    """The old references of a text, each once, that are outdated on that day."""
    plain = canonical(text)
    for known in renumberings():
        found = next(_matches(known, plain), None) if today >= known.since else None
        if found:
            yield Outdated(found.group(), known.says, format_wareki(known.since))


def follows(before: str, after: str) -> tuple[str, ...]:
    """The renumberings that explain the whole difference of two texts; () when something else differs too."""
    old, new = canonical(before), canonical(after)
    used = [known for known in renumberings() if _times(known, new) < _times(known, old)]
    for known in used:
        old, new = _unnumbered(known, old), _unnumbered(known, new)
    return tuple(known.name for known in used) if used and (old == new or reference_shift(old, new)) else ()


_MARK = "\ue000"  # stands for a reference in its old or new form


def _unnumbered(known: Renumbering, text: str) -> str:
    text = known.old.sub(lambda found: found.group() if _excepted(known, found) else _MARK, text)
    return known.new.sub(_MARK, text)


def _times(known: Renumbering, plain: str) -> int:
    return sum(1 for _ in _matches(known, plain))


def _matches(known: Renumbering, plain: str) -> Iterator[re.Match[str]]:
    return (found for found in known.old.finditer(plain) if not _excepted(known, found))


def _excepted(known: Renumbering, found: re.Match[str]) -> bool:
    """「住基法別表第一」 is another law's table."""
    before = found.string[: found.start()].rstrip("の「(")
    return before.endswith(known.not_after) if known.not_after else False
