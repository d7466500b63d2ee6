"""One row for several items: the same change in three files, or ①②③ of one system, as the towns print it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from changelog.lines import Change
from changelog.wording import path_of

NOTHING = "（記載なし）"  # said of an item of the row that is empty while its neighbours are not
SHARED = ("changed_on", "timing", "note", "reason", "table")


class MergeRow(Protocol):
    """What merging reads of a row besides the fields in SHARED."""

    position: int
    addresses: Any


R = TypeVar("R", bound=MergeRow)


@dataclass(frozen=True, slots=True)
class Merge(Generic[R]):
    """keep: the row that stays, with these field values; gone: rows to delete; parted: fields that did not agree.

    The words are composed by the next reconcile.
    """

    keep: R
    fields: dict[str, Any]
    gone: list[R]
    parted: tuple[str, ...]


def merge(rows: Sequence[R]) -> Merge[R]:
    """Several rows as one: all their addresses, the first date and timing that is given, every note once.

    Raises ValueError for fewer than two rows, or for one that has no addresses.
    """
    if len(rows) < 2 or not all(row.addresses for row in rows):
        raise ValueError("merging takes two rows or more, each of an item")
    keep, *gone = sorted(rows, key=lambda row: row.position)
    fields: dict[str, Any] = {"addresses": [list(pair) for row in (keep, *gone) for pair in row.addresses]}
    parted = []
    for name in SHARED:
        values = list(dict.fromkeys(value for row in (keep, *gone) if (value := getattr(row, name, None))))
        if values:
            fields[name] = "\n".join(values) if name in ("note", "reason") else values[0]
        if len(values) > 1:
            parted.append(name)
    return Merge(keep, fields, gone, tuple(parted))


def split(row: MergeRow) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A merged row as one row per item: (fields of the row itself, fields of the new rows). Wordings stay behind.

    Raises ValueError for a row of one item.
    """
    if len(row.addresses) < 2:
        raise ValueError("this row is of one item")
    first, *others = [list(pair) for pair in row.addresses]
    shared = {name: value for name in SHARED if (value := getattr(row, name, None))}
    return {"addresses": [first]}, [{"addresses": [pair], "position": row.position, **shared} for pair in others]


def alike(changes: Iterable[Change]) -> list[tuple[Change, ...]]:
    """Changes that say the same of places that differ in one heading, (1)(2)(3): they may be offered as one row."""
    groups: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        if change.kind == "changed" and (change.before or change.after):
            groups.setdefault((change.before, change.after), []).append(change)
    return [tuple(group) for group in groups.values() if len(group) > 1 and _level(group) is not None]


def composed(members: Sequence[Change]) -> Mapping[str, str]:
    """{"label", "before", "after"} of a row that tells these changes. What is the same is said once."""
    if len(members) == 1:
        return {"label": members[0].label, "before": members[0].before, "after": members[0].after}
    names = _names(members)
    return {
        "label": _label(members),
        "before": _cell(names, [change.before for change in members]),
        "after": _cell(names, [change.after for change in members]),
    }


def _label(members: Sequence[Change]) -> str:
    """The common headings, with the one that differs as a list: 「(1)住民基本台帳ファイル (2)本人確認情報ファイル」."""
    level = _level(members)
    labels = dict.fromkeys(change.label for change in members)
    if level is None or len(labels) == 1:
        return "\n".join(labels)
    path = list(path_of(members[0].label))
    path[level] = " ".join(dict.fromkeys(path_of(change.label)[level] for change in members))
    return "\n".join(path)


def _level(members: Sequence[Change]) -> int | None:
    """Where the labels differ, if they differ in one heading only."""
    paths = [path_of(change.label) for change in members]
    if len({len(path) for path in paths}) > 1:
        return None
    levels = [level for level, names in enumerate(zip(*paths, strict=True)) if len(set(names)) > 1]
    return levels[0] if len(levels) == 1 else None


def _names(members: Sequence[Change]) -> list[str]:
    """What tells the members apart, to stand before their texts."""
    level = _level(members)
    paths = [path_of(change.label) for change in members]
    if level is not None:
        return [path[level] for path in paths]
    return [path[-1] if path else "" for path in paths]


def _cell(names: Sequence[str], texts: Sequence[str]) -> str:
    if len(set(texts)) == 1:
        return texts[0]
    return "\n".join(_said(name, text or NOTHING) for name, text in zip(names, texts, strict=True))


def _said(name: str, text: str) -> str:
    if not name or text.startswith(name):
        return text
    return f"{name}\n{text}" if "\n" in text else f"{name} {text}"
