"""Writes the report's sentences: what was read, what is unknown, which pages are missing."""

from collections.abc import Iterator
from typing import Any

from ..catalogue import Form, Item, values
from .report import Report
from .walk import Scope

SHORT = 40


class Teller:
    def __init__(self, report: Report, form: Form) -> None:
        self.report, self.form = report, form
        self._lost: dict[tuple[str, str], list[Item]] = {}
        self._entries: list[tuple[str, str, int]] = []

    def read(self, code: str, ref: str, value: Any) -> None:
        self.report.matched.append((code, ref, _short(values.as_text(self.form.item(code), value))))

    def remarks(self, ref: str, item: Item, sentences: list[str]) -> None:
        for sentence in sentences:
            self.report.warn(f"{self._where(ref, item.code)}：{sentence}")

    def beheaded(self, scope: Scope, ref: str) -> None:
        for code in sorted(scope.beheaded & set(scope.parts)):
            item = self.form.item(code)
            self.report.warn(
                f"{self._where(ref, code)}の「{item.heading}」は、前のページが欠けているため、初めの部分がありません。"
            )

    def lost(self, items: list[Item], ref: str) -> None:
        for item in items:
            _, block, _ = self.form.places[item.code]
            self._lost.setdefault((ref, block.code), []).append(item)

    def lost_entry(self, kind: str, ref: str, number: int) -> None:
        self._entries.append((kind, ref, number))

    def whole(self, document: dict[str, Any]) -> None:
        """Everything that can be said only when the document is complete."""
        self._say_lost()
        self._unknown(document)
        self._counts(document)
        for file in document["files"]:
            self._compare_counts(file)

    def _say_lost(self) -> None:
        for (ref, code), items in self._lost.items():
            block = next(b for s in self.form.sections for b in s.blocks if b.code == code)
            whole = len(items) == len([i for i in block.items if i.has_answer])
            names = "" if whole else "の" + "".join(f"「{item.heading}」" for item in items)
            self.report.lost.append(f"{self._where(ref, items[0].code)}{names}は、原文のページが欠けています。")
        for kind, ref, number in self._entries:
            self.report.lost.append(
                f"{self._entry_word(kind, number)}（{ref}）は番号だけが分かり、内容は欠けています。"
            )

    def _where(self, ref: str, code: str) -> str:
        """「Ⅲ 5.特定個人情報の提供・移転 f1」: the place in the form, and which entry."""
        section, block, _ = self.form.places[code]
        title = f"{block.number}{block.title}" if block.title != section.title else section.title
        entry = f"［{ref}］" if ref else ""
        return f"{section.number}{entry} {title}".strip()

    def _entry_word(self, kind: str, number: int) -> str:
        for section in self.form.sections:
            for block in section.blocks:
                if block.entry_kind == kind:
                    return block.entry_heading(number)
        return f"特定個人情報ファイル({number})"

    def _unknown(self, document: dict[str, Any]) -> None:
        for ref, answers in answers_of(document):
            for code, value in answers.items():
                item = self.form.places.get(code, (None, None, None))[2]
                if item and not values.is_lost(value) and values.is_unknown(item, value):
                    checked = value.get("checked", []) if isinstance(value, dict) else []
                    labels = list(item.labels) if checked is None else list((value or {}).get("unknown", []))
                    self.report.unknown.append((ref, code, labels or [item.label]))

    def _name_of(self, file: dict[str, Any]) -> str:
        name = self.form.file_name_item and file["answers"].get(self.form.file_name_item.code)
        return f"({file['number']}) {name}" if isinstance(name, str) else f"({file['number']})"

    def _compare_counts(self, file: dict[str, Any]) -> None:
        """A printed （4）件 that is not the number of entries is kept as printed, and said."""
        for block in (b for s in self.form.sections for b in s.blocks if b.entry_kind and b.when):
            value = file["answers"].get(block.when.code)
            printed = value.get("count", values.count_of(value, block.when.value)) if isinstance(value, dict) else None
            entries = len(file.get(block.entry_kind, []))
            if printed is not None and printed != entries:
                word = block.entry_heading("")
                self.report.warn(
                    f"{self._name_of(file)}の「{block.when.value}」は{printed}件とありますが、{word}は{entries}件です。"
                )

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
        for kind in ("outsourcing", "provisions", "transfers"):
            for entry in file.get(kind, []):
                yield entry["ref"], entry["answers"]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHORT else f"{text[:SHORT]}…"
