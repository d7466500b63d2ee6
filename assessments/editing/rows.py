"""What a person adds to a row of the change list: 変更日, 提出時期, 説明, a wording of their own."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.http import Http404

from changelog.merging import merge, split
from changelog.models import basis_of
from municipalities.access import Visitor

from ..catalogue import values
from ..models import Assessment, ChangeRow
from ..policies import Refused
from .desk import Desk, desk

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


def merge_rows(assessment: Assessment, pks: Iterable[int], *, by: Visitor, label: str = "") -> tuple[ChangeRow, bool]:
    """One row for the items of several: (the row, whether its rows said different dates, timings or notes).

    ``label``: a name of one's own for it (文言等修正). Raises Refused where rows cannot be one.
    """
    with desk(assessment, by=by) as at:
        rows = _rows(at, pks)
        _check_mergeable(rows)
        merged = merge(rows)
        for row in merged.gone:
            row._history_user = by.user
            row.delete()
        for name, value in merged.fields.items():
            setattr(merged.keep, name, value)
        merged.keep.custom_label = values.clean_text(label) or merged.keep.custom_label
        at.save(merged.keep)
    merged.keep.refresh_from_db()
    _seen_with(merged.keep, by)
    return merged.keep, bool(merged.parted)


def split_row(assessment: Assessment, pk: int, *, by: Visitor) -> None:
    """A merged row as one row for each item, each with what was written for all of them."""
    with desk(assessment, by=by) as at:
        (row,) = _rows(at, [pk])
        if len(row.addresses) < 2:
            raise Refused("この行は1つの項目の行なので、分けられません。")
        if row.overridden:
            raise Refused("別の書き方をした行は分けられません。別の書き方を消してから、分けてください。")
        own, others = split(row)
        for name, value in own.items():
            setattr(row, name, value)
        at.save(row)
        for fields in others:
            at.save(ChangeRow(assessment=at.assessment, version=at.version, **fields))


def _rows(at: Desk, pks: Iterable[int]) -> list[ChangeRow]:
    """Rows of the open version. Http404 when one of them is none."""
    wanted = set(pks)
    found = list(ChangeRow.objects.filter(pk__in=wanted, version=at.version, retired=False, supplement=False))
    if len(found) != len(wanted):
        raise Http404
    return found


def _check_mergeable(rows: list[ChangeRow]) -> None:
    if len(rows) < 2:
        raise Refused("まとめる行を2つ以上選んでください。")
    if any(not row.addresses for row in rows):
        raise Refused("項目のない行は、ほかの行とまとめられません。")
    if any(row.overridden for row in rows):
        raise Refused("別の書き方をした行はまとめられません。別の書き方を消してから、まとめてください。")


def _seen_with(row: ChangeRow, by: Visitor) -> None:
    """A name given to a merged row stands for the text that the merging composed."""
    if row.overridden:
        row.custom_basis = basis_of(row.label, row.before, row.after)
        row._history_user = by.user
        row.save(update_fields=["custom_basis"])
