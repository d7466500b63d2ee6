"""Texts, days and choices: what is written or picked once."""

from datetime import date
from typing import Any

from django import forms

from ..catalogue import values, wareki
from .family import LONGEST, TOO_LONG, Family, known, parts
from .fields import WrittenField

DATE_HELP = "例：令和7年4月1日、R7.4.1、2025/4/1。決まっていないときは「令和8年4月予定」のようにも書けます。"
NOT_AN_OPTION = "選択肢から選んでください。"


# --- texts ------------------------------------------------------------------------------------------------------------


def _add_text(form) -> None:
    form.fields["value"] = WrittenField(LONGEST, error_messages={"max_length": TOO_LONG})


def _shown_text(form) -> dict[str, Any]:
    value = known(form.current) or ""
    return {"value": value, "long": form.item.kind == "long_text"}


TEXT = Family("text", _add_text, lambda form, cleaned: cleaned.get("value", ""), _shown_text)


# --- days -------------------------------------------------------------------------------------------------------------


def _add_date(form) -> None:
    form.fields["value"] = WrittenField(200)


def _read_date(form, cleaned: dict[str, Any]) -> str:
    written = cleaned.get("value", "").strip()
    if wareki.is_impossible(written):
        raise values.WrongValue(f"「{written}」という日はありません。日付を確かめてください。")
    day = wareki.parse_date(written)
    return day.isoformat() if day else written


def _shown_date(form) -> dict[str, Any]:
    value = known(form.current) or ""
    return {"value": wareki.as_printed(value), "also": western(value), "help": DATE_HELP}


def western(value: str) -> str:
    """「2025年4月1日（火）」 of a stored day, to compare with other papers; "" for what is no day."""
    try:
        day = date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        day = None
    return f"{day.year}年{day.month}月{day.day}日（{'月火水木金土日'[day.weekday()]}）" if day else ""


DATE = Family("date", _add_date, _read_date, _shown_date)


# --- choices ----------------------------------------------------------------------------------------------------------


def _add_choice(form) -> None:
    labels = [*form.item.labels, _stray(form)]
    form.fields["value"] = forms.ChoiceField(
        required=False,
        choices=[(label, label) for label in labels if label],
        error_messages={"invalid_choice": NOT_AN_OPTION},
    )
    if form.item.kind == "choice+count":
        form.fields["count"] = WrittenField(12)
    if form.item.kind == "choice+text":
        form.fields["text"] = WrittenField(2000)


def _stray(form) -> str:
    """A wording that the import found and the form does not offer."""
    current = values.choice_label(known(form.current))
    return "" if current in form.item.labels else current


def _read_choice(form, cleaned: dict[str, Any]) -> values.Value:
    label = cleaned.get("value", "")
    if form.item.kind == "choice":
        return label
    return {"choice": label, "count": cleaned.get("count"), "text": cleaned.get("text")}


def _shown_choice(form) -> dict[str, Any]:
    kept = parts(form.current)
    count = kept.get("count")
    return {
        "options": form.item.labels,
        "value": values.choice_label(known(form.current)),
        "stray": _stray(form),
        "has_count": "count" in form.fields,
        "count": "" if count is None else count,
        "has_text": "text" in form.fields,
        "text": kept.get("text", ""),
    }


CHOICE = Family("choice", _add_choice, _read_choice, _shown_choice, is_group=True)
