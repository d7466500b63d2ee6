"""Cuts a cell into what a reader compares one by one: headings, list items and sentences.

The list marker of a unit (①, (1), １．, ・, ア …) is kept apart from its words, so that an item that was only
renumbered is still the same item. Machine-read text has its lists in one line; they are cut there too.
"""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from changelog.tokens import Reading, canonical

LONG_UNIT = 1200  # characters; a longer unit is cut at its commas, then anywhere, to bound the cost of comparing it

BRACKETS = 200  # characters; a bracket that closes later was never meant to
FULL_LINE = 20  # characters; a shorter line was ended on purpose

_CIRCLED = "①-⑳㉑-㉟㊱-㊿❶-❿"
_NUMBER = (
    rf"\d{{1,3}}[-－‐][{_CIRCLED}][.．]?|[{_CIRCLED}]|[（(](?:\d{{1,3}}|[ア-ン]|[一-十]+|[a-zａ-ｚ])[)）]"
    r"|\d{1,3}(?:[.．)）](?![\d件年月])|の\d+[.．])|[Ⅰ-Ⅻ][.．]"
)
_BULLET = r"[・･●◎■□◆◇▪‣](?![\s])|※\d{0,2}|[*＊]\d{0,2}"
_MARKER = re.compile(
    rf"(?:{_NUMBER}|{_BULLET}|\d{{1,3}}(?=[ \u3000]\S)|[ア-ン](?=[ \u3000.．)）])[.．)）]?"
    r"|[a-zA-Zａ-ｚＡ-Ｚ][.．)）](?!\w))[ \u3000]*"
)
_HEADING = r"【[^【】\n]{1,60}】|[<＜〈][^<>＜＞〈〉\n]{1,60}[>＞〉]"
_HEAD = re.compile(rf"(?:{_HEADING}|[(（][^()（）\n\d]{{3,30}}[)）](?=[ \u3000\n]))[ \u3000]*")
_STOPS = "。．.：:）)」』】＞>\n"
_HEAD_SIGNS = "【<＜〈(（"
_CUT = re.compile(
    rf"(?<=\n)(?=[^\n])"
    rf"|(?<=。)(?=[^\s。、）)」』】\]])"
    rf"|(?<=。\s)(?=\S)"
    rf"|(?<=[\s。])(?={_NUMBER}|{_BULLET}|{_HEADING})"
    rf"|(?<=[、,，])(?=\d{{1,3}}[.．][^\d\s])"
)
_ENDED = re.compile(r"(?:事務|業務|もの|こと|機能|システム|ファイル|[課係室項])\n$")
_BEGINS = re.compile(r"[\u30a1-\u30fa\u4e00-\u9fffA-Za-z]")
_COMMA = re.compile(r"(?<=[、，,;；：:）)」』\]}\s])")


class Unit(NamedTuple):
    """text == marker + words + trailing space.

    key      what is compared: the words (as read), or the marker where there is nothing else
    context  key of the heading it stands under
    """

    text: str
    marker: str
    key: str
    context: str
    heading: bool = False


def split(text: str, reading: Reading = Reading.EXACT, known: Collection[str] = ()) -> list[Unit]:
    """The units of a text; their texts joined are the text. Paragraphs that are `known` are not cut."""
    units: list[Unit] = []
    context = ""
    for piece, whole in _blocks(text, known):
        unit = _unit(piece, context, Reading.EXACT if whole else reading)
        if unit.heading:
            context = unit.key
        units.append(unit)
    return units


def _blocks(text: str, known: Collection[str]) -> Iterator[tuple[str, bool]]:
    """(piece, is it a whole known paragraph)."""
    loose: list[str] = []
    for paragraph in text.splitlines(keepends=True) if known else (text,):
        if paragraph in known:
            yield from ((piece, False) for piece in _pieces("".join(loose)))
            yield paragraph, True
            loose = []
        else:
            loose.append(paragraph)
    yield from ((piece, False) for piece in _pieces("".join(loose)))


def marker_of(paragraph: str) -> str:
    """The list marker a paragraph begins with, without its space; "" if it has none."""
    found = _MARKER.match(paragraph)
    return found.group().rstrip() if found else ""


def is_heading(paragraph: str) -> bool:
    """「<中間サーバにおける措置>」「【技術的対策】」 and nothing else."""
    return paragraph[:1] in _HEAD_SIGNS and _HEAD.fullmatch(paragraph.rstrip()) is not None


def _unit(piece: str, context: str, reading: Reading) -> Unit:
    heading = is_heading(piece)
    found = None if heading else _MARKER.match(piece)
    marker = found.group() if found else ""
    words = piece[len(marker) :].strip()
    if reading is not Reading.EXACT:
        words = canonical(words, reading)
    return Unit(piece, marker, words or f"\0{marker.strip()}", context, heading)


def _pieces(text: str) -> Iterator[str]:
    start = 0
    for found in _CUT.finditer(text):
        end = found.start()
        if end > start and not _wrapped(text, start, end) and not _bracketed(text, start, end):
            yield from _headed(text[start:end])
            start = end
    if start < len(text):
        yield from _headed(text[start:])


def _wrapped(text: str, start: int, end: int) -> bool:
    """True for a line break inside a sentence, as PDF and spreadsheets leave them where a line was full."""
    if text[end - 1] != "\n" or end - start <= FULL_LINE or text[end - 2] in _STOPS:
        return False
    if _MARKER.match(text, end) or _HEAD.match(text, end) or text[end].isspace():
        return False
    return not (_ENDED.search(text, start, end) and _BEGINS.match(text, end)) and "\t" not in text[start:end]


def _bracketed(text: str, start: int, end: int) -> bool:
    """True behind a sentence that stands in brackets: 「（漏えい又は毀損をいう。以下同じ。）」 is no end of anything."""
    if text[end - 1] != "。":
        return False
    opened = max(text.rfind(sign, start, end) for sign in "(（")
    if opened < max(text.rfind(sign, start, end) for sign in ")）") or opened < 0:
        return False
    closed = min((place for sign in ")）" if (place := text.find(sign, end, end + BRACKETS)) >= 0), default=-1)
    return closed >= 0 and not any(sign in text[end:closed] for sign in "(（\n")


def _headed(piece: str) -> Iterator[str]:
    """A heading at the start of a piece stands alone."""
    found = _HEAD.match(piece) if piece[0] in _HEAD_SIGNS else None
    if found and found.end() < len(piece.rstrip()):
        yield found.group()
        piece = piece[found.end() :]
    if len(piece) <= LONG_UNIT:
        yield piece
    else:
        yield from _shorter(piece)


def _shorter(piece: str) -> Iterator[str]:
    parts = [part for part in _COMMA.split(piece) if part]
    if len(parts) * 8 > len(piece):
        parts = [piece]
    for part in parts:
        if len(part) <= LONG_UNIT:
            yield part
        else:
            yield from _chunks(part)


def _chunks(part: str) -> Iterator[str]:
    """Cuts after characters of a certain value, so that the same text is cut at the same places wherever it stands."""
    start = 0
    for place, sign in enumerate(part, 1):
        if (ord(sign) * 2654435761 & 0xFFFF) % 97 == 0 or place - start >= LONG_UNIT:
            yield part[start:place]
            start = place
    if start < len(part):
        yield part[start:]
