"""Does the list of changes that was typed by hand fit the document that it came with? Listed, never corrected."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from changelog.diff import Run, mark
from changelog.history import Fault, Logged, faults
from changelog.tokens import canonical

from ..catalogue.wareki import as_printed, format_wareki
from ..models import Assessment, ChangeRow
from ..snapshot import Address, Snapshot, outline, take
from .rows import body

KINDS: Mapping[str, tuple[str, str]] = {
    "body": ("本文と違う", "最後の変更後の記載と、本文の今の記載が違います。"),
    "undone": ("本文が変更前のまま", "本文に、この変更の前の記載が残っています。"),
    "chain": ("前の行とつながらない", "変更前の記載が、同じ項目の前の行の変更後の記載と違います。"),
    "narrated": ("何をしたかだけが書かれている", "記載そのものが書かれていないため、本文と照らし合わせられません。"),
}
# So much of a long cell must stand in its entry: quotation and print differ in small things, and a cell that quotes
# ①②③ of an entry is filed under the first of them.
MOSTLY = 0.75
_PIECES = re.compile(r"[。\n]|[①-⑳]|\[[○〇O ]?\]")
_SIGNS = re.compile(r"[（）()「」、・,.\s]")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """``said``: by the row; ``found``: in the document, or in the row before. ``path``: of the item in the form."""

    kind: str
    row: ChangeRow
    address: Address
    path: tuple[str, ...]
    said: str
    found: str

    @property
    def word(self) -> str:
        return KINDS[self.kind][0]

    @property
    def sentence(self) -> str:
        return KINDS[self.kind][1]

    @property
    def date(self) -> str:
        return format_wareki(self.row.changed_on) if self.row.changed_on else as_printed(self.row.date_text)

    @property
    def sides(self) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
        return mark(self.said, self.found, ignore_variants=True)


def contradictions(assessment: Assessment, snapshot: Snapshot | None = None) -> list[Contradiction]:
    """What the rows from before the document came here say against its text, or against each other."""
    rows = list(ChangeRow.objects.filter(assessment=assessment, version=None, retired=False).order_by("position", "pk"))
    snapshot = snapshot or take(assessment, changes=False)
    texts, paths = _readable(snapshot), _paths(snapshot)
    logged = [Logged(tuple((ref, code) for ref, code in row.addresses), row.before, row.after) for row in rows]
    entries = _entries(texts)
    found = [fault for fault in faults(logged, texts) if not _agrees(fault, entries)]
    return list(_told(found, rows, paths))


def _told(found: list[Fault], rows: list[ChangeRow], paths) -> Iterator[Contradiction]:
    for fault in found:
        row = rows[fault.row]
        path = paths.get(fault.address) or tuple(filter(None, row.label.split("\n")))
        yield Contradiction(fault.kind, row, fault.address, path, fault.said, fault.found)


def _paths(snapshot: Snapshot) -> dict[Address, tuple[str, ...]]:
    return {placed.address: placed.path for sheet in outline(snapshot) for placed in sheet.items}


def _readable(snapshot: Snapshot) -> dict[Address, str]:
    """The body as it is printed, without what the import could not read: a lost mark contradicts nothing."""
    lost = {node.ref for node in snapshot.nodes if node.lost}
    unknown = {p.address for sheet in outline(snapshot) for p in sheet.items if p.is_unknown}
    return {a: as_printed(text) for a, text in body(snapshot).items() if a not in unknown and a[0] not in lost}


def _entries(texts: Mapping[Address, str]) -> Mapping[str, str]:
    """All that is written in each entry."""
    found: dict[str, list[str]] = defaultdict(list)
    for (ref, _), text in texts.items():
        found[ref].append(_plain(text))
    return {ref: "\n".join(said) for ref, said in found.items()}


def _agrees(fault: Fault, entries: Mapping[str, str]) -> bool:
    """No contradiction after all: one stands in the other but for signs, or a long cell but for small things."""
    if fault.kind not in ("body", "undone"):
        return False
    said, found = _plain(fault.said), _plain(fault.found)
    if said and found and (said in found or found in said):
        return True
    pieces = [piece for piece in map(_plain, _PIECES.split(fault.said)) if len(piece) > 5]
    whole = entries.get(fault.address[0], "")
    return len(pieces) > 1 and sum(piece in whole for piece in pieces) / len(pieces) >= MOSTLY


def _plain(text: str) -> str:
    return _SIGNS.sub("", canonical(text))
