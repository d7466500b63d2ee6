"""What the embedded fonts cannot draw is printed as 〓, never as tofu.

A character without a glyph would silently be taken from whatever font the machine has, or print as an empty box. The
checks name it to the author before publication.
"""

import re

from ..catalogue.characters import INVISIBLE, LAID_OUT, SELECTORS, has_glyph, has_variant

GETA = "〓"


def drawable(text: str) -> str:
    """The same text with every character that has no glyph as 〓, and variants that the font lacks in their usual shape."""
    text = INVISIBLE.sub("", text)
    if SELECTORS.search(text):
        text = re.sub(f"(.)({SELECTORS.pattern})", _varied, text, flags=re.DOTALL)
        text = re.sub(f"(?<![^\\x00-\\x7f]){SELECTORS.pattern}", "", text)
    stray = "".join(c for c in set(text) if not has_glyph(c) and c not in LAID_OUT)
    keep = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
    return re.sub(f"(?![{keep}])[{re.escape(stray)}]", GETA, text) if stray else text


def _varied(found: re.Match[str]) -> str:
    return found[0] if has_variant(found[0]) else found[1]
