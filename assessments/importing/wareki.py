"""Dates of published documents: only a day that exists in the era it names is read as a day.

The catalogue understands 「平成35年4月1日」 as 2023, for people who type it. A published document is not
reinterpreted: what names no day of its era stays the text that was printed.
"""

import re
import unicodedata
from datetime import date

from ..catalogue.wareki import ERAS, format_wareki
from ..catalogue.wareki import parse_date as understood

__all__ = ["format_wareki", "parse_date", "stored"]
_ERA_NAMES = {word: name for name, initial, _ in ERAS for word in (name, initial)}
_FOREWORD = re.compile("|".join(sorted(_ERA_NAMES, key=len, reverse=True)))


def parse_date(text: str) -> date | None:
    """「令和７年４月１日」「R7.4.1」「2025/4/1」 -> date; None for 「平成35年4月1日」, 「平成27年6月予定」, 「令和7年2月30日」."""
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    day = understood(plain)
    if day is None:
        return None
    written = _FOREWORD.match(plain)
    return day if not written or format_wareki(day).startswith(_ERA_NAMES[written[0]]) else None


def stored(text: str) -> str:
    """The value of a date item: ISO, or the typed text where it is no day."""
    day = parse_date(text)
    return day.isoformat() if day else text
