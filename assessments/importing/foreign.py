"""The parts of a foreign JSON, taken apart with suspicion: every type is asked, every leftover is kept as text."""

import json
from collections.abc import Iterator
from typing import Any

from ..catalogue import CHECK_KINDS, Form, values
from ..catalogue.withheld import is_withheld
from .numbering import MOST
from .places import CHILDREN
from .report import Report
from .shape import fits

PREFIX = {"systems": "s", "files": "f", "outsourcing": "o", "provisions": "p", "transfers": "t"}
ENTRY_KINDS = frozenset(PREFIX)
DOCUMENT_PARTS = frozenset({"answers", "municipality", "unplaced"})
LONGEST_REF = 64
# What a person calls the parts of the JSON.
WORDS = {
    "systems": "システム",
    "files": "特定個人情報ファイル",
    "outsourcing": "委託事項",
    "provisions": "提供先",
    "transfers": "移転先",
    "answers": "記載",
    "municipality": "団体",
    "changes": "変更箇所",
    "date": "変更日",
    "timing": "提出時期",
    "table": "表",
    "annexes": "別添・別紙",
    "unplaced": "未配置の記載",
    "records": "記録項目",
}


class Foreign:
    """Answers and texts of one document."""

    def __init__(self, form: Form, report: Report) -> None:
        self.form, self.report = form, report

    def keep(self, after: str, name: str, value: Any) -> None:
        """What fits nowhere is kept as 「name: value」; an item is named by its heading, where the form has it."""
        name = self.form.item(name).heading if name in self.form.places else WORDS.get(name, name)
        after = self.code_of(after)
        shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
        text = values.clean_text(f"{name}: {shown}")
        self.report.unplaced.append({"after": after, "text": text, "line": 0})

    def code_of(self, part: str) -> str:
        """The item that stands nearest to a part of the document: the first one of systems, files, changes …"""
        if part == "changes":
            return next((item.code for s in self.form.sections if s.is_change_table for item in s.items), part)
        if part in ENTRY_KINDS:
            return next((code for code in self.form.places if self.form.holder_of(code) == part), part)
        return next(iter(self.form.places)) if part in DOCUMENT_PARTS else part

    def text(self, value: Any, after: str) -> str:
        if isinstance(value, str):
            return values.clean_text(value)
        if value is not None:
            self.keep(after, after, value)
        return ""

    def items_of(self, raw: Any, name: str) -> Iterator[dict[str, Any]]:
        """The objects of a list; anything else is kept as text."""
        if raw is None:
            return
        if not isinstance(raw, list):
            self.keep(name, name, raw)
            return
        for entry in raw:
            if isinstance(entry, dict):
                yield entry
            elif entry is not None:
                self.keep(name, name, entry)

    def answers(self, raw: Any, holder: str, ref: str) -> dict[str, Any]:
        if raw is None:
            return {}
        if not isinstance(raw, dict):
            self.keep("answers", "answers", raw)
            return {}
        kept: dict[str, Any] = {}
        for code, value in raw.items():
            self._answer(kept, code, value, holder, ref)
        return kept

    def _answer(self, kept: dict[str, Any], code: str, value: Any, holder: str, ref: str) -> None:
        place = self.form.places.get(code)
        here = place and place[2].has_answer and not place[0].is_change_table and self.form.holder_of(code) == holder
        if not here:
            self._misplaced(code, value)
            return
        item = place[2]
        if is_withheld(value):
            said = "は、もとの評価書で公表されていないため、読み取れなかったものとして残しました。"
            self.report.warn_at(ref, code, said, item=True)
            value = dict(values.LOST)
        value = self._known_labels(item, value)
        try:
            clean = values.clean(item, value) if fits(item, value) else _refuse(item)
        except values.WrongValue as error:
            self.report.warn_at(ref, code, f"を読めないため、未配置の記載に残しました。{error}", item=True)
            self.keep(code, code, value)
            return
        if clean is not None or (item.kind == "flag" and value is None):
            kept[code] = clean
            self.report.matched.append((code, ref, " ".join(values.as_text(item, clean).split())[:40]))

    def _misplaced(self, code: str, value: Any) -> None:
        """A code that the form does not have is the only name of what it holds."""
        known = code in self.form.places
        said = "はこの場所の項目ではないため" if known else "という項目はこの様式にないため"
        name = self.form.item(code).heading if known else code
        self.report.warn(f"「{name}」{said}、未配置の記載に残しました。")
        self.keep(code, code, value)

    def _known_labels(self, item, value: Any) -> Any:
        """A label that the item does not have must not take the other boxes with it."""
        if item.kind not in CHECK_KINDS or not fits(item, value) or values.is_lost(value) or value is None:
            return value
        kept = dict(value)
        for key in ("checked", "unknown", "texts", "counts"):
            said = kept.get(key) or []
            for stray in [label for label in said if label not in item.labels]:
                self.report.warn(
                    f"「{item.label}」に「{stray[:40]}」という選択肢はないため、未配置の記載に残しました。"
                )
                self.keep(item.code, item.code, f"{stray}: {said[stray]}" if isinstance(said, dict) else stray)
            if said:
                kept[key] = (
                    [label for label in said if label in item.labels]
                    if isinstance(said, list)
                    else {label: inner for label, inner in said.items() if label in item.labels}
                )
        return kept


