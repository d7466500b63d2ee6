"""The table of しきい値判断 (規則第4条〜第7条, 指針第5の2): pure, so that 様式2 prints its result wherever it is drawn.

The unit is the 事務: 対象人数 over all its files, 取扱者数 with the people of contractors (指針第4の2, 第5の2; recalled).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from . import values
from .meaning import code, table
from .spec import Form

_REMARK = re.compile(r"（[^（）]*）$")


@dataclass(frozen=True, slots=True)
class Answers:
    """The three answers of 様式2 Ⅱ by their wording; "" = not answered."""

    persons: str = ""
    handlers: str = ""
    incident: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        named = (("対象人数", self.persons), ("取扱者数", self.handlers), ("重大事故", self.incident))
        return tuple(name for name, value in named if not value)


@dataclass(frozen=True, slots=True)
class Threshold:
    """What is obliged. ``text``: as 様式2 Ⅲ prints it. ``reason``: the sentence that says why."""

    forms: tuple[str, ...]
    text: str
    reason: str
    base: str
    source: str
    certainty: str

    @property
    def level(self) -> int:
        return level_of(self.forms)

    @property
    def highest(self) -> str:
        """The key of the form with the most items that has to be made; "" when none has."""
        return self.forms[-1] if self.forms else ""


def plain(label: str) -> str:
    """A choice without its remark: 「1,000人未満（任意実施）」 is 「1,000人未満」."""
    return _REMARK.sub("", label)


def class_of(persons: int) -> str:
    """The class of a number of persons: 100000 -> 「10万人以上30万人未満」."""
    return [line["label"] for line in table("threshold")["class"] if line["from"] <= persons][-1]


def counted(persons: int, handlers: int, *, incident: bool) -> Answers:
    """The answers that follow from counted numbers."""
    data = table("threshold")
    many = handlers >= data["handlers"]["limit"]
    return Answers(
        class_of(persons), data["handlers"]["many" if many else "few"], data["incident"]["yes" if incident else "no"]
    )


def judge(answers: Answers) -> Threshold | None:
    """What is obliged, or None while an answer that decides is missing."""
    given = {"persons": plain(answers.persons), "handlers": answers.handlers, "incident": answers.incident}
    rows = [row for row in table("threshold")["row"] if row["persons"] == given["persons"]]
    row = next((r for r in rows if all(given[k] == v for k, v in r.items() if k != "forms")), None)
    return None if row is None else _threshold(tuple(row["forms"]), _reason(row, given))


def answers_in(form: Form, answers: Mapping[str, Any]) -> Answers:
    """The answers that a document gives; all empty for a form that does not ask."""
    return Answers(*(_choice(form, answers, role) for role in ("persons", "handlers", "recent_incident")))


def _choice(form: Form, answers: Mapping[str, Any], role: str) -> str:
    found = code(form, role)
    value = answers.get(found) if found else None
    return "" if values.is_lost(value) else values.choice_label(value)


def result_text(form: Form, item_code: str, answers: Mapping[str, Any]) -> str | None:
    """What 様式2 Ⅲ prints by itself; None for every other item and while an answer is missing."""
    if item_code != code(form, "threshold_text"):
        return None
    found = judge(answers_in(form, answers))
    return found.text if found else None


def level_of(forms: tuple[str, ...]) -> int:
    """How much is obliged: 0 nothing, then 基礎, 重点, 全項目."""
    order = [result["forms"][-1] if result["forms"] else "" for result in table("threshold")["result"]]
    return max((order.index(key) for key in forms if key in order), default=0)


def _threshold(forms: tuple[str, ...], reason: str) -> Threshold:
    data = table("threshold")
    result = next(r for r in data["result"] if tuple(r["forms"]) == forms)
    reason = f"{reason}、{result['text']}（{result['base']}）。"
    return Threshold(forms, result["text"], reason, result["base"], data["source"], data["certainty"])


def _reason(row: dict, given: dict[str, str]) -> str:
    names = {"persons": "対象人数", "handlers": "取扱者数", "incident": "過去1年以内の特定個人情報に関する重大事故"}
    told = [f"{names[key]}が「{given[key]}」" for key in names if key in row]
    return "、".join(told) + "であるため"
