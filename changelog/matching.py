"""Which unit of the old text is which unit of the new one: the same words first, then similar ones, then moved ones."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from rapidfuzz.distance import Indel

from changelog.units import Unit

Pair: TypeAlias = tuple[int, int]
Weighted: TypeAlias = tuple[int, int, float]
Chain: TypeAlias = "tuple[Pair, Chain | None]"

SIMILAR = 0.5  # of 1; below, two units have nothing to do with each other
SAME_NUMBER = 0.3  # of 1; the same for two items of one number
ANY = 0.01  # of 1; anything in common
BEGINNING = 6  # characters; items of one number that begin so far alike are one, however they go on
MOVED = 0.8  # of 1; so alike must be what is called moved and edited
MOVED_LENGTH = 2  # characters; what is shorter recurs by chance
EDITED_LENGTH = 16  # characters; the same for what was moved and edited
ALL_PAIRS = 900  # up to so many pairs are all compared; beyond, only those that share rare fragments
FRAGMENT = 4  # characters
END = 1 << 62  # an index behind every unit
RARE = 6  # places that share a fragment, at most


_LABEL = re.compile(r"[^：:\s。、]{2,20}[：:]")


@dataclass(frozen=True, slots=True)
class Matching:
    """pairs: units that stand in the same order on both sides; moves: the same unit at another place."""

    pairs: list[Pair]
    moves: list[Pair]


def match(old: Sequence[Unit], new: Sequence[Unit]) -> Matching:
    """Pairs the units of two texts by index. Cost grows with their number, not with its square."""
    anchors = heaviest(_same(old, new))
    moves = _moved_whole(old, new, anchors)
    taken_old, taken_new = {i for i, _ in moves}, {j for _, j in moves}
    pairs = list(anchors)
    for olds, news in _gaps(anchors, len(old), len(new)):
        rest_old = [i for i in olds if i not in taken_old]
        rest_new = [j for j in news if j not in taken_new]
        pairs += _similar(old, new, rest_old, rest_new)
    pairs.sort()
    return Matching(pairs, sorted(moves + _moved_edited(old, new, pairs, moves)))


def heaviest(candidates: Iterable[Weighted]) -> list[Pair]:
    """The heaviest set of candidate pairs that do not cross (a longest increasing subsequence with weights)."""
    ordered = sorted(candidates, key=lambda found: (found[0], -found[1]))
    if all(one[0] < two[0] and one[1] < two[1] for one, two in pairwise(ordered)):
        return [(i, j) for i, j, _ in ordered]
    tails: list[int] = []  # right ends, increasing
    totals: list[float] = []  # best total that ends there, increasing
    chains: list[Chain] = []
    for i, j, weight in ordered:
        place = bisect_right(tails, j - 1)
        total = weight + (totals[place - 1] if place else 0.0)
        chain = ((i, j), chains[place - 1] if place else None)
        if place < len(tails) and tails[place] == j and totals[place] >= total:
            continue
        end = place
        while end < len(tails) and totals[end] <= total:
            end += 1
        tails[place:end], totals[place:end], chains[place:end] = [j], [total], [chain]
    return _unwound(chains[-1] if chains else None)


def _unwound(chain: "Chain | None") -> list[Pair]:
    found: list[Pair] = []
    while chain:
        pair, chain = chain
        found.append(pair)
    found.reverse()
    return found


def _same(old: Sequence[Unit], new: Sequence[Unit]) -> Iterable[Weighted]:
    places: dict[str, list[int]] = defaultdict(list)
    for j, unit in enumerate(new):
        places[unit.key].append(j)
    seen: dict[str, list[int]] = defaultdict(list)
    for i, unit in enumerate(old):
        if unit.key in places:
            seen[unit.key].append(i)
    for key, olds in seen.items():
        for i, j in _few(olds, places[key]):
            yield i, j, _weight(old[i], new[j])


def _few(olds: list[int], news: list[int]) -> Iterable[Pair]:
    """All pairs of a few recurrences; of many, each with its counterpart from the front and from the back."""
    if len(olds) * len(news) <= 25:
        return [(i, j) for i in olds for j in news]
    return [*zip(olds, news, strict=False), *zip(reversed(olds), reversed(news), strict=False)]


def _weight(one: Unit, two: Unit, likeness: float = 1.0) -> float:
    size = min(len(one.key), len(two.key))
    weight = (1 + size) * likeness
    if one.marker == two.marker and one.marker:
        weight += 1 + 0.1 * size
    if one.context == two.context:
        weight *= 1.5
    return weight * (2 if one.heading and two.heading else 1)


def _gaps(pairs: Sequence[Pair], olds: int, news: int) -> Iterable[tuple[range, range]]:
    last = (-1, -1)
    for pair in (*pairs, (olds, news)):
        gap = range(last[0] + 1, pair[0]), range(last[1] + 1, pair[1])
        if gap[0] and gap[1]:
            yield gap
        last = pair


def _moved_whole(old: Sequence[Unit], new: Sequence[Unit], pairs: Sequence[Pair]) -> list[Pair]:
    left, right = _unpaired(old, new, pairs)
    olds, news = _unique(old, left), _unique(new, right)
    return [(i, news[key]) for key, i in olds.items() if key in news]


def _unpaired(old: Sequence[Unit], new: Sequence[Unit], pairs: Iterable[Pair]) -> tuple[list[int], list[int]]:
    pairs = list(pairs)
    lefts, rights = {i for i, _ in pairs}, {j for _, j in pairs}
    return [i for i in range(len(old)) if i not in lefts], [j for j in range(len(new)) if j not in rights]


def _unique(units: Sequence[Unit], places: Iterable[int]) -> dict[str, int]:
    found: dict[str, int] = {}
    twice = set()
    for place in places:
        key = units[place].key
        if key in found:
            twice.add(key)
        elif len(key) >= MOVED_LENGTH:
            found[key] = place
    return {key: place for key, place in found.items() if key not in twice}


def _similar(old: Sequence[Unit], new: Sequence[Unit], olds: list[int], news: list[int]) -> list[Pair]:
    """Similar units of one gap; two that are left alone with each other belong together, however much was rewritten."""
    found = []
    for i, j in _worth(old, new, olds, news):
        likeness = Indel.normalized_similarity(old[i].key, new[j].key, score_cutoff=_least(old[i], new[j]))
        if likeness and old[i].heading == new[j].heading:
            found.append((i, j, _weight(old[i], new[j], likeness)))
    pairs = heaviest(found)
    alone = [(i, j) for i, j in _left_alone(pairs, olds, news) if old[i].heading == new[j].heading]
    return pairs + alone


def _left_alone(pairs: Sequence[Pair], olds: Sequence[int], news: Sequence[int]) -> Iterable[Pair]:
    """The single unpaired unit of each side, wherever there is just one of each between two pairs."""
    start_old = start_new = 0
    for i, j in (*pairs, (END, END)):
        end_old, end_new = bisect_left(olds, i), bisect_left(news, j)
        if end_old - start_old == end_new - start_new == 1:
            yield olds[start_old], news[start_new]
        start_old, start_new = end_old + 1, end_new + 1


def _least(one: Unit, two: Unit) -> float:
    """An item that kept its number is still that item when half of its words are new, or all but its beginning."""
    if _label(one.key) and _label(one.key) == _label(two.key):
        return ANY
    if one.marker != two.marker or not one.marker.strip("・･ \u3000"):
        return SIMILAR
    return ANY if one.key[:BEGINNING] == two.key[:BEGINNING] else SAME_NUMBER


def _label(key: str) -> str:
    """What stands before a colon: 「再発防止策の内容：－」."""
    found = _LABEL.match(key)
    return found.group() if found else ""


def _worth(old: Sequence[Unit], new: Sequence[Unit], olds: list[int], news: list[int]) -> Iterable[Pair]:
    """The pairs worth comparing closely."""
    if len(olds) * len(news) <= ALL_PAIRS:
        return [(i, j) for i in olds for j in news]
    return _sharing(old, new, olds, news)


def _sharing(old: Sequence[Unit], new: Sequence[Unit], olds: list[int], news: list[int]) -> list[Pair]:
    """Pairs that share at least two rare fragments, the best three for each new unit."""
    where: dict[str, list[int]] = defaultdict(list)
    for i in olds:
        for fragment in _fragments(old[i].key):
            where[fragment].append(i)
    found = []
    for j in news:
        shared: dict[int, int] = defaultdict(int)
        for fragment in _fragments(new[j].key):
            places = where.get(fragment, ())
            if len(places) <= RARE:
                for i in places:
                    shared[i] += 1
        best = sorted(((count, i) for i, count in shared.items() if count > 1), reverse=True)[:3]
        found += [(i, j) for _, i in best]
    return found


def _fragments(key: str) -> set[str]:
    return {key[place : place + FRAGMENT] for place in range(len(key) - FRAGMENT + 1)}


def _moved_edited(old: Sequence[Unit], new: Sequence[Unit], pairs: list[Pair], moves: list[Pair]) -> list[Pair]:
    left, right = _unpaired(old, new, [*pairs, *moves])
    left = [i for i in left if len(old[i].key) >= EDITED_LENGTH]
    right = [j for j in right if len(new[j].key) >= EDITED_LENGTH]
    scored = []
    for i, j in _worth(old, new, left, right):
        likeness = Indel.normalized_similarity(old[i].key, new[j].key, score_cutoff=MOVED)
        if likeness:
            scored.append((likeness, i, j))
    found: list[Pair] = []
    used: tuple[set[int], set[int]] = set(), set()
    for _, i, j in sorted(scored, reverse=True):
        if i not in used[0] and j not in used[1]:
            found.append((i, j))
            used[0].add(i)
            used[1].add(j)
    return found
