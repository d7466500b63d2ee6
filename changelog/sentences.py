"""A sentence as the comparison sees it, and the shortest script from one to another."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TypeAlias

from rapidfuzz.distance import Indel

from changelog.tokens import Reading, atoms
from changelog.words import word_starts

Hunk: TypeAlias = tuple[int, int, int, int]  # before[i1:i2] became after[j1:j2], in pieces

SEPARATORS = "、，,/ \u3000\t\n"
COUNTERS = frozenset("年月日条項号欄件人名回時分階歳円万億千桁度")
TOO_LARGE = 4_000_000  # pieces x pieces; beyond, what is not common at both ends is one hunk


@dataclass(slots=True)
class Sentence:
    """Its pieces: keys to compare, ends in characters, whether a word starts there, how much they tell."""

    keys: list[str]
    ends: list[int]
    starts: list[int]
    heft: list[float]  # heft[i] = weight of the first i pieces

    @classmethod
    def of(cls, text: str, reading: Reading) -> "Sentence":
        keys, ends = atoms(text, reading)
        keys = [_counted(key, after) for key, after in pairwise([*keys, ""])]
        words = word_starts(text)
        starts = [1, *map(words.__getitem__, ends)]
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

    def fields(self) -> tuple[list[str], list[int]]:
        """The pieces joined to what stands between commas and spaces: (texts, where each begins, the end last)."""
        begins = [0]
        for place, key in enumerate(self.keys):
            if place and (key in SEPARATORS or self.keys[place - 1] in SEPARATORS):
                begins.append(place)
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


def _counted(key: str, after: str) -> str:
    """A number is the same only with what it counts: the 5 of 5年 is not the 5 of 5月."""
    return key + after if after in COUNTERS and key[0].isdigit() else key


@lru_cache(maxsize=8192)
def _weight(key: str) -> float:
    """How much a piece tells: a word 1, a kana a third, a sign almost nothing."""
    sign = key[0]
    if "\u3041" <= sign <= "\u309f":
        return 0.34 if len(key) == 1 else 1.0
    return 1.0 if sign.isalnum() else 0.2


def shortest(one: Sequence[str], two: Sequence[str]) -> list[Hunk]:
    """The hunks of a shortest edit script of two lists of keys."""
    code_of = _Codes().__getitem__
    left, right = "".join(map(code_of, one)), "".join(map(code_of, two))
    if len(left) * len(right) > TOO_LARGE:
        return [trimmed(one, two, (0, len(one), 0, len(two)))]
    found: list[Hunk] = []
    for code in Indel.opcodes(left, right):
        if code.tag == "equal":
            continue
        hunk = (code.src_start, code.src_end, code.dest_start, code.dest_end)
        if found and found[-1][1] == hunk[0] and found[-1][3] == hunk[2]:
            hunk = (found[-1][0], hunk[1], found.pop()[2], hunk[3])
        found.append(hunk)
    return found


class _Codes(dict[str, str]):
    """One sign for each key, so that two lists of keys are compared as two strings."""

    def __missing__(self, key: str) -> str:
        number = len(self)
        code = self[key] = chr(number + (0x100 if number < 0xD000 else 0x10000))
        return code


def trimmed(one: Sequence[str], two: Sequence[str], hunk: Hunk) -> Hunk:
    """The hunk without what both sides begin and end with."""
    i1, i2, j1, j2 = hunk
    while i1 < i2 and j1 < j2 and one[i1] == two[j1]:
        i1, j1 = i1 + 1, j1 + 1
    while i1 < i2 and j1 < j2 and one[i2 - 1] == two[j2 - 1]:
        i2, j2 = i2 - 1, j2 - 1
    return i1, i2, j1, j2
