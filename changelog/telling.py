"""What happened, in a sentence: 「庁内連携システム」を選択. The before and after texts stay the official ones."""

import re
from collections.abc import Iterator

from rapidfuzz.distance import Indel

from changelog.lines import Change, Line
from changelog.wording import numbered

RENAMED = 0.5  # of 1; so alike must two records be for one to be the other's new name
MANY = 20_000  # pairs; a list that was replaced wholesale is told as gone and come
_BOX = re.compile(r"[［\[]([^］\]]{0,2})[］\]][ \u3000]*(.*)", re.DOTALL)
_CHOSEN = frozenset("○〇◯Oレ✓■")


def happened(change: Change) -> tuple[str, ...]:
    """One sentence for each thing that happened; () where only the marked texts can tell."""
    if change.kind != "changed":
        return (_entry(change),)
    if change.old and change.new and change.old[0].parts and change.new[0].parts:
        return tuple(_parts(change.old[0], change.new[0]))
    if change.before and change.after:
        return ()
    return ("新たに記載" if change.after else "記載を削除",)


def _entry(change: Change) -> str:
    text = change.after or change.before
    return f"「{text.split(chr(10), 1)[0]}」を{'追加' if change.kind == 'entry_added' else '削除'}"


def _parts(old: Line, new: Line) -> Iterator[str]:
    before, after = numbered(old.parts), numbered(new.parts)
    for key, text in after.items():
        if key in before and before[key] != text:
            yield _edited(before[key], text)
    gone = [text for key, text in before.items() if key not in after and text]
    come = [text for key, text in after.items() if key not in before and text]
    yield from _renamed(gone, come)


def _edited(before: str, after: str) -> str:
    old, new = _BOX.fullmatch(before), _BOX.fullmatch(after)
    if not old or not new:
        return f"「{before}」を「{after}」に変更"
    was, now = (bool(_CHOSEN & set(found[1])) for found in (old, new))
    if was != now:
        return f"「{new[2] if now else old[2]}」{'を選択' if now else 'の選択を解除'}"
    return f"「{old[2]}」を「{new[2]}」に変更" if old[2] != new[2] else f"「{new[2]}」の印を変更"


def _renamed(gone: list[str], come: list[str]) -> Iterator[str]:
    """Records by what became of them; one that went and one that came are a new name where they are alike."""
    names = _names(gone, come)
    for place, text in enumerate(gone):
        yield f"「{text}」を「{come[names[place]]}」に変更" if place in names else f"「{text}」を削除"
    renamed = set(names.values())
    for place, text in enumerate(come):
        if place not in renamed:
            yield f"「{text}」を追加"


def _names(gone: list[str], come: list[str]) -> dict[int, int]:
    """{old place: new place}, the most alike first."""
    if len(gone) * len(come) > MANY:
        return {}
    pairs = [(i, j, Indel.normalized_similarity(old, new)) for i, old in enumerate(gone) for j, new in enumerate(come)]
    names: dict[int, int] = {}
    for i, j, alike in sorted(pairs, key=lambda pair: -pair[2]):
        if alike >= RENAMED and i not in names and j not in names.values():
            names[i] = j
    return names
