"""Two documents name their entries differently: before they are compared, the same system is given the same name.

Entries belong together by what they are called, files that are left over by their place; the rest stands alone.
"""

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from changelog.tokens import canonical

from ..snapshot import CHILD_KINDS, Node, Snapshot, outline

ALIKE = 75  # of 100: 「住民基本台帳システム」 and 「既存住民基本台帳システム」
MOST = 20_000  # pairs; a town has some sixty systems


def aligned(old: Snapshot, new: Snapshot) -> Snapshot:
    """``old`` with the refs of ``new`` for the entries that are the same in both."""
    names_old, names_new = _names(old), _names(new)
    systems = _renamed(old.systems, new.systems, names_old, names_new)
    files = []
    for file, twin in _pairs(old.files, new.files, names_old, names_new, by_place=True):
        children = {
            kind: _renamed(file.of(kind), twin.of(kind) if twin else (), names_old, names_new) for kind in CHILD_KINDS
        }
        files.append(replace(file, ref=_ref(file, twin), children=children))
    return replace(old, systems=systems, files=tuple(files))


def _names(snapshot: Snapshot) -> dict[str, str]:
    """What each entry is called: the first text that is written in it."""
    found: dict[str, str] = {}
    for sheet in outline(snapshot):
        for placed in sheet.items:
            if placed.address[0] and placed.text and placed.address[0] not in found:
                found[placed.address[0]] = canonical(placed.text[:200])
    return found


def _renamed(old, new, names_old, names_new) -> tuple[Node, ...]:
    return tuple(replace(node, ref=_ref(node, twin)) for node, twin in _pairs(old, new, names_old, names_new))


def _ref(node: Node, twin: Node | None) -> str:
    return twin.ref if twin else f"old-{node.ref}"


def _pairs(
    old: Sequence[Node], new: Sequence[Node], names_old, names_new, *, by_place: bool = False
) -> list[tuple[Node, Node | None]]:
    """Each old entry with the new one that is the same, the most alike first."""
    scored = []
    for a, one in enumerate(old if len(old) * len(new) <= MOST else ()):
        for b, two in enumerate(new):
            alike = fuzz.ratio(names_old.get(one.ref, ""), names_new.get(two.ref, ""))
            if alike >= ALIKE:
                scored.append((-alike, abs(a - b), a, b))
    twins: dict[int, int] = {}
    for _, _, a, b in sorted(scored):
        if a not in twins and b not in twins.values():
            twins[a] = b
    if by_place:
        left = [b for b in range(len(new)) if b not in twins.values()]
        twins |= dict(zip((a for a in range(len(old)) if a not in twins), left, strict=False))
    return [(node, new[twins[a]] if a in twins else None) for a, node in enumerate(old)]
