"""The differing stretches of two sentences, as few and as whole as a reader would mark them.

A shortest edit script shatters rewritten text into single kanji. Here its hunks are merged where what lies between is
too slight to be read as unchanged, moved to where words begin, and widened to whole words.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TypeAlias

from rapidfuzz.distance import Indel

from changelog.tokens import Reading, atoms
from changelog.words import word_starts

Hunk: TypeAlias = tuple[int, int, int, int]  # before[i1:i2] became after[j1:j2], in pieces

TOO_LARGE = 4_000_000  # pieces x pieces; beyond, what is not common at both ends is one hunk
REACH = 4  # pieces a hunk may be widened by to reach the end of a word
KEPT = 0.25 # share of a sentence that must stay for it to be told as edited, not as replaced
SUFFIXES = "部課室係局所者等的性済書欄項条号件"  # what no addition begins with, if it can
OPENING, CLOSING = "（(「『【〔[", "）)」』】〕]"


@dataclass(slots=True)
class Side:
    """One sentence in pieces: keys to compare, ends in characters, whether a word starts, how much a reader sees."""

    keys: list[str]
    ends: list[int]
    starts: list[bool]
    heft: list[float]  # heft[i] = weight of the first i pieces

    @classmethod
    def of(cls, text: str, reading: Reading) -> "Side":
        keys, ends = atoms(text, reading)
        words = word_starts(text)
        starts = [True, *(bool(words[end]) for end in ends)]
        return cls(keys, ends, starts, [0.0, *accumulate(map(_weight, keys))])

    def phrases(self) -> tuple[list[str], list[int]]:
        """The pieces joined to words, what stands in brackets to one: (keys, where each begins, the end last)."""
        begins, closing = [0], 0
        for place, key in enumerate(self.keys):
            if place and self.starts[place] and place >= closing:
                begins.append(place)
            if place >= closing and key in "(（":
                closing = self._closed(place)
        begins.append(len(self.keys))
        return ["".join(self.keys[a:b]) for a, b in pairwise(begins)], begins

    def _closed(self, opening: int) -> int:
        """The piece after the bracket that closes this one; the next piece if none does."""
        depth = 0
        for place in range(opening, len(self.keys)):
            depth += (self.keys[place] in "(（") - (self.keys[place] in ")）")
            if not depth:
                return place + 1
        return opening + 1

    def weight(self, start: int, end: int) -> float:
        return self.heft[end] - self.heft[start]

    def offset(self, piece: int) -> int:
        return self.ends[piece - 1] if piece else 0


def hunks(before: str, after: str, reading: Reading = Reading.EXACT) -> list[Hunk]:
    """Stretches of characters (i1, i2, j1, j2) in which before[i1:i2] is to be marked and after[j1:j2] likewise."""
    one, two = Side.of(before, reading), Side.of(after, reading)
    found = _readable(one, two, _shortest(one.keys, two.keys))
    if len(found) > 1:
        found = min([found, *_others(one, two)], key=lambda hunks: _effort(one, two, hunks))
    return [(one.offset(i1), one.offset(i2), two.offset(j1), two.offset(j2)) for i1, i2, j1, j2 in found]


def _others(one: Side, two: Side) -> Iterator[list[Hunk]]:
    """Other ways to tell the same: there are many shortest scripts, and the one in whole words may be a longer one."""
    yield _readable(one, two, _reversed(one, two, _shortest(one.keys[::-1], two.keys[::-1])))
    left, right = one.phrases(), two.phrases()
    yield _readable(one, two, _finer(one, two, left[1], right[1], _shortest(left[0], right[0])))


def _finer(one: Side, two: Side, lefts: list[int], rights: list[int], found: Iterable[Hunk]) -> list[Hunk]:
    """Hunks of phrases told in pieces."""
    finer: list[Hunk] = []
    for hunk in found:
        i1, i2, j1, j2 = lefts[hunk[0]], lefts[hunk[1]], rights[hunk[2]], rights[hunk[3]]
        for a1, a2, b1, b2 in _shortest(one.keys[i1:i2], two.keys[j1:j2]):
            finer.append((i1 + a1, i1 + a2, j1 + b1, j1 + b2))
    return finer


def _reversed(one: Side, two: Side, found: list[Hunk]) -> list[Hunk]:
    m, n = len(one.keys), len(two.keys)
    return [(m - i2, m - i1, n - j2, n - j1) for i1, i2, j1, j2 in reversed(found)]


def _effort(one: Side, two: Side, found: list[Hunk]) -> float:
    """What a reader has to take in: every marked word, every place where a mark begins."""
    return sum(
        one.weight(i1, i2) + two.weight(j1, j2) + 2.0 + _open(one.keys[i1:i2]) + _open(two.keys[j1:j2])
        for i1, i2, j1, j2 in found
    )


def _open(keys: Sequence[str]) -> float:
    """2 where a bracket is marked without its partner."""
    return 2.0 * (sum(key in OPENING for key in keys) != sum(key in CLOSING for key in keys))


def _weight(key: str) -> float:
    """How much a piece tells: a word 1, a kana a third, a sign almost nothing."""
    sign = key[0]
    if "\u3041" <= sign <= "\u309f":
        return 0.34 if len(key) == 1 else 1.0
    return 1.0 if sign.isalnum() else 0.2


def _shortest(one: Sequence[str], two: Sequence[str]) -> list[Hunk]:
    """The hunks of a shortest edit script."""
    codes: dict[str, str] = {}
    left, right = _coded(one, codes), _coded(two, codes)
    if len(left) * len(right) > TOO_LARGE:
        return [_trimmed(one, two, (0, len(one), 0, len(two)))]
    found: list[Hunk] = []
    for code in Indel.opcodes(left, right):
        if code.tag == "equal":
            continue
        hunk = (code.src_start, code.src_end, code.dest_start, code.dest_end)
        if found and found[-1][1] == hunk[0] and found[-1][3] == hunk[2]:
            hunk = (found[-1][0], hunk[1], found.pop()[2], hunk[3])
        found.append(hunk)
    return found


def _coded(keys: Sequence[str], codes: dict[str, str]) -> str:
    return "".join(key if len(key) == 1 else codes.setdefault(key, chr(0xF0000 + len(codes))) for key in keys)


def _readable(one: Side, two: Side, found: list[Hunk]) -> list[Hunk]:
    if not found:
        return found
    found = _merged(one, two, found)
    found = [_slid(one, two, hunk, *_room(one, found, place)) for place, hunk in enumerate(found)]
    found = _joined(_widened(one, two, hunk, *_room(one, found, place)) for place, hunk in enumerate(found))
    return [(0, len(one.keys), 0, len(two.keys))] if _replaced(one, two, found) else found


def _merged(one: Side, two: Side, found: list[Hunk]) -> list[Hunk]:
    """Swallows what lies between two hunks and is slighter than they are, until nothing is left to swallow."""
    stack: list[Hunk] = []
    for hunk in found:
        while stack and _slight(one, two, stack[-1], hunk):
            before = stack.pop()
            hunk = _trimmed(one.keys, two.keys, (before[0], hunk[1], before[2], hunk[3]))
        stack.append(hunk)
    return stack if len(stack) == len(found) else _merged(one, two, stack)


def _slight(one: Side, two: Side, left: Hunk, right: Hunk) -> bool:
    if _free(one, two, left, right):
        return True
    between = one.weight(left[1], right[0])
    sizes = [max(one.weight(h[0], h[1]), two.weight(h[2], h[3])) for h in (left, right)]
    whole = one.starts[left[1]] and one.starts[right[0]] and two.starts[left[3]] and two.starts[right[2]]
    if _one_sided(left, right):
        return not whole and between <= 1.0
    if not whole:
        return between <= max(1.0, min(sizes))
    return between < 0.5 or between <= 0.4 * min(sizes)


def _free(one: Side, two: Side, left: Hunk, right: Hunk) -> bool:
    """One of them can be told a little earlier or later so that they touch: as one they mark no more than as two."""
    i1, i2, j1, j2 = _trimmed(one.keys, two.keys, (left[0], right[1], left[2], right[3]))
    apart = left[1] - left[0] + left[3] - left[2] + right[1] - right[0] + right[3] - right[2]
    return i2 - i1 + j2 - j1 <= apart


def _one_sided(left: Hunk, right: Hunk) -> bool:
    """Both only take out or both only put in."""
    return (left[0] == left[1] and right[0] == right[1]) or (left[2] == left[3] and right[2] == right[3])


def _trimmed(one: Sequence[str], two: Sequence[str], hunk: Hunk) -> Hunk:
    i1, i2, j1, j2 = hunk
    while i1 < i2 and j1 < j2 and one[i1] == two[j1]:
        i1, j1 = i1 + 1, j1 + 1
    while i1 < i2 and j1 < j2 and one[i2 - 1] == two[j2 - 1]:
        i2, j2 = i2 - 1, j2 - 1
    return i1, i2, j1, j2


def _room(one: Side, found: Sequence[Hunk], place: int) -> tuple[int, int]:
    """How many unchanged pieces lie before and after a hunk."""
    before = found[place - 1][1] if place else 0
    after = found[place + 1][0] if place + 1 < len(found) else len(one.keys)
    return found[place][0] - before, after - found[place][1]


def _slid(one: Side, two: Side, hunk: Hunk, before: int, after: int) -> Hunk:
    """A pure addition or deletion may stand a little earlier or later and mean the same; where does it read best?"""
    i1, i2, j1, j2 = hunk
    if i1 != i2 and j1 != j2:
        return hunk
    side, start, end = (two, j1, j2) if i1 == i2 else (one, i1, i2)
    shifts = [0]
    while -shifts[-1] < before and side.keys[start + shifts[-1] - 1] == side.keys[end + shifts[-1] - 1]:
        shifts.append(shifts[-1] - 1)
    forward = 0
    while forward < after and side.keys[start + forward] == side.keys[end + forward]:
        forward += 1
        shifts.append(forward)
    best = max(shifts, key=lambda shift: (_neatness(side, start + shift, end + shift), shift))
    return i1 + best, i2 + best, j1 + best, j2 + best


def _neatness(side: Side, start: int, end: int) -> float:
    first, last = side.keys[start], side.keys[end - 1]
    ahead = side.keys[start - 1] if start else "\n"
    behind = side.keys[end] if end < len(side.keys) else "\n"
    score = 2.0 * (side.starts[start] + side.starts[end])
    score -= 1.0 * (first in SUFFIXES)
    score += 1.5 * (ahead in "\n。、・ \u3000") + 0.5 * (behind in "\n。、・ \u3000")
    score += 1.0 * (first in OPENING and last in CLOSING) - 1.0 * (first in CLOSING) - 1.0 * (last in OPENING)
    return score + 0.6 * (last in "\n。、・ \u3000") - 0.6 * (first in "\n。 \u3000")


def _widened(one: Side, two: Side, hunk: Hunk, before: int, after: int) -> Hunk:
    i1, i2, j1, j2 = hunk
    left = _reach(min(before, REACH), lambda step: one.starts[i1 - step] and two.starts[j1 - step])
    right = _reach(min(after, REACH), lambda step: one.starts[i2 + step] and two.starts[j2 + step])
    return i1 - left, i2 + right, j1 - left, j2 + right


def _reach(limit: int, good: Callable[[int], bool]) -> int:
    """Steps to the next place where a word begins on both sides; 0 where none is near."""
    return next((step for step in range(limit + 1) if good(step)), 0)


def _joined(found: Iterable[Hunk]) -> list[Hunk]:
    joined: list[Hunk] = []
    for hunk in found:
        if joined and joined[-1][1] >= hunk[0]:
            last = joined.pop()
            hunk = (last[0], max(last[1], hunk[1]), last[2], max(last[3], hunk[3]))
        joined.append(hunk)
    return joined


def _replaced(one: Side, two: Side, found: Sequence[Hunk]) -> bool:
    """So little stays, and in so many pieces, that two whole sentences read better than their scraps."""
    total = max(one.heft[-1], two.heft[-1])
    kept = one.heft[-1] - sum(one.weight(i1, i2) for i1, i2, _, _ in found)
    return len(found) > 1 and kept < KEPT * total
