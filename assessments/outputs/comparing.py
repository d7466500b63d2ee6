"""Any two texts against each other: section by section, what changed and, if wanted, what stayed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from changelog.diff import Run, inline, mark
from changelog.lines import Change, Line, compare
from changelog.telling import happened
from changelog.wording import path_of

from ..snapshot import Snapshot, lines
from ..snapshot.carrying import carry
from .aligning import aligned

State = Literal["changed", "entry_added", "entry_removed", "same"]
WORDS = {"changed": "変更", "entry_added": "新規追加", "entry_removed": "削除", "same": "変更なし"}


@dataclass(frozen=True, slots=True)
class Item:
    """One item or whole entry. ``number``: of the change, from 1; 0 for what stayed."""

    path: tuple[str, ...]
    state: State
    before: str
    after: str
    said: tuple[str, ...] = ()
    number: int = 0
    ignore_variants: bool = False

    @property
    def word(self) -> str:
        return WORDS[self.state]

    @property
    def sides(self) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
        return mark(self.before, self.after, ignore_variants=self.ignore_variants)

    @property
    def inline(self) -> tuple[Run, ...]:
        return inline(self.before, self.after, ignore_variants=self.ignore_variants)


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the form, of one file where it stands once for each."""

    title: str
    anchor: str
    items: list[Item] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(item.number > 0 for item in self.items)

    @property
    def first(self) -> int:
        return next((item.number for item in self.items if item.number), 0)


def comparison_of(
    old: Snapshot, new: Snapshot, *, one_document: bool, whole: bool = False, ignore_variants: bool = False
) -> list[Part]:
    """``one_document``: entries have the same names in both. ``whole``: with what stayed as it was."""
    if (old.form_key, old.edition) != (new.form_key, new.edition):
        old = carry(old, new.form).snapshot
    if not one_document:
        old = aligned(old, new)
    before, after = lines(old), lines(new)
    files = {file.ref for snapshot in (old, new) for file in snapshot.files}
    found: list[Part] = []
    number = 0
    for line, change in _in_order(compare(before, after), after if whole else ()):
        number += change is not None
        item = _changed(change, number, ignore_variants) if change else _same(line)
        title = _title(line, files)
        if not found or found[-1].title != title:
            found.append(Part(title, f"part-{len(found) + 1}"))
        found[-1].items.append(item)
    return found


def _in_order(changes: Sequence[Change], after: Sequence[Line]) -> Iterator[tuple[Line, Change | None]]:
    """Changes in their order, each behind the unchanged lines that stand before it."""
    told = {line.address for change in changes for line in change.new}
    place_of = {line.address: place for place, line in enumerate(after)}
    place = 0
    for change in changes:
        until = place_of.get(change.new[0].address, place) if change.new else place
        yield from ((line, None) for line in after[place:until] if line.address not in told and line.text)
        place = max(place, until)
        yield (change.new or change.old)[0], change
    yield from ((line, None) for line in after[place:] if line.address not in told and line.text)


def _changed(change: Change, number: int, ignore_variants: bool) -> Item:
    path = path_of(change.label)
    return Item(path, change.kind, change.before, change.after, happened(change), number, ignore_variants)


def _same(line: Line) -> Item:
    return Item(path_of(line.label), "same", line.text, line.text)


def _title(line: Line, files: set[str]) -> str:
    path = path_of(line.label)
    return " ".join(path[:2]) if line.group and line.group[0] in files else path[0]
