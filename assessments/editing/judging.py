"""Whether a change is a 重要な変更 (規則第11条): a person decides it on the text as it stands, with the reason."""

from datetime import date

from django.http import Http404

from municipalities.access import Visitor

from ..catalogue import values
from ..models import Assessment, ChangeRow
from ..policies import Refused
from .desk import desk

NEEDS_REASON = "※の項目の変更を「その他の変更」とするときは、重要な変更に当たらない理由を書いてください（規則第11条・指針第6の2(2)）。"


def judge_row(
    assessment: Assessment,
    pk: int,
    *,
    by: Visitor,
    nature: str,
    starred: bool,
    changed_on: date | None,
    timing: str,
    note: str,
    reason: str,
) -> ChangeRow:
    """Write a decision into a row of the open version. Raises Refused; Http404 for a row of another document."""
    if nature not in ChangeRow.Nature.values or timing not in ("", *ChangeRow.Timing.values):
        raise Refused("変更の性質と提出時期を選んでください。")
    if starred and nature == ChangeRow.Nature.OTHER and not values.clean_text(reason):
        raise Refused(NEEDS_REASON)
    with desk(assessment, by=by) as at:
        row = ChangeRow.objects.filter(pk=pk, version=at.version, retired=False).first()
        if row is None:
            raise Http404
        row.nature, row.nature_basis = nature, row.basis
        row.changed_on, row.timing = changed_on, timing
        row.note, row.reason = values.clean_text(note), values.clean_text(reason)
        at.save(row)
        at.written = False  # the document itself did not change: nothing to compare anew
    return row
