"""K18, K19: what the list of changes says, against the body and against the day of publication."""

import re
from collections.abc import Iterator
from datetime import date

from changelog.tokens import canonical

from ..catalogue.wareki import as_printed
from ..law.data import table
from ..law.planned import day_of
from ..models import ChangeRow
from ..snapshot import Address, ChangeEntry, Placed
from .context import Context
from .rule import Hit, at, rule

_LEAST = 0.75  # a quoted cell of a long text: this much of it must be in the body
_NAMES, _MOST = frozenset({"text", "date_wareki"}), 0.6
_SIGNS = re.compile(r"[\[\]（）()「」・、。,.:：;\-—―○\s]")
_CIRCLED = re.compile(r"[①-⑳]")
_NUMBER = re.compile(r"([①-⑳])\s*([^①-⑳\n]+)$")


@rule("K18")
def body_differs_from_change(context: Context) -> Iterator[Hit]:
    """変更箇所（{date}）の変更後の記載「{after}」と、本文の「{label}」の今の記載が違います。

    芦屋市：使用開始日の変更後の記載は平成29年8月1日、本文は平成27年8月1日。
    """
    for address, entry in _latest(context).items():
        placed = context.beside(address[1], address)
        if placed and not placed.is_unknown and not placed.derived and not _agrees(entry, placed):
            yield at(placed, entry.after, date=as_printed(entry.date), after=_short(entry.after))


@rule("K18")
def path_differs_from_form(context: Context) -> Iterator[Hit]:
    """変更箇所（{date}）の項目は「{said}」ですが、様式では「{label}」です。

    芦屋市：様式は⑥使用開始日、変更箇所は「⑤使用開始日」。
    """
    for entry in context.snapshot.changes:
        found = _NUMBER.search(entry.item.replace("※", "").strip())
        for address in entry.addresses if found and len(entry.addresses) == 1 else ():
            placed = context.beside(address[1], address)
            same = placed and placed.item.number and found[2].strip() == placed.item.label
            if same and found[1] != placed.item.number:
                said = found[0].strip()
                yield at(placed, entry.item, date=as_printed(entry.date), said=said)


@rule("K19")
def after_before_it_happened(context: Context) -> Iterator[Hit]:
    """変更箇所「{item}」は「事後」ですが、変更日（{date}）が{limit}より後です。変更日か提出時期を確かめてください。

    記載要領：提出・公表が変更の後であるものを「事後」とする。
    """
    published = day_of(str(context.snapshot.version.get("published_on", "")))
    limit = published or context.today
    for entry in context.snapshot.changes:
        day = day_of(entry.date)
        if entry.timing == ChangeRow.Timing.AFTER and day and day > limit:
            yield _row_hit(entry, day, "公表日" if published else "今日")


def _row_hit(entry: ChangeEntry, day: date, limit: str) -> Hit:
    words = {"item": _short(entry.item), "date": as_printed(day.isoformat()), "limit": limit}
    address = entry.addresses[0] if entry.addresses else None
    return Hit(None, words, (entry.item, entry.date), address, ("変更箇所",))


def _latest(context: Context) -> dict[Address, ChangeEntry]:
    """The last row that tells of each item, where one row tells of that item only (or of it in several files)."""
    found: dict[Address, ChangeEntry] = {}
    for entry in context.snapshot.changes:
        if len({code for _, code in entry.addresses if code}) == 1:
            found |= dict.fromkeys(entry.addresses, entry)
    return found


def _agrees(entry: ChangeEntry, placed: Placed) -> bool:
    """Does the body say what the row says? Rows that narrate or shorten cannot be compared."""
    said, body = _plain(entry.after), _plain(placed.text)
    narrative = table("words")["narrative"]
    several = len(set(_CIRCLED.findall(entry.after))) > 1  # a whole entry in one cell: ①… ②… ③…
    if not said or several or any(word in entry.after for word in narrative["omissions"]):
        return True
    if entry.after.strip().rstrip("。").endswith(tuple(narrative["endings"])):
        return True
    return (said in body and _quotes(said, body, placed)) or _mostly(entry.after, body)


def _quotes(said: str, body: str, placed: Placed) -> bool:
    """A part may be quoted of a long text or of a choice (「4件」), of a name or a day only most of it."""
    return placed.item.kind not in _NAMES or len(said) / len(body) >= _MOST


def _mostly(after: str, body: str) -> bool:
    """A long cell agrees when most of its sentences stand in the body: quotation and print differ in small things."""
    parts = [_plain(part) for part in re.split(r"[。\n]", after) if len(_plain(part)) > 5]
    return len(parts) > 1 and sum(part in body for part in parts) / len(parts) >= _LEAST


def _plain(text: str) -> str:
    return _SIGNS.sub("", canonical(as_printed(text.strip())))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:60]}…"
