"""K20: law references that have been renumbered or renamed since."""

from collections.abc import Iterator

from ..catalogue import CHECK_KINDS, TEXT_KINDS
from ..law.references import outdated
from ..snapshot import Placed
from .context import Context
from .rule import Hit, at, rule


@rule("K20")
def outdated_reference(context: Context) -> Iterator[Hit]:
    """「{label}」に「{quoted}」とあります。{since}からは「{says}」です。

    catalogue/law/references.toml。芦屋市・川口市・門真市の公表済みの評価書に残っている。
    """
    for sheet in context.sheets:
        for placed in sheet.items:
            for text in _texts(placed):
                for found in outdated(text, context.today):
                    yield at(placed, quoted=found.quoted, says=found.says, since=found.since)


def _texts(placed: Placed) -> Iterator[str]:
    """What a person typed: texts, and the brackets behind boxes; never the form's own options."""
    value = placed.value
    if placed.item.kind in TEXT_KINDS and isinstance(value, str) and not placed.derived:
        yield value
    if placed.item.kind in CHECK_KINDS and isinstance(value, dict):
        yield from filter(None, [value.get("other"), *(value.get("texts") or {}).values()])
    if placed.item.kind == "figure" and isinstance(value, dict) and value.get("text"):
        yield value["text"]
