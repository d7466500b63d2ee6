"""Writes the report's sentences: what was read, what is unknown, which pages are missing."""

from collections.abc import Iterator
from typing import Any

from ..catalogue import Form, Item, values
from .places import CHILDREN, Places, file_word
from .report import Report
from .walk import Scope

SHORT = 40


class Teller:
    """Places are named when the document is complete: a file's name stands behind much that belongs to it."""

    def __init__(self, report: Report, form: Form) -> None:
        self.report, self.form = report, form
        self._lost: dict[tuple[str, str], list[Item]] = {}
        self._entries: list[str] = []

    def read(self, code: str, ref: str, value: Any) -> None:
        self.report.matched.append((code, ref, _short(values.as_text(self.form.item(code), value))))

    def remarks(self, ref: str, item: Item, sentences: list[str]) -> None:
        for sentence in sentences:
            self.report.warn_at(ref, item.code, f"：{sentence}")

    def beheaded(self, scope: Scope, ref: str) -> None:
        for code in sorted(scope.beheaded & set(scope.parts)):
            heading = self.form.item(code).heading
            self.report.warn_at(ref, code, f"の「{heading}」は、前のページが欠けているため、初めの部分がありません。")

    def lost(self, items: list[Item], ref: str) -> None:
        for item in items:
            _, block, _ = self.form.places[item.code]
            self._lost.setdefault((ref, block.code), []).append(item)

    def lost_entry(self, ref: str) -> None:
        self._entries.append(ref)

    def whole(self, document: dict[str, Any]) -> None:
        """Everything that can be said only when the document is complete."""
        places = Places(self.form, document)
        self.report.name_places(places)
        self._say_lost(places)
        self._unknown(document, places)
        self._counts(document)
        for file in document["files"]:
            self._compare_counts(file)

    def _say_lost(self, places: Places) -> None:
        for (ref, code), items in self._lost.items():
            block = next(b for s in self.form.sections for b in s.blocks if b.code == code)
            whole = len(items) == len([i for i in block.items if i.has_answer])
            names = "" if whole else "の" + "".join(f"「{item.heading}」" for item in items)
            self.report.lost.append(f"{places.block(ref, items[0].code)}{names}は、原文のページが欠けています。")
        for ref in self._entries:
            self.report.lost.append(f"{places.entry(ref)}は番号だけが分かり、内容は欠けています。")

    def _unknown(self, document: dict[str, Any], places: Places) -> None:
        for ref, answers in answers_of(document):
            for code, value in answers.items():
                item = self.form.places.get(code, (None, None, None))[2]
                if item and not values.is_lost(value) and values.is_unknown(item, value):
                    checked = value.get("checked", []) if isinstance(value, dict) else []
                    labels = list(item.labels) if checked is None else list((value or {}).get("unknown", []))
                    self.report.unknown.append((ref, code, labels or [item.label]))
                    self.report.unsure.append((places.item(ref, code), _which(item, labels)))

    def _compare_counts(self, file: dict[str, Any]) -> None:
        """A printed （4）件 that is not the number of entries is kept as printed, and said."""
        for block in (b for s in self.form.sections for b in s.blocks if b.entry_kind and b.when):
            value = file["answers"].get(block.when.code)
            printed = value.get("count", values.count_of(value, block.when.value)) if isinstance(value, dict) else None
            entries = len(file.get(block.entry_kind, []))
            if printed is not None and printed != entries:
                word, name = block.entry_heading(""), file_word(self.form, file)
                self.report.warn(f"{name}の「{block.when.value}」は{printed}件とありますが、{word}は{entries}件です。")

    def _counts(self, document: dict[str, Any]) -> None:
        files = document["files"]
        words = {"outsourcing": "委託事項", "provisions": "提供先", "transfers": "移転先"}
        self.report.counts = {
            "システム": len(document["systems"]),
            "特定個人情報ファイル": len(files),
            **{word: sum(len(file.get(kind, [])) for file in files) for kind, word in words.items()},
            "記録項目": sum(len(file.get("records", [])) for file in files),
            "変更箇所": len(document["changes"]),
        }


def answers_of(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(ref, answers) of the document and of every entry."""
    yield "", document["answers"]
    for entry in document["systems"]:
        yield entry["ref"], entry["answers"]
    for file in document["files"]:
        yield file["ref"], file["answers"]
        for kind in CHILDREN:
            for entry in file.get(kind, []):
                yield entry["ref"], entry["answers"]


def _which(item: Item, labels: list[str]) -> str:
    """Nineteen names say less than 「19の欄すべて」."""
    if labels and len(labels) == len(item.labels) > 1:
        return f"{len(labels)}の欄すべて"
    return "、".join(labels)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHORT else f"{text[:SHORT]}…"
