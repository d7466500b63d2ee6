"""規則第13条: what is withheld must still be what somebody meant, before a document is submitted."""

from collections.abc import Iterator

from ..snapshot import Snapshot
from ..snapshot.hidden import gone_passages, unconfirmed_sheets
from .problem import Problem

RULE = "規則第13条"


def problems(snapshot: Snapshot) -> Iterator[Problem]:
    """Nothing for a document in which nothing is withheld."""
    if not snapshot.withheld:
        return
    for _, placed in gone_passages(snapshot):
        sentence = (
            "非公表にした部分が、今の記載に見つかりません。このままでは項目の全体が非公表になります。"
            "いったん公表に戻し、非公表にする部分を指定し直してください。"
        )
        yield Problem(RULE, sentence, placed.address, placed.path, anchor=placed.anchor, name="gone_passages")
    for sheet in unconfirmed_sheets(snapshot):
        sentence = (
            f"「{sheet.section.heading}」は、公表される記載が何も残りません。節の全体を非公表にするのであれば、"
            "項目の「非公表にする」の画面で、そのことを確認してください。"
        )
        address = next(placed.address for placed in sheet.items)
        yield Problem(RULE, sentence, address, (sheet.section.heading,), anchor=sheet.anchor, name="hidden_sections")
