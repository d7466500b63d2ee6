"""Documents with versions, rows and records for the tests of the law, made row by row."""

from datetime import date

from django.utils import timezone

from assessments.models import Assessment, ChangeRow, FrozenContent, Milestone, Version
from assessments.snapshot import Snapshot


def make_document(cast, form: str = "juten", number: str = "1", **fields) -> Assessment:
    editions = {"kiso": "2024-10"}
    defaults = {
        "edition": editions.get(form, "5jouhou"),
        "name": "住民基本台帳に関する事務",
        "department": cast.department,
    }
    return Assessment.objects.create(municipality=cast.town, number=number, form=form, **(defaults | fields))


def empty(document: Assessment, **answers) -> Snapshot:
    """A snapshot of the document with these answers, by code with ``__`` for dots behind the form's key."""
    new = {f"{document.form}.{key.replace('__', '.')}": value for key, value in answers.items()}
    return Snapshot(document.form, document.edition, document.municipality.code, document.municipality.name, new)


def make_version(document: Assessment, number: int = 1, *, on: date | None = None, snapshot=None, **fields) -> Version:
    """A published version on a day, or an open draft without one."""
    content = freeze(document, snapshot or empty(document)) if on or snapshot else None
    state = "published" if on else "draft"
    document.versions.filter(state="published").update(state="superseded")
    return Version.objects.create(
        assessment=document, number=number, content=content, **({"state": state, "published_on": on} | fields)
    )


def freeze(document: Assessment, snapshot: Snapshot) -> FrozenContent:
    return FrozenContent.objects.create(
        assessment=document,
        snapshot=snapshot.canonical(),
        sha256=snapshot.sha256,
        approval_sha256=snapshot.approval_sha256,
    )


def make_row(version: Version, code: str, *, nature: str = "", **fields) -> ChangeRow:
    """A row of the open version about one item; judged when a nature is given."""
    item = version.assessment.spec.item(code)
    row = ChangeRow(
        assessment=version.assessment,
        version=version,
        addresses=[["", code]],
        **({"label": item.heading, "before": "前", "after": "後", "timing": "事前"} | fields),
    )
    row.nature, row.nature_basis = nature, row.basis if nature else ""
    row.save()
    return row


def record(version: Version, kind: str, on: date, *, by, until: date | None = None, note: str = "記録") -> Milestone:
    return Milestone.objects.create(
        assessment=version.assessment,
        version=version,
        kind=kind,
        on=on,
        until=until,
        note=note,
        by=by,
        at=timezone.now(),
    )
