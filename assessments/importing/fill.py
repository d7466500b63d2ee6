"""Turns the raw texts of one scope into answers, and tells the report what happened to each of them."""

from typing import Any

from ..catalogue import Form, Item, values
from .kinds import read_value
from .marks import MARK, in_plain_text, judge, sign_of
from .report import Report
from .tell import Teller
from .walk import Part, Scope
from .words import squeeze


class Filler:
    def __init__(self, form: Form, report: Report, tell: Teller) -> None:
        self.form, self.report, self.tell = form, report, tell

    def answers(self, scope: Scope, ref: str) -> dict[str, Any]:
        answers: dict[str, Any] = {}
        for code, parts in scope.parts.items():
            item = self.form.item(code)
            if not item.has_answer:
                self._printed(item, joined(parts), parts[0].line)
            elif item.kind != "flag":
                self._answer(answers, item, parts, ref)
        answers |= self._flags(scope)
        self.tell.beheaded(scope, ref)
        return answers

    def _answer(self, answers: dict[str, Any], item: Item, parts: list[Part], ref: str) -> None:
        worth = read_value(item, joined(parts))
        if worth.left:
            self.stray(item.code, worth.left, parts[0].line)
        self.tell.remarks(ref, item, worth.remarks)
        if worth.value is not None:
            answers[item.code] = worth.value
            self.tell.read(item.code, ref, worth.value)

    def _printed(self, item: Item, text: str, line: int) -> None:
        """Words that the form prints by itself are no answer; other words in their place are kept."""
        own = {squeeze(option.printed).rstrip("。") for option in item.options}
        if text and squeeze(text).rstrip("。") not in own:
            self.stray(item.code, text, line)

    def _flags(self, scope: Scope) -> dict[str, bool | None]:
        """The ○ beside headings; the boxes of one row are judged together. No ○ is no answer."""
        rows: dict[int, list[str]] = {}
        for code, parts in scope.parts.items():
            if self.form.item(code).kind == "flag":
                rows.setdefault(parts[0].row, []).append(code)
        found: dict[str, bool | None] = {}
        for codes in rows.values():
            marks = [MARK.search(scope.parts[code][0].text) for code in codes]
            verdicts = judge([sign_of(mark) if mark else "box" for mark in marks], [False] * len(marks))
            found |= {code: verdict for code, verdict in zip(codes, verdicts, strict=True) if verdict is not False}
        return found

    def lose(self, answers: dict[str, Any], items: list[Item], ref: str) -> None:
        """Items of missing pages."""
        for item in items:
            answers[item.code] = None if item.kind == "flag" else dict(values.LOST)
        self.tell.lost(items, ref)

    def stray(self, code: str, text: str, line: int) -> None:
        """Text that belongs to no item stands in the document behind the item printed before it."""
        self.report.unplaced.append({"after": code, "text": values.clean_text(in_plain_text(text)), "line": line})

    def is_empty(self, scope: Scope) -> bool:
        """A printed frame with nothing in it: no text, and no box that is ticked or may have been."""
        for code, parts in scope.parts.items():
            item = self.form.item(code)
            value = read_value(item, joined(parts)).value if item.has_answer else None
            if not values.is_empty(item, value) and not _only_unknown(item, value):
                return False
            if isinstance(value, dict) and (value.get("other") or value.get("texts") or value.get("counts")):
                return False
        return True


def joined(parts: list[Part]) -> str:
    """Cells of one row stand beside each other, rows below each other."""
    text = ""
    for before, part in zip([None, *parts], parts, strict=False):
        text += part.text if before is None else f"{' ' if before.row == part.row else chr(10)}{part.text}"
    return text


def _only_unknown(item: Item, value: Any) -> bool:
    return values.is_unknown(item, value) and not (isinstance(value, dict) and value.get("checked"))
