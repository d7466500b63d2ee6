"""K12, K13, K23: accidents, measures that leave something open, and what the basic form repeats."""

from collections.abc import Iterator

from ..catalogue import CHOICE_KINDS, TEXT_KINDS
from ..law.data import table
from ..snapshot import PlacedBlock
from .context import Context
from .problem import Severity
from .reading import beside, chosen, codes, items, says_nothing, told, word
from .rule import Hit, at, rule


@rule("K12", Severity.ERROR)
def incident_untold(context: Context) -> Iterator[Hit]:
    """重大事故が「{choice}」のときは、「{label}」を記入してください。

    様式3 Ⅲ7②、様式4 Ⅲ7⑨。川口市（USBメモリの紛失）は内容と再発防止策を書いている。
    """
    for placed in items(context, "incident"):
        for wanted in codes(context.form, "incident_texts"):
            text = context.beside(wanted, placed.address)
            if chosen(placed) == word("happened") and not text.is_unknown and not told(text):
                yield at(text, placed, choice=chosen(placed))


@rule("K12", Severity.ERROR)
def no_incident_but_told(context: Context) -> Iterator[Hit]:
    """重大事故は「{choice}」ですが、「{label}」に記載があります。空欄か「-」にしてください。

    様式3 Ⅲ7②、様式4 Ⅲ7⑨。川口市は3年の経過後に記載を「－」にした。
    """
    for placed in items(context, "incident"):
        for wanted in codes(context.form, "incident_texts"):
            text = context.beside(wanted, placed.address)
            if chosen(placed) == word("not_happened") and not text.is_unknown and not says_nothing(text.text):
                yield at(text, placed, choice=chosen(placed))


@rule("K13")
def shortcoming_without_plan(context: Context) -> Iterator[Hit]:
    """「{label}」は「{choice}」です。措置の内容に、いつまでに何をするか（予定、計画など）を書いてください。

    様式3・様式4 Ⅲ（recalled）。
    """
    for sheet in context.sheets:
        for block in sheet.blocks:
            for placed in block.items:
                chose = placed.item.kind in CHOICE_KINDS and chosen(placed) == word("shortcoming")
                texts = _measures(block, placed.item.risk_key) if chose else []
                if texts and not any(w in "".join(texts) for w in table("words")["plan"]["words"]):
                    yield at(placed, *texts, choice=chosen(placed))


def _measures(block: PlacedBlock, risk_key: str) -> list[str]:
    """The texts of the same risk; those of the block where it has no frames."""
    return [p.text for p in block.items if p.item.kind in TEXT_KINDS and p.item.risk_key == risk_key and not p.derived]


@rule("K23", Severity.ERROR)
def repeated_degree(context: Context) -> Iterator[Hit]:
    """「{label}」は「{choice}」ですが、選んだ対策（{measure}）では「{degree}」です。

    様式2 Ⅳ11（recalled）。【再掲】なので、選んだ項目の記載と同じになる。
    """
    repeated = table("consistency").get(context.form.key, {}).get("repeated", {})
    same = table("words")["levels"]
    for placed in items(context, "priority_sufficient"):
        measure = chosen(beside(context, "priority", placed.address))
        source = context.beside(repeated.get(measure, ""), placed.address)
        degree = chosen(source) if source and not source.is_unknown else ""
        said = chosen(placed)
        if said and degree and degree not in (said, same.get(said)):
            yield at(placed, source, choice=said, measure=measure, degree=degree)
