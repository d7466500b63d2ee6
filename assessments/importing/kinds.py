"""Turns the text of a cell into the value of its item's kind; what cannot be understood is handed back, not dropped."""

from dataclasses import dataclass, field
from typing import Any

from ..catalogue import CHECK_KINDS, CHOICE_KINDS, Item, values
from .boxes import read_checks
from .choices import read_choice
from .marks import in_plain_text
from .wareki import stored
from .words import squeeze


@dataclass
class Worth:
    """``value``: clean, None when empty; ``left``: words that fit nowhere in it; ``remarks``: sentences."""

    value: Any = None
    left: str = ""
    remarks: list[str] = field(default_factory=list)


def read_value(item: Item, text: str) -> Worth:
    """The value that the cell text of an item stands for. Never raises."""
    if item.under and squeeze(text) == squeeze(item.under):
        return Worth()  # a merged label cell that the machine printed again before an empty value
    try:
        worth = _by_kind(item, text)
        worth.value = values.clean(item, worth.value)
    except values.WrongValue:
        return Worth(None, in_plain_text(text))
    return worth


def _by_kind(item: Item, text: str) -> Worth:
    if item.kind in CHECK_KINDS:
        return Worth(*read_checks(item, text))
    if item.kind in CHOICE_KINDS:
        return Worth(*read_choice(item, text))
    text = values.clean_text(in_plain_text(text))
    if item.kind == "date_wareki":
        return Worth(stored(text) or None)
    if item.kind == "figure":
        return Worth({"text": text} if text else None)
    return Worth(text or None)
