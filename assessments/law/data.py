"""Reads the data files of the law, and what a place of a form means."""

import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..catalogue import Form

FOLDER = Path(__file__).parent.parent / "catalogue" / "law"


@lru_cache(maxsize=32)
def table(name: str) -> dict[str, Any]:
    """A data file of the law by its name: threshold, references, deadlines …"""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def word(name: str) -> str:
    """A choice of the forms that the rules ask for: ``word("outsourced")`` = 「委託する」."""
    return table("words")["choice"][name]


def code(form: Form, role: str) -> str:
    """The code of the item that has this meaning in the form; "" when the form or its edition has none."""
    found = table("consistency").get(form.key, {}).get(role, "")
    return found if found in form.places else ""


def codes(form: Form, role: str) -> tuple[str, ...]:
    """The codes of all items with this meaning, in the order of the form."""
    found = table("consistency").get(form.key, {}).get(role, ())
    wanted = [found] if isinstance(found, str) else list(found)
    return tuple(code for code in wanted if code in form.places)


def says_nothing(text: str) -> bool:
    """K22: empty, or one of 「-」「―」「なし」「予定なし」 … that stand for "not applicable"."""
    plain = _plain(text)
    return not plain or plain in _nothing()


@lru_cache(maxsize=1)
def _nothing() -> frozenset[str]:
    return frozenset(_plain(word) for word in table("words")["nothing"])


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip(" \n\t()[]「」。")
