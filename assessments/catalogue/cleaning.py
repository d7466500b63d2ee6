"""Makes an answer clean: what a browser or a foreign file says becomes the normal form of its kind, or is refused.

Nothing that is kept can trouble a database, an XML writer or a reader: no control characters, no lone surrogates.
"""

import re
import unicodedata
from typing import Any

from .spec import CHECK_KINDS, CHOICE_KINDS, TEXT_KINDS, Item, strip_number

Value = Any
LOST = {"lost": True}
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff\u2028\u2029]")
_FIGURE_KEYS = ("name", "media_type", "base64", "alt")


class WrongValue(ValueError):
    """The value does not fit the kind; the message is a sentence for a person."""


def clean_text(text: str) -> str:
    """Line ends unified, control characters and lone surrogates removed, no spaces at line ends or blank rim."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = _UNPRINTABLE.sub("", text)
    return "\n".join(line.rstrip(" \t") for line in text.split("\n")).strip(" \t\n")


def is_lost(value: Value) -> bool:
    return isinstance(value, dict) and value.get("lost") is True


def clean(item: Item, value: Value) -> Value:
    """The value in normal form, or None when it is empty (an empty answer is not kept). Raises WrongValue."""
    if value is None and item.kind != "flag":
        return None
    if is_lost(value):
        return dict(LOST)
    if item.kind in TEXT_KINDS:
        return _clean_string(item, value) or None
    if item.kind in CHOICE_KINDS:
        return _clean_choice(item, value)
    if item.kind in CHECK_KINDS:
        return _clean_checks(item, value)
    if item.kind == "flag":
        return _clean_flag(item, value)
    if item.kind == "figure":
        return _clean_figure(item, value)
    raise WrongValue(f"「{item.label}」には記入できません。")


def _clean_string(item: Item, value: Value) -> str:
    if not isinstance(value, str):
        raise WrongValue(f"「{item.label}」は文字で記入してください。")
    return clean_text(value)


def _clean_flag(item: Item, value: Value) -> bool | None:
    if value not in (True, False, None):
        raise WrongValue(f"「{item.label}」は○を付けるか付けないかで答えてください。")
    return value


def _clean_choice(item: Item, value: Value) -> Value:
    if isinstance(value, str):
        value = {"choice": value} if item.kind != "choice" else value
    if item.kind == "choice":
        return _clean_label(item, value)
    if not isinstance(value, dict):
        raise WrongValue(f"「{item.label}」は選択肢から選んでください。")
    if set(value) == {"raw"}:
        value = {"choice": value}
    kept: dict[str, Value] = {}
    if (choice := _clean_label(item, value.get("choice"))) is not None:
        kept["choice"] = choice
    if item.kind == "choice+count" and (count := clean_count(item, value.get("count"))) is not None:
        kept["count"] = count
    if item.kind == "choice+text" and (text := _clean_string(item, value.get("text") or "")):
        kept["text"] = text
    return kept or None


def _clean_label(item: Item, value: Value) -> Value:
    if isinstance(value, dict):
        raw = _clean_string(item, value.get("raw") or "")
        return _clean_label(item, raw) if raw in item.labels else ({"raw": raw} if raw else None)
    label = strip_number(_clean_string(item, value or ""))
    if not label:
        return None
    return label if label in item.labels else {"raw": label}


def clean_count(item: Item, value: Value) -> int | None:
    """A number of entries. Full-width digits are read; an empty one is None. Raises WrongValue."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        digits = unicodedata.normalize("NFKC", value).strip().replace(",", "")
        value = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 8 else None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 10_000_000:
        raise WrongValue(f"「{item.label}」の件数は数字で記入してください。")
    return value


def _clean_checks(item: Item, value: Value) -> Value:
    if not isinstance(value, dict):
        raise WrongValue(f"「{item.label}」は○を付けて答えてください。")
    checked, unknown = value.get("checked", []), value.get("unknown") or []
    written, counted = value.get("texts") or {}, value.get("counts") or {}
    stray = [label for label in [*(checked or []), *unknown, *written, *counted] if label not in item.labels]
    if stray:
        raise WrongValue(f"「{item.label}」に「{stray[0]}」という選択肢はありません。")
    kept: dict[str, Value] = {
        "checked": None if checked is None else [label for label in item.labels if label in checked],
        "unknown": [label for label in item.labels if label in unknown and label not in (checked or [])],
    }
    if other := _clean_string(item, value.get("other") or ""):
        kept["other"] = other
    if texts := {k: t for k, v in written.items() if (t := _clean_string(item, v or ""))}:
        kept["texts"] = texts
    counts = {k: clean_count(item, v) for k, v in counted.items()}
    if counts := {k: v for k, v in counts.items() if v is not None}:
        kept["counts"] = counts
    return kept


def _clean_figure(item: Item, value: Value) -> Value:
    if not isinstance(value, dict) or not isinstance(value.get("figures", []), list):
        raise WrongValue(f"「{item.label}」には図を入れてください。")
    kept: dict[str, Value] = {}
    drawn = (figure for figure in value.get("figures", []) if isinstance(figure, dict) and figure.get("base64"))
    if figures := [{key: _clean_string(item, f[key]) for key in _FIGURE_KEYS if key in f} for f in drawn]:
        kept["figures"] = figures
    if text := _clean_string(item, value.get("text") or ""):
        kept["text"] = text
    return kept or None
