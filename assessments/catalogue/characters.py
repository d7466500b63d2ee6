"""Which characters the project's fonts have: what they lack is named to the author, and printed as 〓.

At the bottom of the house, since the checks speak of it and the drawing acts on it.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parents[2] / "static" / "fonts"  # whatever lies there is embedded
LAID_OUT = frozenset("\n\r\t ")  # no glyph is needed for these
SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Marks that say nothing on paper: joiners, direction marks, soft hyphen.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f]")
_VARIED = re.compile(f"([^\ufe00-\ufe0f\U000e0100-\U000e01ef]){SELECTORS.pattern}", re.DOTALL)
# To be named by number: private (外字), unassigned, control, half a character, a mark without its letter, a gap.
_NOT_SEEN = ("C", "M", "Z")


@dataclass(frozen=True, slots=True)
class Unprintable:
    """``lost``: characters that print as 〓; ``varied``: character and selector, which print in their usual shape."""

    lost: tuple[str, ...] = ()
    varied: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lost or self.varied)

    def without(self, told: "Unprintable") -> "Unprintable":
        lost = tuple(character for character in self.lost if character not in told.lost)
        return Unprintable(lost, tuple(pair for pair in self.varied if pair not in told.varied))


def unprintable(text: str) -> Unprintable:
    """What of the text cannot be printed as it was typed, each once, in order."""
    if _plain().issuperset(text):
        return Unprintable()  # nearly always, and many times as fast
    text = INVISIBLE.sub("", text)
    lost = tuple(c for c in dict.fromkeys(SELECTORS.sub("", text)) if c not in _plain())
    pairs = dict.fromkeys(found.group() for found in _VARIED.finditer(text))
    return Unprintable(lost, tuple(pair for pair in pairs if pair[0] not in lost and not has_variant(pair)))


def has_glyph(character: str) -> bool:
    return character in _plain()


def has_variant(pair: str) -> bool:
    """Whether every face has this character in the shape that the selector behind it asks for."""
    return pair in _coverage()[1]


def named(character: str) -> str:
    """How a sentence speaks of a character; one that shows as nothing by its number: 「外字 U+E000」."""
    kind = unicodedata.category(character[0])
    if not kind.startswith(_NOT_SEEN):
        return f"「{character}」"
    number = f"U+{ord(character[0]):04X}"
    return f"「外字 {number}」" if kind == "Co" else f"「{number}」"


@lru_cache(maxsize=1)
def _plain() -> frozenset[str]:
    return _coverage()[0] | LAID_OUT


@lru_cache(maxsize=1)
def _coverage() -> tuple[frozenset[str], frozenset[str]]:
    """The characters that every face has, and the variants (character and selector) that every face has."""
    faces = [_face(path) for path in sorted(FOLDER.glob("*.ttf"))]
    points, variants = zip(*faces, strict=True)
    return frozenset.intersection(*points), frozenset.intersection(*variants)


def _face(path: Path) -> tuple[frozenset[str], frozenset[str]]:
    with TTFont(path, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap())), frozenset(_variations(font))


def _variations(font: TTFont) -> Iterator[str]:
    for table in font["cmap"].tables:
        if table.format == 14:
            for selector, entries in table.uvsDict.items():
                yield from (chr(base) + chr(selector) for base, _ in entries)
