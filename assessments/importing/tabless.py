"""Rebuilds rows of 変更箇所 whose TABs were lost, as far as dates, paths and 事前／事後 show where cells end.

What cannot be told apart (変更前 from 変更後 when one of them is empty or has several paragraphs) stays together in
変更後 or 項目 and is reported; a row is never dropped.
"""

import re
from dataclasses import dataclass, field

from ..catalogue import Form, Section
from .cells import Row
from .stations import line_of
from .wareki import parse_date
from .words import number_splits, squeeze

_DATE = re.compile(
    r"\s*((?:令和|平成|[RH])\s*[0-9０-９元]{1,2}\s*[年.]\s*[0-9０-９]{1,2}\s*[月.]\s*[0-9０-９]{1,2}\s*日?)\s*"
)
CONTINUED = re.compile(r"[(（]?\s*(?:前[行回頁ページ]*(?:から)?の)?続き\s*[)）]?")


@dataclass
class Group:
    """The lines of one row."""

    line: int
    date: str = ""
    lines: list[str] = field(default_factory=list)


def rebuilt(form: Form, section: Section, rows: list[Row]) -> tuple[list[Row], list[str]]:
    """Rows of six cells, and sentences about those whose cells could not be told apart."""
    timings = next(item.labels for item in section.items if item.options)
    heads = dict.fromkeys(squeeze(item.label) for item in section.items)
    paths = _Paths(form)
    groups: list[Group] = []
    for row in rows:
        if squeeze(row.filled[0]) not in heads and squeeze(row.filled[0]) != "".join(heads):
            _add(groups, row.filled[0], row.line, timings, paths)
    found, uncertain = [], []
    for group in groups:
        cells, certain = _cells(group, timings, paths)
        found.append(Row(group.line, tuple(cells)))
        uncertain += [] if certain else [str(group.line)]
    lines = "、".join(uncertain[:10]) + ("など" if len(uncertain) > 10 else "")
    said = [f"変更箇所の{len(uncertain)}行（原文の{lines}行目）は、セルの区切りが読み取れません。"] if uncertain else []
    return found, said


def _add(groups: list[Group], text: str, line: int, timings: tuple[str, ...], paths: "_Paths") -> None:
    """A date begins a row only where the row before has reached its timing; elsewhere it is a 記載."""
    begins = _DATE.match(text)
    complete = not groups or any(timing in squeeze(part[-200:]) for part in groups[-1].lines for timing in timings)
    if begins and complete and parse_date(begins[1]):
        groups.append(Group(line, begins[1].strip()))
        text = text[begins.end() :]
    elif not groups or (complete and groups[-1].lines and (CONTINUED.match(text.strip()) or paths.begins(text))):
        groups.append(Group(line))
    if text.strip():
        groups[-1].lines.append(text.strip())


def _cells(group: Group, timings: tuple[str, ...], paths: "_Paths") -> tuple[list[str], bool]:
    """The six cells of a row, and whether their limits are certain."""
    place = next((n for n, text in enumerate(group.lines) if squeeze(text) in timings), None)
    if place is None:
        return _one_line(group, timings)
    timing, note = group.lines[place], "\n".join(group.lines[place + 1 :])
    body = group.lines[:place]
    if body and CONTINUED.fullmatch(body[0]):
        return [group.date, body[0], "", "\n".join(body[1:]), timing, note], True
    end = 1
    while end < len(body) and paths.goes_on(body[end]):
        end += 1
    item, texts = "\n".join(body[:end]), body[end:]
    if len(texts) == 2:
        return [group.date, item, *texts, timing, note], True
    return [group.date, item, "", "\n".join(texts), timing, note], not texts


def _one_line(group: Group, timings: tuple[str, ...]) -> tuple[list[str], bool]:
    """All cells of the row stand on one line: only its two ends are certain; the rest stays in 項目."""
    text = "\n".join(group.lines)
    found = list(re.finditer(rf"[\s\u3000]({'|'.join(timings)})(?=[\s\u3000]|$)", text))
    if not found:
        return [group.date, text, "", "", "", ""], False
    last = found[-1]
    return [group.date, text[: last.start()].strip(), "", "", last[1], text[last.end() :].strip()], False


class _Paths:
    """Tells whether a line still belongs to the path of an item."""

    def __init__(self, form: Form) -> None:
        self.words = set(line_of(form.key, form.edition).by_word)
        self.titles = tuple(squeeze(section.heading) for section in form.sections if section.number)
        self.entry = re.compile(
            "|".join(
                re.escape(squeeze(block.entry_heading(""))) + r"\d"
                for section in form.sections
                for block in section.blocks
                if block.entry_kind
            )
            or "(?!)"
        )

    def begins(self, text: str) -> bool:
        """A path without a date before it: the date stands in a merged cell above."""
        return squeeze(text[:200]).startswith(self.titles)

    def goes_on(self, text: str) -> bool:
        squeezed = squeeze(text[:200])
        if self.entry.match(squeezed) and len(squeezed) < 12:
            return True
        return len(text) < 200 and any(number and rest in self.words for number, rest in number_splits(squeezed))
