"""Where a word may begin: Japanese has no spaces, and a mark that starts inside a word reads as a mistake.

No dictionary of the language: script changes, the particles, and the few hundred nouns of these forms
(vocabulary.txt) are enough to choose between two places that differ by a character.
"""

import re
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate

_VOCABULARY = frozenset(files("changelog").joinpath("vocabulary.txt").read_text(encoding="utf-8").split())
_LONGEST = max(map(len, _VOCABULARY))
_AFFIXES = frozenset(
    "部課室係局所者等的化性用内外上下前後間中時別毎済書票証簿表欄項条号件名人年月日円回度法令省県市町村区府都国"
    "先元機版型系側分類額率量数順式案届願状料費税第各全新旧本同当非再未約約権網線"
)
_OFFICES = frozenset("部課室係局")
_MIXED = "こども|子ども|子育て|障がい|取扱い|問合せ|引継ぎ|見直し|仕組み|手続き|漏えい|紐付け|全て"
_CONJUNCTION = "及び|又は|若しくは|並びに|且つ|但し"
_PARTICLE = (
    r"に係る|に係り|に関する|に関し|に関して|に基づく|に基づき|に基づいて|に対する|に対し|に対して|に伴う|に伴い|"
    r"に応じて|に応じ|を通じて|を通じた|に従い|について|についての|における|において|による|により|によって|によらず|"
    r"とともに|として|という|といった|ための|ため|こと|もの|など|から|まで|より|では|には|とは|のみ|ほか|うち|とき|"
    r"ところ|たび|ごと|また|なお|ただし|さらに|あらかじめ|それぞれ|これら|その|この|すべて|する|した|して|しない|しており|"
    r"している|します|される|されて|された|されており|されている|さない|ない|いない|いる|ある|なる|なり|できる|できない|"
    r"を|が|は|に|の|へ|と|で|も|や"
)
_KANJI = r"\u4e00-\u9fff々〆"
_JOINT = f"{_MIXED}|{_CONJUNCTION}"  # what ends a run of kanji although it begins with one
_FIRST = "".join(sorted({word[0] for word in _JOINT.split("|")} - set("こ")))
_FUNCTION = "|".join(sorted(f"{_JOINT}|{_PARTICLE}".split("|"), key=len, reverse=True))
_WORD = re.compile(
    rf"(?P<function>(?=[\u3041-\u309f{_FIRST}])(?:{_FUNCTION}))"
    rf"|(?P<kanji>(?:(?![{_FIRST}])[{_KANJI}]|(?!{_JOINT})[{_FIRST}])+)"
    r"|(?P<loose>[\u3041-\u309f])"
)


def word_starts(text: str) -> bytearray:
    """1 where a word may begin, for every place 0..len(text); both ends are such places."""
    starts = bytearray(b"\x01") * (len(text) + 1)
    loose = -1
    for found in _WORD.finditer(text):
        begin, end = found.span()
        if found.lastgroup == "kanji":
            for inside in _compound(text[begin:end]):
                starts[begin + inside] = 0
        elif found.lastgroup == "loose":
            starts[begin] = loose != begin
            loose = end
        else:
            for place in range(begin + 1, end):
                starts[place] = 0
    return starts


@lru_cache(maxsize=8192)
def _compound(run: str) -> tuple[int, ...]:
    """The places inside a run of kanji where no word begins: the run is cut in the cheapest way."""
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]
    for end in range(1, len(run) + 1):
        ways = []
        for length in range(1, min(_LONGEST, end) + 1):
            price = _price(run[end - length : end])
            if price:
                cost, cut = best[end - length]
                ways.append((cost + price, (*cut, length)))
        best.append(min(ways))
    ends = set(accumulate(best[-1][1]))
    return tuple(place for place in range(1, len(run)) if place not in ends)


def _price(word: str) -> float:
    if word in _VOCABULARY:
        return 1.0
    if word in _OFFICES:
        return 0.7
    if len(word) == 1:
        return 0.9 if word in _AFFIXES else 1.8
    return (2.8 if word[0] == "等" else 2.0) if len(word) == 2 else 0.0
