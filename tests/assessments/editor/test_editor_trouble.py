"""When something fails the text stays, the page says why, and it is saved as soon as that is possible."""

import pytest
from playwright.sync_api import Error

from assessments import editing, workflow
from assessments.policies import open_version
from tests.assessments.editor.desk import CONTENT, OFFICE, Desk
from tests.browser import session_of
from tests.builders import FILE, TRANSFER, small_document, stored

pytestmark = pytest.mark.browser


@pytest.fixture
def document(cast, live_server):
    return small_document(cast)


@pytest.fixture
def desk(cast, document, visit):
    return Desk(visit, cast.author, document)


@pytest.fixture
def other_complaints(visit):
    yield
    visit.complaints[:] = [said for said in visit.complaints if "404" not in said and "502" not in said]


def test_an_expired_sign_in_keeps_the_text_until_one_has_signed_in_elsewhere(cast, document, visit, desk):
    context, before = desk.page.context, stored(document, OFFICE)
    context.clear_cookies()
    desk.write(OFFICE, "期限の切れた後の記載")
    desk.trouble(OFFICE).get_by_text("サインインの有効期限が切れました").wait_for()
    desk.says("保存できていない項目が1件")
    assert stored(document, OFFICE) == before
    context.add_cookies([{**session_of(cast.author), "url": visit.base_url}])
    other = context.new_page()
    other.goto(desk.url)  # the new sign-in brings a new token
    desk.page.bring_to_front()
    desk.save()
    desk.saved()
    assert stored(document, OFFICE) == "期限の切れた後の記載"


def test_coming_back_from_the_other_tab_saves_by_itself(cast, document, visit, desk):
    context = desk.page.context
    context.clear_cookies()
    desk.write(OFFICE, "戻ったときに保存される")
    desk.trouble(OFFICE).get_by_text("サインインの有効期限が切れました").wait_for()
    context.add_cookies([{**session_of(cast.author), "url": visit.base_url}])
    context.new_page().goto(desk.url)
    desk.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    desk.saved()
    assert stored(document, OFFICE) == "戻ったときに保存される"


def test_a_colleague_who_signed_in_on_the_same_machine_saves_nothing_in_this_page(cast, document, visit, desk):
    before = stored(document, OFFICE)
    desk.page.context.add_cookies([{**session_of(cast.coordinator), "url": visit.base_url}])
    desk.write(OFFICE, "作田さんの書きかけ")
    desk.trouble(OFFICE).get_by_text("別の人がサインインしている").wait_for()
    assert stored(document, OFFICE) == before


def test_a_lost_connection_is_tried_again(document, desk):
    desk.page.context.set_offline(True)
    desk.write(OFFICE, "つながらない間の記載")
    desk.trouble(OFFICE).get_by_text("サーバーにつながりません").wait_for()
    desk.write(CONTENT, "もう1つの記載")
    desk.says("保存できていない項目が2件")
    desk.page.locator("[data-unsaved]").click()
    assert desk.focused().endswith(OFFICE)
    desk.page.context.set_offline(False)
    desk.saved()
    assert stored(document, OFFICE) == "つながらない間の記載"
    assert stored(document, CONTENT) == "もう1つの記載"


def test_a_server_that_is_down_for_a_while(document, desk):
    desk.page.route("**/answer/", lambda route: route.abort())
    desk.write(OFFICE, "再起動の間の記載")
    desk.trouble(OFFICE).get_by_text("サーバーにつながりません").wait_for()
    desk.page.unroute("**/answer/")
    desk.saved()  # nobody has to do anything
    assert stored(document, OFFICE) == "再起動の間の記載"


@pytest.mark.usefixtures("other_complaints")
def test_a_server_that_stumbles(document, desk):
    desk.page.route("**/answer/", lambda route: route.fulfill(status=502, body="Bad Gateway"))
    desk.write(OFFICE, "つまずいた間の記載")
    desk.trouble(OFFICE).get_by_text("サーバーで問題が起きました").wait_for()
    desk.page.unroute("**/answer/")
    desk.saved()
    assert stored(document, OFFICE) == "つまずいた間の記載"


@pytest.mark.usefixtures("other_complaints")
def test_an_entry_that_a_colleague_removed_meanwhile(cast, document, visit):
    desk = Desk(visit, cast.author, document, "II", FILE)
    editing.remove_entry(document, "transfers", TRANSFER, by=cast.visitor("coordinator"))
    desk.write("juten.II.5t.use", "削除された移転先の用途", TRANSFER)
    desk.trouble("juten.II.5t.use", TRANSFER).get_by_text("ほかの人が削除したようです").wait_for()
    assert desk.field("juten.II.5t.use", TRANSFER).input_value() == "削除された移転先の用途"
    assert desk.page.get_by_role("button", name="記載をコピーする").is_visible()


def test_a_version_that_was_submitted_meanwhile(cast, document, desk):
    workflow.submit(open_version(document), by=cast.visitor("author"))
    desk.write(OFFICE, "提出の後の記載")
    desk.trouble(OFFICE).get_by_text("確認中のため編集できません").wait_for()
    assert desk.field(OFFICE).input_value() == "提出の後の記載"


def crashed(desk):
    """The window is gone without a word; what is left is the browser with its storage."""
    with pytest.raises(Error):
        desk.page.goto("chrome://crash")
    context = desk.page.context
    desk.page.close()
    context.unroute("**/answer/")
    return context


def test_what_a_crashed_window_left_is_offered_again(cast, document, visit, desk):
    desk.page.context.route("**/answer/", lambda route: route.abort())
    desk.write(OFFICE, "保存されずに閉じた記載")
    desk.trouble(OFFICE).get_by_text("サーバーにつながりません").wait_for()
    context = crashed(desk)
    desk.page = context.new_page()
    desk.page.goto(desk.url)
    assert "保存されないまま" in desk.trouble(OFFICE).inner_text()
    desk.page.get_by_role("button", name="残っている記載に戻す").click()
    desk.saved()
    assert stored(document, OFFICE) == "保存されずに閉じた記載"
    assert not desk.kept_in_browser()


def test_what_was_left_can_be_thrown_away_and_is_shown_to_nobody_else(cast, document, visit, desk):
    desk.page.context.route("**/answer/", lambda route: route.abort())
    desk.write(OFFICE, "捨てる記載")
    desk.trouble(OFFICE).get_by_text("サーバーにつながりません").wait_for()
    context = crashed(desk)
    context.add_cookies([{**session_of(cast.coordinator), "url": visit.base_url}])
    desk.page = context.new_page()
    desk.page.goto(desk.url)
    assert not desk.trouble(OFFICE).inner_text().strip()
    context.add_cookies([{**session_of(cast.author), "url": visit.base_url}])
    desk.page.goto(desk.url)
    desk.page.get_by_role("button", name="捨てる").click()
    assert not desk.kept_in_browser() and not desk.trouble(OFFICE).inner_text().strip()
