"""Which characters the embedded fonts cannot draw: named to the author before publication, printed as 〓, never tofu.

A character without a glyph would silently be taken from whatever font the machine has, or print as an empty box.
"""

import re
from functools import lru_cache

from fontTools.ttLib import TTFont

from ..snapshot import Address, Snapshot, lines
from .press.typefaces import FONTS, font_path

GETA = "〓"
_LAID_OUT = frozenset("\n\r\t ")  # no glyph is needed for these
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Marks that say nothing on paper: joiners, direction marks, soft hyphen.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f]")


@lru_cache(maxsize=1)
def _coverage() -> tuple[frozenset[int], frozenset[tuple[int, int]]]:
    """Code points that every face has, and the (character, selector) pairs that it can vary."""
    points: set[int] | None = None
    variants: set[tuple[int, int]] | None = None
    for name in FONTS:
        with TTFont(font_path(name), lazy=True) as font:
            own = set(font.getBestCmap())
            pairs = {(base, selector) for selector, base in _variations(font)}
        points = own if points is None else points & own
        variants = pairs if variants is None else variants & pairs
    return frozenset(points or ()), frozenset(variants or ())


def _variations(font: TTFont):
    for table in font["cmap"].tables:
        if table.format == 14:
            for selector, entries in table.uvsDict.items():
                for base, _ in entries:
                    yield selector, base


def missing(text: str) -> str:
    """The characters of the text that cannot be drawn, each once, in order; a variant as character and selector."""
    points, variants = _coverage()
    plain = _INVISIBLE.sub("", text)
    pairs = [plain[m.start() - 1] + m.group() for m in _SELECTORS.finditer(plain) if m.start()]
    lost_pairs = [pair for pair in dict.fromkeys(pairs) if (ord(pair[0]), ord(pair[1])) not in variants]
    lost = [c for c in dict.fromkeys(_SELECTORS.sub("", plain)) if ord(c) not in points and c not in _LAID_OUT]
    return "".join([*lost, *(pair for pair in lost_pairs if pair[0] not in lost)])


def drawable(text: str) -> str:
    """The same text with every character that has no glyph as 〓, and variants that the font lacks in their usual shape."""
    points, variants = _coverage()
    text = _INVISIBLE.sub("", text)
    if _SELECTORS.search(text):
        text = re.sub(f"(.)({_SELECTORS.pattern})", lambda m: _varied(m, variants), text, flags=re.DOTALL)
        text = re.sub(f"(?<![^\\x00-\\x7f]){_SELECTORS.pattern}", "", text)
    stray = "".join(c for c in set(text) if ord(c) not in points and c not in _LAID_OUT)
    keep = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
    return re.sub(f"(?![{keep}])[{re.escape(stray)}]", GETA, text) if stray else text


def _varied(found: re.Match[str], variants) -> str:
    known = (ord(found[1]), ord(found[2])) in variants
    return found[0] if known else found[1]


def missing_glyphs(snapshot: Snapshot) -> list[tuple[Address, str]]:
    """(address of the item, the characters that cannot be printed), in the order of the form; rows of changes last.

    A row of changes has the address ("", "changes:N").
    """
    if not missing(snapshot.canonical()):
        return []  # nearly always, and forty times as fast
    found = [(line.address, lost) for line in lines(snapshot) if (lost := missing(line.text))]
    for number, entry in enumerate(snapshot.changes, start=1):
        if lost := missing("\n".join((entry.item, entry.before, entry.after, entry.note))):
            found.append((("", f"changes:{number}"), lost))
    return found
