"""Words that the form prints around a value; they are the form's, not the town's."""

import re

from ..catalogue import Item
from .words import squeeze

_LEAD = re.compile(r"（([^（）:：]+)：[　\s]*）")
_BELOW = re.compile(r"「([^」]{12,})」を印字")


def printed_lead(item: Item) -> str:
    """「手数料額、納付方法」 of 「（手数料額、納付方法：　　）」."""
    found = _LEAD.search(item.layout) if item.kind == "choice+text" else None
    return found[1] if found else ""


def printed_below(item: Item) -> str:
    """「2)又は3)を選択した評価実施機関については…」 under a choice."""
    found = _BELOW.search(item.note)
    return found[1] if found else ""


def without_printed(item: Item, left: str) -> str:
    """「（手数料額、納付方法：1枚10円）」 -> 「1枚10円」; a sentence of the form's own -> ""."""
    if left and squeeze(left).rstrip("。") == squeeze(printed_below(item)).rstrip("。"):
        return ""
    lead = printed_lead(item)
    found = re.fullmatch(rf"[(（]\s*{re.escape(lead)}\s*[:：](.*)[)）]", left, re.DOTALL) if lead else None
    return found[1].strip() if found else left
