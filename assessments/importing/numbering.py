"""Gives printed entries their printed numbers, with placeholders for those that the source numbers but lacks."""

from collections.abc import Callable
from typing import Any

MOST = 300  # a misread 「システム1234」 must not make a thousand empty entries


def numbered(scopes: list[Any], is_empty: Callable[[Any], bool]) -> list[tuple[int, Any]]:
    """(number, scope or None for a lost one) from 1 on. Empty frames at the end are frames, not entries."""
    scopes = list(scopes)
    while scopes and is_empty(scopes[-1]):
        scopes.pop()
    found: dict[int, Any] = {}
    for place, scope in enumerate(scopes):
        found[_number(scopes, place, max(found, default=0))] = scope
    return [(number, found.get(number)) for number in range(1, max(found, default=0) + 1)]


def _number(scopes: list[Any], place: int, last: int) -> int:
    printed = scopes[place].number
    if last < printed <= last + MOST:
        return printed
    following = next((later.number for later in scopes[place + 1 :] if later.number), 0)
    unnumbered = next((n for n, later in enumerate(scopes[place + 1 :], start=1) if later.number), 0)
    if not printed and last + 1 < following - unnumbered + 1 <= last + MOST:
        return following - unnumbered
    return last + 1
