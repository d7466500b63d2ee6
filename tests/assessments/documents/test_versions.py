"""The versions on a document's first page: each leads to its text, its data, its PDF and what residents see of it."""

from assessments import workflow
from assessments.views.pages import to
from tests.builders import OFFICE, imported_document, published, small_document, write


def page_of(cast, document) -> str:
    return cast.client("author").get(to("document", document)).text


def pdf(cast, number: int) -> str:
    return f'href="/public/{cast.town.code}/1/v{number}.pdf"'


def test_every_version_that_residents_read_leads_to_its_pdf(cast):
    document = small_document(cast)
    published(cast, document)
    write(cast, document, OFFICE, "新しい事務の名称")
    assert pdf(cast, 1) in page_of(cast, document) and pdf(cast, 2) not in page_of(cast, document)
    published(cast, document)
    assert pdf(cast, 1) in page_of(cast, document) and pdf(cast, 2) in page_of(cast, document)
    found = cast.client("author").get(f"/public/{cast.town.code}/1/v2.pdf")
    assert (found.status_code, found["Content-Type"]) == (200, "application/pdf")


def test_a_version_without_a_pdf_to_read_has_no_link(cast):
    document = imported_document(cast)
    assert ".pdf" not in page_of(cast, document)
    other = small_document(cast, "2")
    workflow.withdraw(published(cast, other), by=cast.visitor("approver"), comment="誤りがあったため")
    assert "v1.pdf" not in page_of(cast, other)
