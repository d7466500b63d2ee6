"""見本市's complete document walks through the real workflow with something withheld; every public address is read."""

import io
from datetime import date

import pypdfium2

from assessments import changes, editing, workflow
from assessments.demo.story import read
from assessments.editing.creating import new_assessment
from assessments.editing.desk import draft_over
from assessments.models import Assessment, Version
from assessments.policies import open_version
from assessments.rendering.page import document_html
from assessments.rendering.pdf import RenderedPdf
from assessments.snapshot import Snapshot
from assessments.snapshot.redacting import fold

SECRET = "午前３時にＺ７号室の装置へ複製"
PLAIN = "juten.I.1.office_content"
ADDRESS = ("", PLAIN)
REASON = "保管場所が知られると侵入のおそれがあるため"
TOWN = "/public/999997/"
WORK = "/work/999997/1/"


def drawn(snapshot: Snapshot, **options) -> RenderedPdf:
    """Stands for the PDF where its text is enough: the same drawing, not laid out."""
    return RenderedPdf(document_html(snapshot, mode="print").encode(), 1, {})


def start(cast) -> Assessment:
    snapshot = Snapshot.from_json(read("mihon.json"))
    assessment = new_assessment(cast.town, snapshot, "1", user=cast.author, department=cast.department)
    draft_over(assessment, by=cast.visitor("author"))
    return assessment


def write(assessment: Assessment, cast, text, address=ADDRESS):
    current = editing.holder_of(assessment, address).answers.get(address[1])
    base = editing.fingerprint(current)
    saved = editing.save_answer(assessment, address, text, base=base, by=cast.visitor("author"))
    assessment.refresh_from_db()
    return saved


def submit(assessment: Assessment, cast) -> Version:
    for row in changes.rows_of(open_version(assessment)):
        said = {"changed_on": date(2026, 4, 1), "timing": "事後", "note": "事前の提出・公表が不要な変更"}
        editing.save_row(assessment, row.pk, by=cast.visitor("author"), **said)
    return workflow.submit(open_version(assessment), by=cast.visitor("author"))


def publish(assessment: Assessment, cast, day: date = date(2026, 4, 10), render=drawn) -> Version:
    version = submit(assessment, cast)
    version = workflow.approve(version, by=cast.visitor("reviewer"), seen=version.content.approval_sha256)
    version = workflow.publish(version, by=cast.visitor("approver"), published_on=day, render=render)
    assessment.refresh_from_db()
    return version


def public_addresses(assessment: Assessment) -> list[str]:
    document = [f"{TOWN}1/"]
    for version in assessment.versions.filter(is_public=True):
        here = f"{TOWN}1/v{version.number}"
        document += [f"{here}/", f"{here}.pdf", f"{here}.json", f"{here}/changes/", f"{here}/changes/?all=1"]
    return ["/", TOWN, f"{TOWN}feed/", f"{TOWN}?q={SECRET}", *document]


def public_words(client, assessment: Assessment) -> dict[str, str]:
    """Everything that a resident gets, headers too, as it could be searched: {address: folded text}."""
    found = {}
    for address in public_addresses(assessment):
        answer = client.get(address)
        assert answer.status_code == 200, address
        body = answer.content
        text = pdf_text(body) if body.startswith(b"%PDF") else body.decode()
        said = text.replace(SECRET, "", 1) if "?q=" in address else text  # the search box repeats what was typed
        found[address] = fold(said + "".join(f"{k}: {v}" for k, v in answer.items()))
    return found


def pdf_text(data: bytes) -> str:
    """All that is written in a PDF: its pages, its bookmarks and what it says of itself."""
    pdf = pypdfium2.PdfDocument(io.BytesIO(data))
    pages = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    marks = "".join(mark.get_title() if hasattr(mark, "get_title") else mark.title for mark in pdf.get_toc())
    return pages + marks + "".join(pdf.get_metadata_dict().values())
