"""Keeps the rows of a change list in step with the computed differences, and what people wrote in them.

Pure: takes rows and changes, says what to create, update, retire and delete; the caller writes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from changelog.lines import Address, Change

COMPUTED = ("position", "kind", "addresses", "label", "before", "after", "retired")
WRITTEN = ("changed_on", "timing", "note", "reason", "custom_label", "custom_before", "custom_after", "table")


class RowLike(Protocol):
    """What reconcile reads of a row (changelog.models.ChangeRow)."""

    addresses: Any
    retired: bool


@dataclass(slots=True)
class Plan:
    """create: field values of new rows; update: (row, changed fields); retire: hide but keep; delete: nobody's words."""

    create: list[dict[str, Any]] = field(default_factory=list)
    update: list[tuple[Any, dict[str, Any]]] = field(default_factory=list)
    retire: list[Any] = field(default_factory=list)
    delete: list[Any] = field(default_factory=list)


def reconcile(rows: Sequence[RowLike], changes: Sequence[Change]) -> Plan:
    """Match rows to changes by their addresses. A row of several addresses stays one row while one of them differs."""
    plan, by_address = Plan(), _by_address(rows)
    groups: dict[int, list[Change]] = {}
    order: list[tuple[Any, list[Change]]] = []
    for change in changes:
        row = next((by_address[a] for a in change.addresses if a in by_address), None)
        if row is None:
            order.append((None, [change]))
        elif id(row) in groups:
            groups[id(row)].append(change)
        else:
            groups[id(row)] = [change]
            order.append((row, groups[id(row)]))
    for position, (row, members) in enumerate(order):
        _place(plan, row, _computed(row, members, position))
    for row in rows:
        if id(row) not in groups:
            _vanished(plan, row)
    return plan


def has_words(row: Any) -> bool:
    """True when a person has written something in the row."""
    return any(getattr(row, name, None) for name in WRITTEN)


def _by_address(rows: Iterable[RowLike]) -> dict[Address, RowLike]:
    found: dict[Address, RowLike] = {}
    for row in rows:
        for ref, code in row.addresses:
            found.setdefault((ref, code), row)
    return found


def _computed(row: Any, members: list[Change], position: int) -> dict[str, Any]:
    addresses = [list(a) for change in members for a in change.addresses]
    if row is not None and len(row.addresses) > 1:
        addresses = [list(a) for a in row.addresses]
    return {
        "position": position,
        "kind": members[0].kind,
        "addresses": addresses,
        "label": "\n".join(dict.fromkeys(change.label for change in members)),
        "before": "\n".join(change.before for change in members),
        "after": "\n".join(change.after for change in members),
        "retired": False,
    }


def _place(plan: Plan, row: Any, computed: dict[str, Any]) -> None:
    if row is None:
        plan.create.append(computed)
        return
    differing = {k: v for k, v in computed.items() if _plain(getattr(row, k)) != v}
    if differing:
        plan.update.append((row, differing))


def _plain(value: Any) -> Any:
    return [list(pair) for pair in value] if isinstance(value, list) else value


def _vanished(plan: Plan, row: Any) -> None:
    if has_words(row):
        if not row.retired:
            plan.retire.append(row)
    else:
        plan.delete.append(row)
