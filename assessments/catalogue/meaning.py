"""The law's data files, and what a place of a form means: ``code(form, "outsourcing")`` instead of asking which form it is."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from .spec import Form

FOLDER = Path(__file__).parent / "law"


@lru_cache(maxsize=32)
def table(name: str) -> dict[str, Any]:
    """A data file of the law by its name: threshold, references, deadlines …"""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def code(form: Form, role: str) -> str:
    """The code of the item that has this meaning in the form; "" when the form or its edition has none."""
    found = table("consistency").get(form.key, {}).get(role, "")
    return found if found in form.places else ""


def codes(form: Form, role: str) -> tuple[str, ...]:
    """The codes of all items with this meaning, in the order of the form."""
    found = table("consistency").get(form.key, {}).get(role, ())
    wanted = [found] if isinstance(found, str) else list(found)
    return tuple(code for code in wanted if code in form.places)
