"""What an answer of each kind looks like, how it is made clean, and how it reads as text.

Shapes (interchange JSON, schema 1):
text, long_text, date_wareki: str · choice: label or {"raw": str} · choice+count: {"choice", "count"} ·
choice+text: {"choice", "text"} · flag: true / false / null (lost) · checks: {"checked": [label] | null (all lost),
"unknown": [label], "other": str, "texts": {label: str}, "counts": {label: int}} ·
figure: {"figures": [{"name", "media_type", "base64", "alt"}], "text": str} · {"lost": true}: stood on a missing page.
An absent answer is empty. Values are plain JSON; these functions never change their argument.
"""

import re
import unicodedata
from typing import Any

from .spec import CHECK_KINDS, CHOICE_KINDS, TEXT_KINDS, Item, strip_number

Value = Any
LOST = {"lost": True}
CHOSEN, NOT_CHOSEN, UNKNOWN = "［○］", "［　］", "［？］"
LOST_TEXT = "（読み取れませんでした）"
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff\u2028\u2029]")


class WrongValue(ValueError):
    """The value does not fit the kind; the message is a sentence for a person."""


def clean_text(text: str) -> str:
    """Line ends unified, control characters and lone surrogates removed, no spaces at line ends or blank rim."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = _UNPRINTABLE.sub("", text)
    return re.sub(r"[ \t]+\n", "\n", text).strip(" \t\n")


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
    stray = [label for label in [*(checked or []), *unknown] if label not in item.labels]
    if stray:
        raise WrongValue(f"「{item.label}」に「{stray[0]}」という選択肢はありません。")
    kept: dict[str, Value] = {
        "checked": None if checked is None else [label for label in item.labels if label in checked],
        "unknown": [label for label in item.labels if label in unknown and label not in (checked or [])],
    }
    if other := _clean_string(item, value.get("other") or ""):
        kept["other"] = other
    if texts := {k: t for k, v in (value.get("texts") or {}).items() if (t := _clean_string(item, v or ""))}:
        kept["texts"] = texts
    counts = {k: clean_count(item, v) for k, v in (value.get("counts") or {}).items()}
    if counts := {k: v for k, v in counts.items() if v is not None}:
        kept["counts"] = counts
    return kept


def _clean_figure(item: Item, value: Value) -> Value:
    if not isinstance(value, dict) or not isinstance(value.get("figures", []), list):
        raise WrongValue(f"「{item.label}」には図を入れてください。")
    kept: dict[str, Value] = {}
    if figures := [dict(f) for f in value.get("figures", []) if isinstance(f, dict) and f.get("base64")]:
        kept["figures"] = figures
    if text := _clean_string(item, value.get("text") or ""):
        kept["text"] = text
    return kept or None


# --- reading ---------------------------------------------------------------------------------------------------------


def answer(item: Item, answers: dict[str, Value]) -> Value:
    """The stored answer; an absent flag is "no ○" (a null one was lost)."""
    return answers.get(item.code, False if item.kind == "flag" else None)


def choice_label(value: Value) -> str:
    """The chosen wording of a choice of any kind; "" when none."""
    if isinstance(value, dict):
        return value.get("raw") or choice_label(value.get("choice"))
    return value or ""


def mark_of(item: Item, value: Value, label: str) -> str:
    """［○］, ［　］ or ［？］ of one check box."""
    if not isinstance(value, dict):
        return NOT_CHOSEN
    if value.get("lost") or value.get("checked", []) is None or label in value.get("unknown", ()):
        return UNKNOWN
    return CHOSEN if label in value["checked"] else NOT_CHOSEN


def bracket_text(item: Item, value: Value, label: str) -> str | None:
    """The text in the （　） behind a check box; None when the form has no bracket there and nothing is written."""
    option = item.option(label)
    written = ""
    if isinstance(value, dict):
        written = (value.get("texts") or {}).get(label, "")
        if not written and is_other(item, label):
            written = value.get("other", "")
    return written if written or (option and option.opens_text) else None


def count_of(value: Value, label: str) -> int | None:
    return (value.get("counts") or {}).get(label) if isinstance(value, dict) else None


def is_other(item: Item, label: str) -> bool:
    """「その他」 is the last box that opens a text; its text is ``other`` in the JSON."""
    return label == "その他" or (item.options[-1].label == label and item.options[-1].opens_text)


def is_unknown(item: Item, value: Value) -> bool:
    """True while a part of the answer was lost by the import and nobody has resolved it."""
    if is_lost(value):
        return True
    if item.kind == "flag":
        return value is None
    if item.kind in CHECK_KINDS and isinstance(value, dict):
        return value.get("checked", []) is None or bool(value.get("unknown"))
    return False


def is_empty(item: Item, value: Value) -> bool:
    """Nothing is answered. A flag without ○ is an answer."""
    if item.kind == "flag":
        return False
    if item.kind in CHECK_KINDS and isinstance(value, dict):
        return not value.get("checked") and not is_unknown(item, value)
    if item.kind in CHOICE_KINDS:
        return not choice_label(value) and not is_lost(value)
    return value in (None, "", {}, [])


def parts(item: Item, value: Value) -> tuple[tuple[str, str], ...]:
    """Check boxes one by one as (label, text as printed); () for other kinds."""
    if item.kind not in CHECK_KINDS:
        return ()
    return tuple((label, _box_text(item, value, label)) for label in item.labels)


def _box_text(item: Item, value: Value, label: str) -> str:
    text = f"{mark_of(item, value, label)}{label}"
    bracket = bracket_text(item, value, label)
    count = count_of(value, label)
    if bracket:
        text += f"（{bracket}）"
    if count is not None:
        text += f"（{count}）件"
    return text


def as_text(item: Item, value: Value) -> str:
    """The whole answer as it reads in the form; "" when empty."""
    if is_lost(value):
        return LOST_TEXT
    if item.kind in CHECK_KINDS:
        return "" if _says_nothing(value) else "\n".join(text for _, text in parts(item, value))
    if item.kind == "flag":
        return f"{UNKNOWN if value is None else CHOSEN}{item.label}" if value is not False else ""
    if item.kind in CHOICE_KINDS:
        return _choice_text(item, value)
    if item.kind == "figure":
        return _figure_text(value)
    return value if isinstance(value, str) else ""


def _says_nothing(value: Value) -> bool:
    """No box chosen or lost, and no text or count in a bracket."""
    if not value:
        return True
    return value.get("checked", []) == [] and not any(value.get(k) for k in ("unknown", "other", "texts", "counts"))


def _choice_text(item: Item, value: Value) -> str:
    text = choice_label(value)
    if isinstance(value, dict) and value.get("count") is not None:
        text += f"（{value['count']}）件"
    if isinstance(value, dict) and value.get("text"):
        text += f"（{value['text']}）"
    return text


def _figure_text(value: Value) -> str:
    if not isinstance(value, dict):
        return ""
    names = [f"（図）{figure.get('alt') or figure.get('name', '')}" for figure in value.get("figures", ())]
    return "\n".join([*names, value.get("text", "")]).strip()
