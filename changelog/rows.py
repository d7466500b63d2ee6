"""Keeps the rows of a change list in step with the computed differences, and what people wrote in them.

Pure: takes rows and changes, says what to create, update, retire and delete; the caller writes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from changelog.lines import Address, Change
from changelog.merging import composed
from changelog.order import positions

WRITTEN = ("changed_on", "timing", "note", "reason", "custom_label", "custom_before", "custom_after", "table")
HISTORY = "history"


class RowLike(Protocol):
    """What is read of a row (changelog.models.ChangeRow)."""

    position: int
    kind: str
    addresses: Any
    label: str
    before: str
    after: str
    retired: bool


R = TypeVar("R", bound=RowLike)


@dataclass(slots=True)
class Plan(Generic[R]):
    """create: field values of new rows; update: (row, changed fields); retire: hide but keep; delete: nobody's words.

    A row that comes back is an update with retired=False.
    """

    create: list[dict[str, Any]] = field(default_factory=list)
    update: list[tuple[R, dict[str, Any]]] = field(default_factory=list)
    retire: list[R] = field(default_factory=list)
    delete: list[R] = field(default_factory=list)


@dataclass(slots=True)
class _Place(Generic[R]):
    """A place in the new list: a row (or None: a new one) and the changes it tells; free rows tell none."""

    row: R | None
    members: list[Change]


def reconcile(rows: Sequence[R], changes: Sequence[Change]) -> Plan[R]:
    """Match rows to changes by their addresses.

    A row of several addresses stays one row while any of them differs, and keeps its addresses when some do not. Rows
    without addresses (a free label such as 文言等修正) and rows of the history are a person's alone: they stay.
    """
    places = _matched(rows, changes)
    told = {id(place.row) for place in places if place.row}
    places = _with_free_rows(places, rows)
    plan: Plan[R] = Plan()
    now = positions([place.row.position if place.row else None for place in places])
    for place, position in zip(places, now, strict=True):
        _write(plan, place, position)
    for row in rows:
        if id(row) not in told and not is_free(row):
            _vanished(plan, row)
    return plan


def has_words(row: Any) -> bool:
    """True when a person has written something in the row."""
    return any(getattr(row, name, None) for name in WRITTEN)


def is_free(row: RowLike) -> bool:
    """True for a row that no comparison stands behind."""
    return row.kind == HISTORY or not row.addresses


def _matched(rows: Sequence[R], changes: Sequence[Change]) -> list[_Place[R]]:
    """One place for each row that still tells a change and for each change that no row tells yet, in document order."""
    owners = _owners(rows)
    places: list[_Place[R]] = []
    of_row: dict[int, _Place[R]] = {}
    for change in changes:
        row = next((owners[address] for address in change.addresses if address in owners), None)
        if row is not None and id(row) in of_row:
            of_row[id(row)].members.append(change)
            continue
        place = _Place(row, [change])
        places.append(place)
        if row is not None:
            of_row[id(row)] = place
    return places


def _owners(rows: Iterable[R]) -> dict[Address, R]:
    """The row of each address; where two claim it, one that is shown, then one that somebody wrote in."""
    found: dict[Address, R] = {}
    for row in sorted(rows, key=lambda row: (row.retired, not has_words(row), row.position)):
        for ref, code in () if is_free(row) else row.addresses:
            found.setdefault((ref, code), row)
    return found


def _with_free_rows(places: list[_Place[R]], rows: Sequence[R]) -> list[_Place[R]]:
    """A free row stays behind the row that it followed; the first ones stay first."""
    at_start: list[_Place[R]] = []
    behind: dict[int, list[_Place[R]]] = {}
    kept = {id(place.row): place for place in places if place.row}
    home = at_start
    for row in sorted(rows, key=lambda row: row.position):
        if id(row) in kept:
            home = behind.setdefault(id(row), [])
        elif is_free(row):
            home.append(_Place(row, []))
    return at_start + [found for place in places for found in (place, *behind.get(id(place.row), ()))]


def _write(plan: Plan[R], place: _Place[R], position: int) -> None:
    row = place.row
    fields: dict[str, Any] = {"position": position}
    if place.members:
        fields |= computed(place.members)
    if row is None:
        plan.create.append(fields)
        return
    if len(row.addresses) > 1:
        fields["addresses"] = _with_new(row.addresses, fields.get("addresses", []))
    differing = {name: value for name, value in fields.items() if _plain(getattr(row, name)) != value}
    if differing:
        plan.update.append((row, differing))


def computed(members: Sequence[Change]) -> dict[str, Any]:
    """The computed fields of a row that tells these changes."""
    kinds = {change.kind for change in members}
    words: Mapping[str, str] = composed(members)
    return {
        "kind": kinds.pop() if len(kinds) == 1 else "changed",
        "addresses": [list(address) for change in members for address in change.addresses],
        **words,
        "retired": False,
    }


def _with_new(kept: Any, found: list[list[str]]) -> list[list[str]]:
    plain = [list(pair) for pair in kept]
    return plain + [pair for pair in found if pair not in plain]


def _plain(value: Any) -> Any:
    return [list(pair) for pair in value] if isinstance(value, list | tuple) else value


def _vanished(plan: Plan[R], row: R) -> None:
    if not has_words(row):
        plan.delete.append(row)
    elif not row.retired:
        plan.retire.append(row)
