"""Whether a change is a 重要な変更 (規則第11条): a person decides it on the text as it stands, with the reason."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404

from municipalities.access import Visitor

from ..catalogue import values
from ..models import Assessment, ChangeRow
from ..policies import Refused
from .desk import desk

NEEDS_REASON = "※の項目の変更を「その他の変更」とするときは、重要な変更に当たらない理由を書いてください（規則第11条・指針第6の2(2)）。"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decides about a row and why, and what the row says from it."""

    nature: str
    nature_reason: str = ""
    changed_on: date | None = None
    timing: str = ""
    note: str = ""


def judge_row(assessment: Assessment, pk: int, said: Judgement, *, starred: bool, by: Visitor) -> ChangeRow:
    """Write a decision into a row of the open version. Raises Refused; Http404 for a row of another document."""
    if said.nature not in ChangeRow.Nature.values or said.timing not in ("", *ChangeRow.Timing.values):
        raise Refused("変更の性質と提出時期を選んでください。")
    if starred and said.nature == ChangeRow.Nature.OTHER and not values.clean_text(said.nature_reason):
        raise Refused(NEEDS_REASON)
    with desk(assessment, by=by) as at:
        row = ChangeRow.objects.filter(pk=pk, version=at.version, retired=False).first()
        if row is None:
            raise Http404
        row.nature, row.nature_basis = said.nature, row.basis
        row.nature_reason = values.clean_text(said.nature_reason)
        row.changed_on, row.timing, row.note = said.changed_on, said.timing, values.clean_text(said.note)
        at.save(row)
        at.written = False  # the document itself did not change: nothing to compare anew
    return row
