"""Words that the rules look for; the data files and the meanings of places come from the catalogue."""

import unicodedata
from functools import lru_cache

from ..catalogue.meaning import code, codes, table

__all__ = ["code", "codes", "says_nothing", "table", "word"]


def word(name: str) -> str:
    """A choice of the forms that the rules ask for: ``word("outsourced")`` = 「委託する」."""
    return table("words")["choice"][name]


def says_nothing(text: str) -> bool:
    """K22: empty, or one of 「-」「―」「なし」「予定なし」 … that stand for "not applicable"."""
    plain = _plain(text)
    return not plain or plain in _nothing()


@lru_cache(maxsize=1)
def _nothing() -> frozenset[str]:
    return frozenset(_plain(word) for word in table("words")["nothing"])


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip(" \n\t()[]「」。")
