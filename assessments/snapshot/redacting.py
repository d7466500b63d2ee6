"""Finds withheld words in a text whatever its width, case and line breaks, and puts the mask in their place."""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ..catalogue.withheld import MASK

SHORT = 8  # characters
_VOICED = "\u3099\u309a"  # か + ゛ = が: half-width kana are written so
_INVISIBLE = ("Cf", "Cc", "Mn")


@lru_cache(maxsize=8192)
def _plain(char: str) -> str:
    """As anybody could retype it: width (「ｶﾞ」, 「ガ」) and case gone, spaces and invisible marks too."""
    found = unicodedata.normalize("NFKD", char).casefold()
    return "".join(c for c in found if c in _VOICED or not (c.isspace() or unicodedata.category(c) in _INVISIBLE))


def fold(text: str) -> str:
    return "".join(map(_plain, text))


def contains(text: str, words: str) -> bool:
    """True where the words stand in the text, however they are broken into lines."""
    wanted = fold(words)
    return bool(wanted) and wanted in fold(text)


class Blackout:
    """Puts the mask over certain words. ``least``: shorter words say too little to be hidden wherever they stand.

    ``whole_numbers``: a short 「10日」 is not found in 「110日」. ``run``: so many characters in a row from anywhere in a word
    are hidden too; 0 = only whole words.
    """

    def __init__(self, words: Iterable[str], *, least: int = 1, whole_numbers: bool = False, run: int = 0) -> None:
        folded = {fold(word) for word in words}
        self.words = tuple(sorted((word for word in folded if len(word) >= least), key=lambda w: (-len(w), w)))
        self.whole_numbers, self.run = whole_numbers, run
        self.runs = {word[at : at + run] for word in self.words for at in range(len(word) - run + 1)} if run else set()

    def __call__(self, text: str) -> str:
        if not text or not self.words:
            return text
        folded, places = _with_places(text)
        found = [(places[start], places[end - 1] + 1) for start, end in self._found(folded)]
        return _covered(text, found) if found else text

    def _found(self, folded: str) -> Iterator[tuple[int, int]]:
        for word in self.words:
            start = folded.find(word)
            while start >= 0:
                end = start + len(word)
                if not (self.whole_numbers and len(word) < SHORT and _cuts_a_number(folded, start, end)):
                    yield start, end
                start = folded.find(word, start + 1)
        if self.runs:
            yield from ((at, at + self.run) for at in range(len(folded)) if folded[at : at + self.run] in self.runs)


def _with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place that it came from."""
    pieces, places = [], []
    for place, char in enumerate(text):
        plain = _plain(char)
        pieces.append(plain)
        places.extend([place] * len(plain))
    return "".join(pieces), places


def _cuts_a_number(folded: str, start: int, end: int) -> bool:
    before = start > 0 and folded[start].isdigit() and folded[start - 1].isdigit()
    return before or (end < len(folded) and folded[end - 1].isdigit() and folded[end].isdigit())


def _covered(text: str, found: list[tuple[int, int]]) -> str:
    """One mask for ranges that touch: how many words were hidden is nobody's business."""
    made, at = [], 0
    joined: list[list[int]] = []
    for start, end in sorted(found):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    for start, end in joined:
        made += [text[at:start], MASK]
        at = end + _left_over(text, end)
    return "".join([*made, text[at:]])


def _left_over(text: str, end: int) -> int:
    """Invisible marks behind the last character (the variant of a 外字) belong to it."""
    count = 0
    while end + count < len(text) and not text[end + count].isspace() and not _plain(text[end + count]):
        count += 1
    return count
