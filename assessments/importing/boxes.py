"""Reads a cell of check boxes: which are ticked, what stands in their brackets, and which marks are lost."""

import re
from difflib import SequenceMatcher
from typing import Any

from ..catalogue import Item, Option
from ..catalogue.values import CHOSEN, NOT_CHOSEN, UNKNOWN
from .marks import boxes_in, in_plain_text, judge
from .words import end_of, squeeze

_COUNT = re.compile(r"\s*[(（]\s*([0-9０-９,，]*)\s*[)）]\s*件")
_WORDS = re.compile(r"[^\W_]")
_OPEN, _CLOSE = "(（", ")）"
_SHOWN = {"circle": CHOSEN, "ticked": CHOSEN, "round": UNKNOWN, "box": UNKNOWN, "empty": NOT_CHOSEN}
Reading = tuple[Any, str, list[str]]


def read_checks(item: Item, text: str) -> Reading:
    """(value, words that belong to no box, remarks)."""
    before, found = boxes_in(text)
    seen: dict[str, _Seen] = {}
    left = [_take(item, before, "none", seen)]
    left += [_take(item, box.text, box.sign, seen) for box in found]
    if not seen:
        return None, in_plain_text(text), []
    value = _value(item, seen)
    return value, "\n".join(part for part in left if _WORDS.search(part)), []


class _Seen:
    """What stands at one box."""

    def __init__(self, sign: str) -> None:
        self.sign, self.text, self.count = sign, "", ""


def _take(item: Item, text: str, sign: str, seen: dict[str, _Seen]) -> str:
    """Put the options named in ``text`` into ``seen``; only the first has the box. Returns what is left over."""
    left = ""
    while text.strip():
        option, end = _option_at(item, text)
        if option is None and sign != "none":
            option, end = _nearly(item, text, seen)
        if option is None:
            text, skipped = _without_heading(item, text)
            left += f"{_SHOWN.get(sign, ' ')}{skipped.strip()}" if skipped.strip() else ""
            sign = "none" if skipped.strip() else sign
            continue
        here = _Seen(sign)
        text = _brackets(option, here, text[end:], item)
        if option.label not in seen or seen[option.label].sign == "none":
            seen[option.label] = here
        sign = "none"
    return left.strip()


def _option_at(item: Item, text: str) -> tuple[Option | None, int]:
    """The option whose label begins the text; the longest counts."""
    text_start = len(text) - len(text.lstrip())
    squeezed = squeeze(text[:120])
    best: tuple[int, Option, str] | None = None
    for option in item.options:
        for spelling in _spellings(option):
            if squeezed.startswith(spelling) and (best is None or len(spelling) > best[0]):
                best = (len(spelling), option, spelling)
    if best is None:
        return None, 0
    return best[1], text_start + max(end_of(text.lstrip(), best[2]), 1)


def _nearly(item: Item, text: str, seen: dict[str, "_Seen"]) -> tuple[Option | None, int]:
    """A label that the machine misread in a letter or two: 「庁内連係システム」."""
    word = re.match(r"\s*([^\s(（\[［]{4,})", text)
    if not word:
        return None, 0
    alike = {
        option.label: SequenceMatcher(None, squeeze(option.label), squeeze(word[1]), autojunk=False).ratio()
        for option in item.options
        if option.label not in seen
    }
    best = max(alike, key=lambda label: alike[label], default="")
    return (item.option(best), word.end()) if best and alike[best] >= 0.8 else (None, 0)


def _spellings(option: Option) -> list[str]:
    whole = squeeze(option.label)
    short = re.sub(r"\([^()]*\)$", "", whole)
    return [whole, short] if len(short) > 2 else [whole]


def _without_heading(item: Item, text: str) -> tuple[str, str]:
    """Step over one word: a sub-heading of the form vanishes, anything else is handed back."""
    for heading in {option.heading for option in item.options if option.heading}:
        for spelling in (squeeze(heading), squeeze(heading).lstrip("・")):
            if squeeze(text[:60]).startswith(spelling):
                return text.lstrip()[max(end_of(text.lstrip(), spelling), 1) :], ""
    found = re.match(r"\s*(?:\S+)", text)
    return text[found.end() :], found[0]


def _brackets(option: Option, here: _Seen, text: str, item: Item) -> str:
    """Read the （　） or （　）件 behind a label; returns the rest of the text."""
    if counted := _COUNT.match(text):
        here.count = counted[1].replace("，", ",")
        return text[counted.end() :]
    stripped = text.lstrip()
    if stripped[:1] and stripped[0] in _OPEN:
        inside, rest = _balanced(stripped)
        here.text = inside.strip()
        return rest
    if option.opens_text and stripped and _option_at(item, stripped)[0] is None:
        kept, rest = _up_to_heading(item, stripped)
        here.text = kept.strip()
        return rest
    return text


def _up_to_heading(item: Item, text: str) -> tuple[str, str]:
    """Text without brackets behind an option that has one, as far as the next sub-heading of the form."""
    places = [text.find(option.heading) for option in item.options if option.heading and option.heading in text]
    end = min(places, default=len(text))
    return text[:end], text[end:]


def _balanced(text: str) -> tuple[str, str]:
    """``(a(b)c) rest`` -> ("a(b)c", " rest"); an unclosed bracket reaches to the end."""
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter in _OPEN) - (letter in _CLOSE)
        if depth == 0:
            return text[1:place], text[place + 1 :]
    return text[1:], ""


def _value(item: Item, seen: dict[str, _Seen]) -> dict[str, Any]:
    marked = [label for label in seen if seen[label].sign != "none"]
    verdicts = judge([seen[label].sign for label in marked], [_written(seen[label]) for label in marked])
    known = dict(zip(marked, verdicts, strict=True))
    checked = [label for label in item.labels if known.get(label)]
    unknown = [label for label in item.labels if known.get(label) is None]
    value: dict[str, Any] = {"checked": checked, "unknown": unknown}
    if len(unknown) == len(item.labels):
        value = {"checked": None, "unknown": []}
    texts = {label: here.text for label, here in seen.items() if here.text}
    other = next((label for label in texts if _is_other(item, label)), "")
    if other:
        value["other"] = texts.pop(other)
    counts = {label: here.count for label, here in seen.items() if here.count}
    return value | ({"texts": texts} if texts else {}) | ({"counts": counts} if counts else {})


def _written(here: _Seen) -> bool:
    return bool(here.text or here.count.strip("0０"))


def _is_other(item: Item, label: str) -> bool:
    """その他 is the last box that opens a text (as in the catalogue's values)."""
    last = item.options[-1]
    return label == "その他" or (last.label == label and last.opens_text)
