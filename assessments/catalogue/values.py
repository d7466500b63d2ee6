"""What an answer of each kind looks like, how it is made clean, and how it reads as text.

Shapes (interchange JSON, schema 1):
text, long_text, date_wareki: str · choice: label or {"raw": str} · choice+count: {"choice", "count"} ·
choice+text: {"choice", "text"} · flag: true / false / null (lost) · checks: {"checked": [label] | null (all lost),
"unknown": [label], "other": str, "texts": {label: str}, "counts": {label: int}} ·
figure: {"figures": [{"name", "media_type", "base64", "alt"}], "text": str} · {"lost": true}: stood on a missing page.
An absent answer is empty. Values are plain JSON; these functions never change their argument.
"""

from .cleaning import LOST, Value, WrongValue, clean, clean_count, clean_text, is_lost
from .spec import CHECK_KINDS, CHOICE_KINDS, Item
from .withheld import MASK, is_withheld

__all__ = [
    "CHOSEN",
    "LOST",
    "LOST_TEXT",
    "NOT_CHOSEN",
    "UNKNOWN",
    "Value",
    "WrongValue",
    "answer",
    "as_text",
    "bracket_text",
    "choice_label",
    "clean",
    "clean_count",
    "clean_text",
    "count_of",
    "is_empty",
    "is_lost",
    "is_other",
    "is_unknown",
    "mark_of",
    "parts",
]

CHOSEN, NOT_CHOSEN, UNKNOWN = "［○］", "［　］", "［？］"
LOST_TEXT = "（読み取れませんでした）"


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
    if item.kind not in CHECK_KINDS or is_withheld(value):
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
    if is_withheld(value):
        return MASK
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