def _refuse(item) -> Any:
    raise values.WrongValue(f"「{item.label}」に書ける形ではありません。")


class Entries:
    """Systems, files and what files hold: refs are made unique, numbers run from 1."""

    def __init__(self, foreign: Foreign) -> None:
        self.foreign, self.report = foreign, foreign.report
        self.refs: set[str] = set()

    def read(self, raw: Any, kind: str, prefix: str = "") -> list[dict[str, Any]]:
        found = list(self.foreign.items_of(raw, kind))
        numbers = self._numbers(found, kind)
        by_number = dict(zip(numbers, found, strict=True))
        return [self._entry(by_number.get(n), kind, n, prefix) for n in range(1, max(numbers, default=0) + 1)]

    def _numbers(self, found: list[dict[str, Any]], kind: str) -> list[int]:
        """As written when they rise; otherwise the order counts."""
        written = [entry.get("number") for entry in found]
        whole = all(isinstance(n, int) and not isinstance(n, bool) for n in written)
        if whole and all(0 < b - a <= MOST for a, b in zip([0, *written], written, strict=False)):
            return written
        if any(n is not None for n in written):
            self.report.warn(f"{WORDS[kind]}の番号が順になっていないため、並びの順に付け直しました。")
        return list(range(1, len(found) + 1))

    def _entry(self, raw: dict[str, Any] | None, kind: str, number: int, prefix: str) -> dict[str, Any]:
        lost = raw is None or raw.get("lost") is True
        raw = raw or {}
        ref = self._ref(raw.get("ref"), f"{prefix}{PREFIX[kind]}{number}", f"{WORDS[kind]}{number}")
        entry: dict[str, Any] = {
            "ref": ref,
            "number": number,
            "answers": self.foreign.answers(raw.get("answers"), kind, ref),
        }
        if lost:
            entry["lost"] = True
        if kind == "files":
            self._records(entry, raw)
            for child in CHILDREN:
                entry[child] = self.read(raw.get(child), child, ref)
        known = {"ref", "number", "answers", "lost"} | (
            {"records", "records_text", *CHILDREN} if kind == "files" else set()
        )
        for key in sorted(set(raw) - known):
            self.foreign.keep(kind, f"{WORDS[kind]}{number} {key}", raw[key])
        return entry

    def _ref(self, written: Any, invented: str, word: str) -> str:
        usable = isinstance(written, str) and values.clean_text(written) == written and 0 < len(written) <= LONGEST_REF
        ref = written if usable else invented
        if ref in self.refs:
            self.report.warn(f"{word}に、ほかの部分と同じ参照名が付いていたため、付け直しました。")
            ref = invented
        while ref in self.refs:
            ref += "x"
        self.refs.add(ref)
        return ref

    def _records(self, entry: dict[str, Any], raw: dict[str, Any]) -> None:
        records = raw.get("records")
        if records is not None and not isinstance(records, list):
            self.foreign.keep("files", "records", records)
            records = []
        kept = [values.clean_text(r) if isinstance(r, str) else r for r in records or []]
        for stray in [r for r in kept if not isinstance(r, str)]:
            self.foreign.keep("files", "records", stray)
        entry["records"] = [r for r in kept if isinstance(r, str) and r]
        if text := self.foreign.text(raw.get("records_text"), "files"):
            entry["records_text"] = text
