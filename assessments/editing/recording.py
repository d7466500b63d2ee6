"""Recording what happened in the procedure: milestones with their evidence, yearly reviews, and filling Ⅴ / Ⅵ from them.

A record is no writing in the document: it may be made while a version is in review, and stays when it is sent back.
"""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.http import Http404

from municipalities.access import Visitor
from municipalities.models import Role

from .. import policies
from ..catalogue import values
from ..law.data import table
from ..law.procedure import Kind, fillings, kinds, recordable, town_may_ask
from ..models import Assessment, Evidence, Milestone, ReviewNote, TownProcedure
from .answers import Saved, fingerprint, save_answer


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in."""

    name: str
    data: bytes


def refuse_record(by: Visitor, assessment: Assessment) -> str:
    """Why this person may not record here; "" when they may."""
    if assessment.ended_on:
        return "この事務は終了しています。"
    if not (policies.writes_for(by, assessment) or by.is_any(Role.REVIEWER, Role.APPROVER)):
        return "記録できるのは、担当部署の作成者、確認者、決裁者と取りまとめ担当です。"
    return ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A step as somebody tells it. ``until``: the end of a period."""

    kind: str
    on: date
    until: date | None = None
    note: str = ""
    upload: Upload | None = None


@transaction.atomic
def record(assessment: Assessment, told: Entry, *, by: Visitor) -> Milestone:
    """Keep a step that was taken (or is planned for a day). Raises Refused with everything that is wrong."""
    if sentence := refuse_record(by, assessment):
        raise policies.Refused(sentence)
    kind = {kind.key: kind for kind in recordable(assessment.form)}.get(told.kind)
    if kind is None:
        raise Http404
    if sentences := [*_wrong(kind, told), *(wrong_file(told.upload) if told.upload else ())]:
        raise policies.Refused(*sentences)
    made = Milestone(assessment=assessment, version=policies.open_version(assessment), kind=kind.key, by=by.user)
    made.on, made.until = told.on, told.until if kind.period else None
    made.note, made._history_user = values.clean_text(told.note), by.user
    made.save()
    if told.upload:
        _keep(made, told.upload)
    return made


def _wrong(kind: Kind, told: Entry) -> list[str]:
    wrong = []
    if told.until and told.until < told.on:
        wrong.append("終わりの日が、始まりの日より前です。")
    if kind.note_required and not values.clean_text(told.note):
        wrong.append(f"「{kind.label}」には、{kind.note}を書いてください。")
    return wrong


def wrong_file(upload: Upload) -> list[str]:
    """What is wrong with a file of evidence: its size, its kind by how it begins."""
    limit = table("procedure")["evidence"]["megabytes"]
    if len(upload.data) > limit * 1024 * 1024:
        return [f"ファイルが大きすぎます。{limit}MBまでにしてください。"]
    if not upload.data or not media_type(upload):
        return ["証拠のファイルは、PDF、PNG、JPEG、Word（docx）、Excel（xlsx）のいずれかにしてください。"]
    return []


def media_type(upload: Upload) -> str:
    """The type that the first bytes and the name agree on; "" for any other file."""
    suffix = upload.name.rsplit(".", 1)[-1].lower().replace("jpeg", "jpg")
    for name, known in table("procedure")["evidence"]["types"].items():
        if known["suffix"] == suffix and upload.data.startswith(bytes.fromhex(known["begins"])):
            return name
    return ""


def _keep(milestone: Milestone, upload: Upload) -> Evidence:
    return Evidence.objects.create(
        milestone=milestone,
        name=upload.name.replace("\\", "/").rsplit("/", 1)[-1][-255:],
        media_type=media_type(upload),
        data=upload.data,
        size=len(upload.data),
        sha256=hashlib.sha256(upload.data).hexdigest(),
    )


@transaction.atomic
def remove(assessment: Assessment, pk: int, *, by: Visitor) -> None:
    """Take a wrong record back. What a published version rests on stays. Raises Refused; Http404."""
    if sentence := refuse_record(by, assessment):
        raise policies.Refused(sentence)
    found = assessment.milestones.select_related("version").filter(pk=pk).first()
    if found is None:
        raise Http404
    if found.version and not found.version.is_open:
        raise policies.Refused("公表した版の手続の記録は消せません。")
    found._history_user = by.user
    found.delete()


def fill(assessment: Assessment, code: str, *, by: Visitor) -> Saved:
    """Write what the records say into an item of Ⅴ / Ⅵ. Raises Refused; Http404 when no record fills it."""
    answer = fillings(assessment.milestones.all(), assessment.spec).get(code)
    if answer is None:
        raise Http404
    current = assessment.answers.get(code)
    return save_answer(assessment, ("", code), answer, base=fingerprint(current), by=by)


@transaction.atomic
def review(assessment: Assessment, *, on: date, changed: bool, note: str, today: date, by: Visitor) -> ReviewNote:
    """Keep that the document was looked at (規則第14条第1項). Raises Refused."""
    if sentence := refuse_record(by, assessment):
        raise policies.Refused(sentence)
    if on > today:
        raise policies.Refused("見直した日は、今日までの日にしてください。")
    made = ReviewNote(assessment=assessment, on=on, changed=changed, note=values.clean_text(note), by=by.user)
    made._history_user = by.user
    made.save()
    return made


@transaction.atomic
def save_town_procedure(form: str, wanted: list[str], *, by: Visitor) -> None:
    """What the town's own procedure asks for a form beyond the law. Raises Refused unless the visitor coordinates."""
    policies.check_coordinator(by)
    allowed = {kind.key for kind in town_may_ask(form)} & set(kinds())
    TownProcedure.objects.filter(municipality=by.municipality, form=form).delete()
    TownProcedure.objects.bulk_create(
        TownProcedure(municipality=by.municipality, form=form, kind=key)
        for key in kinds()
        if key in allowed & set(wanted)
    )
