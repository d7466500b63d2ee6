"""K2, K11: boxes that are ticked and the texts that belong to them."""

from collections.abc import Iterator

from ..catalogue import CHECK_KINDS, values
from ..snapshot import Placed
from .context import Context
from .reading import items, ticked, word
from .rule import Hit, at, rule


@rule("K2")
def other_says_nothing(context: Context) -> Iterator[Hit]:
    """「{label}」の「{box}」に○がありますが、（　）に内容が書かれていません。

    様式の「その他（　）」。門真市のシステム12は［○］その他（　）のまま公表されている。
    """
    for placed in _boxes(context):
        for label in placed.item.labels:
            empty = not values.bracket_text(placed.item, placed.value, label)
            if label.startswith(word("other")) and _opens_text(placed, label) and ticked(placed, label) and empty:
                yield at(placed, box=label)


def _boxes(context: Context) -> Iterator[Placed]:
    for sheet in context.sheets:
        yield from (p for p in sheet.items if p.item.kind in CHECK_KINDS and isinstance(p.value, dict))


def _opens_text(placed: Placed, label: str) -> bool:
    option = placed.item.option(label)
    return option is not None and option.opens_text


@rule("K11")
def no_individual_number(context: Context) -> Iterator[Hit]:
    """「{label}」の「{box}」に○がありません。特定個人情報ファイルには、通常、{box}が記録されます。

    様式3・様式4 Ⅱ2④。特定個人情報ファイル＝個人番号をその内容に含む個人情報ファイル（番号法第2条第9項）。
    """
    number = word("individual_number")
    for placed in items(context, "main_items"):
        if number in placed.item.labels and not placed.is_empty and not ticked(placed, number):
            yield at(placed, box=number)
