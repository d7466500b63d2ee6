"""How the rules read answers: what is chosen, what is ticked, what cannot be said because it is empty or was lost."""

from collections.abc import Iterator

from ..catalogue import CHECK_KINDS, values
from ..law.data import code, codes, says_nothing, word
from ..snapshot import Address, Placed
from .context import Context

__all__ = ["beside", "chosen", "code", "codes", "count", "flag", "items", "says_nothing", "ticked", "told", "word"]


def items(context: Context, role: str) -> Iterator[Placed]:
    """Every place where an item with this meaning stands and can be read."""
    for wanted in codes(context.form, role):
        yield from (placed for placed in context.placed(wanted) if not placed.is_unknown)


def beside(context: Context, role: str, near: Address) -> Placed | None:
    """The item with this meaning that belongs to where ``near`` stands; None when it is lost or not in the form."""
    placed = context.beside(code(context.form, role), near)
    return None if placed is None or placed.is_unknown else placed


def chosen(placed: Placed | None) -> str:
    """The chosen wording of a choice; "" when nothing is chosen."""
    return values.choice_label(placed.value) if placed else ""


def ticked(placed: Placed | None, name: str) -> bool:
    """Is that box ○?"""
    if placed is None or placed.item.kind not in CHECK_KINDS:
        return False
    return values.mark_of(placed.item, placed.value, name) == values.CHOSEN


def flag(placed: Placed | None) -> bool:
    """Is the ○ beside a heading set?"""
    return placed is not None and placed.value is True


def count(placed: Placed | None, name: str = "") -> int | None:
    """The number in 「（　）件」, of a choice or of one box."""
    if placed is None or not isinstance(placed.value, dict):
        return None
    return values.count_of(placed.value, name) if name else placed.value.get("count")


def told(placed: Placed | None) -> bool:
    """Does it say something, other than 「-」 or 「なし」 (K22)?"""
    return placed is not None and not says_nothing(placed.text)
