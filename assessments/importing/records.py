"""Reads the list of 記録項目 of one file: 「1.自治体コード、2.個人履歴番号、…」 becomes a list, prose stays prose."""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from ..catalogue.values import LOST_TEXT

_SEPARATORS = " \t\n\u3000、，,・;；"
_MARK = re.compile(
    r"(?:^|(?<=[\s\u3000、，,。;；>＞】〕]))(?:[(（]?([0-9０-９]{1,4})[)）]?[ \u3000]*(?:[.．:：)）、]|(?=[\s\u3000]))"
    r"|([①-⑳㉑-㉟㊱-㊿]))[\s\u3000]*(?![0-9０-９])"
)
_HEADS = re.compile(r"(?:(?:No|ＮＯ|NO|№|#|番号|項番|連番)[.．]?|(?:記録)?項目(?:名称?)?|備考|[\s\u3000])+")
_PROSE = re.compile(r"。|のとおり|参照|別紙")
_SUB_HEADING = re.compile(r"\n\s*([<＜【〔][^\n]{1,60}[>＞】〕])$")
_HEADING = re.compile(r"[<＜【〔][^\n]{1,60}[>＞】〕]")
LONGEST = 500  # a record is a word or two; longer pieces are running text
MOST_MISSING = 500


@dataclass(frozen=True, slots=True)
class Mark:
    """「23.」 in the text."""

    number: int
    start: int
    end: int


def read_records(text: str) -> tuple[list[str], str, list[str]]:
    """(items, text that is no list, warnings). Numbers that are missing keep their place, marked as lost."""
    text = text.strip()
    marks = [_mark(found) for found in _MARK.finditer(text)]
    if columns := _in_columns(text, marks):
        return columns, _before(text, marks), []
    chain, warnings = _chain(marks)
    if len(chain) > 1:
        ends = [mark.start for mark in chain[1:]] + [len(text)]
        raw = [text[mark.end : end].strip(_SEPARATORS) for mark, end in zip(chain, ends, strict=True)]
        items = [_one_line(item) for item in _headings_forward(raw)]
        if all(len(item) <= LONGEST for item in items):
            return _in_place(chain, items), _before(text, chain), warnings
    if not text or (len(text) < 300 and _PROSE.search(text)):
        return [], text, []
    pieces = _plain(text)
    listed = len(pieces) > 2 and all(len(piece) <= LONGEST for piece in pieces)
    return (pieces, "", []) if listed else ([], text, [])


def _mark(found: re.Match[str]) -> Mark:
    return Mark(int(unicodedata.normalize("NFKC", found[1] or found[2])), found.start(), found.end())


def _before(text: str, marks: list[Mark]) -> str:
    """What stands before the list, without the heads of its columns."""
    lead = text[: marks[0].start].strip()
    return "" if _HEADS.fullmatch(lead) else lead


def _in_columns(text: str, marks: list[Mark]) -> list[str]:
    """The records of a table whose numbers run down its columns (1 51 / 2 52 / …), as it is read row by row."""
    numbers = [mark.number for mark in marks]
    if len(marks) < 4 or numbers == sorted(numbers) or sorted(numbers) != list(range(1, len(marks) + 1)):
        return []
    ends = [mark.start for mark in marks[1:]] + [len(text)]
    items = {mark.number: _one_line(text[mark.end : end]) for mark, end in zip(marks, ends, strict=True)}
    fit = all(0 < len(item) <= LONGEST for item in items.values())
    return [items[number] for number in sorted(items)] if fit else []


