"""The differing stretches of two sentences, as few and as whole as a reader would mark them.

A shortest edit script shatters rewritten text into single kanji. Here its hunks are merged where what lies between is
too slight to be read as unchanged, moved to where words begin, and widened to whole words.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Postfix, Prefix

from changelog.choosing import CLOSING, OPENING, best, by_fields, doubtful
from changelog.sentences import Hunk, Sentence, shortest, trimmed
from changelog.tokens import Reading

REACH = 4  # pieces a hunk may be widened by to reach the end of a word
KEPT = 0.25  # share of a sentence that must stay for it to be told as edited, not as replaced
SCRAP = 1.6  # words that must stay, on average, between two marks
END = 3.0  # words at the beginning or the end of a replaced sentence that are worth telling apart
TOPIC = 1.3  # words; the same where they are said to the end, up to は or a comma
APART = 5.0  # words between two marks that leave no doubt
LONG = 4.0  # words; behind so much, as behind another statute, a lone 第 stays by chance
MARGIN = 16  # characters around a difference that are looked at for where a word begins
STOPS = "、。・ \u3000\n"
SUFFIXES = "部課室係局所者等的性済書欄項条号件"  # what no addition begins with, if it can


@lru_cache(maxsize=2048)  # one sentence is often corrected alike in many items and documents
def hunks(before: str, after: str, reading: Reading = Reading.EXACT) -> tuple[Hunk, ...]:
    """Stretches of characters (i1, i2, j1, j2) in which before[i1:i2] is to be marked and after[j1:j2] likewise."""
    head, tail = _frame(before, after)
    one = Sentence.of(before[head : len(before) - tail], reading)
    two = Sentence.of(after[head : len(after) - tail], reading)
    found = _readable(one, two, shortest(one.keys, two.keys))
    if len(found) > 1 and not _clear(one, two, found):
        found = best(one, two, [found, *_others(one, two)])
    if _replaced(one, two, found, head + tail):
        found = [_between_ends(one, two, head, tail)]
    return tuple(
        (head + one.offset(i1), head + one.offset(i2), head + two.offset(j1), head + two.offset(j2))
        for i1, i2, j1, j2 in found
    )


def _between_ends(one: Sentence, two: Sentence, head: int, tail: int) -> Hunk:
    """All of both sentences but what they begin and end with, where that is more than a word or two."""
    m, n = len(one.keys), len(two.keys)
    i1, i2, j1, j2 = trimmed(one.keys, two.keys, (0, m, 0, n))
    while i1 and not (one.starts[i1] and two.starts[j1]):
        i1, j1 = i1 - 1, j1 - 1
    while i2 < m and not (one.starts[i2] and two.starts[j2]):
        i2, j2 = i2 + 1, j2 + 1
    topic = i1 > 0 and ("\u3041" <= one.keys[i1 - 1][0] <= "\u309f" or one.keys[i1 - 1] in STOPS)
    if head + one.weight(0, i1) < (TOPIC if topic else END):
        i1, j1 = 0, 0
    if tail + one.weight(i2, m) < END:
        i2, j2 = m, n
    return i1, i2, j1, j2


def _frame(before: str, after: str) -> tuple[int, int]:
    """Characters at both ends that are the same and so far from any difference that they need no reading."""
    head = max(before.rfind(stop, 0, max(0, Prefix.similarity(before, after) - MARGIN)) for stop in STOPS) + 1
    start = min(len(before), len(after)) - head
    common = min(Postfix.similarity(before, after), start) - MARGIN
    if common <= 0:
        return head, 0
    cut = min((place for stop in STOPS if (place := before.find(stop, len(before) - common)) >= 0), default=None)
    return head, 0 if cut is None else len(before) - cut - 1


def _clear(one: Sentence, two: Sentence, found: list[Hunk]) -> bool:
    """So much stays between the marks, and they are so well formed, that no other way to tell it can read better."""
    apart = all(one.weight(left[1], right[0]) >= APART for left, right in pairwise(found))
    return apart and not any(doubtful(one.keys[i1:i2], two.keys[j1:j2]) for i1, i2, j1, j2 in found)


def _others(one: Sentence, two: Sentence) -> Iterator[list[Hunk]]:
    """From behind; word by word; name by name."""
    yield _readable(one, two, _reversed(one, two, shortest(one.keys[::-1], two.keys[::-1])))
    left, right = one.phrases(), two.phrases()
    yield _readable(one, two, _finer(one, two, left[1], right[1], shortest(left[0], right[0])))
    yield _readable(one, two, _touching(by_fields(one, two)))


def _touching(found: Iterable[Hunk]) -> list[Hunk]:
    """Neighbours with nothing between them as one."""
    joined: list[Hunk] = []
    for hunk in found:
        if joined and joined[-1][1] == hunk[0] and joined[-1][3] == hunk[2]:
            last = joined.pop()
            hunk = (last[0], hunk[1], last[2], hunk[3])
        joined.append(hunk)
    return joined


def _finer(one: Sentence, two: Sentence, lefts: list[int], rights: list[int], found: Iterable[Hunk]) -> list[Hunk]:
    """Hunks of phrases told in pieces."""
    finer: list[Hunk] = []
    for hunk in found:
        i1, i2, j1, j2 = lefts[hunk[0]], lefts[hunk[1]], rights[hunk[2]], rights[hunk[3]]
        for a1, a2, b1, b2 in shortest(one.keys[i1:i2], two.keys[j1:j2]):
            finer.append((i1 + a1, i1 + a2, j1 + b1, j1 + b2))
    return finer


def _reversed(one: Sentence, two: Sentence, found: list[Hunk]) -> list[Hunk]:
    m, n = len(one.keys), len(two.keys)
    return [(m - i2, m - i1, n - j2, n - j1) for i1, i2, j1, j2 in reversed(found)]


def _readable(one: Sentence, two: Sentence, found: list[Hunk]) -> list[Hunk]:
    if not found:
        return found
    found = _slid(one, two, _merged(one, two, found))
    return _joined(_widened(one, two, hunk, *_room(one, found, place)) for place, hunk in enumerate(found))


def _merged(one: Sentence, two: Sentence, found: list[Hunk]) -> list[Hunk]:
    """Swallows what lies between two hunks and is slighter than they are, until nothing is left to swallow."""
    stack: list[Hunk] = []
    for hunk in found:
        while stack and _slight(one, two, stack[-1], hunk):
            before = stack.pop()
            hunk = trimmed(one.keys, two.keys, (before[0], hunk[1], before[2], hunk[3]))
        stack.append(hunk)
    return stack if len(stack) == len(found) else _merged(one, two, stack)


def _slight(one: Sentence, two: Sentence, left: Hunk, right: Hunk) -> bool:
    if _free(one, two, left, right):
        return True
    if right[0] - left[1] == 1 and one.keys[left[1]] in "年月日" and not _one_sided(left, right):
        return True
    between = one.weight(left[1], right[0])
    sizes = [max(one.weight(h[0], h[1]), two.weight(h[2], h[3])) for h in (left, right)]
    whole = one.starts[left[1]] and one.starts[right[0]] and two.starts[left[3]] and two.starts[right[2]]
    if _one_sided(left, right):
        return not whole and between <= 1.0
    if right[0] - left[1] == 1 and one.keys[left[1]] == "第" and sizes[0] >= LONG:
        return True
    if not whole:
        return between <= max(1.0, min(sizes))
    return between < 0.5 or between <= 0.4 * min(sizes)


def _free(one: Sentence, two: Sentence, left: Hunk, right: Hunk) -> bool:
    """One of them can be told a little earlier or later so that they touch: as one they mark no more than as two."""
    i1, i2, j1, j2 = trimmed(one.keys, two.keys, (left[0], right[1], left[2], right[3]))
    apart = left[1] - left[0] + left[3] - left[2] + right[1] - right[0] + right[3] - right[2]
    return i2 - i1 + j2 - j1 <= apart


def _one_sided(left: Hunk, right: Hunk) -> bool:
    """Both only take out or both only put in."""
    return (left[0] == left[1] and right[0] == right[1]) or (left[2] == left[3] and right[2] == right[3])


def _room(one: Sentence, found: Sequence[Hunk], place: int) -> tuple[int, int]:
    """How many unchanged pieces lie before and after a hunk."""
    before = found[place - 1][1] if place else 0
    after = found[place + 1][0] if place + 1 < len(found) else len(one.keys)
    return found[place][0] - before, after - found[place][1]


def _slid(one: Sentence, two: Sentence, found: list[Hunk]) -> list[Hunk]:
    """A pure addition or deletion may stand a little earlier or later and mean the same: where it reads best."""
    slid = list(found)
    for place, (i1, i2, j1, j2) in enumerate(found):
        if i1 == i2 or j1 == j2:
            side, start, end = (two, j1, j2) if i1 == i2 else (one, i1, i2)
            shift = _shift(side, start, end, *_room(one, slid, place))
            slid[place] = (i1 + shift, i2 + shift, j1 + shift, j2 + shift)
    return slid


def _shift(side: Sentence, start: int, end: int, before: int, after: int) -> int:
    shifts = [0]
    while -shifts[-1] < before and side.keys[start + shifts[-1] - 1] == side.keys[end + shifts[-1] - 1]:
        shifts.append(shifts[-1] - 1)
    forward = 0
    while forward < after and side.keys[start + forward] == side.keys[end + forward]:
        forward += 1
        shifts.append(forward)
    return max(shifts, key=lambda shift: (_neatness(side, start + shift, end + shift), shift))


def _neatness(side: Sentence, start: int, end: int) -> float:
    first, last = side.keys[start], side.keys[end - 1]
    ahead = side.keys[start - 1] if start else "\n"
    behind = side.keys[end] if end < len(side.keys) else "\n"
    score = 2.0 * (side.starts[start] + side.starts[end]) - 1.0 * (first in SUFFIXES)
    score += 1.5 * (ahead in STOPS) + 0.5 * (behind in STOPS) + 0.6 * (last in STOPS) - 0.6 * (first in "\n。 \u3000")
    return score + 1.0 * (first in OPENING and last in CLOSING) - 1.0 * (first in CLOSING) - 1.0 * (last in OPENING)


def _widened(one: Sentence, two: Sentence, hunk: Hunk, before: int, after: int) -> Hunk:
    i1, i2, j1, j2 = hunk
    left = _reach(min(before, REACH), lambda step: bool(one.starts[i1 - step] and two.starts[j1 - step]))
    right = _reach(min(after, REACH), lambda step: bool(one.starts[i2 + step] and two.starts[j2 + step]))
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


def _replaced(one: Sentence, two: Sentence, found: Sequence[Hunk], outside: int) -> bool:
    """So little stays, and in so many pieces, that two whole sentences read better than their scraps."""
    total = outside + max(one.heft[-1], two.heft[-1])
    kept = outside + one.heft[-1] - sum(one.weight(i1, i2) for i1, i2, _, _ in found)
    return len(found) > 1 and kept < max(KEPT * total, SCRAP * (len(found) - 2))
