"""K6, K7: 提供・移転, its entries, and what Ⅲ5 says of them."""

from collections.abc import Iterator

from ..catalogue import values
from ..snapshot import Node, Placed
from .context import Context
from .reading import beside, code, count, flag, items, ticked, word
from .rule import Hit, at, rule


def _file(context: Context, placed: Placed) -> Node:
    return context.file_of(placed.address[0])


def _written(entries: tuple[Node, ...]) -> int:
    return sum(bool(entry.answers or entry.lost) for entry in entries)


@rule("K6")
def neither_and_both(context: Context) -> Iterator[Hit]:
    """「{label}」で「行っていない」と「{box}」の両方に○があります。

    様式3・様式4 Ⅱ5。「行っていない」は他の○と両立しない。
    """
    for placed in items(context, "destinations"):
        for box in (word("provides"), word("transfers")):
            if ticked(placed, word("neither")) and ticked(placed, box):
                yield at(placed, box=box)


@rule("K6")
def neither_but_entries(context: Context) -> Iterator[Hit]:
    """「{label}」は「行っていない」ですが、提供先・移転先が{entries}件記入されています。

    様式3・様式4 Ⅱ5。門真市のような空の「提供先1」「移転先1」の枠は数えない。
    """
    for placed in items(context, "destinations"):
        file = _file(context, placed)
        entries = _written(file.of("provisions")) + _written(file.of("transfers"))
        if ticked(placed, word("neither")) and entries:
            yield at(placed, str(entries), entries=entries)


@rule("K6")
def transfer_count(context: Context) -> Iterator[Hit]:
    """「移転を行っている」は（{count}）件ですが、移転先は{entries}件あります。

    様式3・様式4 Ⅱ5。芦屋市は移転(16)件＝移転先16。
    """
    for placed in items(context, "destinations"):
        entries, said = len(_file(context, placed).of("transfers")), count(placed, word("transfers"))
        if ticked(placed, word("transfers")) and (said or 0) != entries:
            yield at(placed, str(entries), count="　" if said is None else said, entries=entries)


@rule("K6")
def provision_count(context: Context) -> Iterator[Hit]:
    """「提供を行っている」は（{count}）件ですが、提供先は{entries}件あります。

    様式3・様式4 Ⅱ5。件数は法令の項で数えることがあり、提供先の数より多くてよい（芦屋市は55件で提供先1、別添3参照）。
    """
    for placed in items(context, "destinations"):
        entries, said = len(_file(context, placed).of("provisions")), count(placed, word("provides"))
        if ticked(placed, word("provides")) and ((said or 0) < entries or not entries or not said):
            yield at(placed, str(entries), count="　" if said is None else said, entries=entries)


@rule("K7")
def no_destinations_flag_missing(context: Context) -> Iterator[Hit]:
    """「提供・移転の有無」は「行っていない」ですが、リスク対策の「{label}」に○がありません。

    様式3・様式4 Ⅱ5とⅢ5の見出し「［　］提供・移転しない」。
    """
    for placed in items(context, "no_destinations"):
        has = beside(context, "destinations", placed.address)
        if ticked(has, word("neither")) and not flag(placed):
            yield at(placed, has)


@rule("K7")
def destinations_denied(context: Context) -> Iterator[Hit]:
    """「{label}」に○がありますが、提供・移転の有無では{told}。

    様式3・様式4 Ⅲ5の見出し。Ⅲ5は情報提供ネットワークシステムを通じた提供を除くので、それだけなら○でよい。
    """
    for placed in items(context, "no_destinations"):
        has = beside(context, "destinations", placed.address)
        told = _told(context, placed, has) if has and flag(placed) else ""
        if told:
            yield at(placed, has, told=told)


def _told(context: Context, placed: Placed, has: Placed) -> str:
    if ticked(has, word("transfers")):
        return "移転を行っています"
    if not ticked(has, word("provides")):
        return ""
    how = code(context.form, "provided_how")
    entries = _file(context, placed).of("provisions")
    others = [entry for entry in entries if how and _by_other_ways(context, entry, how)]
    return "情報提供ネットワークシステム以外の方法でも提供を行っています" if others else ""


def _by_other_ways(context: Context, entry: Node, how: str) -> bool:
    item, value = context.form.item(how), entry.answers.get(how)
    return any(values.mark_of(item, value, label) == values.CHOSEN for label in item.labels if label != word("network"))
