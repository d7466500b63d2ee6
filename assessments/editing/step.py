"""Documents of one 事務 are put together, started from one another, and brought into step item by item."""

from dataclasses import replace

from django.db import transaction

from municipalities.access import Visitor
from municipalities.models import Department

from .. import policies, step
from ..catalogue import Form, values
from ..models import Assessment, LeftApart, SameOffice
from ..models.base import new_ref
from ..snapshot import Node, Snapshot, outline, take
from ..snapshot.carrying import carry
from .answers import Saved, fingerprint, save_answer
from .creating import _create, check_start
from .withheld_rows import share_withheld


class MovedOn(Exception):
    """The text that somebody looked at has changed meanwhile; nothing is written."""


def check_join(by: Visitor, *documents: Assessment) -> None:
    """Raises Refused unless this person writes for one of the documents, and both are of their town."""
    if any(document.municipality_id != by.municipality.pk for document in documents):
        raise policies.Refused("ほかの団体の評価書とは結べません。")
    if not any(policies.writes_for(by, document) for document in documents):
        raise policies.Refused("同じ事務として結べるのは、担当部署の作成者と取りまとめ担当です。")


@transaction.atomic
def join(assessment: Assessment, other: Assessment, *, by: Visitor) -> None:
    """Both belong to one 事務 from now on, with whatever either belonged together with already. Raises Refused."""
    check_join(by, assessment, other)
    if assessment.pk == other.pk:
        raise policies.Refused("別の評価書を選んでください。")
    rows = {row.assessment_id: row for row in SameOffice.objects.filter(assessment__in=[assessment, other])}
    mine, theirs = rows.get(assessment.pk), rows.get(other.pk)
    key = mine.key if mine else theirs.key if theirs else new_ref()
    for row in SameOffice.objects.filter(key=theirs.key) if theirs and theirs.key != key else ():
        _put(row, key, by)
    for document, row in ((assessment, mine), (other, theirs)):
        if row is None:
            _put(SameOffice(assessment=document), key, by)


def _put(row: SameOffice, key: str, by: Visitor) -> None:
    row.key, row._history_user = key, by.user
    row.save()


@transaction.atomic
def part(assessment: Assessment, *, by: Visitor) -> None:
    """The document stands alone again; one that is left alone by it does too. Raises Refused."""
    check_join(by, assessment)
    row = SameOffice.objects.filter(assessment=assessment).first()
    group = list(SameOffice.objects.filter(key=row.key)) if row else []
    for gone in group if len(group) < 3 else [one for one in group if one.assessment_id == assessment.pk]:
        gone._history_user = by.user
        gone.delete()


# --- a document from another ------------------------------------------------------------------------------------------


def start_from(
    source: Assessment, form: Form, number: str, name: str, *, by: Visitor, department: Department | None
) -> Assessment:
    """A new document of another form with what means the same, put together with its source.

    Raises NumberTaken, Refused.
    """
    check_start(by, department)
    with transaction.atomic():
        made = _create(
            _carried(take(source, changes=False), form, number, name),
            number,
            by=by,
            agency=source.agency,
            department=department,
        )
        join(source, made, by=by)
    return made


def _carried(snapshot: Snapshot, form: Form, number: str, name: str) -> Snapshot:
    old = snapshot.form
    derived = {
        p.item.code: p.text for sheet in outline(snapshot) for p in sheet.items if p.derived and not p.address[0]
    }
    answers = {code: value for code, value in snapshot.answers.items() if old.item(code).required.at != "publish"}
    bare = replace(snapshot, answers=derived | answers, changes=(), unplaced=(), annexes=(), version={})
    made = carry(bare, form).snapshot
    kept = {code: value for code, value in made.answers.items() if not form.item(code).derived}
    kept |= {form.cover_item("number").code: number, form.cover_item("name").code: name}
    return replace(made, answers=kept, **_first_frames(made, form))


def _first_frames(made: Snapshot, form: Form) -> dict[str, tuple[Node, ...]]:
    """A form with files and systems begins with one of each, as a blank document does."""
    repeats = {form.repeat_of(code) for code in form.places}
    return {
        "systems": made.systems or ((Node("systems", "", 1),) if "per_system" in repeats else ()),
        "files": made.files or ((Node("files", "", 1),) if "per_file" in repeats else ()),
    }


# --- item by item -----------------------------------------------------------------------------------------------------


def find(here: Assessment, there: Assessment, key: str, basis: str) -> step.Difference:
    """The difference that somebody looked at. Raises MovedOn when either text has changed since."""
    now = [
        take(Assessment.objects.select_related("municipality").get(pk=one.pk), changes=False) for one in (here, there)
    ]
    found = step.differences(*now)
    difference = next((d for d in found if d.key == key), None)
    if difference is None or difference.basis != basis:
        raise MovedOn
    return difference


def accept(here: Assessment, there: Assessment, key: str, *, basis: str, by: Visitor) -> Saved:
    """Write what ``here`` says into the draft of ``there``. Raises MovedOn, Conflict, Refused, values.WrongValue."""
    difference = find(here, there, key, basis)
    if not difference.can_go_there:
        raise values.WrongValue("この項目は、様式の選択肢や書き方が違うため、そのままでは書き写せません。")
    base = fingerprint(step.stored(difference.there))
    with transaction.atomic():
        share_withheld(here, difference.here.address, there, difference.there.address, by=by)
        return save_answer(there, difference.there.address, difference.to_there, base=base, by=by)


@transaction.atomic
def leave_apart(here: Assessment, there: Assessment, key: str, reason: str, *, basis: str, by: Visitor) -> LeftApart:
    """The two may differ, for this reason, as long as both say what they say. Raises MovedOn, Refused, WrongValue."""
    check_join(by, here, there)
    reason = values.clean_text(reason).strip()
    if not reason:
        raise values.WrongValue("このままにする理由を書いてください。")
    difference = find(here, there, key, basis)
    ahead = here.pk < there.pk
    one_at, other_at = step.pair_of(difference, ahead=ahead)
    one, other = (here, there) if ahead else (there, here)
    held = {"one": one, "other": other, "one_at": one_at, "other_at": other_at}
    row = LeftApart.objects.filter(**held).first() or LeftApart(**held)
    row.basis, row.reason, row.by, row._history_user = difference.basis, reason, by.user, by.user
    row.save()
    return row
