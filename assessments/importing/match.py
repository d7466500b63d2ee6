"""Says which stations of the form the beginning of a cell may be, and how strongly; `route` decides with the context.

Two prices stand for the strength: ``take`` is what it costs to read the words as that label (another number is printed
before it, say), ``skip`` what it costs to read them as plain text. Compared as in rules.md: NFKC, without white space
and ※.
"""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

from .marks import BRACKETED, DRAWN
from .stations import Line, Station
from .words import end_of, number_splits, squeeze

LONGEST_LABEL = 220
_BOUNDARY = re.compile(r"[\s\u3000:：※\[［<＜|]|$")
_RISK = re.compile(r"リスク(\d{0,2}):?")


@dataclass(frozen=True, slots=True)
class Found:
    """``end``: where the label ends in the text; ``number``: of a システムN; ``ranged``: 「システム6～10」."""

    options: tuple[tuple[Station, float], ...]
    end: int
    skip: float
    number: int = 0
    ranged: bool = False


def look(line: Line, text: str, *, leads: bool = False) -> Found | None:
    """What the beginning of ``text`` may be. ``leads``: it is a cell with a value cell beside it."""
    squeezed = squeeze(text[:LONGEST_LABEL])
    if not squeezed:
        return None
    found = _entry(line, text, squeezed) or _misread_entry(line, text, squeezed)
    if not found and len(text) <= LONGEST_LABEL:
        found = _whole(line, text, squeezed, 2.0 if leads else 0.0) or _risk(line, text, squeezed)
    return found or _beginning(line, text, squeezed, leads) or _nearly(line, text, squeezed, leads)


def _whole(line: Line, text: str, squeezed: str, bonus: float) -> Found | None:
    """The text is a label and nothing else."""
    options: dict[int, tuple[Station, float]] = {}
    skip = 0.0
    for number, rest in _without_tail(line, squeezed):
        for station in line.by_word.get(rest, ()):
            price = _take(station, number)
            if station.index not in options or options[station.index][1] > price:
                options[station.index] = (station, price)
            skip = max(skip, _skip_whole(station, number, rest) + bonus)
        for station in _a_letter_apart(line, rest) if options else ():
            options.setdefault(station.index, (station, _take(station, number) + 1.0))
    return Found(tuple(options.values()), len(text), skip) if options else None


def _a_letter_apart(line: Line, read: str) -> list[Station]:
    """「ルール内容及び…」 is a label in one place and, with a の more, in another: towns write one for the other."""
    if len(read) < 9:
        return []
    shorter = [read[:place] + read[place + 1 :] for place in range(len(read))]
    words = {*line.by_gap.get(read, ()), *(word for word in shorter if word in line.by_word)}
    return [station for word in words for station in line.by_word[word]]


def _without_tail(line: Line, squeezed: str) -> list[tuple[str, str]]:
    splits = number_splits(squeezed.rstrip(":"))
    for section in line.form.sections:
        # Some machines print ② as 2.
        for tail in {squeeze(section.star_printed), squeeze(unicodedata.normalize("NFKC", section.star_printed))}:
            if tail and squeezed.endswith(tail):
                splits += number_splits(squeezed.removesuffix(tail))
    return splits


def _take(station: Station, number: str) -> float:
    if station.number == number:
        return 0.0
    if not number:
        return 0.6
    return 1.2 if station.number else 1.0


def _skip_whole(station: Station, number: str, rest: str) -> float:
    if number and number == station.number:
        return 12.0
    if station.role == "section":
        return 6.0
    return (8.0 if len(rest) > 4 else 4.0) if not number else 4.0


def _beginning(line: Line, text: str, squeezed: str, leads: bool = False) -> Found | None:
    """The text begins with a label; the longest one counts."""
    best: tuple[int, str, str] | None = None
    for number, rest in number_splits(squeezed):
        word = next((word for word in line.words if rest.startswith(word)), "")
        if word and (best is None or len(word) > best[0]):
            best = (len(word), number, squeezed[: len(squeezed) - len(rest)] + word)
    if not best:
        return None
    end = end_of(text, best[2])
    if end < 0:
        return None
    bounded = bool(_BOUNDARY.match(text, end))
    if leads and len(text[end:].strip()) == 1:
        end = len(text)  # the ※ behind the label was read as a letter
    return _priced(line.by_word[best[2][-best[0] :]], best[1], end, bounded)


