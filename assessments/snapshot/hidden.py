"""What the withheld items of a document come to: sections with nothing left to read, passages gone, other places hit."""

from collections.abc import Iterable, Iterator

from ..catalogue.withheld import MARK, MASK, typed_texts
from .annex_parts import AnnexPart, annex_parts
from .hiding import applies
from .masking import masked
from .outline import Placed, Sheet, outline
from .redacting import contains, fold
from .value import Snapshot
from .withheld import Withheld


def placed_at(snapshot: Snapshot, address: tuple[str, str]) -> Placed | AnnexPart | None:
    """The item (or part of an annex) of that address as it stands in the document; None where there is none that anybody answers."""
    items = (placed for sheet in outline(snapshot) for placed in sheet.items)
    found = next((placed for placed in items if placed.address == address), None)
    if found is None:
        return next((part for part in annex_parts(snapshot) if part.address == address), None)
    return found if found and (found.item.has_answer or found.item.kind == "record_list") else None


def sheet_of(snapshot: Snapshot, address: tuple[str, str]) -> Sheet | None:
    return next((s for s in outline(snapshot) if any(p.address == address for p in s.items)), None)


def texts_of(placed: Placed) -> list[str]:
    """Every text that somebody typed there."""
    return typed_texts(placed.item, [*placed.records, placed.value or ""] if placed.records else placed.value)


def is_held_at(held: Withheld, snapshot: Snapshot, placed: Placed | AnnexPart) -> bool:
    if placed.item is None:
        return held.is_active and (held.ref, held.code) == placed.address
    form, (ref, code) = snapshot.form, placed.address
    return held.is_active and held.code == code and applies(held, form, form.holder_of(code), ref)


def hidden_sheets(snapshot: Snapshot) -> list[Sheet]:
    """Sections that say something, of which residents would read nothing."""
    shown = {sheet.anchor: sheet for sheet in outline(masked(snapshot))}
    return [sheet for sheet in outline(snapshot) if _speaks(sheet) and not _speaks(shown[sheet.anchor])]


def _speaks(sheet: Sheet) -> bool:
    """Whether an item of it says something of its own: what the form prints or computes does not count."""
    answered = (p for p in sheet.items if (p.item.has_answer or p.item.kind == "record_list") and not p.derived)
    return any(_readable(placed) for placed in answered)


def _readable(placed: Placed) -> bool:
    text = "".join([placed.text, *placed.records])
    return bool(fold(text.replace(MASK, "").replace(MARK, "")))


def unconfirmed_sheets(snapshot: Snapshot) -> list[Sheet]:
    """Those of them for which nobody has said that the whole section is meant."""
    meant = [held for held in snapshot.withheld if held.section]
    return [
        sheet
        for sheet in hidden_sheets(snapshot)
        if not any(is_held_at(held, snapshot, placed) for held in meant for placed in sheet.items)
    ]


def gone_passages(snapshot: Snapshot) -> Iterator[tuple[Withheld, Placed]]:
    """Withheld passages that their item does not say any more: all of the item is hidden until somebody looks."""
    for sheet in outline(snapshot):
        for placed in sheet.items:
            for held in snapshot.withheld:
                if held.passage and is_held_at(held, snapshot, placed) and not _there(held, placed):
                    yield held, placed
    for part in annex_parts(snapshot):
        for held in snapshot.withheld:
            if held.passage and is_held_at(held, snapshot, part) and not _there(held, part):
                yield held, part


def _there(held: Withheld, placed: Placed) -> bool:
    return any(contains(text, held.passage) for text in texts_of(placed))


def also_hidden(snapshot: Snapshot, shown: Snapshot, address: tuple[str, str]) -> list[Placed]:
    """Other items that the mask reaches because they say the same words."""
    after = {placed.address: placed for sheet in outline(shown) for placed in sheet.items}
    return [
        placed
        for sheet in outline(snapshot)
        for placed in sheet.items
        if placed.address != address
        and not any(is_held_at(held, snapshot, placed) for held in snapshot.withheld)
        and (placed.text, placed.records) != (after[placed.address].text, after[placed.address].records)
    ]


def decided(withheld: Iterable[Withheld]) -> set[tuple]:
    """What a person decided, to tell whether two versions withhold the same."""
    return {(held.ref, held.code, held.passage, held.reason, held.lifted) for held in withheld}
