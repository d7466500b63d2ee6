"""A draft says on every page that it is one: a large pale 「案」 behind the text, and the word in the page's head.

The large one is drawn as an outline, not as text: it lies under the table. Who hears the document hears it in its title.
"""

import base64
from functools import lru_cache

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont

from .typefaces import BOLD, font_path

WORD = "案"
PALE = "#e9e9e9"


@lru_cache(maxsize=1)
def style() -> str:
    """The style sheet to be added for a draft."""
    image = base64.b64encode(_outline().encode()).decode()
    return (
        f'@page {{ background: url("data:image/svg+xml;base64,{image}") no-repeat center / 130mm 130mm;'
        f' @top-center {{ content: "【{WORD}】"; font: 700 10pt "BIZ UDGothic"; width: 16mm; }} }}'
    )


def _outline() -> str:
    with TTFont(font_path(BOLD), lazy=True) as font:
        glyphs, size = font.getGlyphSet(), font["head"].unitsPerEm
        pen = SVGPathPen(glyphs)
        glyphs[font.getBestCmap()[ord(WORD)]].draw(pen)
        top = font["hhea"].ascent
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 {-top} {size} {size}">'
        f'<path transform="scale(1 -1)" fill="{PALE}" d="{pen.getCommands()}"/></svg>'
    )
