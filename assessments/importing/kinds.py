"""Turns the text of a cell into the value of its item's kind; what cannot be understood is handed back, not dropped."""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from ..catalogue import CHECK_KINDS, CHOICE_KINDS, Item, Option, strip_number, values
from . import boxes
from .debris import BOX, ROUND, TICKED
from .marks import MARK, in_plain_text
from .wareki import stored
from .words import squeeze

_OPTIONS_SIGN = re.compile(r"[<＜〈]?\s*選択肢\s*[>＞〉]")
_PRINTED = re.compile(
    r"(?<![\d.])(\d{1,2})\s*[)）]\s*(.+?)(?=\s*(?<!\d)\d{1,2}\s*[)）]|\s*[(（][^()（）]*[)）]\s*件|\n\n|$)", re.DOTALL
)
_COUNT = re.compile(r"[(（]\s*([0-9０-９,，]*)\s*[)）]\s*件")
_BRACKET = re.compile(r"[\[［]([^\[\]［］]*)[\]］]")
_HALF_BRACKET = re.compile(r"^\s*([^\[\]［］\n]+?)\s*[\]］]|[\[［]\s*([^\[\]［］\n]+?)\s*$", re.MULTILINE)


@dataclass
class Worth:
    """``value``: clean, None when empty; ``left``: words that fit nowhere in it; ``remarks``: sentences."""

    value: Any = None
    left: str = ""
    remarks: list[str] = field(default_factory=list)


def read_value(item: Item, text: str) -> Worth:
    """The value that the cell text of an item stands for. Never raises."""
    try:
        worth = _by_kind(item, text)
        worth.value = values.clean(item, worth.value)
    except values.WrongValue:
        return Worth(None, in_plain_text(text))
    return worth


def _by_kind(item: Item, text: str) -> Worth:
    if item.kind in CHECK_KINDS:
        return Worth(*boxes.read_checks(item, text))
    if item.kind in CHOICE_KINDS:
        return _choice(item, text)
    text = values.clean_text(in_plain_text(text))
    if item.kind == "date_wareki":
        return Worth(stored(text) or None)
    if item.kind == "figure":
        return Worth({"text": text} if text else None)
    return Worth(text or None)


def _choice(item: Item, text: str) -> Worth:
    """``[10人未満] <選択肢> 1) 10人未満 2) …``, in any order, with or without its parts."""
    text = re.sub(rf"([(（]\s*)[\[［][{BOX}{ROUND}{TICKED}][\]］]", r"\1", text)
    counted = _COUNT.search(text) if item.kind == "choice+count" else None
    body = text[: counted.start()] + " " + text[counted.end() :] if counted else text
    sign = _OPTIONS_SIGN.search(body)
    printed = (
        {int(n): words.strip() for n, words in _PRINTED.findall(body)} if sign or _lists_options(item, body) else {}
    )
    rest = _PRINTED.sub(" ", _OPTIONS_SIGN.sub(" ", body)) if printed else _OPTIONS_SIGN.sub(" ", body)
    chosen, left = _chosen(rest)
    if chosen is None and (printed or sign or MARK.search(rest)):
        return Worth(values.LOST, _count_words(counted))
    worth = _named(item, chosen or "", printed)
    if counted and counted[1].strip():
        worth.value = {"choice": worth.value, "count": counted[1].replace("，", ",")}
    return _with_rest(item, worth, left)


def _with_rest(item: Item, worth: Worth, left: str) -> Worth:
    left = values.clean_text(in_plain_text(left))
    if left and item.kind == "choice+text":
        worth.value, left = {"choice": worth.value, "text": left}, ""
    elif item.kind == "choice+text" and worth.value is not None:
        worth.value = {"choice": worth.value}
    worth.left = left
    return worth


def _lists_options(item: Item, body: str) -> bool:
    squeezed = squeeze(body)
    return sum(squeeze(option.printed) in squeezed for option in item.options) > 1


def _chosen(rest: str) -> tuple[str | None, str]:
    """(what stands in the bracket, what stands outside). None: no bracket, or one that may be a lost one."""
    boxed = any(sign in rest for sign in (BOX, ROUND, TICKED))
    rest = re.sub(rf"[\[［]\s*[{BOX}{ROUND}{TICKED}]\s*[\]］]", " ", rest)
    found = _BRACKET.search(rest)
    half = None if found else _HALF_BRACKET.search(rest)
    if found:
        return found[1].strip(), rest[: found.start()] + rest[found.end() :]
    if half:
        return (half[1] or half[2]).strip(), rest[: half.start()] + rest[half.end() :]
    first, _, others = rest.strip().partition("\n")
    if first:
        return first.strip(), others
    return (None if boxed or not rest else None), ""


def _count_words(counted: re.Match[str] | None) -> str:
    return counted[0] if counted and counted[1].strip() else ""


def _named(item: Item, chosen: str, printed: dict[int, str]) -> Worth:
    """The option meant by the words in the bracket. The machine may have misread them the same way in the list beside."""
    if not chosen:
        return Worth(None)
    wanted = squeeze(strip_number(chosen))
    for option in item.options:
        if squeeze(option.label) == wanted:
            return Worth(option.label)
    number = next((n for n, words in printed.items() if squeeze(words) == wanted), 0)
    if 0 < number <= len(item.options) and len(printed) == len(item.options):
        option = item.options[number - 1]
        if SequenceMatcher(None, squeeze(option.label), wanted, autojunk=False).ratio() >= 0.6:
            return Worth(option.label, remarks=[_reread(item, chosen, option)])
    return Worth(
        {"raw": chosen}, remarks=[f"「{item.label}」の「{chosen}」は選択肢にありません。原文のまま残しました。"]
    )


def _reread(item: Item, chosen: str, option: Option) -> str:
    return f"「{item.label}」の「{chosen}」は、{option.printed}と読み取りました。"
