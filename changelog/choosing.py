"""Of several ways to tell the same difference the one that reads best, chosen anew for each stretch of a sentence.

There are many shortest scripts, and the one in whole words, with its brackets closed, may be a longer one.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from rapidfuzz.distance import Indel

from changelog.matching import heaviest
from changelog.sentences import SEPARATORS, Hunk, Sentence, shortest

Stay: TypeAlias = tuple[int, int, int]  # before[start:end] stays, and stands in after so many pieces later

ENDS = SEPARATORS + "。"
OPENING, CLOSING = "（(「『【〔[", "）)」』】〕]"
ALIKE = 0.4  # of 1; so alike are two names between commas that may be one
TORN = 3.0  # words
FEW = 1600  # pairs of fields; a longer enumeration is told as it comes


def best(one: Sentence, two: Sentence, ways: Sequence[list[Hunk]]) -> list[Hunk]:
    """Between places that stay in every way, the hunks of the way that a reader takes in with the least effort."""
    cuts = [end for _, end, _ in _common([_stays(way, len(one.keys), len(two.keys)) for way in ways])]
    chosen: list[Hunk] = []
    parts = [_parted(way, cuts) for way in ways]
    for stretch in zip(*parts, strict=True):
        chosen += min(stretch, key=lambda found: sum(effort(one, two, hunk) for hunk in found))
    return chosen


def _stays(way: Iterable[Hunk], olds: int, news: int) -> list[Stay]:
    """What the hunks leave between them."""
    found = []
    for left, right in pairwise([(0, 0, 0, 0), *way, (olds, olds, news, news)]):
        if left[1] < right[0]:
            found.append((left[1], right[0], left[3] - left[1]))
    return found


def _common(ways: Sequence[list[Stay]]) -> list[Stay]:
    """What stays in all of them, by merging one list after the other."""
    found = ways[0]
    for way in ways[1:]:
        found = list(_shared(found, way))
    return found


def _shared(one: Sequence[Stay], two: Sequence[Stay]) -> Iterator[Stay]:
    i = j = 0
    while i < len(one) and j < len(two):
        start, end = max(one[i][0], two[j][0]), min(one[i][1], two[j][1])
        if start < end and one[i][2] == two[j][2]:
            yield start, end, one[i][2]
        if one[i][1] <= two[j][1]:
            i += 1
        else:
            j += 1


def _parted(way: Sequence[Hunk], cuts: Sequence[int]) -> list[list[Hunk]]:
    """The hunks before the first cut, those before the second, …, the rest."""
    parts: list[list[Hunk]] = [[] for _ in range(len(cuts) + 1)]
    place = 0
    for hunk in way:
        while place < len(cuts) and hunk[0] >= cuts[place]:
            place += 1
        parts[place].append(hunk)
    return parts


def effort(one: Sentence, two: Sentence, hunk: Hunk) -> float:
    """What a reader has to take in: every marked word, the place where a mark begins, and what looks torn."""
    i1, i2, j1, j2 = hunk
    old, new = one.keys[i1:i2], two.keys[j1:j2]
    torn = 0.0 if _at_name(one.keys, i1, i2) else TORN * _torn(old, new)
    return one.weight(i1, i2) + two.weight(j1, j2) + 2.0 + _unclosed(old) + _unclosed(new) + torn


def doubtful(old: Sequence[str], new: Sequence[str]) -> bool:
    """Another way may tell it better: a bracket is torn, or parts of two names became parts of two others."""
    return bool(_unclosed(old) or _unclosed(new) or (_separators(old) and _separators(new)))


def _unclosed(keys: Sequence[str]) -> float:
    """2 where a bracket is marked without its partner."""
    return 2.0 * (sum(key in OPENING for key in keys) != sum(key in CLOSING for key in keys))


def _at_name(keys: Sequence[str], start: int, end: int) -> bool:
    """A name between commas begins or ends where the mark does, so what is marked besides it are whole names."""
    before, after = keys[start - 1 : start], keys[end : end + 1]
    return start < end and (not before or not after or before[0] in SEPARATORS or after[0] in ENDS)


def _torn(old: Sequence[str], new: Sequence[str]) -> int:
    """The end of one name with the beginning of the next, where the other side says one name or none."""
    if old and new:
        return abs(_separators(old) - _separators(new))
    keys = old or new
    return _separators(keys[1:-1]) > 0 and keys[0] not in SEPARATORS and keys[-1] not in SEPARATORS


def _separators(keys: Sequence[str]) -> int:
    return sum(key in SEPARATORS for key in keys)


def by_fields(one: Sentence, two: Sentence) -> list[Hunk]:
    """Names between commas and spaces told one by one: each against the name that it was, as far as it is alike."""
    (left, lefts), (right, rights) = one.fields(), two.fields()
    if len(left) * len(right) > FEW:
        return shortest(one.keys, two.keys)
    found: list[Hunk] = []
    last = (0, 0)
    for i, j in (*_names(left, right), (len(left), len(right))):
        found += _told(one, two, (lefts[last[0]], lefts[i], rights[last[1]], rights[j]), whole=True)
        if i < len(left):
            found += _told(one, two, (lefts[i], lefts[i + 1], rights[j], rights[j + 1]))
        last = i + 1, j + 1
    return found


def _names(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    found = []
    for i, old in enumerate(left):
        for j, new in enumerate(right):
            alike = Indel.normalized_similarity(old, new, score_cutoff=ALIKE)
            if alike:
                found.append((i, j, alike * alike * (0.2 if old in SEPARATORS else 1 + min(len(old), len(new)))))
    return heaviest(found)


def _told(one: Sentence, two: Sentence, place: Hunk, *, whole: bool = False) -> Iterator[Hunk]:
    i1, i2, j1, j2 = place
    if whole:
        if i1 < i2 or j1 < j2:
            yield place
        return
    for a1, a2, b1, b2 in shortest(one.keys[i1:i2], two.keys[j1:j2]):
        yield i1 + a1, i1 + a2, j1 + b1, j1 + b2
