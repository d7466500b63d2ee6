"""Writing into many rows at once, at the keyboard."""

import pytest

from assessments.views.pages import to
from tests.builders import OFFICE, explain, published, small_document, submitted, write

pytestmark = pytest.mark.browser


@pytest.fixture
def document(cast, live_server):
    document = small_document(cast)
    published(cast, document)
    write(cast, document, OFFICE, "新しい事務の名称")
    return document


def test_a_refused_write_takes_the_keyboard_to_what_is_wrong(cast, document, visit):
    page = visit.page(cast.author)
    page.goto(to("changes", document))
    page.get_by_text("選んだ行にまとめて書く").click()
    page.locator("#many [name=changed_on]").fill("いつか")
    page.get_by_role("button", name="選んだ行に書き込む").click()
    alert = page.locator("[role=alert]:focus")
    alert.wait_for()
    assert "エラー" in alert.inner_text()
    page.keyboard.press("Tab")
    assert page.locator(".tabs a:focus").count() == 1
    visit.complaints.clear()  # the browser tells of the refused answer


def test_the_review_page_has_room_between_its_jumps_and_what_follows(cast, document, visit):
    explain(cast, document)
    submitted(cast, document)
    page = visit.page(cast.reviewer)
    page.goto(to("review", document))
    jumps, heading = page.locator(".in-page").bounding_box(), page.locator("#rows").bounding_box()
    assert heading["y"] - (jumps["y"] + jumps["height"]) >= 24
