"""Starting a document: blank, or as a copy of another of the same town."""

from dataclasses import replace

from django.db import IntegrityError, transaction

from municipalities.access import Visitor
from municipalities.models import Agency, Department, Municipality, User

from .. import catalogue, policies
from ..converters import NUMBER_HELP, is_number
from ..models import Assessment
from ..snapshot import Node, Snapshot, take
from .desk import draft_over
from .restore import restore
from .withheld_rows import for_a_copy


class NumberTaken(Exception):
    """The town has a document of that number already."""


def check_start(by: Visitor, department: Department | None, *, any_department: bool = False) -> None:
    """Raises Refused unless this person may begin a document (for that department, or for any of theirs)."""
    if by.is_coordinator:
        return
    if not by.begins_documents:
        raise policies.Refused("評価書を始められるのは、作成者と取りまとめ担当です。")
    if any_department:
        return
    if department is None or department.pk not in by.department_ids:
        raise policies.Refused("あなたの担当部署を選んでください。")


def start_assessment(
    form_key: str, number: str, name: str, *, by: Visitor, agency: Agency | None, department: Department | None
) -> Assessment:
    """A blank document in the current edition of a form, with its first draft. Raises NumberTaken, Refused."""
    check_start(by, department)
    form = catalogue.get_form(form_key)
    answers = {form.cover_item("number").code: number, form.cover_item("name").code: name}
    if agency:
        answers[form.cover_item("agency").code] = agency.name
    repeats = {form.repeat_of(code) for code in form.places}
    snapshot = Snapshot(
        form_key=form.key,
        edition=form.edition,
        municipality_code=by.municipality.code,
        municipality_name=by.municipality.name,
        answers=answers,
        systems=(Node("systems", "", 1),) if "per_system" in repeats else (),
        files=(Node("files", "", 1),) if "per_file" in repeats else (),
    )
    return _create(snapshot, number, by=by, agency=agency, department=department)


def copy_assessment(
    source: Assessment, number: str, name: str, *, by: Visitor, department: Department | None
) -> Assessment:
    """A new document with the present text of another of the same town; its 公表日 and history stay behind."""
    check_start(by, department)
    snapshot = take(source, changes=False)
    form = snapshot.form
    answers = {code: value for code, value in snapshot.answers.items() if form.item(code).required.at != "publish"}
    answers |= {form.cover_item("number").code: number, form.cover_item("name").code: name}
    snapshot = replace(snapshot, answers=answers, version={}, withheld=for_a_copy(snapshot))
    return _create(snapshot, number, by=by, agency=source.agency, department=department)


def _create(snapshot: Snapshot, number: str, *, by: Visitor, agency, department) -> Assessment:
    try:
        with transaction.atomic():
            assessment = new_assessment(
                by.municipality, snapshot, number, user=by.user, agency=agency, department=department
            )
            draft_over(assessment, by=by)
    except IntegrityError as error:
        raise NumberTaken(number) from error
    return assessment


def new_assessment(
    municipality: Municipality,
    snapshot: Snapshot,
    number: str,
    *,
    user: User | None,
    agency: Agency | None = None,
    department: Department | None = None,
) -> Assessment:
    """The tables of a new document, without any version. IntegrityError when the number is taken, Refused when it
    could not stand in an address."""
    if not is_number(number):
        raise policies.Refused(NUMBER_HELP)
    assessment = Assessment(
        municipality=municipality,
        number=number,
        form=snapshot.form_key,
        edition=snapshot.edition,
        agency=agency,
        department=department,
        created_by=user,
    )
    restore(assessment, snapshot, user=user)
    return assessment
