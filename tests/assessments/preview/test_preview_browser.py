"""The preview in a browser: the keyboard stays where it is, and the first person sees how far the PDF is."""

import pytest

from assessments.models import Rendering
from assessments.rendering.queue import Kind
from assessments.views.pages import to
from tests.assessments.editor.desk import CONTENT, Desk
from tests.assessments.preview.pages import BACKGROUND, STATE, a_pdf, address, under_way
from tests.browser import DESK, PHONE, assert_accessible
from tests.builders import OFFICE, explain, pdf_of_something, published, small_document, submitted, write

pytestmark = pytest.mark.browser


@pytest.fixture
def document(cast):
    return small_document(cast)


def a_real_pdf(document, *args, **fields):
    """One that the browser's own viewer can open; a broken one takes the keyboard for its complaint."""
    return a_pdf(document, *args, data=pdf_of_something().data, **fields)


class Reader:
    """A window with the preview open."""

    def __init__(self, visit, user, size=DESK) -> None:
        self.page = visit.page(user, size)

    def open(self, query: str = ""):
        self.page.goto(address(f"/{query}"))
        return self

    def says(self, text: str) -> None:
        self.page.locator("[data-said]").filter(has_text=text).wait_for()

    def is_on(self, text: str) -> None:
        """The keyboard comes to what bears these words."""
        self.page.wait_for_function("text => document.activeElement.textContent.includes(text)", arg=text)


@pytest.fixture
def reader(visit, cast):
    return Reader(visit, cast.author)


def test_the_keyboard_stays_on_cancel_while_the_state_is_asked_for(cast, document, live_server, reader):
    row = under_way(document)
    page = reader.open().page
    page.get_by_role("button", name="中止する").focus()
    held = page.evaluate_handle("() => document.activeElement")
    said = page.evaluate_handle("() => document.querySelector('[role=status]')")
    Rendering.objects.filter(pk=row.pk).update(parts_done=5)
    page.get_by_text("全部で9の部分（節や表）のうち、5までできました。").wait_for()
    assert page.evaluate("held => held === document.activeElement", held)
    assert page.evaluate("said => said === document.querySelector('[role=status]')", said)
    page.keyboard.press("Enter")
    reader.says("中止しました")
    reader.is_on("もう一度作成する")


def test_when_it_is_done_the_keyboard_goes_to_the_pdf_and_past_its_frame(cast, document, live_server, reader):
    under_way(document)
    page = reader.open().page
    page.get_by_role("button", name="中止する").focus()
    a_real_pdf(document)
    reader.says("PDFができました（9ページ")
    reader.is_on("PDFを開く")
    page.keyboard.press("Tab")
    reader.is_on("PDFの表示を飛ばす")
    page.keyboard.press("Enter")
    reader.is_on("PDFの表示はここまでです")


def test_who_reads_elsewhere_keeps_their_place(cast, document, live_server, reader):
    under_way(document)
    page = reader.open().page
    page.get_by_role("link", name="提出前の確認").focus()
    a_real_pdf(document)
    reader.says("PDFができました")
    reader.is_on("提出前の確認")


def test_without_a_worker_the_first_person_sees_how_far_it_is_and_can_cancel(cast, document, live_server, reader):
    """The answer to the request that makes the PDF is kept back, as it is while the work is done in it."""
    kept = []
    reader.page.route("**/preview/start/", lambda route: kept.append(route))
    reader.open().says("PDFを作成しています")
    row = under_way(document)
    reader.page.get_by_text("のうち、3までできました。").wait_for()
    reader.page.get_by_role("button", name="中止する").click()
    reader.says("中止しました")
    row.refresh_from_db()
    assert row.state == STATE.CANCELLED and len(kept) == 1
    answer = cast.client("author").get(address("/status/"), headers=BACKGROUND)  # what the server says of it by then
    with reader.page.expect_response("**/preview/start/"):
        kept[0].fulfill(body=answer.content, content_type=answer["Content-Type"])
    reader.says("中止しました")
    reader.is_on("もう一度作成する")


def test_it_is_made_and_shown_to_who_opens_the_page(cast, document, live_server, reader):
    reader.open().says("PDFができました")
    assert Rendering.objects.get().state == STATE.DONE
    reader.page.locator("iframe[title]").wait_for()


def test_without_script_the_pdf_is_made_by_a_button(cast, document, live_server, chromium, visit):
    page = visit.page(cast.author)
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies(page.context.cookies())
    plain = context.new_page()
    plain.goto(address())
    plain.get_by_role("button", name="PDFを作成する").click()
    plain.get_by_text("PDFができました").wait_for()
    context.close()


def test_the_editor_leads_to_the_page_of_the_item_that_was_edited_last(cast, document, live_server, visit):
    a_real_pdf(document, pages={f"|{CONTENT}": [6], "s-I": [3]})
    desk = Desk(visit, cast.author, document)
    tab = desk.page.get_by_role("link", name="PDFで確かめる")
    assert tab.get_attribute("href").endswith("?at=s-I")
    desk.field(CONTENT).focus()
    tab.click()
    assert desk.page.locator("iframe").get_attribute("src").endswith("#page=6")
    desk.page.get_by_role("link", name="編集に戻る").click()
    desk.page.wait_for_function("id => document.activeElement.closest('form')?.id === id", arg=f"i-{CONTENT}")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_every_state_of_the_page_can_be_read_by_everybody(cast, document, live_server, visit, size):
    published(cast, document)
    write(cast, document, OFFICE, "𠮷と\ue000の事務")
    row = a_real_pdf(document, Kind.MARKED, pages={f"|{OFFICE}": [3, 12]})
    reader = Reader(visit, cast.author, size).open("?kind=marked")
    reader.says("PDFができました")
    assert_accessible(reader.page)
    for state in (STATE.CANCELLED, STATE.FAILED, STATE.RUNNING):
        Rendering.objects.filter(pk=row.pk).update(state=state, data=None, parts_total=9, message="できませんでした。")
        reader.open("?kind=marked")
        assert_accessible(reader.page)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_what_cannot_be_printed_can_be_read_where_it_is_decided(cast, document, live_server, visit, size):
    published(cast, document)
    write(cast, document, OFFICE, "𠮷と\ue000の事務")
    explain(cast, document)
    submitted(cast, document)
    page = visit.page(cast.reviewer, size)
    for name in ("review", "check"):
        page.goto(to(name, document))
        page.get_by_role("heading", name="入力のとおりに印刷できない文字があります").wait_for()
        assert_accessible(page)
