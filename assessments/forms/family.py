"""What each family of kinds (texts, choices, check boxes …) must know, so that ItemForm asks and never looks at kinds."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..catalogue import values

LONGEST = 200_000  # characters of one answer; a longer paste is an accident
TOO_LONG = f"{LONGEST:,}文字までです。分けて記入するか、別紙にしてください。"


@dataclass(frozen=True, slots=True)
class Family:
    """``add``: form -> its fields. ``read``: form and cleaned data -> value. ``shown``: form -> what is drawn."""

    template: str
    add: Callable[[Any], None]
    read: Callable[[Any, dict[str, Any]], values.Value]
    shown: Callable[[Any], dict[str, Any]]
    is_group: bool = False


def known(value: values.Value) -> values.Value:
    """The value to begin with: nothing where it was lost."""
    return None if values.is_lost(value) else value


def parts(value: values.Value) -> dict[str, Any]:
    """The parts of a value that has some; {} for any other."""
    return value if isinstance(value, dict) and not values.is_lost(value) else {}
