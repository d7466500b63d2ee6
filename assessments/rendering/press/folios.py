"""n/N at the foot of each page: known only when all parts are laid out, so it is written when they are joined."""

from functools import lru_cache

import pydyf
from fontTools.ttLib import TTFont

from .typefaces import REGULAR, font_path

SIZE = 9.0
# As print.css places it: in the middle between the margins, and so many points above the foot of the page.
LEFT, RIGHT, BASELINE = 45.354, 39.685, 19.26
_CHARACTERS = "0123456789/"


@lru_cache(maxsize=1)
def _glyphs() -> dict[str, tuple[int, float]]:
    """Character -> (glyph, width in thousandths)."""
    with TTFont(font_path(REGULAR), lazy=True) as font:
        cmap, metrics, size = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        return {
            char: (font.getGlyphID(cmap[ord(char)]), round(metrics[cmap[ord(char)]][0] * 1000 / size))
            for char in _CHARACTERS
        }


def glyphs(name: str) -> dict[str, tuple[tuple[int, float, str], ...]]:
    """What the folios need of the fonts, as a part tells it. All digits, so that fonts do not change with the count."""
    return {name: tuple((glyph, width, char) for char, (glyph, width) in _glyphs().items())}


def stream(name: str, number: int, count: int, width: float) -> pydyf.Stream:
    """``width``: of the page, in points."""
    found = [_glyphs()[char] for char in f"{number}/{count}"]
    left = (LEFT + width - RIGHT) / 2 - sum(advance for _, advance in found) * SIZE / 2000
    shown = "".join(f"{glyph:04x}" for glyph, _ in found)
    return pydyf.Stream(
        [
            f"/Artifact <</Type/Pagination/Subtype/Footer>> BDC BT /{name} {SIZE:g} Tf {left:.3f} {BASELINE:.3f} Td <{shown}> Tj ET EMC"
        ],
        compress=False,
    )