def _chain(marks: list[Mark]) -> tuple[list[Mark], list[str]]:
    """The marks 1, 2, 3 … in order, since names hold digits too (「氏名漢字2」)."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, mark in enumerate(marks):
        places[mark.number].append(place)
    at = _start(marks, places)
    chain, warnings = [], []
    while at is not None:
        if chain and marks[at].number != chain[-1].number + 1:
            warnings.append(_jumped(chain[-1].number, marks[at].number))
        elif not chain and marks[at].number > 1:
            warnings.append(f"記録項目の1から{marks[at].number - 1}までが欠けています。")
        chain.append(marks[at])
        at = _following(marks, places, at)
    return chain, warnings[:20]


def _jumped(last: int, following: int) -> str:
    if following == 1:
        return f"記録項目の番号が{last}の次に1へ戻っています。"
    return f"記録項目の番号が{last}から{following}に飛んでいます。"


def _start(marks: list[Mark], places: dict[int, list[int]]) -> int | None:
    """The first 1 that a 2 follows; without one, the first number that two more follow (the beginning is lost)."""
    for place in places.get(1, []):
        if _next_place(places, 2, place) is not None:
            return place
    for place, mark in enumerate(marks):
        second = _next_place(places, mark.number + 1, place)
        if second is not None and _next_place(places, mark.number + 2, second) is not None:
            return place
    return None


def _following(marks: list[Mark], places: dict[int, list[int]], at: int) -> int | None:
    """The next number; when it is missing, the nearest mark from which counting goes on, or a new 1."""
    number = marks[at].number
    if (place := _next_place(places, number + 1, at)) is not None:
        return place
    for place in range(at + 1, min(len(marks), at + 400)):
        later = marks[place].number
        goes_on = _next_place(places, later + 1, place) is not None
        near = number + 1 < later <= number + 3
        if near or (goes_on and (later == 1 or number + 1 < later <= number + MOST_MISSING)):
            return place
    return None


def _next_place(places: dict[int, list[int]], number: int, after: int) -> int | None:
    found = places.get(number, [])
    index = bisect_right(found, after)
    return found[index] if index < len(found) else None


def _headings_forward(items: list[str]) -> list[str]:
    """「…フラグ\\n【税情報】」: a sub-heading belongs to the record behind it."""
    moved, carried = [], ""
    for item in items:
        found = _SUB_HEADING.search(item)
        moved.append(f"{carried} {item[: found.start()] if found else item}".strip())
        carried = found[1] if found else ""
    if carried and moved:
        moved[-1] = f"{moved[-1]} {carried}"
    return moved


def _in_place(chain: list[Mark], items: list[str]) -> list[str]:
    """Numbers stay as printed: what is missing between them is a lost record."""
    placed: list[str] = []
    last = 0
    for mark, item in zip(chain, items, strict=True):
        missing = mark.number - last - 1 if mark.number > last else 0
        placed += [LOST_TEXT] * min(missing, MOST_MISSING)
        placed.append(item or LOST_TEXT)
        last = mark.number
    return placed


def _one_line(item: str) -> str:
    return re.sub(r"\s*\n\s*", " ", item.strip(_SEPARATORS))


def _plain(text: str) -> list[str]:
    """A list without numbers: one item on a line, or divided by 、 outside brackets, under headings or not."""
    lines = [line.strip(_SEPARATORS) for line in text.split("\n")]
    lines = [line for line in lines if line]
    named = [line for line in lines if not _HEADING.fullmatch(line)]
    many = [pieces for line in named if len(pieces := _divided(line)) > 2]
    if len(lines) > 2 and 2 * len(many) < len(named):
        return lines
    found, carried = [], ""
    for line in lines:
        if _HEADING.fullmatch(line):
            carried = f"{carried} {line}".strip()
            continue
        first, *rest = _divided(line)
        found += [f"{carried} {first}".strip(), *rest]
        carried = ""
    return [*found, carried] if carried else found


def _divided(line: str) -> list[str]:
    pieces, depth, start = [], 0, 0
    for place, letter in enumerate(line):
        depth += (letter in "(（") - (letter in ")）")
        if letter in "、，,;；" and depth <= 0:
            pieces.append(line[start:place])
            start = place + 1
    return [piece.strip(_SEPARATORS) for piece in [*pieces, line[start:]] if piece.strip(_SEPARATORS)]
