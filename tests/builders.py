"""Documents for the stories: each comes to its state by the steps that people take, never by writing a row.

``filled_document`` is the whole sample (3 files, 17 destinations); the others are a complete small one, since most
stories need one entry of each kind and no more.
"""

import json
from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from functools import lru_cache
from typing import Any

from assessments import changes, editing, workflow
from assessments.demo import story
from assessments.editing.creating import new_assessment
from assessments.editing.desk import draft_over
from assessments.editing.judging import Judgement, judge_row
from assessments.importing import apply
from assessments.importing.reading import read_file
from assessments.law import gate
from assessments.models import Assessment, Version
from assessments.policies import open_version
from assessments.rendering.pdf import RenderedPdf, render_pdf
from assessments.snapshot import Snapshot, take

DAY = date(2025, 4, 1)
SYSTEM, FILE, OUTSOURCING, PROVISION, TRANSFER = "s1", "f1", "f1o1", "f1p1", "f1t1"
OFFICE, DEPT = "juten.I.1.office_name", "juten.I.6.dept"


@lru_cache(maxsize=1)
def pdf_of_something() -> RenderedPdf:
    """A real PDF of an empty form: what it says does not matter to who stores it, and it is laid out once."""
    return render_pdf(Snapshot("juten", "5jouhou", "999997", "見本市"))


def at_once(snapshot: Snapshot, **options) -> RenderedPdf:
    """For ``render=``: publication without the seconds that a layout takes."""
    return pdf_of_something()


def sample() -> dict[str, Any]:
    """The whole sample document as interchange JSON."""
    return story.read("mihon.json")


def small_sample() -> dict[str, Any]:
    """The sample with one entry of each kind; the counts agree with it."""
    data = deepcopy(sample())
    data["systems"], data["files"] = data["systems"][:1], data["files"][:1]
    file = data["files"][0]
    for kind in ("outsourcing", "provisions", "transfers"):
        file[kind] = file[kind][:1]
    file["records"] = file["records"][:12]
    file["answers"] |= {
        "juten.II.2.record_count": "10項目以上50項目未満",
        "juten.II.4.has": {"choice": "委託する", "count": 1},
        "juten.II.5.has": {
            "checked": ["提供を行っている", "移転を行っている"],
            "unknown": [],
            "counts": {"提供を行っている": 1, "移転を行っている": 1},
        },
    }
    return data


def blank_document(
    cast, number: str = "1", *, by: str = "author", name: str = "住民基本台帳に関する事務"
) -> Assessment:
    """As somebody starts it: number, name and 評価実施機関 are said, nothing else."""
    return editing.start_assessment(
        "juten", number, name, by=cast.visitor(by), agency=cast.agency, department=cast.department
    )


def document_from(cast, data: Mapping[str, Any], number: str = "1") -> Assessment:
    """The JSON as a working copy with a first draft, by the author."""
    author = cast.visitor("author")
    document = new_assessment(
        author.municipality,
        Snapshot.from_json(data),
        number,
        user=author.user,
        agency=cast.agency,
        department=cast.department,
    )
    draft_over(document, by=author)
    return document


def filled_document(cast, number: str = "1") -> Assessment:
    return document_from(cast, sample(), number)


def small_document(cast, number: str = "1") -> Assessment:
    return document_from(cast, small_sample(), number)


def imported_document(cast, data: Mapping[str, Any] | None = None, number: str = "1") -> Assessment:
    """Version 1 as it was found, brought in by the coordinator for the author's department."""
    reading = read_file(json.dumps(data or small_sample(), ensure_ascii=False).encode())
    return apply.import_as_found(
        reading, cast.town, number, user=cast.coordinator, department=cast.department, agency=cast.agency
    )


def submitted(cast, document: Assessment, *, by: str = "author") -> Version:
    return workflow.submit(open_version(document), by=cast.visitor(by))


def approved(cast, document: Assessment) -> Version:
    version = submitted(cast, document)
    return workflow.approve(version, by=cast.visitor("reviewer"), seen=version.content.approval_sha256)


def published(cast, document: Assessment, *, day: date = DAY) -> Version:
    """Through review and publication; rows that wait for words of a person get them."""
    explain(cast, document)
    version = workflow.publish(approved(cast, document), by=cast.visitor("approver"), published_on=day, render=at_once)
    document.refresh_from_db()
    return version


def document_in(cast, state: str, number: str = "1") -> Version:
    """A version in that state, with a public version before it where the state needs one."""
    document = small_document(cast, number)
    if state == "draft":
        return open_version(document)
    if state == "in_review":
        return submitted(cast, document)
    if state == "approved":
        return approved(cast, document)
    version = published(cast, document)
    if state == "superseded":
        write(cast, document, OFFICE, "新しい事務の名称")
        published(cast, document)
        version.refresh_from_db()
    if state == "withdrawn":
        version = workflow.withdraw(version, by=cast.visitor("approver"), comment="誤りがあったため")
    return version


def stored(document: Assessment, code: str, ref: str = ""):
    """What stands in the database now; None when nothing does."""
    document.refresh_from_db()
    return editing.holder_of(document, (ref, code)).answers.get(code)


def write(cast, document: Assessment, code: str, value, ref: str = "", *, by: str = "author") -> editing.Saved:
    """Somebody types a new answer, having seen the present one."""
    base = editing.fingerprint(stored(document, code, ref))
    saved = editing.save_answer(document, (ref, code), value, base=base, by=cast.visitor(by))
    document.refresh_from_db()
    return saved


def rows(document: Assessment):
    return list(changes.rows_of(open_version(document)))


def explain(cast, document: Assessment, *, by: str = "author") -> None:
    """What a person has to say about each row before it is submitted."""
    for row in rows(document):
        editing.save_row(
            document, row.pk, by=cast.visitor(by), changed_on=DAY, timing="事後", note="形式的な変更であるため"
        )
    judge_rest(cast, document, by=by)


def judge_rest(cast, document: Assessment, *, by: str = "author") -> None:
    """Whoever wrote the rows says of those of ※ items that they are formal; what was written in them stays."""
    for row in gate.undecided(rows(document), take(document, changes=False)):
        said = Judgement("formal", changed_on=row.changed_on, timing=row.timing, note=row.note)
        judge_row(document, row.pk, said, starred=True, by=cast.visitor(by))
