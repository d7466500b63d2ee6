"""Gives rows their places with as few writes as possible: one new row must not rewrite the hundred behind it."""

from bisect import bisect_left
from collections.abc import Sequence

STEP = 256  # room left between neighbours, for rows to come


def positions(now: Sequence[int | None]) -> list[int]:
    """Strictly increasing positions (>= 0) for rows in their new order; None = a new row. Most rows keep theirs."""
    kept = _increasing(now)
    found: list[int] = []
    last, waiting = -1, 0
    for place, position in enumerate(now):
        if place not in kept or position is None:
            waiting += 1
            continue
        if position - last <= waiting:
            return [place * STEP for place in range(1, len(now) + 1)]
        found += _between(last, position, waiting)
        found.append(position)
        last, waiting = position, 0
    return found + [max(last, 0) + STEP * step for step in range(1, waiting + 1)]


def _between(low: int, high: int, count: int) -> list[int]:
    return [low + (high - low) * step // (count + 1) for step in range(1, count + 1)]


def _increasing(now: Sequence[int | None]) -> set[int]:
    """Places of a longest run of positions that are in order already."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int] = {}
    for place, position in enumerate(now):
        if position is None or position < 0:
            continue
        rank = bisect_left(tails, position)
        if rank:
            before[place] = ends[rank - 1]
        tails[rank : rank + 1], ends[rank : rank + 1] = [position], [place]
    kept: set[int] = set()
    place_or_none = ends[-1] if ends else None
    while place_or_none is not None:
        kept.add(place_or_none)
        place_or_none = before.get(place_or_none)
    return kept
