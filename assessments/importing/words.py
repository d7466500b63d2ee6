"""How two spellings of the same printed words are recognised as the same, whatever the machine made of them.

Squeezing is for comparing only; nothing squeezed is ever stored.
"""

import re
import unicodedata
from functools import lru_cache

CIRCLED = {chr(0x2460 + n): f"<{n + 1}>" for n in range(20)}  # ① … ⑳ would become bare digits under NFKC
_SAME = {
    **CIRCLED,
    "〜": "~",
    "－": "-",
    "―": "-",
    "—": "-",
    "–": "-",
    "‐": "-",
    "−": "-",
    "，": "、",
    "．": ".",
    "［": "[",
    "］": "]",
    "※": "",
}
_TABLE = str.maketrans(_SAME)
# 「(別紙2) 提供先の一覧」 above a table of the town's own
ANNEX_TITLE = re.compile(r"[(（]別[紙添表]\s*[0-9０-９一二三四五]*[)）](?!.*(?:とおり|参照|。))[^\n]{0,60}")
_BLANK = re.compile(r"[\s\u200b\u2060\ufeff\x00-\x1f\x7f-\x9f]+")
_STAR = re.compile(r"[\s\u3000]*※(?=[\s\u3000\[［<＜:：]|$)")
_HEAD_NUMBER = re.compile(r"<(\d+)>[.、:]?|\((\d{1,2})\)|(\d{1,2})[.、:]?|((?:IV|VI{0,3}|I{1,3}))[.、:]?")


@lru_cache(maxsize=20_000)
def squeeze(text: str) -> str:
    """「Ⅱ　特定個人情報ファイルの概要 ※」 -> 「II特定個人情報ファイルの概要」; ① becomes 「<1>」."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", text.translate(_TABLE)).translate(_TABLE))


def number_splits(squeezed: str) -> list[tuple[str, str]]:
    """(number, rest) readings of a heading: 「<1>部署」 -> [("", "<1>部署"), ("1", "部署")]."""
    splits = [("", squeezed)]
    if found := _HEAD_NUMBER.match(squeezed):
        number = next(group for group in found.groups() if group)
        splits.append((number, squeezed[found.end() :]))
    return splits


def plain_number(printed: str) -> str:
    """The number of a catalogue heading as number_splits finds it: 「①」「4.」「Ⅱ」 -> 「1」「4」「II」."""
    return squeeze(printed).strip("<>.()")


def end_of(text: str, squeezed: str) -> int:
    """How many characters of ``text`` make up its squeezed beginning ``squeezed``; -1 when it does not begin so."""
    low = len(squeezed) // 3
    for end in range(max(low, 1), len(text) + 1):
        got = squeeze(text[:end])
        if got == squeezed:
            return _with_star(text, end)
        if len(got) > len(squeezed) + 4:
            break
    return -1


def _with_star(text: str, end: int) -> int:
    """The ※ behind a label belongs to the label; one that begins a note (「※住民票が…」) does not."""
    found = _STAR.match(text, end)
    return found.end() if found else end
