"""Leaving the page, by a link, a button, back and forward, or by closing it: what was typed is saved first."""

import pytest

from tests.assessments.editor.desk import OFFICE, Desk
from tests.builders import FILE, TRANSFER, small_document, stored

pytestmark = pytest.mark.browser


@pytest.fixture
def document(cast, live_server):
    return small_document(cast)


@pytest.fixture
def desk(cast, document, visit):
    return Desk(visit, cast.author, document)


def asked(page) -> list[str]:
    """The browser's own question whether the page may be left; it is answered with no."""
    questions: list[str] = []
    page.on("dialog", lambda dialog: (questions.append(dialog.type), dialog.dismiss()))
    return questions


def test_a_link_waits_for_the_save(document, desk):
    questions = asked(desk.page)
    desk.write(OFFICE, "移動する直前の記載")
    desk.page.get_by_role("link", name="変更箇所").first.click()
    desk.page.wait_for_url("**/changes/")
    assert stored(document, OFFICE) == "移動する直前の記載"
    assert not questions


def test_a_button_that_leads_away_waits_for_the_save(cast, document, visit):
    desk = Desk(visit, cast.author, document, "II", FILE)
    desk.write("juten.II.2.dept", "新しい課", FILE)
    desk.page.get_by_role("button", name="新しいファイルを追加").click()
    desk.page.wait_for_url(lambda url: f"/{FILE}/" not in url)
    assert stored(document, "juten.II.2.dept", FILE) == "新しい課"


def test_signing_out_waits_for_the_save(document, desk):
    desk.write(OFFICE, "サインアウトの直前")
    desk.page.get_by_role("button", name="サインアウト").click()
    desk.page.wait_for_url("**/login/**")
    assert stored(document, OFFICE) == "サインアウトの直前"


def test_adding_an_entry_saves_what_was_typed_first(cast, document, visit):
    desk = Desk(visit, cast.author, document, "II", FILE)
    desk.write("juten.II.5t.use", "追加の直前の用途", TRANSFER)
    desk.page.get_by_role("button", name="移転先を追加").click()
    desk.entries("transfers").nth(1).wait_for()
    assert stored(document, "juten.II.5t.use", TRANSFER) == "追加の直前の用途"


def test_a_page_with_unsaved_text_is_not_left_without_a_question(document, desk):
    questions = asked(desk.page)
    desk.page.context.set_offline(True)
    desk.write(OFFICE, "まだ保存していない記載")
    desk.page.get_by_role("link", name="変更箇所").first.click()
    desk.page.wait_for_timeout(1500)
    assert questions == ["beforeunload"] and desk.url in desk.page.url
    assert desk.field(OFFICE).input_value() == "まだ保存していない記載"
    desk.page.context.set_offline(False)
    desk.saved()
    desk.page.get_by_role("link", name="変更箇所").first.click()
    desk.page.wait_for_url("**/changes/")
    assert questions == ["beforeunload"]  # a saved page is left without a word


def test_no_entry_is_added_while_something_cannot_be_saved(cast, document, visit):
    desk = Desk(visit, cast.author, document, "II", FILE)
    desk.page.route("**/answer/", lambda route: route.abort())
    desk.write("juten.II.5t.use", "保存できない用途", TRANSFER)
    desk.page.get_by_role("button", name="移転先を追加").click()
    desk.says("先に保存してください")
    assert desk.entries("transfers").count() == 1
    assert desk.field("juten.II.5t.use", TRANSFER).input_value() == "保存できない用途"


def test_back_shows_what_is_kept_and_can_be_written_in(document, desk):
    desk.write(OFFICE, "1回目")
    desk.saved()
    desk.page.goto(desk.url.replace("/I/", "/IV/"))
    desk.page.go_back()
    assert desk.field(OFFICE).input_value() == "1回目"
    desk.add(OFFICE, "と2回目")
    desk.saved()
    assert stored(document, OFFICE) == "1回目と2回目"
    desk.page.go_forward()
    desk.page.go_back()
    assert desk.field(OFFICE).input_value() == "1回目と2回目"


def test_a_page_out_of_the_browsers_memory_is_shown_anew(cast, document, desk, visit):
    other = Desk(visit, cast.coordinator, document)
    other.write(OFFICE, "その間の記載")
    other.saved()
    with desk.page.expect_navigation():
        desk.page.evaluate("() => window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert desk.field(OFFICE).input_value() == "その間の記載"


def test_without_a_script_every_item_has_a_button(cast, document, chromium, live_server):
    from tests.browser import session_of

    context = chromium.new_context(java_script_enabled=False, base_url=live_server.url)
    context.add_cookies([{**session_of(cast.author), "url": live_server.url}])
    page = context.new_page()
    page.goto(Desk.url.fget(type("D", (), {"ref": "", "slug": "I", "document": document})()))
    item = page.locator(f'[id="i-{OFFICE}"]')
    item.locator("[name=value]").fill("スクリプトなしの記載")
    item.get_by_role("button", name="保存する").click()
    assert "保存しました" in page.locator("#messages").inner_text()
    assert page.url.endswith(f"#i-{OFFICE}")
    assert stored(document, OFFICE) == "スクリプトなしの記載"
    context.close()
