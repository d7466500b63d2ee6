"""What pages show of the withheld items of a document: where, which part, why, since when, and what else is hit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from ..models import Assessment, Withholding
from ..snapshot import Address, Placed, Snapshot, Withheld, masked, outline
from ..snapshot.annex_parts import AnnexPart, annex_parts
from ..snapshot.hidden import also_hidden, is_held_at, placed_at, texts_of

CONFIRMED = ("public_before", "whole_section")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list. ``placed``: None where its entry or item is gone."""

    held: Withheld
    placed: Placed | AnnexPart | None
    row: Withholding | None = None

    @property
    def path(self) -> tuple[str, ...]:
        return self.placed.path if self.placed else ("今の評価書にない項目",)

    @property
    def since(self) -> datetime | None:
        return self.row.created_at if self.row else None


@dataclass(frozen=True, slots=True)
class Seen:
    """What residents would read. ``others``: items that say the same words; ``rows``: rows of the list that change."""

    texts: tuple[str, ...]
    others: tuple[Placed, ...]
    rows: int


def asked(data: Mapping[str, str]) -> tuple[str, ...]:
    """What the page has asked to be confirmed already, ticked or not."""
    return tuple(name for name in CONFIRMED if f"asked_{name}" in data)


def preview(snapshot: Snapshot, address: Address, passage: str) -> Seen:
    after = replace(snapshot, withheld=(*snapshot.withheld, Withheld(*address, passage)))
    shown, now = masked(after), masked(snapshot)
    placed = placed_at(shown, address)
    texts = tuple(texts_of(placed) or [placed.text]) if placed else ()
    rows = sum(a != b for a, b in zip(shown.changes, now.changes, strict=True))
    return Seen(texts, tuple(also_hidden(after, shown, address)), rows)


def withheld_here(assessment: Assessment, snapshot: Snapshot, placed: Placed) -> list[Line]:
    """What is withheld of one item."""
    rows = {(row.ref, row.code, row.passage): row for row in _rows(assessment)}
    held = [held for held in snapshot.withheld if is_held_at(held, snapshot, placed)]
    return [Line(h, placed, rows.get((h.ref, h.code, h.passage))) for h in held]


def _rows(assessment: Assessment) -> Iterable[Withholding]:
    return Withholding.objects.filter(assessment=assessment, lifted_at=None).select_related("created_by")


def withheld_lines(snapshot: Snapshot, rows: Iterable[Withholding] = ()) -> list[Line]:
    """Everything that is withheld in a document, in the order of the form."""
    known = {(row.ref, row.code, row.passage): row for row in rows}
    active = [held for held in snapshot.withheld if held.is_active]
    found, told = [], set()
    for sheet in outline(snapshot):
        for placed in sheet.items:
            for held in (h for h in active if is_held_at(h, snapshot, placed)):
                found.append(Line(held, placed, known.get((held.ref, held.code, held.passage))))
                told.add(held)
    for part in annex_parts(snapshot):
        for held in (h for h in active if is_held_at(h, snapshot, part)):
            found.append(Line(held, part, known.get((held.ref, held.code, held.passage))))
            told.add(held)
    return found + [Line(held, None) for held in active if held not in told]


def reached(snapshot: Snapshot) -> list[Placed]:
    """Items that nobody withheld, of which words are hidden because a withheld item says them."""
    return also_hidden(snapshot, masked(snapshot), ("", "")) if snapshot.withheld else []
