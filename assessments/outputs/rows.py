"""Rows of the change list as they are printed: dates in words, headings, pages, entries with their items.

``this version``: the rows of one version. ``all versions``: the annex, with the rows typed before the document came.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from django.db.models import Q

from changelog.layouts import PrintRow
from changelog.lines import Change
from changelog.wording import path_of

from .. import changes
from ..catalogue import Form
from ..catalogue.meaning import code
from ..catalogue.wareki import as_printed, format_wareki
from ..law.procedure import kinds
from ..models import Assessment, ChangeRow, FrozenContent, Version
from ..snapshot import Address, ChangeEntry, Snapshot, lines, masked, take
from . import pages as page_maps

_WHOLE = (ChangeRow.Kind.ENTRY_ADDED, ChangeRow.Kind.ENTRY_REMOVED)


@dataclass(frozen=True)
class Edges:
    """The two texts that the rows of one version lie between, and what is known of their pages in one copy.

    Pages: None = not looked up. ``now``: the working copy, which knows all that was ever withheld.
    """

    old: Snapshot | None
    new: Snapshot
    now: Snapshot
    old_pages: page_maps.Pages | None = None
    new_pages: page_maps.Pages | None = None
    entries: Mapping[Address, Change] = field(default_factory=dict)

    @property
    def paged(self) -> bool:
        return self.new_pages is not None and self.old_pages is not None

    @property
    def withholds(self) -> bool:
        """Whether the list in full may say what residents must not read."""
        return any(text.withheld for text in (self.old, self.new, self.now) if text)


def edges_of(assessment: Assessment, version: Version | None, *, public: bool = False, lay_out: bool = False) -> Edges:
    """``public``: pages as residents find them, in the text without what is withheld; else those of the full one.

    ``lay_out``: texts without a page map are laid out now, which takes seconds. Else their pages stay unknown.
    """
    now, content = take(assessment, changes=False), _frozen(version)
    new = changes.frozen_snapshot(content) if content else now
    copy = {"public": public, "lay_out": lay_out}
    old, old_pages, found = None, {}, []
    base = _base(assessment, version)
    if base:
        old = changes.frozen_snapshot(base)
        old_pages = page_maps.copy_pages(old, base, **copy)
        old_pages = old_pages and page_maps.in_form(old_pages, old.form, new.form)
        found = changes.between(base, content) if content else changes.net_changes(assessment, new)
    return Edges(old, new, now, old_pages, page_maps.copy_pages(new, content, **copy), _entries(found))


def _frozen(version: Version | None) -> FrozenContent | None:
    """The text of a version that nobody edits any more."""
    return None if version is None or version.is_open else version.content


def _base(assessment: Assessment, version: Version | None) -> FrozenContent | None:
    """What a version is compared with: the published one before it."""
    if version is None or version.is_open:
        base = changes.base_version(assessment)
    else:
        before = assessment.versions.filter(state__in=Version.PUBLIC_STATES, number__lt=version.number)
        base = before.order_by("-number").select_related("content").first()
    return base.content if base else None


def _entries(found: Iterable[Change]) -> dict[Address, Change]:
    return {change.addresses[0]: change for change in found if change.kind in _WHOLE}


def print_rows(rows: Iterable[ChangeRow], edges: Edges) -> Iterator[PrintRow]:
    """The rows as they are printed, without what only fills in what an import could not read."""
    within_old = page_maps.refs_within(edges.old) if edges.old else {}
    within_new = page_maps.refs_within(edges.new)
    for row in rows:
        addresses = [(ref, code) for ref, code in row.addresses]
        name, items = _told(row, addresses, edges.entries)
        yield PrintRow(
            path=path_of(row.printed_label),
            before=row.printed_before,
            after=row.printed_after,
            kind=row.kind if row.kind in _WHOLE and not row.overridden else "changed",
            date=format_wareki(row.changed_on) if row.changed_on else as_printed(row.date_text),
            timing=row.timing,
            note=row.note,
            reason=row.reason,
            pages_old=page_maps.where(edges.old_pages, addresses, within_old),
            pages_new=page_maps.where(edges.new_pages, addresses, within_new),
            name=name,
            items=items,
            procedural=_procedural(edges.new.form, addresses),
        )


def _procedural(form: Form, addresses: Iterable[Address]) -> bool:
    """All in the section that the steps of the procedure are written in (Ⅴ / Ⅵ 評価実施手続)."""
    roles = (role for kind in kinds().values() for role in kind.fills.values())
    told = {form.places[found][0] for role in roles if (found := code(form, role))}
    codes = [found for _, found in addresses if found in form.places]
    return bool(codes) and all(form.places[found][0] in told for found in codes)


def hidden(rows: Iterable[ChangeRow], made: Iterable[PrintRow], snapshot: Snapshot) -> list[PrintRow]:
    """The printed rows as residents may read them (規則第13条): what is withheld in ``snapshot`` is masked."""
    made = list(made)
    if not snapshot.withheld:
        return made
    said = [_said(row, line) for row, line in zip(rows, made, strict=True)]
    shown = iter(masked(replace(snapshot, changes=tuple(chain.from_iterable(said)))).changes)
    return [_masked(line, full, [next(shown) for _ in full]) for line, full in zip(made, said, strict=True)]


def _said(row: ChangeRow, line: PrintRow) -> list[ChangeEntry]:
    """All that a row says, as entries that masking reads: the row itself, its reason, name and items of an entry."""
    entry = _entry(row, line)
    texts = (line.reason, line.name, *chain.from_iterable(line.items))
    return [entry, *(replace(entry, before="", after="", note=text) for text in texts)]


def _entry(row: ChangeRow, line: PrintRow) -> ChangeEntry:
    number = row.version.number if row.version else row.source_version
    addresses = tuple((ref, code) for ref, code in row.addresses)
    label = row.printed_label
    return ChangeEntry(label, line.before, line.after, line.date, line.timing, line.note, row.table, number, addresses)


def _masked(line: PrintRow, full: list[ChangeEntry], shown: list[ChangeEntry]) -> PrintRow:
    """An entry of which something is hidden is told by its masked text as a whole, not item by item."""
    entry, reason, *parts = shown
    whole = (entry.before, entry.after, parts) == (full[0].before, full[0].after, full[2:])
    told = {} if whole else {"name": "", "items": ()}
    said = {"before": entry.before, "after": entry.after, "note": entry.note, "date": entry.date, "reason": reason.note}
    return replace(line, path=path_of(entry.item), **said, **told)


def _told(row: ChangeRow, addresses: list[Address], entries: Mapping[Address, Change]):
    """(name, items) of the one whole entry that a row tells in the computed words."""
    change = entries.get(addresses[0]) if len(addresses) == 1 and not row.overridden else None
    if change is None:
        return "", ()
    told = [(line.label, line.text) for line in change.new or change.old if line.text]
    depth = len(path_of(change.label))
    return told[0][1].split("\n", 1)[0] if told else "", tuple((_below(label, depth), text) for label, text in told)


def _below(label: str, depth: int) -> str:
    """The headings under that of the entry; of an item that is the entry's own heading, its last one."""
    path = path_of(label)
    return "\n".join(path[depth:]) or path[-1]


def chosen_rows(assessment: Assessment, version: Version | None, *, everything: bool) -> list[ChangeRow]:
    """The rows of one version, or of all of them up to this one and of the time before."""
    if not everything:
        return list(changes.rows_of(version).filter(supplement=False).select_related("version"))
    rows = ChangeRow.objects.filter(assessment=assessment, retired=False, supplement=False).select_related("version")
    if version is not None:
        rows = rows.filter(Q(version=None) | Q(version__number__lte=version.number))
    return sorted(rows, key=lambda row: (row.version.number if row.version else 0, row.position, row.pk))


def body(snapshot: Snapshot) -> dict[Address, str]:
    """What the document says, item by item."""
    return {line.address: line.text for line in lines(snapshot)}
