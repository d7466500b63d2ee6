"""K3, K4, K5: 委託, its entries, 再委託, and what Ⅲ says of them."""

from collections.abc import Iterator

from .context import Context
from .problem import Severity
from .reading import beside, chosen, codes, count, flag, items, says_nothing, told, word
from .rule import Hit, at, rule


@rule("K3")
def outsourcing_count(context: Context) -> Iterator[Hit]:
    """「{label}」は（{count}）件ですが、委託事項は{entries}件あります。

    様式3・様式4 Ⅱ4。芦屋市(4)件＝4件。門真市は(1)件で委託事項が2つある。
    """
    for placed in items(context, "outsourcing"):
        entries = len(context.file_of(placed.address[0]).of("outsourcing"))
        said = count(placed)
        if chosen(placed) == word("outsourced") and (said or 0) != entries:
            yield at(placed, str(entries), count="　" if said is None else said, entries=entries)


@rule("K3")
def outsourcing_entries_without_outsourcing(context: Context) -> Iterator[Hit]:
    """「{label}」は「{choice}」ですが、委託事項が{entries}件記入されています。

    様式3・様式4 Ⅱ4。
    """
    for placed in items(context, "outsourcing"):
        entries = context.file_of(placed.address[0]).of("outsourcing")
        written = [entry for entry in entries if entry.answers or entry.lost]
        if chosen(placed) == word("not_outsourced") and written:
            yield at(placed, str(len(written)), choice=chosen(placed), entries=len(written))


@rule("K3")
def outsourcing_flag(context: Context) -> Iterator[Hit]:
    """「委託の有無」は「{choice}」ですが、リスク対策の「{label}」に○が{mark}。

    様式3・様式4 Ⅱ4とⅢ4の見出し「［　］委託しない」。
    """
    for placed in items(context, "no_outsourcing"):
        has = beside(context, "outsourcing", placed.address)
        wanted = {word("not_outsourced"): True, word("outsourced"): False}.get(chosen(has))
        if wanted is not None and flag(placed) is not wanted:
            yield at(placed, has, choice=chosen(has), mark="ありません" if wanted else "あります")


@rule("K4", Severity.ERROR)
def sub_outsourcing_untold(context: Context) -> Iterator[Hit]:
    """「{choice}」を選んだ委託事項では、「{label}」を記入してください。

    様式3 Ⅱ4④⑤⑥、様式4 Ⅱ4⑦⑧⑨。
    """
    for placed in items(context, "sub"):
        if chosen(placed) != word("sub_outsourced"):
            continue
        for wanted in codes(context.form, "sub_filled"):
            told_item = context.beside(wanted, placed.address)
            if told_item and not told_item.is_unknown and not told(told_item):
                yield at(told_item, placed, choice=chosen(placed))


@rule("K4", Severity.ERROR)
def no_sub_outsourcing_but_told(context: Context) -> Iterator[Hit]:
    """「再委託の有無」は「{choice}」ですが、「{label}」に記載があります。空欄か「-」にするか、「再委託する」を選んでください。

    様式3 Ⅱ4④⑤⑥、様式4 Ⅱ4⑦⑧⑨。芦屋市は空欄、門真市は「-」。
    """
    for placed in items(context, "sub"):
        if chosen(placed) != word("not_sub_outsourced"):
            continue
        for wanted in codes(context.form, "sub_filled"):
            told_item = context.beside(wanted, placed.address)
            if told_item and not told_item.is_unknown and not says_nothing(told_item.text):
                yield at(told_item, placed, choice=chosen(placed))


@rule("K5")
def sub_contractors_denied(context: Context) -> Iterator[Hit]:
    """「{label}」は「{choice}」ですが、委託事項{numbers}は「再委託する」になっています。

    様式3・様式4 Ⅲ4。「4) 再委託していない」は、すべての委託事項が「再委託しない」のときだけ選べる。
    """
    subs = list(items(context, "sub"))
    for placed in items(context, "sub_assured"):
        if chosen(placed) != word("no_sub_contractor"):
            continue
        file = context.file_of(placed.address[0])
        mine = [s for s in subs if context.file_of(s.address[0]) is file and chosen(s) == word("sub_outsourced")]
        if mine:
            numbers = "、".join(str(context.node(s.address[0]).number) for s in mine)
            yield at(placed, *mine, choice=chosen(placed), numbers=numbers)
