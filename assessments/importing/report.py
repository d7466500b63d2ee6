"""What a reader says about what it read, since an import that is silent about its gaps cannot be trusted."""

from dataclasses import dataclass, field
from typing import Any

from .places import Places


class Unreadable(ValueError):
    """The file cannot be read at all; the message is one Japanese sentence that tells what to do."""


@dataclass
class Report:
    """``matched``: (code, ref, short text) · ``unplaced``: {"after", "text", "line"} · ``unknown``: (ref, code, labels).

    Codes and refs are for programs; a person reads ``unsure`` (what is unknown, in words) and ``summary``.
    """

    form_key: str = ""
    edition: str = ""
    form_name: str = ""
    matched: list[tuple[str, str, str]] = field(default_factory=list)
    unplaced: list[dict[str, Any]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    unknown: list[tuple[str, str, list[str]]] = field(default_factory=list)
    unsure: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)  # 「記録項目」 -> 352: what was read, by its Japanese name
    _unnamed: list[tuple[str, str, str, bool]] = field(default_factory=list)  # what is to be said of a place
    coverage: float | None = None  # share of the source's characters that stand somewhere in the result

    def warn(self, sentence: str) -> None:
        if sentence not in self.warnings:
            self.warnings.append(sentence)

    def warn_at(self, ref: str, code: str, said: str, *, item: bool = False) -> None:
        """A warning that begins with the name of a block (or item), known when the document is complete."""
        self._unnamed.append((ref, code, said, item))

    def name_places(self, places: Places) -> None:
        for ref, code, said, item in self._unnamed:
            self.warn(f"{places.item(ref, code) if item else places.block(ref, code)}{said}")
        self._unnamed.clear()

    def summary(self) -> list[str]:
        """The report as Japanese sentences, the good news first."""
        counts = "、".join(f"{name}{number}件" for name, number in self.counts.items() if number)
        said = [f"{self.form_name or '評価書'}として、{len(self.matched)}項目の記載を読み取りました。"]
        if counts:
            said.append(f"読み取ったもの：{counts}。")
        if self.unknown:
            said.append(f"○が読み取れなかった項目が{len(self.unknown)}件あります。提出の前に確かめてください。")
        if self.unplaced:
            said.append(
                f"どの項目のものか分からない記載が{len(self.unplaced)}件あります。「未配置の記載」に残しました。"
            )
        if self.coverage is not None:
            said.append(f"原文の文字の{_percent(self.coverage)}％を読み取りました。")
        return said + self.lost + self.warnings


def _percent(share: float) -> str:
    """Rounded down, so that 100 means all."""
    return f"{int(share * 1000) / 10:g}"


@dataclass
class Reading:
    """A read file: the interchange document (schema 1) and the report about it."""

    document: dict[str, Any]
    report: Report
