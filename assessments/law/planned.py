"""Days in the words of a document: 「平成27年6月予定」, 「令和4年1月31日実施予定」, the day of an accident."""

import calendar
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..catalogue.wareki import ERAS, parse_date

_YEAR = r"(?:(?P<era>令和|平成|昭和)\s*(?P<era_year>元|\d{1,2})|(?P<year>(?:19|20)\d{2}))\s*年"
_DAY = re.compile(rf"{_YEAR}\s*(?:(?P<month>\d{{1,2}})\s*月\s*(?:(?P<day>\d{{1,2}})\s*日)?)?(?P<fiscal>度)?")
_PLANNED = re.compile(rf"{_DAY.pattern}(?P<between>[^\n。、,()（）「」年月]{{0,14}}?)予定")


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan in a text. ``until``: the last day that the words may mean (the end of a month or year)."""

    quoted: str
    until: date


def plans(text: str) -> Iterator[Planned]:
    """Every 「…予定」 that names a day, a month or a year."""
    for found in _PLANNED.finditer(unicodedata.normalize("NFKC", text)):
        if day := last_day(found):
            yield Planned(found.group(), day)


def days(text: str) -> list[date]:
    """Every whole day that a text names, in its order."""
    found = _DAY.finditer(unicodedata.normalize("NFKC", text))
    return [day for match in found if match["day"] and (day := last_day(match))]


def day_of(text: str) -> date | None:
    """The day of a stored date: ISO, 和暦 or 西暦; None for 「平成27年6月予定」."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return parse_date(text)


def last_day(found: re.Match[str]) -> date | None:
    """The last day that the words may mean; None for a day that does not exist."""
    year = int(found["year"]) if found["year"] else _western(found["era"], found["era_year"])
    month = int(found["month"]) if found["month"] else 12
    if found["fiscal"] and not found["month"]:
        year, month = year + 1, 3  # 年度 ends in March
    try:
        return date(year, month, int(found["day"] or calendar.monthrange(year, month)[1]))
    except (ValueError, calendar.IllegalMonthError):
        return None


def _western(era: str, year: str) -> int:
    first = next(first for name, _, first in ERAS if name == era)
    return first.year + (1 if year == "元" else int(year)) - 1
