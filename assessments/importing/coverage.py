"""Proves that nothing of the source vanished: looks every piece of it up in what was read.

A check of the readers by other means than theirs: it cuts the source at white space and marks, and knows nothing of
labels and places. Words of the form, page furniture and the words of this reader's own debris rules are excused.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from ..catalogue import Form
from .around import printed_below, printed_lead
from .cells import Row
from .debris import BOX, ROUND, TICKED, cleaned, printable, table_tags_to_tabs
from .report import Reading
from .wareki import parse_date
from .words import squeeze

_PIECE = re.compile(rf"[^\s\u3000\[\]［］()（）【】、，。{BOX}{ROUND}{TICKED}]+")
_LIST_NUMBER = re.compile(r"^\d{1,3}[.．]")
_BARE = re.compile(r"[\W_\d]+|[○〇◯OＯ]|件|選択肢|続き|同上|前[行回]の続き")


@dataclass
class Coverage:
    total: int = 0
    missing: list[tuple[int, str]] = field(default_factory=list)  # (line, piece)

    @property
    def share(self) -> float:
        lost = sum(len(piece) for _, piece in self.missing)
        return 1.0 - lost / self.total if self.total else 1.0


def coverage_of(reading: Reading, form: Form, text: str, furniture: list[Row] | None = None) -> Coverage:
    """Every piece of the source longer than two characters, found or missing."""
    stored = "\n".join(_strings(reading.document)) + "\n" + "\n".join(str(u["text"]) for u in reading.report.unplaced)
    haystack = _naked(stored)
    words = _naked("\n".join(_form_words(form)))
    dropped = {row.line for row in furniture or []}
    found = Coverage()
    for number, line in enumerate(table_tags_to_tabs(printable(text)).split("\n"), start=1):
        if number in dropped:
            continue
        for piece in _PIECE.findall(cleaned(line)):
            naked = _naked(_LIST_NUMBER.sub("", piece))
            if len(naked) < 3:
                continue
            found.total += len(naked)
            if (
                naked not in haystack
                and naked not in words
                and not _dated(naked, reading)
                and not _BARE.fullmatch(naked)
            ):
                found.missing.append((number, piece))
    return found


def _naked(text: str) -> str:
    """For looking up: no white space, no brackets, no numbers in circles."""
    return re.sub(r"[()\[\]<>?]", "", squeeze(text))


def _dated(naked: str, reading: Reading) -> bool:
    """A day stands in the result as ISO."""
    day = parse_date(naked)
    return bool(day) and day.isoformat() in str(reading.document)


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for key, inner in value.items() for text in [str(key), *_strings(inner)]]
    if isinstance(value, list):
        return [text for inner in value for text in _strings(inner)]
    return [str(value)] if isinstance(value, int) else []


def _form_words(form: Form) -> list[str]:
    words = [form.name, form.short_name, form.mark]
    for section in form.sections:
        words += [section.heading, section.title, section.star_printed]
        for block in section.blocks:
            words += [block.heading, f"{block.number}{block.title}", *block.ranges]
            words += [block.entry_heading(n) for n in range(1, 100)] if block.entry_kind else []
            words += [risk.title for risk in block.risks]
            for item in block.items:
                words += [item.heading, item.label, item.under, *item.also_read_as]
                words += [printed_lead(item), printed_below(item)]
                words += [w for o in item.options for w in (o.printed, o.label, o.heading)]
    return words
