"""Checks that a value from a foreign JSON has the shape of its kind, so that nothing later can stumble over it."""

from typing import Any

from ..catalogue import CHECK_KINDS, CHOICE_KINDS, Item

_CHECK_KEYS = {"checked", "unknown", "other", "texts", "counts"}
_FIGURE_KEYS = {"name", "media_type", "base64", "alt"}


def fits(item: Item, value: Any) -> bool:
    """True when `values.clean` can judge the value without meeting an unexpected type."""
    if value is None or value == {"lost": True} and value["lost"] is True:
        return True
    if item.kind in CHECK_KINDS:
        return isinstance(value, dict) and set(value) <= _CHECK_KEYS and _checks(value)
    if item.kind in CHOICE_KINDS:
        return _choice(item, value)
    if item.kind == "flag":
        return isinstance(value, bool)
    if item.kind == "figure":
        return _figure(value)
    return isinstance(value, str)


def _checks(value: dict[str, Any]) -> bool:
    lists = (value.get("checked", []), value.get("unknown", []))
    return (
        all(part is None or (isinstance(part, list) and all(isinstance(x, str) for x in part)) for part in lists)
        and isinstance(value.get("other", ""), str)
        and _all(value.get("texts", {}), lambda text: isinstance(text, str))
        and _all(value.get("counts", {}), _is_count)
    )


def _all(value: Any, test) -> bool:
    return isinstance(value, dict) and all(isinstance(key, str) and test(inner) for key, inner in value.items())


def _is_count(value: Any) -> bool:
    return value is None or (isinstance(value, int | str) and not isinstance(value, bool))


def _choice(item: Item, value: Any) -> bool:
    if isinstance(value, str):
        return True
    if not isinstance(value, dict):
        return False
    if set(value) == {"raw"}:
        return isinstance(value["raw"], str)
    extra = {"choice+count": "count", "choice+text": "text"}.get(item.kind)
    if not extra or not set(value) <= {"choice", extra}:
        return False
    choice = value.get("choice")
    named = choice is None or isinstance(choice, str) or (isinstance(choice, dict) and _raw(choice))
    held = value.get(extra)
    return named and (_is_count(held) if extra == "count" else isinstance(held, str | None))


def _raw(choice: dict[str, Any]) -> bool:
    return set(choice) == {"raw"} and isinstance(choice["raw"], str)


def _figure(value: Any) -> bool:
    if not isinstance(value, dict) or not set(value) <= {"figures", "text"}:
        return False
    figures = value.get("figures", [])
    return (
        isinstance(value.get("text", ""), str)
        and isinstance(figures, list)
        and all(
            isinstance(f, dict) and set(f) <= _FIGURE_KEYS and _all(f, lambda v: isinstance(v, str)) for f in figures
        )
    )
