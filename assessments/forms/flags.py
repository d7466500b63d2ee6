"""One ○ beside a heading, such as 「委託しない」."""

from typing import Any

from ..catalogue import values
from .family import Family
from .fields import NO, UNKNOWN, YES, MarkField


def _add(form) -> None:
    form.fields["value"] = MarkField()


def _read(form, cleaned: dict[str, Any]) -> bool | None:
    state = cleaned.get("value", NO)
    if state == UNKNOWN:
        return False if cleaned.get("settle") else None
    return state == YES


def _shown(form) -> dict[str, Any]:
    unknown = form.current is None or values.is_lost(form.current)
    return {"unknown": unknown, "checked": form.current is True, "label": form.item.heading}


FLAG = Family("flag", _add, _read, _shown, is_group=True)
