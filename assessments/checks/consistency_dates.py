"""K17: days that contradict each other, and plans whose day has come."""

from collections.abc import Iterator

from ..catalogue import TEXT_KINDS
from ..catalogue.wareki import as_printed
from ..law.planned import day_of, plans
from .context import Context
from .reading import beside, items
from .rule import Hit, at, rule


@rule("K17")
def used_before_held(context: Context) -> Iterator[Hit]:
    """「{label}」（{used}）が、保有開始日（{held}）より前です。

    様式3 Ⅱ2⑤・Ⅱ3⑥、様式4 Ⅱ2⑤・Ⅱ3⑨。
    """
    for placed in items(context, "used_from"):
        held = beside(context, "held_from", placed.address)
        held_on, used_on = day_of(held.text) if held else None, day_of(placed.text)
        if held_on and used_on and used_on < held_on:
            yield at(placed, held, used=as_printed(placed.text), held=as_printed(held.text))


@rule("K17")
def plan_of_the_past(context: Context) -> Iterator[Hit]:
    """「{label}」に「{quoted}」とありますが、その日は過ぎています。実際の日付か今の予定に直してください。

    芦屋市は平成29年4月1日に「平成27年6月予定→平成27年8月1日」と直している。
    """
    for sheet in context.sheets:
        for placed in sheet.items:
            if placed.item.kind not in TEXT_KINDS or placed.derived or "予定" not in placed.text:
                continue
            for plan in plans(placed.text):
                if plan.until < context.today:
                    yield at(placed, quoted=plan.quoted)
