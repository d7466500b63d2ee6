"""Reads a choice cell: ``[10人未満] <選択肢> 1) 10人未満 2) …`` in any order, with or without its parts.

A bracket that stands there with nothing in it is an empty answer; one that is missing beside its list of options, or
that the machine made into a box, is lost.
"""

import re
from difflib import SequenceMatcher
from typing import Any

from ..catalogue import Item, Option, strip_number, values
from .around import without_printed
from .debris import BOX, ROUND, TICKED
from .marks import in_plain_text
from .words import end_of, squeeze

_OPTIONS_SIGN = re.compile(r"[<＜〈]?\s*選択肢\s*[>＞〉]")
_PRINTED = re.compile(r"(?<![\d.])(\d{1,2})\s*[)）]\s*(.+?)(?=\s*(?<!\d)\d{1,2}\s*[)）]|$)", re.DOTALL)
_COUNT = re.compile(r"[(（]\s*([0-9０-９,，]*)\s*[)）]\s*件")
_BOXED_COUNT = re.compile(rf"([(（]\s*)[\[［][{BOX}{ROUND}{TICKED}][\]］]")
_BOX = re.compile(rf"[\[［]\s*[{BOX}{ROUND}{TICKED}]\s*[\]］]")
_BRACKET = re.compile(r"[\[［]([^\[\]［］]*)[\]］]")
_HALF_BRACKET = re.compile(r"^\s*([^\[\]［］\n]+?)\s*[\]］]|[\[［]\s*([^\[\]［］\n]+?)\s*$", re.MULTILINE)
ALIKE = 0.6
Reading = tuple[Any, str, list[str]]


def read_choice(item: Item, text: str) -> Reading:
    """(value, words that belong to no part of the choice, remarks)."""
    count, text = _count(item, text)
    listed = bool(_OPTIONS_SIGN.search(text))
    text = _OPTIONS_SIGN.sub("\n", text)
    boxed = bool(_BOX.search(text))
    chosen, text = _bracket(_BOX.sub(" ", text))
    printed, text, left = _without_list(item, text) if listed or _lists_options(item, text) else ({}, text, "")
    if chosen is None:
        chosen, _, text = text.strip().partition("\n")
        if not chosen and (printed or listed or boxed):
            return dict(values.LOST), _words(left, text, f"({count})件" if count else ""), []
    value, remarks = _named(item, chosen.strip(), printed)
    return _whole(item, value, count, _words(left, text), remarks)


def _words(*parts: str) -> str:
    return values.clean_text("\n".join(in_plain_text(part).strip() for part in parts if part.strip()))


def _whole(item: Item, value: Any, count: str, left: str, remarks: list[str]) -> Reading:
    if item.kind == "choice+count" and count:
        value = {"choice": value, "count": count}
    left = without_printed(item, left)
    if item.kind == "choice+text" and (value is not None or left):
        value, left = {"choice": value} | ({"text": left} if left else {}), ""
    return value, left, remarks


def _count(item: Item, text: str) -> tuple[str, str]:
    """The number in （　）件, and the text without it."""
    text = _BOXED_COUNT.sub(r"\1", text)
    found = _COUNT.search(text) if item.kind == "choice+count" else None
    if not found:
        return "", text
    return found[1].replace("，", ","), f"{text[: found.start()]} {text[found.end() :]}"


def _bracket(text: str) -> tuple[str | None, str]:
    """What stands in the bracket, and the text without it. None: there is no bracket."""
    found = _BRACKET.search(text)
    if found:
        return found[1], text[: found.start()] + text[found.end() :]
    if half := _HALF_BRACKET.search(text):
        return half[1] or half[2], text[: half.start()] + text[half.end() :]
    return None, text


def _lists_options(item: Item, text: str) -> bool:
    squeezed = squeeze(text)
    return sum(squeeze(option.printed) in squeezed for option in item.options) > 1


def _without_list(item: Item, text: str) -> tuple[dict[int, str], str, str]:
    """(the options as printed, the text before them, what stands behind them)."""
    printed: dict[int, str] = {}
    left: list[str] = []
    found = list(_PRINTED.finditer(text))
    for option in found:
        number, words = int(option[1]), option[2].strip()
        if number in printed:  # no list counts twice: this is a sentence behind it
            left.append(text[option.start() :])
            break
        own = item.options[number - 1].label if 0 < number <= len(item.options) else ""
        end = end_of(words, squeeze(own)) if own and squeeze(words).startswith(squeeze(own)) else len(words)
        printed[number] = words[:end]
        left.append(words[end:])
    rest = text[: found[0].start()] if found else text
    return printed, rest, "\n".join(part.strip() for part in left if part.strip())


def _named(item: Item, chosen: str, printed: dict[int, str]) -> tuple[Any, list[str]]:
    """The option meant by the words in the bracket. The machine may have misread them the same way in the list beside."""
    if not chosen:
        return None, []
    wanted = strip_number(squeeze(chosen))
    for option in item.options:
        if squeeze(option.label) == wanted:
            return option.label, []
    number = next((n for n, words in printed.items() if squeeze(words) == wanted), 0)
    if 0 < number <= len(item.options) == len(printed):
        option = item.options[number - 1]
        if SequenceMatcher(None, squeeze(option.label), wanted, autojunk=False).ratio() >= ALIKE:
            return option.label, [_reread(item, chosen, option)]
    return {"raw": chosen}, [f"「{item.label}」の「{chosen[:60]}」は選択肢にないため、原文のまま残しました。"]


def _reread(item: Item, chosen: str, option: Option) -> str:
    return f"「{item.label}」の「{chosen}」は、「{option.printed}」と読み取りました。"
