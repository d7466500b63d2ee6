"""Cuts a text into the pieces that a mark never divides: numbers, katakana and latin words, single other characters.

Each piece has a key to compare by: its own text, or what it is read as where spellings are to be ignored.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import lru_cache
from itertools import accumulate

from changelog.spellings import KATAKANA_SPELLINGS, LONG_VOWEL_STEMS, SIGNS, SPELLINGS


class Reading(IntEnum):
    """How much of the spelling is read away; each includes those before it."""

    EXACT = 0
    SPACING = 1
    WIDTH = 2
    SPELLING = 3
    NUMERAL = 4


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_CANON = {variant: row[0] for row in SPELLINGS for variant in row}
_KATAKANA_CANON = {variant: row[0] for row in KATAKANA_SPELLINGS for variant in row}
_KATAKANA = re.compile(_alternatives(_KATAKANA_CANON))
_LONG = re.compile(rf"({_alternatives(LONG_VOWEL_STEMS)})ー")
_SIGN = str.maketrans({variant: sign for sign, variants in SIGNS.items() for variant in variants})
_CIRCLED = re.compile(r"[①-⓿❶-➓]")

_COUNTERS = "条|項|号|欄|件|人|年|月|日|回|名|つ|時間|週|階|箇|か月|ヶ月|桁|親等"
_FIRST = "".join(sorted({word[0] for word in _CANON}))
_NUMERALS = "〇一二三四五六七八九十百千"
_PATTERN = rf"""
    (?P<space>\s)
  | (?P<spelling>(?=[{_FIRST}])(?:{_alternatives(_CANON)}))
  | (?P<digits>\d{{1,3}}(?:[,，]\d{{3}})+(?!\d)|\d+(?:[.．]\d+)*)
  | (?P<latin>[A-Za-zＡ-Ｚａ-ｚ][A-Za-zＡ-Ｚａ-ｚ0-9０-９]*)
  | (?P<katakana>[ァ-ヺヽヾｦ-ﾝ][ァ-ヺヽヾーｦ-ﾟ]*)
  | (?P<first_year>(?:(?<=令和)|(?<=平成)|(?<=昭和)|(?<=大正))元(?=年))
  | (?P<numeral>(?<=第)[{_NUMERALS}]+|[{_NUMERALS}]+(?={_COUNTERS}))
  | (?P<other>.)
"""
_PLAIN = "\u3041-\u309f\u4e00-\u9fff"  # hiragana and kanji are read as they stand
_SPECIAL = re.compile(
    f"(?=[^{_PLAIN}]|[{_FIRST}{_NUMERALS}元])(?:{_PATTERN.replace('(?P<other>.)', f'(?P<other>[^{_PLAIN}])')})",
    re.VERBOSE | re.DOTALL,
)
_ATOM = re.compile(_PATTERN, re.VERBOSE | re.DOTALL)
_BARE = re.compile(re.sub(r"\?P<\w+>", "?:", _PATTERN), re.VERBOSE | re.DOTALL)


def atoms(text: str, reading: Reading = Reading.EXACT) -> tuple[list[str], list[int]]:
    """(keys, ends): piece i is text[ends[i-1]:ends[i]]. Spaces that are read away belong to the piece before them."""
    if reading is Reading.EXACT:
        keys = _BARE.findall(text)
        return keys, list(accumulate(map(len, keys)))
    keys, ends = [], []
    for key, end in _read(text, reading):
        if key:
            keys.append(key)
            ends.append(end)
        elif ends:
            ends[-1] = end
    return keys, ends


def canonical(text: str, reading: Reading = Reading.NUMERAL) -> str:
    """The text as it is read: two texts that differ only in spelling give the same."""
    return _SPECIAL.sub(lambda found: _key(found.lastgroup or "", found.group(), reading), text)


def _read(text: str, reading: Reading) -> Iterator[tuple[str, int]]:
    """(character or word as read, end of its piece); a piece that reads as several signs gives several."""
    for found in _ATOM.finditer(text):
        kind, piece, end = found.lastgroup or "", found.group(), found.end()
        key = _key(kind, piece, reading)
        if len(key) > 1 and kind == "other":
            yield from ((sign, end) for sign in key)
        else:
            yield key, end


@lru_cache(maxsize=32768)
def _key(kind: str, piece: str, reading: Reading) -> str:
    if kind == "space":
        return ""
    if kind == "other" and ("\u4e00" <= piece <= "\u9fff" or "\u3041" <= piece <= "\u309f"):
        return piece
    if reading >= Reading.SPELLING and kind == "spelling":
        return _CANON[piece]
    if reading >= Reading.NUMERAL and kind in ("numeral", "first_year"):
        return arabic(piece) if kind == "numeral" else "1"
    if reading >= Reading.WIDTH and not _CIRCLED.match(piece):
        return _width(kind, piece, reading)
    return piece


def _width(kind: str, piece: str, reading: Reading) -> str:
    wide = unicodedata.normalize("NFKC", piece)
    if kind == "digits":
        return wide.replace(",", "")
    if kind == "katakana":
        return _vowels(wide) if reading >= Reading.SPELLING else wide
    return (piece if piece in "ー" else wide).translate(_SIGN) if kind == "other" else wide


def _vowels(word: str) -> str:
    word = _KATAKANA.sub(lambda found: _KATAKANA_CANON[found.group()], word)
    word = _LONG.sub(r"\1", word)
    return word[:-1] if len(word) > 3 and word.endswith("ー") else word


def arabic(numeral: str) -> str:
    """十九 -> 19, 二百四 -> 204, 二〇 -> 20; at most four digits, as statutes number their articles."""
    digits = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}
    units = {"十": 10, "百": 100, "千": 1000}
    if not set(numeral) & set(units):
        return "".join(str(digits[sign]) for sign in numeral)
    total = current = 0
    for sign in numeral:
        if sign in units:
            total += (current or 1) * units[sign]
            current = 0
        else:
            current = digits[sign]
    return str(total + current)
