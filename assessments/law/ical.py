"""Deadlines as an iCalendar feed (RFC 5545), written by hand: CRLF, folding at 75 octets, escaped text, whole days."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from .calendar import Deadline

_OCTETS = 75
_ALARM_DAYS = 7


def feed(name: str, deadlines: Iterable[tuple[Deadline, str]], now: datetime) -> str:
    """The calendar as text. ``deadlines``: each with the address of the page where it is done ("" = none)."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//hyokasho//deadlines//JA",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        *(line for deadline, url in deadlines for line in _event(deadline, url, now)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _event(deadline: Deadline, url: str, now: datetime) -> Iterator[str]:
    """One whole day. The same deadline keeps its UID, so that a calendar does not show it twice."""
    told = f"{deadline.sentence}\n根拠：{deadline.source}"
    yield "BEGIN:VEVENT"
    yield f"UID:{deadline.key[:32]}@hyokasho"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{deadline.date:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{deadline.date + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(f'【{deadline.label}】{deadline.assessment}')}"
    yield f"DESCRIPTION:{escaped(told)}"
    if url:
        yield f"URL:{url}"
    yield "TRANSP:TRANSPARENT"
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{escaped(deadline.label)}")
    yield from (f"TRIGGER:-P{_ALARM_DAYS}D", "END:VALARM", "END:VEVENT")


def escaped(text: str) -> str:
    """RFC 5545 §3.3.11: backslash, semicolon, comma and line break."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "")


def folded(line: str) -> str:
    """RFC 5545 §3.1: no line longer than 75 octets; a character is never cut in two."""
    parts, current, size = [], "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > _OCTETS:
            parts.append(current)
            current, size = "", 1  # the space that continues the line
        current, size = current + sign, size + width
    return "\r\n ".join([*parts, current])
