"""A document is a list of lines, and its change list is the difference between two such lists.

Nothing here knows what a line stands for: an address is opaque, a label is only printed. So the same comparison serves
a draft against the published edition, any two versions, and the documents of two towns.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from changelog.wording import common_path, entry_text, parts_text, reordered

Address: TypeAlias = tuple[str, str]
ChangeKind: TypeAlias = Literal["changed", "entry_added", "entry_removed"]
Position: TypeAlias = tuple[float, int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """One item of a document as it is printed.

    address      (ref of the entry, or "" for the document; item code); unique in a list
    label        path of headings, newline-separated; never compared, so renumbering leaves no change
    text         the whole text; "" = empty, which is the same as no line at all
    parts        (key, text) where the item is a set of independent parts; then only the parts that differ are worded
    group        refs of the repeated entries it lies in, outermost first
    group_label  heading path of the innermost of them
    """

    address: Address
    label: str
    text: str
    parts: tuple[tuple[str, str], ...] = ()
    group: tuple[str, ...] = ()
    group_label: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference, worded for the two cells of a row, with the lines that it rests on.

    addresses    those of the lines; for a whole entry ((ref, ""),)
    before/after as worded: for parts only those that differ, for an entry its whole content; "" = nothing
    """

    kind: ChangeKind
    addresses: tuple[Address, ...]
    label: str
    before: str
    after: str
    old: tuple[Line, ...]
    new: tuple[Line, ...]


def compare(old: Sequence[Line], new: Sequence[Line]) -> list[Change]:
    """The net difference, in the order of the new list, what is gone at its old place. Linear in the lines.

    An entry that stands on one side only is one change (the outermost such entry); what stands on both is compared
    item by item. Raises ValueError when a list says one address twice.
    """
    before, after = _by_address(old), _by_address(new)
    fresh = _Side(new, before, {ref for line in old for ref in line.group})
    gone = _Side(old, after, {ref for line in new for ref in line.group})
    found = [*_changed(before, fresh), *_whole(fresh, "entry_added"), *_removed(gone, after)]
    return [change for _, change in sorted(found, key=lambda pair: pair[0])]


def replay(old: Sequence[Line], changes: Iterable[Change]) -> dict[Address, str]:
    """The texts that the changes make of `old`: {address: text}, those of the new list but for empty texts."""
    texts = {line.address: line.text for line in old}
    for change in changes:
        for line in change.old:
            texts.pop(line.address, None)
        texts.update((line.address, line.text) for line in change.new)
    return texts


def unproven(old: Sequence[Line], changes: Iterable[Change], new: Sequence[Line]) -> list[Address]:
    """Addresses where old + changes is not new; [] is the proof. The order of an item's parts is no difference."""
    texts = replay(old, changes)
    was, meant = _by_address(old), _by_address(new)
    return [
        address
        for address in dict.fromkeys((*texts, *meant))
        if texts.get(address, "") != (meant[address].text if address in meant else "")
        and not (address in was and address in meant and _reordered(was[address], meant[address]))
    ]


def contradictions(old: Sequence[Line], changes: Iterable[Change]) -> list[Address]:
    """Addresses whose text before a change is not what `old` says there: a log that does not fit its document."""
    texts = {line.address: line.text for line in old}
    return [line.address for change in changes for line in change.old if texts.get(line.address, "") != line.text]


@dataclass(slots=True)
class _Side:
    """One list, sorted into lines of its own and whole entries that the other side does not have."""

    lines: Sequence[Line]
    other: dict[Address, Line]
    other_refs: set[str]
    single: list[tuple[int, Line]] = field(default_factory=list)
    entries: dict[str, list[tuple[int, Line]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for place, line in enumerate(self.lines):
            ref = next((ref for ref in line.group if ref not in self.other_refs), None)
            if ref is None or line.address in self.other:
                self.single.append((place, line))
            else:
                self.entries.setdefault(ref, []).append((place, line))


def _by_address(lines: Sequence[Line]) -> dict[Address, Line]:
    found = {line.address: line for line in lines}
    if len(found) != len(lines):
        raise ValueError("a list of lines says one address twice")
    return found


def _changed(before: dict[Address, Line], side: _Side) -> Iterator[tuple[Position, Change]]:
    for place, line in side.single:
        change = _item(before.get(line.address), line)
        if change:
            yield (place, 1, place), change


def _item(old: Line | None, new: Line | None) -> Change | None:
    line = new or old
    texts = (old.text if old else "", new.text if new else "")
    if line is None or texts[0] == texts[1]:
        return None
    if old and new:
        if _reordered(old, new):
            return None
        texts = parts_text(old.parts, new.parts) or texts
    return Change("changed", (line.address,), line.label, *texts, (old,) if old else (), (new,) if new else ())


def _reordered(old: Line, new: Line) -> bool:
    return reordered(old.text, old.parts, new.text, new.parts)


def _whole(side: _Side, kind: ChangeKind) -> Iterator[tuple[Position, Change]]:
    for ref, placed in side.entries.items():
        change = _entry(ref, tuple(line for _, line in placed), kind)
        if change:
            yield (placed[0][0], 1, placed[0][0]), change


def _entry(ref: str, lines: tuple[Line, ...], kind: ChangeKind) -> Change | None:
    """One change for a whole entry; an entry that says nothing yet is none."""
    own = (line.group_label for line in lines if line.group[-1] == ref and line.group_label)
    label = next(own, "") or "\n".join(common_path(line.label for line in lines))
    text = entry_text(label, ((line.label, line.text) for line in lines))
    if not text:
        return None
    if kind == "entry_added":
        return Change(kind, ((ref, ""),), label, "", text, (), lines)
    return Change(kind, ((ref, ""),), label, text, "", lines, ())


def _removed(side: _Side, after: dict[Address, Line]) -> Iterator[tuple[Position, Change]]:
    """What is gone, placed after what stood before it within the same surviving entry (or the document)."""
    places = _Places(side.lines, after)
    for place, line in side.single:
        change = None if line.address in after else _item(line, None)
        if change:
            yield (places.item[place], 0, place), change
    for ref, placed in side.entries.items():
        change = _entry(ref, tuple(line for _, line in placed), "entry_removed")
        if change:
            yield (places.entry[placed[0][0]], 0, placed[0][0]), change


class _Places:
    """For each old place, where in the new list its absence is told: after an item everything that stood before it
    in the same entry, after an entry just its elder neighbour, so that a reordered list carries its gaps along."""

    def __init__(self, old: Sequence[Line], after: dict[Address, Line]) -> None:
        where = {address: place for place, address in enumerate(after)}
        first: dict[str, float] = {}
        for place, line in enumerate(after.values()):
            for ref in line.group:
                first.setdefault(ref, place - 0.5)
        furthest: dict[str, float] = {}
        latest: dict[str, float] = {}
        self.item: list[float] = []
        self.entry: list[float] = []
        for line in old:
            home = next((ref for ref in reversed(line.group) if ref in first), "")
            start = first.get(home, -0.5)
            self.item.append(furthest.get(home, start))
            self.entry.append(latest.get(home, start))
            now = where.get(line.address)
            if now is not None:
                for ref in ("", *line.group):
                    furthest[ref] = max(now + 0.5, furthest.get(ref, now + 0.5))
                    latest[ref] = now + 0.5
