"""One answer under the wording of another edition or form."""

from ..catalogue import CHECK_KINDS, CHOICE_KINDS, Item, values
from ..catalogue.moves import Moves
from ..catalogue.withheld import is_withheld


def fitting(item: Item, value: values.Value, moved: Moves) -> values.Value:
    """The value under the wording of the new item, or None where it does not fit there."""
    if values.is_lost(value) or is_withheld(value) or value is None:
        return value
    if item.kind in CHOICE_KINDS:
        return _fitting_choice(item, value, moved)
    if item.kind in CHECK_KINDS:
        return _fitting_checks(item, value, moved)
    return value if isinstance(value, (str, bool)) or item.kind == "figure" else None


def _fitting_choice(item: Item, value: values.Value, moved: Moves) -> values.Value:
    label = moved.option(item.code, values.choice_label(value))
    known = label in item.labels or (isinstance(value, dict) and "raw" in value)
    if not known:
        return None
    if isinstance(value, dict) and "choice" in value:
        return {**value, "choice": label} if item.kind != "choice" else label
    return (
        label
        if isinstance(value, str) and item.kind == "choice"
        else ({"choice": label} if isinstance(value, str) else value)
    )


def _fitting_checks(item: Item, value: values.Value, moved: Moves) -> values.Value:
    if not isinstance(value, dict):
        return None
    said = {key: [moved.option(item.code, label) for label in value.get(key) or ()] for key in ("checked", "unknown")}
    for key in {"texts", "counts"} & set(value):
        said[key] = {moved.option(item.code, label): inner for label, inner in value[key].items()}
    if any(label not in item.labels for labels in said.values() for label in labels):
        return None
    return {**value, **said} if value.get("checked", []) is not None else {**value, **said, "checked": None}
