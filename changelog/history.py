"""Does a change list that was typed by hand fit the document it stands in? What does not is listed, never corrected."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from rapidfuzz import fuzz

from changelog.lines import Address
from changelog.tokens import canonical

FaultKind: TypeAlias = Literal["body", "chain", "narrated", "undone"]

CLOSE_ENOUGH = 20_000  # characters; how alike longer texts are is not measured
_NOTHING = re.compile(r"[(（]?(?:記載なし|空欄|新規|なし)[)）]?|[-—－ー―]*")
_LEFT_OUT = re.compile(r"[(（<＜]?(?:以下|中|前|後)?(?:略|省略)[)）>＞]?")
_NARRATES = re.compile(r"(?:を|に)(?:追加|削除|変更|修正|追記|移動)(?:した|する)?[。)）]?$")


@dataclass(frozen=True, slots=True)
class Logged:
    """One row of the list, oldest first: what it is about and what it says."""

    addresses: tuple[Address, ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Fault:
    """row: index of the row; said: by it; found: by the document, or by the row before or after it.

    body      the document does not say what its last change says
    undone    it says instead what was before that change
    chain     a row's before is not what the row before it left
    narrated  the row tells what was done instead of quoting, so nothing can be checked
    alike     0..100, how near the two texts are: a slip of the pen, or a contradiction
    """

    kind: FaultKind
    row: int
    address: Address
    said: str
    found: str
    alike: float = 0.0


def faults(rows: Sequence[Logged], body: Mapping[Address, str]) -> list[Fault]:
    """What contradicts itself, in the order of the rows. Spelling, width and spaces are no contradiction."""
    found = [*_narrated(rows), *_chains(rows), *_against(rows, body)]
    return sorted(found, key=lambda fault: fault.row)


def _narrated(rows: Sequence[Logged]) -> Iterator[Fault]:
    for place, row in enumerate(rows):
        if row.addresses and _narrates(row.after):
            yield Fault("narrated", place, row.addresses[0], row.after, "")


def _chains(rows: Sequence[Logged]) -> Iterator[Fault]:
    """Rows of the same items, each with the one before it."""
    last: dict[tuple[Address, ...], Logged] = {}
    for place, row in enumerate(rows):
        left = last.get(row.addresses)
        if left and row.addresses and not _joins(left, row):
            yield Fault("chain", place, row.addresses[0], row.before, left.after, _alike(row.before, left.after))
        last[row.addresses] = row


def _joins(left: Logged, row: Logged) -> bool:
    """The row begins where the one before it ended, as far as either of them quotes."""
    if any(map(_narrates, (left.after, row.before, row.after))):
        return True
    return _says(left.after, row.before) or _says(row.before, left.after)


def _against(rows: Sequence[Logged], body: Mapping[Address, str]) -> Iterator[Fault]:
    for place, row in _latest(rows).items():
        texts = {address: body[address] for address in row.addresses if address in body}
        if not texts or _narrates(row.after) or any(_says(text, row.after) for text in texts.values()):
            continue
        address, text = next(iter(texts.items()))
        kind: FaultKind = "undone" if row.before and _says(text, row.before) else "body"
        yield Fault(kind, place, address, row.after, text, _alike(row.after, text))


def _latest(rows: Sequence[Logged]) -> dict[int, Logged]:
    """The rows that no later row speaks of the same item after."""
    last = {address: place for place, row in enumerate(rows) for address in row.addresses}
    return {place: rows[place] for place in dict.fromkeys(last.values())}


def _says(text: str, quoted: str) -> bool:
    """The text contains every part that is quoted, leaving out what the quotation leaves out."""
    if _NOTHING.fullmatch(quoted.strip()):
        return True
    whole = canonical(text)
    return all(part in whole for part in _parts(quoted))


def _parts(quoted: str) -> Iterable[str]:
    return filter(None, (canonical(part) for part in _LEFT_OUT.split(quoted)))


def _narrates(text: str) -> bool:
    return bool(_NARRATES.search(text.strip()))


def _alike(one: str, two: str) -> float:
    if max(len(one), len(two)) > CLOSE_ENOUGH:
        return 0.0
    return round(fuzz.partial_ratio(canonical(one), canonical(two)), 1)
