"""What a person adds to a row of the change list: 変更日, 提出時期, 説明, a wording of their own."""

from collections.abc import Mapping
from datetime import date

from django.http import Http404

from changelog.models import basis_of
from municipalities.access import Visitor

from ..catalogue import values
from ..models import Assessment, ChangeRow
from .desk import desk

_WORDING = ("custom_label", "custom_before", "custom_after")


def save_row(
    assessment: Assessment,
    pk: int,
    *,
    by: Visitor,
    changed_on: date | None = None,
    timing: str = "",
    note: str = "",
    reason: str = "",
    **wording: str,
) -> ChangeRow:
    """Write a person's part of a row of the open version. Http404 for a row of another document or version."""
    with desk(assessment, by=by) as at:
        row = ChangeRow.objects.filter(pk=pk, version=at.version, retired=False).first()
        if row is None:
            raise Http404
        row.changed_on, row.timing = changed_on, timing
        row.note, row.reason = values.clean_text(note), values.clean_text(reason)
        _word(row, wording)
        at.save(row)
        at.written = False  # the document itself did not change: nothing to compare anew
    return row


def _word(row: ChangeRow, wording: Mapping[str, str]) -> None:
    """A wording of one's own stands for the computed text that was seen with it."""
    before = [getattr(row, name) for name in _WORDING]
    for name in _WORDING:
        setattr(row, name, values.clean_text(wording.get(name, getattr(row, name))))
    if [getattr(row, name) for name in _WORDING] != before:
        row.custom_basis = basis_of(row.label, row.before, row.after) if row.overridden else ""
