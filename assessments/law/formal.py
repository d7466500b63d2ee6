"""Recognises what looks like a formal change (指針第6の2(2)ただし書; recalled). It only proposes: a person decides."""

import re
from dataclasses import dataclass
from functools import lru_cache

from changelog.tokens import canonical
from changelog.variants import reference_shift, variant_of

from .data import table
from .references import follows


@dataclass(frozen=True, slots=True)
class Recognised:
    """Why a change looks formal: a key of important.toml [recognised] and its sentence."""

    kind: str
    sentence: str


def recognise(before: str, after: str) -> Recognised | None:
    """What the whole difference of two texts comes down to; None when it may say something else."""
    if not before or not after or before == after:
        return None
    if variant := variant_of(before, after):
        return _recognised(str(variant))
    if laws := follows(before, after):
        return _recognised("law", "、".join(laws))
    if reference_shift(before, after):
        return _recognised("reference")
    if renamed := renames(before, after):
        return _recognised("organisation", "、".join(f"{old}→{new}" for old, new in renamed))
    return None


def renames(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """The names of organisations that differ, when nothing else does; () otherwise."""
    old, new = canonical(before), canonical(after)
    pattern = _organisation()
    if pattern.sub("#", old) != pattern.sub("#", new):
        return ()
    pairs = zip(pattern.findall(old), pattern.findall(new), strict=True)
    return tuple(dict.fromkeys((a, b) for a, b in pairs if a != b))


@lru_cache(maxsize=1)
def _organisation() -> re.Pattern[str]:
    """「総務部文書法制課文書統計係」: kanji, katakana and the words that names hold, up to the last 部, 課, 係 …"""
    data = table("important")["organisation"]
    words = "|".join(map(re.escape, data["words"]))
    ends = "|".join(sorted({re.escape(canonical(suffix)) for suffix in data["suffixes"]}, key=len, reverse=True))
    return re.compile(rf"(?:{words}|[一-鿿々ァ-ヶー・])*(?:{words}|[一-鿿々ァ-ヶー])(?:{ends})")


def _recognised(kind: str, found: str = "") -> Recognised:
    return Recognised(kind, table("important")["recognised"][kind].format(found=found))
