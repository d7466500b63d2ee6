"""Adding, copying, moving, removing and bringing back entries. Numbers follow the order by themselves."""

from django.http import Http404
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from municipalities.access import Visitor

from ..models import (
    ENTRY_MODELS,
    Assessment,
    PersonalInformationFile,
    RecordItem,
    RiskMeasure,
    TransferDestination,
)
from ..models.base import new_ref
from ..models.entries import Entry
from .derived import settle_file_list
from .desk import Desk, desk
from .withheld_rows import copy_withheld

_WITHIN_FILE = ("outsourcing", "provisions", "transfers")


def siblings(assessment: Assessment, kind: str, file_ref: str = ""):
    """The present entries of a kind, of a file where they belong to one. Http404 for an unknown kind or file."""
    model = ENTRY_MODELS.get(kind)
    if model is None:
        raise Http404
    if kind not in _WITHIN_FILE:
        return model.present.filter(assessment=assessment)
    rows = model.present.filter(file=_file(assessment, file_ref))
    return rows.filter(direction=kind) if model is TransferDestination else rows


def _file(assessment: Assessment, ref: str) -> PersonalInformationFile:
    file = PersonalInformationFile.present.filter(assessment=assessment, ref=ref).first()
    if file is None:
        raise Http404
    return file


def _find(assessment: Assessment, kind: str, ref: str, *, removed: bool = False) -> Entry:
    model = ENTRY_MODELS.get(kind)
    if model is None:
        raise Http404
    within = {"file__assessment": assessment, "file__removed_at": None}
    owner = within if kind in _WITHIN_FILE else {"assessment": assessment}
    found = model.objects.filter(ref=ref, removed_at__isnull=not removed, **owner)
    entry = (found.filter(direction=kind) if model is TransferDestination else found).first()
    if entry is None:
        raise Http404
    return entry


def _same_place(entry: Entry, kind: str):
    if kind not in _WITHIN_FILE:
        return type(entry).present.filter(assessment_id=entry.assessment_id)
    rows = type(entry).present.filter(file_id=entry.file_id)
    return rows.filter(direction=kind) if kind != "outsourcing" else rows


def _settle(at: Desk, kind: str) -> None:
    if kind == "files":
        settle_file_list(at)


def _renumber(at: Desk, entries: list[Entry]) -> None:
    for position, entry in enumerate(entries):
        if entry.position != position:
            entry.position = position
            at.save(entry, ["position"])


def add_entry(assessment: Assessment, kind: str, *, by: Visitor, file_ref: str = "") -> Entry:
    """An empty entry behind the last one. A file gets its sheets with it."""
    with desk(assessment, by=by) as at:
        rows = siblings(at.assessment, kind, file_ref)
        _settle(at, kind)
        fields = {"position": rows.count()}
        if kind in _WITHIN_FILE:
            fields["file"] = _file(at.assessment, file_ref)
        else:
            fields["assessment"] = at.assessment
        if kind in ("provisions", "transfers"):
            fields["direction"] = kind
        entry = ENTRY_MODELS[kind](**fields)
        at.save(entry)
    return entry


def move_entry(assessment: Assessment, kind: str, ref: str, steps: int, *, by: Visitor) -> Entry:
    """Move an entry up (negative) or down among its own; beyond the end it stays at the end."""
    with desk(assessment, by=by) as at:
        entry = _find(at.assessment, kind, ref)
        _settle(at, kind)
        order = list(_same_place(entry, kind))
        place = order.index(entry)
        order.insert(max(0, min(len(order) - 1, place + steps)), order.pop(place))
        _renumber(at, order)
    return entry


def remove_entry(assessment: Assessment, kind: str, ref: str, *, by: Visitor) -> Entry:
    """Hide an entry with all it holds; restore_entry brings it back at its place."""
    with desk(assessment, by=by) as at:
        entry = _find(at.assessment, kind, ref)
        _settle(at, kind)
        entry.removed_at, entry.removed_by = timezone.now(), by.user
        at.save(entry)
        _renumber(at, [other for other in _same_place(entry, kind) if other.pk != entry.pk])
    return entry


def restore_entry(assessment: Assessment, kind: str, ref: str, *, by: Visitor) -> Entry:
    """Undo a removal: the entry stands again where it stood."""
    with desk(assessment, by=by) as at:
        entry = _find(at.assessment, kind, ref, removed=True)
        _settle(at, kind)
        order = list(_same_place(entry, kind))
        entry.removed_at = entry.removed_by = None
        at.save(entry)
        order.insert(min(entry.position, len(order)), entry)
        _renumber(at, order)
    return entry


def copy_entry(assessment: Assessment, kind: str, ref: str, *, by: Visitor) -> Entry:
    """A copy behind the original, with everything that it holds, under refs of its own."""
    with desk(assessment, by=by) as at:
        entry = _find(at.assessment, kind, ref)
        _settle(at, kind)
        order = list(_same_place(entry, kind))
        copied = _clone(at, entry)
        if kind == "files":
            _copy_sheets(at, entry, copied)
        order.insert(order.index(entry) + 1, copied)
        _renumber(at, order)
    return copied


def _clone(at: Desk, entry: Entry, **changed) -> Entry:
    names = [f.name for f in entry._meta.concrete_fields if f.name not in ("id", "ref", "removed_at", "removed_by")]
    copied = type(entry)(**{name: getattr(entry, name) for name in names} | {"ref": new_ref()} | changed)
    copied.answers = dict(entry.answers)
    at.save(copied)
    copy_withheld(at, entry.ref, copied.ref, copied.file.ref if hasattr(copied, "file") else "")
    return copied


def _copy_sheets(at: Desk, file: PersonalInformationFile, copied: PersonalInformationFile) -> None:
    for kind in ("outsourcing", "provisions", "transfers"):
        for child in siblings(at.assessment, kind, file.ref):
            _clone(at, child, file=copied)
    for risk in RiskMeasure.objects.filter(file=file):
        at.save(RiskMeasure(file=copied, frame=risk.frame, answers=dict(risk.answers)))
    records = [RecordItem(file=copied, position=r.position, text=r.text) for r in RecordItem.objects.filter(file=file)]
    bulk_create_with_history(records, RecordItem, default_user=at.by.user)