def _priced(stations: list[Station], number: str, end: int, bounded: bool) -> Found | None:
    agrees = any(number and number == station.number for station in stations)
    if not bounded and not agrees:
        return None
    length = max(len(word) for station in stations for word in station.words)
    skip = (5.0 if bounded else 3.0) if agrees else (2.5 if length > 3 else 1.2)
    options = [(s, _take(s, number) + (0.3 if bounded else 1.0)) for s in stations if s.role != "section" or agrees]
    return Found(tuple(options), end, skip) if options else None


def _nearly(line: Line, text: str, squeezed: str, leads: bool) -> Found | None:
    """A label that the machine misread in a letter or two, where a value stands beside it or its number agrees."""
    if len(squeezed) > 90 or "\n" in text:
        return None
    options = []
    for number, rest in number_splits(squeezed):
        for word in line.words if len(rest) > 2 and (number or leads or len(rest) > 7) else ():
            if _misread(word, rest):
                options += [(station, 1.0) for station in line.by_word[word] if station.number == number]
    return Found(tuple(options), len(text), 4.0) if options else None


def _misread(word: str, read: str) -> bool:
    """One wrong letter in a short word, two in a long one; in a long one a letter may also be lost or doubled."""
    if len(word) == len(read):
        wrong = sum(one != other for one, other in zip(word, read, strict=True))
        return wrong <= (1 if len(word) < 7 else 2)
    if len(word) < 7 or abs(len(word) - len(read)) > 2:
        return False
    matcher = SequenceMatcher(None, word, read, autojunk=False)
    return matcher.quick_ratio() > 0.86 and matcher.ratio() > 0.86


def _entry(line: Line, text: str, squeezed: str) -> Found | None:
    """「委託事項2」, 「委託事項2　運用保守」 or 「委託事項6～10」."""
    for station in line.stations:
        if station.role != "entry":
            continue
        word = squeeze(station.block.entry_heading(""))
        found = re.match(rf"{re.escape(word)}[(<]?(\d{{1,3}})[)>]?(~{re.escape(word)}?\d{{1,3}}|~\d{{1,3}})?", squeezed)
        if not found:
            continue
        end = end_of(text, found[0])
        whole = found.end() == len(squeezed) and len(text) <= LONGEST_LABEL
        if end < 0 or not (whole or (_BOUNDARY.match(text, end) and _title_follows(line, station, text[end:]))):
            continue
        same = [
            (s, 0.0)
            for s in line.stations
            if s.role == "entry" and s.block.entry_heading("") == station.block.entry_heading("")
        ]
        return Found(tuple(same), end, 12.0 if whole else 6.0, int(found[1]), bool(found[2]))
    return None


def _misread_entry(line: Line, text: str, squeezed: str) -> Found | None:
    """「システ口6」 alone in its cell."""
    found = re.fullmatch(r"(\D{3,8}?)(\d{1,3})(~\S{1,3})?", squeezed)
    if not found or len(text) > 20:
        return None
    same = [
        (s, 1.0) for s in line.stations if s.role == "entry" and _misread(squeeze(s.block.entry_heading("")), found[1])
    ]
    return Found(tuple(same), len(text), 4.0, int(found[2]), bool(found[3])) if same else None


def _title_follows(line: Line, station: Station, rest: str) -> bool:
    """Behind 「委託事項2」 stands its title; behind 「システム2」 nothing but the next label."""
    if line.title_item(station.block):
        return True
    found = _beginning(line, rest.strip(), squeeze(rest[:LONGEST_LABEL]))
    return bool(found and found.skip >= 5)


def _risk(line: Line, text: str, squeezed: str) -> Found | None:
    """「リスク1：…」: recognised by its number and by words that are nearly those of the form."""
    if not _RISK.match(squeezed):
        return None
    options = []
    for station in line.stations:
        if station.role != "risk":
            continue
        alike = SequenceMatcher(None, station.words[0], squeezed, autojunk=False).ratio()
        if alike > 0.75:
            options.append((station, (1 - alike) * 6))
    return Found(tuple(options), len(text), 8.0) if options else None


def flag_pattern(line: Line) -> re.Pattern[str] | None:
    """［　］委託しない: every flag of the form with the box before it."""
    labels = {station.item.label for station in line.stations if station.role == "flag"}
    if not labels:
        return None
    loose = "|".join(r"\s*".join(_loose(letter) for letter in label) for label in sorted(labels, key=len, reverse=True))
    return re.compile(rf"(?:{BRACKETED}|{DRAWN})\s*(?:{loose})")


def _loose(letter: str) -> str:
    return {"（": "[（(]", "）": "[）)]"}.get(letter, re.escape(letter))
