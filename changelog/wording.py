"""The words of a change: what stands in the two cells of its row, before anybody looks at single characters.

Works on plain texts and tuples, so that lines, rows and tests can share it.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

Parts: TypeAlias = Sequence[tuple[str, str]]
Path: TypeAlias = tuple[str, ...]


def path_of(label: str) -> Path:
    """The headings of a newline-separated label, outermost first; empty lines are no headings."""
    return tuple(filter(None, label.split("\n")))


def common_path(labels: Iterable[str]) -> Path:
    """The headings that all labels begin with."""
    paths = [path_of(label) for label in labels]
    if not paths:
        return ()
    shortest = min(map(len, paths))
    for depth in range(shortest):
        if len({path[depth] for path in paths}) > 1:
            return paths[0][:depth]
    return paths[0][:shortest]


def numbered(parts: Parts) -> dict[tuple[str, int], str]:
    """Parts by (key, how many of this key came before): two records of one name stay two."""
    seen: dict[str, int] = {}
    result = {}
    for key, text in parts:
        seen[key] = seen.get(key, -1) + 1
        result[key, seen[key]] = text
    return result


def differing(old: Parts, new: Parts) -> tuple[list[str], list[str]]:
    """The texts of the parts that differ: (those of the old side, those of the new side), each in its own order."""
    before, after = numbered(old), numbered(new)
    return (
        [text for key, text in before.items() if after.get(key) != text and text],
        [text for key, text in after.items() if before.get(key) != text and text],
    )


def parts_text(old: Parts, new: Parts) -> tuple[str, str] | None:
    """The two cells of an item of parts: one differing part per line. None if the parts do not tell the difference."""
    if not old or not new:
        return None
    before, after = differing(old, new)
    if not before and not after:
        return None
    return "\n".join(before), "\n".join(after)


def reordered(old_text: str, old: Parts, new_text: str, new: Parts) -> bool:
    """True where the same parts stand in another order and nothing else differs, running numbers included."""
    return bool(old) and old != new and sorted(old) == sorted(new) and sorted(old_text) == sorted(new_text)


def entry_text(heading: str, items: Iterable[tuple[str, str]]) -> str:
    """A whole entry as it is told in one cell: `items` are (label, text), labels being full paths under `heading`.

    Empty texts are left out. A heading is said once and stands before its text, as the towns print it:
    「移転先15 福祉室 地域福祉課」「①法令上の根拠 …」.
    """
    told = list(_told(path_of(heading), items))
    return "\n".join(told)


def _told(root: Path, items: Iterable[tuple[str, str]]) -> Iterator[str]:
    base = len(root) - 1 if root else 0
    last: Path = ()
    for label, text in items:
        if not text:
            continue
        path = path_of(label)
        rest = path[base:] if path[: len(root)] == root else path
        kept = _shared(last, rest)
        yield from rest[kept:-1]
        lead = rest[-1] if kept < len(rest) else ""
        yield _joined(lead, text)
        last = rest


def _shared(one: Path, two: Path) -> int:
    count = 0
    for left, right in zip(one, two, strict=False):
        if left != right:
            break
        count += 1
    return count


def _joined(lead: str, text: str) -> str:
    if not lead:
        return text
    return f"{lead}\n{text}" if "\n" in text else f"{lead} {text}"
