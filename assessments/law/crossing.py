"""T8: 様式2 and the 様式3 or 様式4 of the same 事務 say the same (規則第5条〜第7条; the rules are derived from the forms)."""

from collections.abc import Iterator

from ..catalogue import get_form, values
from ..snapshot import Snapshot
from . import threshold
from .data import code


def contradictions(kiso: Snapshot, other: Snapshot) -> Iterator[tuple[str, str]]:
    """(code of the item in ``other``, sentence) for each difference."""
    yield from _persons(kiso, other)
    yield from _result(kiso, other)
    yield from _submitted(kiso, other)


def _persons(kiso: Snapshot, other: Snapshot) -> Iterator[tuple[str, str]]:
    mine, theirs = _label(kiso, "persons"), _label(other, "persons")
    if mine and theirs and mine != theirs:
        name = kiso.form.short_name
        yield code(other.form, "persons"), f"対象人数が「{theirs}」ですが、{name}では「{mine}」です。"


def _result(kiso: Snapshot, other: Snapshot) -> Iterator[tuple[str, str]]:
    found, said = threshold.of(kiso), _label(other, "threshold_result")
    if found and said and said != found.text:
        name = kiso.form.short_name
        yield (
            code(other.form, "threshold_result"),
            f"しきい値判断結果が「{said}」ですが、{name}の答えからは「{found.text}」です。",
        )


def _submitted(kiso: Snapshot, other: Snapshot) -> Iterator[tuple[str, str]]:
    said, name = _label(kiso, "forms_submitted"), get_form(other.form_key).short_name
    if said and name not in said:
        told = f"{kiso.form.short_name}では、提出する評価書の種類が「{said}」です。{name}があることと合いません。"
        yield code(other.form, "threshold_result"), told


def _label(snapshot: Snapshot, role: str) -> str:
    """A choice without its remark 「（任意に重点項目評価を実施）」; "" when empty or lost."""
    found = code(snapshot.form, role)
    value = snapshot.answers.get(found) if found else None
    return "" if values.is_lost(value) else threshold.plain(values.choice_label(value))
