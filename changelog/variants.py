"""Is a change only one of spelling? Then it may be proposed as a formal one (形式的な変更); a person decides."""

import re
from enum import StrEnum

from changelog.tokens import Reading, canonical


class Variant(StrEnum):
    """What has to be read away for the two texts to be the same; where several meet, the last of this list."""

    SPACING = "spacing"
    WIDTH = "width"
    SPELLING = "spelling"
    NUMERAL = "numeral"


_READINGS = {
    Reading.SPACING: Variant.SPACING,
    Reading.WIDTH: Variant.WIDTH,
    Reading.SPELLING: Variant.SPELLING,
    Reading.NUMERAL: Variant.NUMERAL,
}
_REFERENCE = re.compile(r"(?<=第)\d+(?=[条項号欄表])|(?<=[条項号表]の)\d+")
_CITED = re.compile(r"第\d+[条項号]")


def variant_of(before: str, after: str) -> Variant | None:
    """The kind of spelling difference, or None where the texts are equal or say different things."""
    if before == after:
        return None
    for reading, variant in _READINGS.items():
        if canonical(before, reading) == canonical(after, reading):
            return variant
    return None


def reference_shift(before: str, after: str) -> bool:
    """True where only the numbers of cited articles, paragraphs and items differ (号ずれ): 第7号 -> 第8号."""
    old, new = canonical(before), canonical(after)
    return old != new and bool(_CITED.search(old)) and _REFERENCE.sub("#", old) == _REFERENCE.sub("#", new)
