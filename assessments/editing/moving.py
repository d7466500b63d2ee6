"""One act carries a document over to another edition or form; it can be undone until the next publication.

The rows of the change list stay right: the published version is carried over in the same way before it is compared.
"""

from municipalities.access import Visitor

from ..catalogue import Form, get_form
from ..catalogue.moves import moves
from ..models import Assessment, ChangeRow, PersonalInformationFile, RiskMeasure
from ..models.entries import Entry
from ..policies import Refused
from ..snapshot import CHILD_KINDS, Node, Snapshot, take
from ..snapshot.carrying import Carried, carry, kept_from_json
from .desk import Desk, desk
from .entries import siblings
from .restore import split_risks
from .withheld_rows import move_withheld


def move_to(assessment: Assessment, form: Form, *, by: Visitor) -> Carried:
    """Write the working copy in that form and edition. Raises Refused where its entries would have no place."""
    with desk(assessment, by=by) as at:
        before = take(at.assessment, changes=False)
        _check_room(before, form)
        carried = carry(before, form, kept_from_json(at.assessment.kept))
        at.assessment.moved_from = {"form": before.form_key, "edition": before.edition}
        _write(at, carried)
        _follow(at, before.form, form)
    return carried


def move_back(assessment: Assessment, *, by: Visitor) -> Carried:
    """Undo the last move. Raises Refused when there is none since the last publication."""
    came_from = assessment.moved_from
    if not came_from:
        raise Refused("前回の公表より後に、様式の移し替えはしていません。")
    carried = move_to(assessment, get_form(came_from["form"], came_from["edition"]), by=by)
    Assessment.objects.filter(pk=assessment.pk).update(moved_from={})
    return carried


def _check_room(snapshot: Snapshot, form: Form) -> None:
    kinds = {form.holder_of(code) for code in form.places}
    if (snapshot.files and "files" not in kinds) or (snapshot.systems and "systems" not in kinds):
        raise Refused(
            f"{form.short_name}には、ファイルやシステムごとの記載欄がありません。"
            f"この評価書は残して、{form.short_name}を別に作ってください。"
        )


def _write(at: Desk, carried: Carried) -> None:
    snapshot = carried.snapshot
    at.assessment.form, at.assessment.edition = snapshot.form_key, snapshot.edition
    at.assessment.answers = dict(snapshot.answers)
    at.assessment.kept = [piece.as_json() for piece in carried.kept]
    at.save(at.assessment)
    _entries(at, "systems", snapshot.systems)
    for node, file in _entries(at, "files", snapshot.files):
        for kind in CHILD_KINDS:
            _entries(at, kind, node.of(kind), file)


def _follow(at: Desk, old: Form, new: Form) -> None:
    """What a person wrote in a row goes with its item to the item's new code."""
    codes = moves(old, new).codes
    rows = list(ChangeRow.objects.filter(version=at.version))
    for row in rows:
        row.addresses = [[ref, codes.get(code, code)] for ref, code in row.addresses]
    ChangeRow.objects.bulk_update(rows, ["addresses"])
    move_withheld(at, codes)


def _entries(at: Desk, kind: str, nodes: tuple[Node, ...], file: Entry | None = None) -> list[tuple[Node, Entry]]:
    rows = {row.ref: row for row in siblings(at.assessment, kind, file.ref if file else "")}
    pairs = [(node, rows[node.ref]) for node in nodes if node.ref in rows]
    for node, row in pairs:
        if kind == "files":
            _write_file(at, row, node)
        elif row.answers != dict(node.answers):
            row.answers = dict(node.answers)
            at.save(row)
    return pairs


def _write_file(at: Desk, file: PersonalInformationFile, node: Node) -> None:
    file.answers, frames = split_risks(at.assessment.spec, node.answers)
    at.save(file)
    for risk in RiskMeasure.objects.filter(file=file).exclude(frame__in=frames):
        risk._history_user = at.by.user
        risk.delete()
    for frame, answers in frames.items():
        risk = RiskMeasure.objects.filter(file=file, frame=frame).first() or RiskMeasure(file=file, frame=frame)
        risk.answers = answers
        at.save(risk)
