"""Laying an imported document over a working copy: the draft becomes what the file says, and the rows show it."""

from collections.abc import Iterable, Sequence

from django.utils import timezone

from municipalities.access import Visitor

from ..catalogue import values
from ..models import Assessment, PersonalInformationFile, RiskMeasure
from ..models.base import new_ref
from ..models.entries import Entry
from ..snapshot import CHILD_KINDS, Node, Snapshot
from .annexes import overwrite_annexes
from .answers import _write_records
from .desk import Desk, desk
from .entries import siblings
from .restore import split_risks
from .withheld_rows import add_withheld


def overwrite(assessment: Assessment, snapshot: Snapshot, *, whole: bool, by: Visitor) -> None:
    """Write the file's text into the draft.

    ``whole``: the file holds the whole document (our own JSON), so what it lacks is taken out of the draft. A
    machine-read file may lack pages: what it lost or does not contain stays as it is.
    """
    with desk(assessment, by=by) as at:
        _put(at, at.assessment, at.assessment.answers, snapshot.answers, whole)
        name = at.assessment.spec.cover_item("name")
        at.assessment.name = values.as_text(name, at.assessment.answers.get(name.code))[:400]
        at.assessment.unplaced = [*([] if whole else at.assessment.unplaced), *map(dict, snapshot.unplaced)]
        at.save(at.assessment)
        _entries(at, "systems", snapshot.systems, whole)
        _entries(at, "files", snapshot.files, whole)
        overwrite_annexes(at, snapshot.annexes, whole=whole)
        add_withheld(at, snapshot)


def _put(at: Desk, row, mine: dict, theirs, whole: bool) -> None:
    kept = {} if whole else dict(mine.items())
    said = {code: v for code, v in theirs.items() if whole or not (values.is_lost(v) and code in kept)}
    row.answers = kept | said


def _entries(
    at: Desk, kind: str, nodes: Sequence[Node], whole: bool, file: PersonalInformationFile | None = None
) -> None:
    present = list(siblings(at.assessment, kind, file.ref if file else ""))
    by_ref = {entry.ref: entry for entry in present}
    used: set[int] = set()
    for place, node in enumerate(nodes):
        entry = by_ref.get(node.ref) if whole else (present[place] if place < len(present) else None)
        if entry is None:
            entry = _new(at, kind, node, file)
        used.add(entry.pk or 0)
        _write(at, kind, entry, node, place, whole)
        used.add(entry.pk)
    if whole:
        _remove(at, (entry for entry in present if entry.pk not in used))


def _new(at: Desk, kind: str, node: Node, file: PersonalInformationFile | None) -> Entry:
    rows = siblings(at.assessment, kind, file.ref if file else "")
    owner = {"file": file} if file else {"assessment": at.assessment}
    if kind in ("provisions", "transfers"):
        owner["direction"] = kind
    taken = rows.model.objects.filter(ref=node.ref, **({"file": file} if file else {"assessment": at.assessment}))
    return rows.model(ref=new_ref() if taken.exists() or not node.ref else node.ref, **owner)


def _write(at: Desk, kind: str, entry: Entry, node: Node, place: int, whole: bool) -> None:
    if node.lost and entry.pk and not whole:
        return
    own, frames = split_risks(at.assessment.spec, node.answers) if kind == "files" else (node.answers, {})
    _put(at, entry, entry.answers, own, whole)
    entry.position, entry.lost = place, node.lost
    if kind == "files":
        entry.records_text = node.records_text or ("" if whole else entry.records_text)
    at.save(entry)
    if kind != "files":
        return
    for frame, answers in frames.items():
        risk = RiskMeasure.objects.filter(file=entry, frame=frame).first() or RiskMeasure(file=entry, frame=frame)
        _put(at, risk, risk.answers, answers, whole)
        at.save(risk)
    if whole or node.records:
        _write_records(at, entry, list(entry.records.all()), list(node.records))
    for child in CHILD_KINDS:
        _entries(at, child, node.of(child), whole, entry)


def _remove(at: Desk, entries: Iterable[Entry]) -> None:
    for entry in entries:
        entry.removed_at, entry.removed_by = timezone.now(), at.by.user
        at.save(entry)
