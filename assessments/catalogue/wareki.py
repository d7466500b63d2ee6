"""Japanese dates as the forms print and as people type them: 「令和7年4月1日」, 「R7.4.1」, 「平成三十年」 is not one.

Stands in the catalogue because reading (importing, forms) and printing (rendering) need the same rules.
"""

import re
import unicodedata
from datetime import date

# Name, Latin initial, first day. The newest first: a day belongs to the first era that had begun.
ERAS = (
    ("令和", "R", date(2019, 5, 1)),
    ("平成", "H", date(1989, 1, 8)),
    ("昭和", "S", date(1926, 12, 25)),
    ("大正", "T", date(1912, 7, 30)),
    ("明治", "M", date(1868, 1, 25)),
)
_ERA_DATE = re.compile(
    r"(?P<era>令和|平成|昭和|大正|明治|[RHSTM])\s*(?P<year>元|\d{1,2})\s*[年./-]\s*"
    r"(?P<month>\d{1,2})\s*[月./-]\s*(?P<day>\d{1,2})\s*日?",
    re.IGNORECASE,
)
_WESTERN_DATE = re.compile(r"(?P<year>\d{4})\s*[年./-]\s*(?P<month>\d{1,2})\s*[月./-]\s*(?P<day>\d{1,2})\s*日?")


def format_wareki(day: date) -> str:
    """「令和7年4月1日」, the first year of an era as 「元年」; a day before the eras stays Western."""
    for name, _, first in ERAS:
        if day >= first:
            year = day.year - first.year + 1
            return f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日"
    return f"{day.year}年{day.month}月{day.day}日"


def parse_date(text: str) -> date | None:
    """The day that the whole text names, or None: 「平成27年6月予定」 is text, 「令和7年2月30日」 does not exist.

    A year past the end of its era is understood (「平成35年4月1日」 = 2023), as old documents announce such days.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if found := _WESTERN_DATE.fullmatch(plain):
        return _day(int(found["year"]), found)
    if found := _ERA_DATE.fullmatch(plain):
        first = next(first for name, initial, first in ERAS if found["era"].upper() in (name, initial))
        year = 1 if found["year"] == "元" else int(found["year"])
        return _day(first.year + year - 1, found) if year else None
    return None


def as_printed(text: str) -> str:
    """How the form prints a stored date: ISO becomes wareki, any other text stands as it was typed."""
    try:
        return format_wareki(date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text


def _day(year: int, found: re.Match[str]) -> date | None:
    try:
        return date(year, int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def is_impossible(text: str) -> bool:
    """True for what is written like a day that does not exist: 「令和7年2月30日」."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return bool(_WESTERN_DATE.fullmatch(plain) or _ERA_DATE.fullmatch(plain)) and parse_date(plain) is None
