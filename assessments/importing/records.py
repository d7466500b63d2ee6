"""Reads the list of 記録項目 of one file: 「1.自治体コード、2.個人履歴番号、…」 becomes a list, prose stays prose."""

import re

_SEPARATORS = " \t\n\u3000、，,・;；"
_FIRST = re.compile(r"(?:^|[\s\u3000、，,])[(（]?[1１][)）]?\s*[.．:：)）、\s\u3000]\s*(?=\S)")
_PROSE = re.compile(r"。|のとおり|参照|別紙")


def read_records(text: str) -> tuple[list[str], str, list[str]]:
    """(items, text that is no list, warnings)."""
    text = text.strip()
    if not text:
        return [], "", []
    if _FIRST.search(text):
        items, before, warnings = _numbered(text)
        if len(items) > 1:
            return items, before, warnings
    if len(text) < 300 and _PROSE.search(text):
        return [], text, []
    pieces = _plain(text)
    return (pieces, "", []) if len(pieces) > 2 else ([], text, [])


def _numbered(text: str) -> tuple[list[str], str, list[str]]:
    """Follow the numbers 1, 2, 3 …, since names hold digits too (「氏名漢字2」)."""
    first = _FIRST.search(text)
    starts: list[tuple[int, int, int]] = [(1, first.start(), first.end())]
    warnings: list[str] = []
    while True:
        number, _, at = starts[-1]
        following = _mark_of(text, number + 1, at)
        if following is None and (jump := _jump(text, number, at)):
            warnings.append(f"記録項目の番号が{number}から{jump[0]}に飛んでいます。")
            following = jump
        if following is None:
            break
        starts.append(following)
    ends = [start for _, start, _ in starts[1:]] + [len(text)]
    items = [text[begin:end].strip(_SEPARATORS) for (_, _, begin), end in zip(starts, ends, strict=True)]
    return [_one_line(item) for item in items if item], text[: starts[0][1]].strip(), warnings


def _mark_of(text: str, number: int, at: int) -> tuple[int, int, int] | None:
    """Where 「、23.」 stands after ``at``: (number, start, end)."""
    digits = "".join(f"[{d}{chr(0xFF10 + int(d))}]" for d in str(number))
    found = re.compile(rf"[\s\u3000、，,。;；]\s*[(（]?{digits}[)）]?\s*[.．:：)）\s\u3000、](?![0-9０-９])").search(
        text, at
    )
    return (number, found.start(), found.end()) if found else None


def _jump(text: str, number: int, at: int) -> tuple[int, int, int] | None:
    """The next number when one or a few are missing, or when the list begins at 1 again."""
    for candidate in (*range(number + 2, number + 12), 1):
        if found := _mark_of(text, candidate, at):
            return found
    return None


def _one_line(item: str) -> str:
    return re.sub(r"\s*\n\s*", " ", item)


def _plain(text: str) -> list[str]:
    """A list without numbers: one item on a line, or divided by 、 outside brackets."""
    lines = [line.strip(_SEPARATORS) for line in text.split("\n")]
    lines = [line for line in lines if line]
    if len(lines) > 2:
        return lines
    pieces, depth, current = [], 0, ""
    for letter in text:
        depth += (letter in "(（") - (letter in ")）")
        if letter in "、，\n" and depth <= 0:
            pieces.append(current)
            current = ""
        else:
            current += letter
    return [piece.strip(_SEPARATORS) for piece in [*pieces, current] if piece.strip(_SEPARATORS)]
