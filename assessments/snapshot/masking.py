"""The document as residents may read it: the Snapshot without what is withheld (規則第13条).

Pure, and the only place that decides it. In doubt the whole item is hidden: a passage that is no longer found in its
item hides all of it.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ..catalogue.withheld import MASK, over_texts
from .annex_parts import PDF, TABLE, TEXT
from .annexes import Annex
from .hiding import Words, applies, hide, identifying, item_of
from .redacting import Blackout
from .value import CHILD_KINDS, ChangeEntry, Node, Snapshot
from .withheld import Withheld


def masked(snapshot: Snapshot) -> Snapshot:
    """What residents may read. The same object where nothing was ever withheld."""
    return _Masking(snapshot).public() if snapshot.withheld else snapshot


class _Masking:
    """Masks one document."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot, self.form = snapshot, snapshot.form
        self.active = [held for held in snapshot.withheld if held.is_active]
        self.words = Words.of(snapshot)
        self.untouched = identifying(self.form)

    def public(self) -> Snapshot:
        shown = self.snapshot
        return replace(
            shown,
            answers=self._answers("", "", shown.answers),
            systems=tuple(map(self._node, shown.systems)),
            files=tuple(map(self._node, shown.files)),
            changes=tuple(map(self._entry, shown.changes)),
            unplaced=tuple(map(self._piece, shown.unplaced)),
            annexes=tuple(map(self._annex, shown.annexes)),
            withheld=(),
        )

    # --- answers ---

    def _held(self, kind: str, ref: str) -> dict[str, list[Withheld]]:
        found: dict[str, list[Withheld]] = {}
        for held in self.active:
            if applies(held, self.form, kind, ref):
                found.setdefault(held.code, []).append(held)
        return found

    def _answers(self, kind: str, ref: str, answers: Mapping[str, Any]) -> dict[str, Any]:
        made = {code: self._elsewhere(code, value) for code, value in answers.items()}
        for code, held in self._held(kind, ref).items():
            item = item_of(self.form, code)
            if (item and item.kind != "record_list") or (not item and code in answers):
                made[code] = self._elsewhere(code, hide(item, answers.get(code), held))
        return made

    def _elsewhere(self, code: str, value: Any) -> Any:
        return value if code in self.untouched else over_texts(item_of(self.form, code), value, self.words.items)

    def _node(self, node: Node) -> Node:
        children = {kind: tuple(map(self._node, node.of(kind))) for kind in CHILD_KINDS} if node.children else {}
        shown = replace(node, answers=self._answers(node.kind, node.ref, node.answers), children=children)
        item = self.form.record_item
        held = self._held(node.kind, node.ref).get(item.code) if item and node.kind == "files" else None
        made = [*node.records, node.records_text]
        if held:
            made = hide(None, made, held)
        if made == MASK:
            return replace(shown, records=(MASK,), records_text="")
        *records, text = (self.words.items(line) for line in made)
        return replace(shown, records=tuple(records), records_text=text)

    def _piece(self, piece: Mapping[str, str]) -> Mapping[str, str]:
        """Text of an import that fits no item; what stood behind a withheld item may be its text."""
        behind = any(piece.get("after") in held.all_codes for held in self.active)
        return {**piece, "text": MASK if behind else self.words.free_rows(piece.get("text") or "")}

    def _annex(self, annex: Annex) -> Annex:
        held, words = self._held("annex", annex.ref), self.words.items
        rows = tuple(tuple(words(cell) for cell in row) for row in annex.rows)
        texts = {name: words(getattr(annex, name)) for name in ("title", "heading", "text", "file_name", "alt")}
        shown = replace(annex, rows=rows, **texts)
        if TEXT in held:
            shown = replace(shown, text=words(hide(None, annex.text, held[TEXT])))
        if TABLE in held:
            shown = _with_table(shown, hide(None, [list(row) for row in annex.rows], held[TABLE]), words)
        if PDF in held:
            shown = replace(shown, kind="text", file=None, file_name="", alt="", text=f"{shown.text}\n{MASK}".strip())
        return shown

    # --- rows of the change list ---

    def _entry(self, entry: ChangeEntry) -> ChangeEntry:
        hide_before, hide_after = self._hidden_cells(entry)
        words = self.words.rows if entry.addresses else self.words.free_rows
        return replace(
            entry,
            item=words(entry.item),
            before=MASK if hide_before and entry.before else words(entry.before),
            after=MASK if hide_after and entry.after else words(entry.after),
            note=words(entry.note),
            table=words(entry.table),
            date=entry.date if _is_iso(entry.date) else words(entry.date),
        )

    def _hidden_cells(self, entry: ChangeEntry) -> tuple[bool, bool]:
        """After it was lifted, only what stood there before stays hidden: the row of that version says what is new."""
        held = [h for h in self.snapshot.withheld if any(h.speaks_of(*address) for address in entry.addresses)]
        number = entry.version or 0
        before = any(h.lifted is None or number <= h.lifted for h in held)
        return before, any(h.lifted is None or number < h.lifted for h in held)


def _with_table(annex: Annex, made: Any, words: Blackout) -> Annex:
    if made == MASK:
        return replace(annex, rows=((MASK,),), header=False)
    return replace(annex, rows=tuple(tuple(words(cell) for cell in row) for row in made))


def _is_iso(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
