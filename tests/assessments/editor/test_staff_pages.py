"""Every page of the staff's side read by a browser at a desk, at 200 % and on a phone: axe finds nothing, nothing is cut off."""

import json

import pytest

from assessments import editing
from assessments.catalogue import startable_forms
from assessments.policies import open_version
from assessments.snapshot import outline, take
from assessments.views.pages import to
from assessments.views.sheets import sheet_url
from tests.assessments.editor.desk import OFFICE
from tests.browser import DESK, PHONE, assert_accessible, overflow
from tests.builders import (
    FILE,
    document_from,
    filled_document,
    imported_document,
    published,
    sample,
    small_document,
    small_sample,
    submitted,
    write,
)

pytestmark = pytest.mark.browser
ZOOMED = {"width": 683, "height": 384}  # 1366×768 at 200 %
SIZES = pytest.mark.parametrize("size", [DESK, ZOOMED, PHONE], ids=["desk", "zoomed", "phone"])


def look_at(page, *urls: str) -> None:
    for url in urls:
        answer = page.goto(url)
        assert answer.status == 200, url
        if page.viewport_size == ZOOMED:
            assert overflow(page) <= 0, url  # what axe finds it finds at the other sizes
        else:
            assert_accessible(page)


def sheets(document) -> list[str]:
    snapshot = take(document, changes=False)
    return [sheet_url(document, s) for s in outline(snapshot) if snapshot.form.answerable(s.section)]


@SIZES
@pytest.mark.parametrize("form", [form.key for form in startable_forms()])
def test_the_sheets_of_every_form(cast, live_server, visit, form, size):
    document = editing.start_assessment(
        form, "1", "住民基本台帳に関する事務", by=cast.visitor("author"), agency=cast.agency, department=cast.department
    )
    look_at(visit.page(cast.author, size), *sheets(document))


@SIZES
def test_the_sheets_of_a_document_with_gaps(cast, live_server, visit, size):
    data = small_sample()
    answers = data["files"][0]["answers"]
    answers["juten.II.2.scope"] = {"lost": True}
    answers["juten.II.3.how_obtained"] = {"checked": None, "unknown": []}
    answers["juten.III.4.none"] = None
    answers["juten.II.2.file_kind"] = {"raw": "紙のファイル"}
    data["files"][0]["transfers"][0]["lost"] = True
    document = document_from(cast, data)
    page = visit.page(cast.author, size)
    look_at(page, *sheets(document), to("check", document), to("document", document))


@SIZES
def test_a_sheet_that_may_only_be_read(cast, live_server, visit, size):
    document = small_document(cast)
    look_at(visit.page(cast.reviewer, size), *sheets(document))


@SIZES
def test_a_document_on_its_way(cast, live_server, visit, size):
    document = small_document(cast)
    published(cast, document)
    write(cast, document, OFFICE, "新しい事務の名称")
    editing.remove_entry(document, "transfers", "f1t1", by=cast.visitor("author"))
    author, coordinator = visit.page(cast.author, size), visit.page(cast.coordinator, size)
    look_at(
        author,
        "/work/999997/",
        *(to(name, document) for name in ("document", "changes", "check", "history", "preview")),
    )
    look_at(author, to("sheet", document, "I"), to("version", document, 1), "/work/999997/start/", to("copy", document))
    look_at(author, to("document_printing", document))
    look_at(coordinator, to("document_settings", document), to("document", document))


@SIZES
def test_reviewing(cast, live_server, visit, size):
    document = small_document(cast)
    published(cast, document)
    write(cast, document, OFFICE, "新しい事務の名称")
    row = next(iter(open_version(document).change_rows.all()))
    editing.save_row(
        document, row.pk, by=cast.visitor("author"), changed_on=row.version.opened_at.date(), timing="事後"
    )
    submitted(cast, document)
    for who in (cast.author, cast.reviewer, cast.approver):
        look_at(visit.page(who, size), to("review", document), to("document", document), to("changes", document))


@SIZES
def test_bringing_a_document_in(cast, live_server, visit, size):
    page = visit.page(cast.coordinator, size)
    look_at(page, "/work/999997/import/")
    page.locator("input[type=file]").set_input_files(
        {"name": "a.json", "mimeType": "application/json", "buffer": json.dumps(sample()).encode()}
    )
    page.get_by_role("button", name="読み取る").click()
    page.wait_for_url("**/import/*/")
    assert_accessible(page)
    document = imported_document(cast, number="2")
    look_at(page, to("document", document), to("changes", document))


def test_open_dialogs_and_troubles(cast, live_server, visit):
    document = filled_document(cast)
    page = visit.page(cast.author)
    page.goto(to("file_sheet", document, "II", FILE))
    for entry in page.locator(".entry > details:not([open]) > summary").all()[:3]:
        entry.click()
    page.wait_for_function("() => document.querySelectorAll('[data-empty]').length < 18")
    page.route("**/answer/", lambda route: route.abort())
    page.locator(f'[id="i-{FILE}-juten.II.2.dept"] textarea').fill("つながらない")
    page.locator("[data-trouble]").get_by_text("サーバーにつながりません").wait_for()
    assert_accessible(page)
    page.get_by_role("button", name="操作の説明").click()
    assert_accessible(page)
