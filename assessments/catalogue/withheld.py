"""What stands in place of an answer that is not made public (規則第13条), kind by kind; never the form's own words."""

from collections.abc import Callable
from typing import Any

from .spec import CHECK_KINDS, CHOICE_KINDS, Item

MASK = "（非公表）"
SUBMISSION = "提出用（公表しない記載を含む）"  # stands on a PDF in which nothing is hidden
MARK = "［非公表］"  # in place of ［○］ and ［　］
WITHHELD = {"withheld": True}  # of kinds that have no place for a text

Change = Callable[[str], str]


def is_withheld(value: Any) -> bool:
    return isinstance(value, dict) and value.get("withheld") is True


def hidden(item: Item | None) -> Any:
    """The value that residents read of an item that is withheld as a whole. ``None``: an item of no known form."""
    kind = item.kind if item else "text"
    if kind in CHECK_KINDS or kind == "flag":
        return dict(WITHHELD)
    if kind in CHOICE_KINDS:
        return {"raw": MASK}
    return {"text": MASK} if kind == "figure" else MASK


def over_texts(item: Item | None, value: Any, change: Change) -> Any:
    """The value with every text that somebody typed changed; labels of the form, counts and pictures stay."""
    if isinstance(value, str):
        return value if item and item.kind in CHOICE_KINDS else change(value)
    if isinstance(value, list):
        return [over_texts(item, part, change) for part in value]
    return {key: _part(key, part, change) for key, part in value.items()} if isinstance(value, dict) else value


def _part(key: str, part: Any, change: Change) -> Any:
    if key in ("raw", "text", "other") and isinstance(part, str):
        return change(part)
    if key == "choice" and isinstance(part, dict):
        return {inner: _part(inner, said, change) for inner, said in part.items()}
    if key == "texts" and isinstance(part, dict):
        return {label: change(text) if isinstance(text, str) else text for label, text in part.items()}
    if key == "figures" and isinstance(part, list):
        return [_figure(figure, change) for figure in part]
    return part


def _figure(figure: Any, change: Change) -> Any:
    if not isinstance(figure, dict):
        return figure
    return {key: change(v) if key in ("name", "alt") and isinstance(v, str) else v for key, v in figure.items()}


def typed_texts(item: Item | None, value: Any) -> list[str]:
    """Every text in the value that somebody typed."""
    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    over_texts(item, value, note)
    return [text for text in found if text]
