"""しきい値判断 of documents (規則第4条〜第7条, 第14条第3項): which assessments a 事務 has to make, and which it has."""

from collections.abc import Iterable

from ..catalogue import get_form
from ..catalogue.meaning import code
from ..catalogue.threshold import Answers, Threshold, answers_in, class_of, counted, judge, level_of, plain
from ..snapshot import Snapshot

__all__ = [
    "Answers",
    "Threshold",
    "answers_of",
    "asks",
    "class_of",
    "counted",
    "form_names",
    "judge",
    "missing_forms",
    "of",
    "plain",
    "rises",
    "voluntary",
]


def answers_of(snapshot: Snapshot) -> Answers:
    """The answers that a document gives; all empty for a form that does not ask."""
    return answers_in(snapshot.form, snapshot.answers)


def of(snapshot: Snapshot) -> Threshold | None:
    """The result of a 基礎項目評価書; None for other forms and while an answer is missing."""
    return judge(answers_of(snapshot)) if code(snapshot.form, "recent_incident") else None


def asks(snapshot: Snapshot) -> bool:
    """Does this form ask for the threshold itself (様式2 Ⅱ)?"""
    return bool(code(snapshot.form, "recent_incident"))


def voluntary(threshold: Threshold, form_key: str) -> bool:
    """Is a document of this form more than is obliged? 任意に実施する評価 (指針第4の4; certainty as in the table)."""
    return form_key not in threshold.forms and level_of((form_key,)) > threshold.level


def rises(before: Threshold | None, after: Threshold | None) -> bool:
    """規則第14条第3項: has the result risen, so that a higher assessment has to be made 速やかに?"""
    return before is not None and after is not None and after.level > before.level


def missing_forms(threshold: Threshold, existing: Iterable[str]) -> tuple[str, ...]:
    """The forms that are obliged and not there. The first one, 基礎, is always made (T2); for the other a higher
    voluntary one serves (recalled-low)."""
    have = set(existing)
    best = level_of(tuple(have))
    lacking = [key for key in threshold.forms if key not in have]
    return tuple(key for key in lacking if key in threshold.forms[:1] or best < level_of((key,)))


def form_names(keys: Iterable[str]) -> str:
    """「基礎項目評価書及び重点項目評価書」."""
    return "及び".join(get_form(key).short_name for key in keys)
