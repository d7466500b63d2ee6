"""The procedure of a form as data (規則第5条〜第9条, 指針第5の3): its steps, and which items of the form they fill."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Protocol

from ..catalogue import Form, values
from ..catalogue.wareki import format_wareki
from .data import code, table


@dataclass(frozen=True, slots=True)
class Kind:
    """Something that is recorded: who does it, what its note says, where the law asks for it."""

    key: str
    label: str
    who: str
    note: str
    source: str
    certainty: str
    period: bool = False
    note_required: bool = False
    fills: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """A kind in the procedure of a form. ``duty``: law, town or "" (may be recorded, is never asked for)."""

    kind: Kind
    duty: str


class MilestoneLike(Protocol):
    """What is read of a milestone (models.Milestone)."""

    kind: str
    on: date
    until: date | None
    note: str


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, Kind]:
    return {row["key"]: Kind(**row) for row in table("procedure")["kind"]}


def steps_of(form_key: str, asked_by_town: Iterable[str] = ()) -> list[Step]:
    """The steps of a form in their order, with what the town's own procedure asks for."""
    data, asked = table("procedure")["forms"].get(form_key, {}), set(asked_by_town)
    return [Step(kinds()[key], _duty(data, key, asked)) for key in data.get("steps", ())]


def recordable(form_key: str) -> list[Kind]:
    """Everything that can be recorded for a document of this form."""
    data = table("procedure")["forms"].get(form_key, {})
    wanted = {*data.get("law", ()), *data.get("town", ()), *data.get("record", ())}
    return [kind for key, kind in kinds().items() if key in wanted]


def town_may_ask(form_key: str) -> list[Kind]:
    """What a town may add to its own procedure (重点: 意見の聴取と第三者点検は任意)."""
    return [kinds()[key] for key in table("procedure")["forms"].get(form_key, {}).get("town", ())]


def rule_of(form_key: str) -> str:
    return table("procedure")["forms"].get(form_key, {}).get("rule", "")


def _duty(data: Mapping[str, Any], key: str, asked: set[str]) -> str:
    if key in data["law"]:
        return "law"
    return "town" if key in asked and key in data["town"] else ""


def length(milestone: MilestoneLike) -> int | None:
    """The days of a period, both ends counted: 12月1日〜12月31日 = 31."""
    return (milestone.until - milestone.on).days + 1 if milestone.until else None


def period_text(milestone: MilestoneLike) -> str:
    """「令和3年12月1日～令和3年12月31日の31日間」, as 川口市 prints it."""
    if milestone.until is None:
        return format_wareki(milestone.on)
    return f"{format_wareki(milestone.on)}～{format_wareki(milestone.until)}の{length(milestone)}日間"


def fillings(milestones: Iterable[MilestoneLike], form: Form) -> dict[str, values.Value]:
    """What the recorded steps say in Ⅴ / Ⅵ 評価実施手続: {item code: answer}. The last record of a kind counts."""
    filled: dict[str, values.Value] = {}
    for milestone in milestones:
        kind = kinds().get(milestone.kind)
        for part, role in kind.fills.items() if kind else ():
            if (wanted := code(form, role)) and (answer := _part(milestone, part, form, wanted)):
                filled[wanted] = answer
    return filled


def _part(milestone: MilestoneLike, part: str, form: Form, wanted: str) -> values.Value:
    if part == "set":
        return True
    if part == "on":
        is_date = form.item(wanted).kind == "date_wareki"
        return milestone.on.isoformat() if is_date else format_wareki(milestone.on)
    return period_text(milestone) if part == "period" else milestone.note.strip()
