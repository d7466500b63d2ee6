"""K8, K9: 情報提供ネットワークシステムによる情報連携, its legal basis, and what Ⅲ6 says of it."""

from collections.abc import Iterator

from ..law.data import table
from ..snapshot import Placed
from .context import Context
from .reading import beside, chosen, code, codes, flag, items, told, word
from .rule import Hit, at, rule


@rule("K8")
def connection_denied_above(context: Context) -> Iterator[Hit]:
    """情報連携の「実施の有無」は「{choice}」ですが、「{label}」に○がありません。

    様式3・様式4 Ⅰの情報連携とⅢ6の見出し（様式2はⅠ4とⅣ6）。門真市。
    """
    for role in ("no_obtain", "no_provide"):
        for placed in items(context, role):
            has = beside(context, "network", placed.address)
            if chosen(has) == word("not_connected") and not flag(placed):
                yield at(placed, has, choice=chosen(has))


@rule("K8")
def connected_by_no_file(context: Context) -> Iterator[Hit]:
    """情報連携の「実施の有無」は「{choice}」ですが、すべてのファイルで「接続しない（入手）」「接続しない（提供）」の両方に○があります。

    様式3・様式4 Ⅰの情報連携とⅢ6の見出し（様式2はⅠ4とⅣ6）。
    """
    flags = [placed for role in ("no_obtain", "no_provide") for placed in items(context, role)]
    stands = sum(len(context.placed(code(context.form, role))) for role in ("no_obtain", "no_provide"))
    for placed in items(context, "network"):
        if chosen(placed) == word("connected") and flags and len(flags) == stands and all(map(flag, flags)):
            yield at(placed, *flags, choice=chosen(placed))


@rule("K8")
def risk_of_no_connection(context: Context) -> Iterator[Hit]:
    """「{flag}」に○がありますが、そのリスクの「{label}」に記載があります。

    様式3・様式4 Ⅲ6（様式2はⅣ6）。照会だけを行うときは「接続しない（提供）」に○を付け、提供のリスクは書かない。門真市。
    """
    for role, risks in (("no_obtain", "obtain_risks"), ("no_provide", "provide_risks")):
        for placed in items(context, role):
            for wanted in codes(context.form, risks):
                measure = context.beside(wanted, placed.address)
                if flag(placed) and told(measure) and not measure.is_unknown:
                    yield at(measure, placed, flag=placed.heading)


@rule("K9")
def basis_of_one_side(context: Context) -> Iterator[Hit]:
    """「{label}」に{side}が分けて書かれていません。情報提供と情報照会の根拠を、それぞれ書いてください（行わないときはその旨）。

    様式3 Ⅰ5②、様式4 Ⅰ6②。芦屋市「(表における情報提供の根拠)」、門真市「1. 情報提供の根拠」「2. 情報照会の根拠」。
    """
    sides = (("provide", "情報提供の根拠", "no_provide"), ("obtain", "情報照会の根拠", "no_obtain"))
    for placed in items(context, "network_basis"):
        has = beside(context, "network", placed.address)
        if chosen(has) != word("connected") or not told(placed):
            continue
        for key, side, denied in sides:
            words = table("words")["basis"][key]
            if not any(w in placed.text for w in words) and not _all_deny(context, denied):
                yield at(placed, has, side=side)


@rule("K9")
def connected_without_basis(context: Context) -> Iterator[Hit]:
    """情報連携を「{choice}」ときは、「{label}」を記入してください。

    様式3 Ⅰ5②、様式4 Ⅰ6②、様式2 Ⅰ4②。
    """
    for placed in items(context, "network_basis"):
        has = beside(context, "network", placed.address)
        if chosen(has) == word("connected") and not told(placed):
            yield at(placed, has, choice=chosen(has))


def _all_deny(context: Context, role: str) -> bool:
    """Every file says that it does not connect this way: then there is no ground to state."""
    stands: list[Placed] = context.placed(code(context.form, role))
    return bool(stands) and all(flag(placed) for placed in stands)
