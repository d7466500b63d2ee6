"""Every public page read by a browser at a desk and on a phone: no violation of axe's rules, nothing cut off."""

from dataclasses import replace

import pytest

from tests.assessments.public.publishing import make_document, make_original, make_version, supersede, text
from tests.browser import DESK, PHONE, assert_accessible

pytestmark = pytest.mark.browser
TOWN = "/public/999997/"


@pytest.fixture
def town(cast, live_server):
    document = make_document(cast)
    old = text(I__1__office_name="税務課の事務", I__1__office_content="長い記載。\n" * 40)
    first = make_version(document, replace(old, unplaced=({"text": "入らない文"},)), origin="imported")
    supersede(first)
    make_original(document, "原本.txt", "text/plain", b"original")
    make_version(document, text(I__1__office_name="市民課の事務"), number=2)
    withdrawn = make_document(cast, "2")
    make_version(withdrawn, state="withdrawn", withdrawn_reason="記載に誤りがあったため。")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_public_pages_are_accessible(town, visit, size):
    page = visit.page(size=size)
    for address in ("/", "/?q=ない", TOWN, f"{TOWN}1/", f"{TOWN}1/v1/", f"{TOWN}1/v2/changes/", f"{TOWN}2/"):
        page.goto(address)
        assert_accessible(page)


def test_contents_are_open_at_a_desk_and_folded_on_a_phone(town, visit):
    desk, phone = visit.page(), visit.page(size=PHONE)
    for page, visible in ((desk, True), (phone, False)):
        page.goto(f"{TOWN}1/")
        assert page.locator(".reader-toc li").first.is_visible() is visible
    phone.click(".reader-toc summary")
    phone.click(".reader-toc li >> text=Ⅳ 開示請求")
    assert phone.url.endswith("#s-IV")


def test_the_keyboard_jumps_over_the_head_of_the_page(town, visit):
    page = visit.page()
    page.goto(TOWN)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "本文へ移動"
    page.keyboard.press("Enter")
    assert page.locator(":focus").get_attribute("id") == "main"


def test_a_missing_page_is_accessible_too(cast, visit):
    page = visit.page(size=PHONE)
    page.goto("/public/123455/")
    visit.complaints.clear()  # the browser complains of the 404 itself
    assert_accessible(page)
