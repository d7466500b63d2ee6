"""Cuts cells into labels and texts, so that a label and its value may share a line, a cell, or neither."""

import re
from collections import deque
from dataclasses import dataclass

from .cells import Row
from .marks import MARK
from .match import Found, flag_pattern, look
from .route import Event, choose
from .stations import Line, Station
from .words import plain_number, squeeze

_INNER_LABEL = re.compile(r"(?<=[\s\u3000])(?=[①-⑳])")
_NUMBER = re.compile(r"[①-⑳]|[0-9０-９]{1,2}[.．]?|[ⅠⅡⅢⅣⅤⅥ]|I{1,3}|IV|VI?")
_GAP = re.compile(r"[\s\u3000:：]*")
MOST_LABELS = 60_000  # a document has some hundreds; more is no document and would take minutes


@dataclass(slots=True)
class Piece:
    """A part of a cell. ``station``: what it is, once decided; None for plain text."""

    cell: str
    start: int
    end: int
    row: int
    line: int
    indented: bool  # the label column beside it is empty
    after_break: bool
    found: Found | None = None
    station: Station | None = None

    @property
    def text(self) -> str:
        return self.cell[self.start : self.end]


def pieces_of(line: Line, rows: list[Row]) -> list[Piece]:
    """Labels (with their station) and texts in reading order."""
    flags = flag_pattern(line)
    pieces: list[Piece] = []
    for number, row in enumerate(_labels_joined(line, _repeats_blanked(line, _numbers_joined(line, rows)))):
        pieces += _row_pieces(line, flags, row, number)
    asked = [piece for piece in pieces if piece.found][:MOST_LABELS]
    chosen = choose(line, [Event(piece.found, piece.after_break) for piece in asked])
    for piece, station in zip(asked, chosen, strict=True):
        piece.station = station
    return _texts_joined(pieces)


def _row_pieces(line: Line, flags, row: Row, number: int) -> list[Piece]:
    pieces: list[Piece] = []
    filled = [column for column, cell in enumerate(row.cells) if cell]
    for column in filled:
        cell = row.cells[column]
        first = column == filled[0]
        base = Piece(cell, 0, len(cell), number, row.line, first and column > 0, first and row.after_break)
        pieces += _cut(line, flags, base, leads=first and len(row.cells) > 1)
    return pieces


def _cut(line: Line, flags, piece: Piece, *, leads: bool) -> list[Piece]:
    """The cell as labels, flags and texts, in order."""
    cut: list[Piece] = []
    at = 0
    for flag in flags.finditer(piece.cell) if flags else ():
        cut += _cut_text(line, piece, at, flag.start(), leads)
        found = look(line, MARK.sub("", flag[0], count=1))
        cut.append(_part(piece, flag.start(), flag.end(), found))
        at = flag.end()
    return cut + _cut_text(line, piece, at, len(piece.cell), leads and at == 0)


def _cut_text(line: Line, piece: Piece, start: int, end: int, leads: bool) -> list[Piece]:
    cut: list[Piece] = []
    while start < end:
        start = _GAP.match(piece.cell, start, end).end() if cut else start
        text = piece.cell[start:end]
        if not text.strip():
            break
        found = look(line, text, leads=leads and not cut)
        if found:
            stop = start + found.end
        else:
            stop = _inner_label(line, piece.cell, start, end)
        cut.append(_part(piece, start, stop, found))
        start = stop
    return cut


def _inner_label(line: Line, cell: str, start: int, end: int) -> int:
    """Where a numbered label begins inside a line whose TABs were lost; ``end`` when there is none."""
    for place in _INNER_LABEL.finditer(cell, start + 1, end):
        found = look(line, cell[place.start() : end])
        if found and found.skip >= 5:
            return place.start()
    return end


