"""Check boxes with their （　） and 件: three states where the import could not read the mark."""

from typing import Any

from ..catalogue import Option, values
from .family import Family, parts
from .fields import NO, UNKNOWN, YES, MarkField, WrittenField

_STATES = {values.CHOSEN: YES, values.NOT_CHOSEN: NO, values.UNKNOWN: UNKNOWN}


def _add(form) -> None:
    """box-N, and boxtext-N and boxcount-N where the form (or an answer) has them."""
    for place, option in enumerate(form.item.options):
        form.fields[f"box-{place}"] = MarkField()
        if _has_text(form, option):
            form.fields[f"boxtext-{place}"] = WrittenField(5000)
        if option.opens_count:
            form.fields[f"boxcount-{place}"] = WrittenField(12)


def _has_text(form, option: Option) -> bool:
    return values.bracket_text(form.item, form.current, option.label) is not None


def _read(form, cleaned: dict[str, Any]) -> values.Value:
    """{"checked", "unknown", "other", "texts", "counts"} from the fields."""
    answer: dict[str, Any] = {"checked": [], "unknown": [], "texts": {}, "counts": {}}
    unclear = NO if cleaned.get("settle") else UNKNOWN
    for place, option in enumerate(form.item.options):
        state = cleaned.get(f"box-{place}", NO)
        state = unclear if state == UNKNOWN else state
        if state != NO:
            answer["checked" if state == YES else "unknown"].append(option.label)
        _read_bracket(form, option, cleaned.get(f"boxtext-{place}", ""), answer)
        answer["counts"][option.label] = cleaned.get(f"boxcount-{place}")
    if len(answer["unknown"]) == len(form.item.options) and _all_lost(form.current):
        answer |= {"checked": None, "unknown": []}
    return answer


def _read_bracket(form, option: Option, written: str, answer: dict[str, Any]) -> None:
    if values.is_other(form.item, option.label):
        answer["other"] = written
    elif written:
        answer["texts"][option.label] = written


def _all_lost(value: values.Value) -> bool:
    return values.is_lost(value) or parts(value).get("checked", []) is None


def _shown(form) -> dict[str, Any]:
    """Boxes under the headings of the form (・識別情報 …), each with its bracket."""
    groups: list[tuple[str, list[dict[str, Any]]]] = []
    for place, option in enumerate(form.item.options):
        if not groups or groups[-1][0] != option.heading:
            groups.append((option.heading, []))
        groups[-1][1].append(_box(form, place, option))
    boxes = [box for _, inside in groups for box in inside]
    return {
        "groups": groups,
        "unknown": sum(box["state"] == UNKNOWN for box in boxes),
        "wide": any(box["has_text"] or box["has_count"] for box in boxes),
    }


def _box(form, place: int, option: Option) -> dict[str, Any]:
    count = values.count_of(form.current, option.label)
    return {
        "place": place,
        "label": option.label,
        "state": _STATES[values.mark_of(form.item, form.current, option.label)],
        "has_text": f"boxtext-{place}" in form.fields,
        "text": values.bracket_text(form.item, form.current, option.label) or "",
        "has_count": option.opens_count,
        "count": "" if count is None else count,
    }


BOXES = Family("boxes", _add, _read, _shown, is_group=True)
