"""n/N at the foot of each page, known only when all parts are laid out, and at its right what the file is for
(「提出用」), so that files for several uses share their parts: both are written when the parts are joined."""

from functools import lru_cache

import pydyf
from fontTools.ttLib import TTFont

from .typefaces import REGULAR, font_path

SIZE = 9.0
# As print.css places it, in points: in the middle between the margins and of the foot; the baseline so many ems lower.
LEFT, RIGHT, MIDDLE, DROP = 45.354, 39.685, 22.677, 0.37967
_CHARACTERS = "0123456789/"
STAMP_SIZE = 8.0


@lru_cache(maxsize=8)
def _glyphs(stamp: str) -> dict[str, tuple[int, float]]:
    """Character -> (glyph, width in thousandths)."""
    with TTFont(font_path(REGULAR), lazy=True) as font:
        cmap, metrics, size = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        return {
            char: (font.getGlyphID(cmap[ord(char)]), round(metrics[cmap[ord(char)]][0] * 1000 / size))
            for char in sorted({*_CHARACTERS, *stamp})
        }


def glyphs(name: str, stamp: str) -> dict[str, tuple[tuple[int, float, str], ...]]:
    """What the folios need of the fonts, as a part tells it. All digits, so that fonts do not change with the count."""
    return {name: tuple((glyph, width, char) for char, (glyph, width) in _glyphs(stamp).items())}


def stream(name: str, number: int, count: int, width: float, stamp: str) -> pydyf.Stream:
    """``width``: of the page, in points."""
    middle = _Word(f"{number}/{count}", SIZE, stamp)
    words = [middle.at(name, (LEFT + width - RIGHT) / 2 - middle.width / 2)]
    if stamp:
        right = _Word(stamp, STAMP_SIZE, stamp)
        words.append(right.at(name, width - RIGHT - right.width))
    return pydyf.Stream(
        ["/Artifact <</Type/Pagination/Subtype/Footer>> BDC", *words, "EMC"],
        compress=False,
    )


class _Word:
    def __init__(self, text: str, size: float, stamp: str) -> None:
        found = [_glyphs(stamp)[char] for char in text]
        self.size, self.width = size, sum(advance for _, advance in found) * size / 1000
        self.shown = "".join(f"{glyph:04x}" for glyph, _ in found)

    def at(self, name: str, left: float) -> str:
        baseline = MIDDLE - DROP * self.size
        return f"BT /{name} {self.size:g} Tf {left:.3f} {baseline:.3f} Td <{self.shown}> Tj ET"