def _part(piece: Piece, start: int, end: int, found: Found | None) -> Piece:
    while end > start and piece.cell[end - 1] in " \t\n\u3000":
        end -= 1
    first = start == 0
    return Piece(piece.cell, start, end, piece.row, piece.line, piece.indented, piece.after_break and first, found)


def _texts_joined(pieces: list[Piece]) -> list[Piece]:
    """Parts of a cell that turned out to be plain text are one text again, with the spaces between them."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        same = last and last.cell is piece.cell and last.row == piece.row
        if same and not last.station and not piece.station and last.end <= piece.start:
            last.end = piece.end
        else:
            joined.append(piece)
    return joined


def _numbers_joined(line: Line, rows: list[Row]) -> list[Row]:
    """「①｜部署」: a number in a cell of its own belongs to the label beside it."""
    return [_number_joined(line, row) for row in rows]


def _number_joined(line: Line, row: Row) -> Row:
    for place, (cell, label) in enumerate(zip(row.cells, row.cells[1:], strict=False)):
        if _NUMBER.fullmatch(cell) and label:
            found = look(line, f"{cell} {label}")
            if found and found.end > len(label) and any(s.number == plain_number(cell) for s, _ in found.options):
                return Row(row.line, (*row.cells[:place], f"{cell} {label}", *row.cells[place + 2 :]), row.after_break)
        elif cell:
            break
    return row


def _repeats_blanked(line: Line, rows: list[Row]) -> list[Row]:
    """A label beside several rows, which some machines print in each of them or anew after a page, stands once."""
    blanked: list[Row] = []
    above: deque[str] = deque(maxlen=8)
    for row in rows:
        head = row.cells[0]
        again = len(row.filled) > 1 and head and _stands_beside(line, head, row.filled[1], above)
        if len(row.filled) > 1:
            above.append(head)
        blanked.append(Row(row.line, ("", *row.cells[1:]), row.after_break) if again else row)
    return blanked


def _stands_beside(line: Line, head: str, label: str, above: deque[str]) -> bool:
    """Whether the cell on the left belongs to several rows: it only groups them, or it was printed already."""
    left, word = squeeze(head), squeeze(label).rstrip("※")
    below = any(squeeze(i.under) == left and word in (squeeze(i.label), squeeze(i.heading)) for i in line.under)
    return below and (head in above or all(s.role == "group" for s in line.by_word.get(left, ())))


def _labels_joined(line: Line, rows: list[Row]) -> list[Row]:
    """A long label that the machine broke over two or three rows is one again."""
    joined: list[Row] = []
    skip = 0
    for place, row in enumerate(rows):
        if skip:
            skip -= 1
            continue
        for count in (2, 3):
            if whole := _joined_label(line, rows[place : place + count], count):
                row, skip = whole, count - 1
                break
        joined.append(row)
    return joined


def _joined_label(line: Line, rows: list[Row], count: int) -> Row | None:
    if len(rows) < count or any(len(row.filled) != 1 for row in rows[:-1]) or not rows[-1].filled:
        return None
    heads = [row.filled[0] for row in rows]
    if any(len(head) > 120 for head in heads) or rows[-1].cells[0] != heads[-1]:
        return None
    squeezed = [squeeze(head) for head in heads]
    if len(squeezed[0]) < 6 or any(part in line.by_word for part in squeezed[1:]):
        return None
    if not any(word.startswith(squeezed[0]) and word == "".join(squeezed) for word in _numbered_words(line)):
        return None
    return Row(rows[0].line, ("".join(heads), *rows[-1].cells[1:]), rows[0].after_break)


def _numbered_words(line: Line) -> list[str]:
    """Labels as they are printed, with and without their numbers."""
    if not hasattr(line, "printed_words"):
        line.printed_words = [
            spelling
            for station in line.stations
            for word in station.words
            if len(word) > 8
            for spelling in (word, f"<{station.number}>{word}", f"{station.number}.{word}", f"{station.number}{word}")
        ]
    return line.printed_words
