"""The whole sheet by keyboard: from item to item, to what is left to do, and the help that tells of it."""

import pytest

from tests.assessments.editor.desk import CONTENT, OFFICE, Desk, anchor
from tests.builders import FILE, document_from, small_document, small_sample, stored

pytestmark = pytest.mark.browser


@pytest.fixture
def document(cast, live_server):
    return small_document(cast)


@pytest.fixture
def desk(cast, document, visit):
    return Desk(visit, cast.author, document)


def test_alt_and_arrows_go_from_item_to_item(desk):
    desk.field(OFFICE).focus()
    desk.page.keyboard.press("Alt+ArrowDown")
    assert desk.focused() == anchor(CONTENT)
    desk.page.keyboard.press("Alt+ArrowDown")
    assert desk.focused() == anchor("juten.I.1.persons")
    desk.page.keyboard.press("Alt+ArrowUp")
    assert desk.focused() == anchor(CONTENT)


def test_a_question_mark_is_a_character_where_somebody_types(document, desk):
    desk.write(OFFICE, "")
    desk.field(OFFICE).press_sequentially("本当か?")
    desk.saved()
    assert stored(document, OFFICE) == "本当か?"
    assert not desk.page.locator("#help").is_visible()


def test_the_help_opens_with_a_question_mark_and_closes_with_escape(desk):
    desk.page.locator("h1").click()
    desk.page.keyboard.press("?")
    assert desk.page.get_by_role("dialog", name="編集画面の使い方").is_visible()
    desk.page.keyboard.press("Escape")
    assert not desk.page.locator("#help").is_visible()
    desk.page.get_by_role("button", name="操作の説明").click()
    assert desk.page.locator("#help").is_visible()


@pytest.fixture
def gaps(cast, live_server):
    """Two texts unfilled on this sheet, one on another; one box and one text that could not be read."""
    data = small_sample()
    for code in (OFFICE, CONTENT, "juten.IV.1.how"):
        del data["answers"][code]
    answers = data["files"][0]["answers"]
    answers["juten.II.2.scope"] = {"lost": True}
    answers["juten.II.3.how_obtained"] = {"checked": ["紙"], "unknown": ["専用線", "電子メール"]}
    return document_from(cast, data)


def test_jumping_to_what_is_unfilled_here_and_on_other_sheets(cast, gaps, visit):
    desk = Desk(visit, cast.author, gaps)
    for code in (OFFICE, CONTENT):
        desk.page.keyboard.press("Alt+j")
        assert desk.focused() == anchor(code)
    desk.page.keyboard.press("Alt+j")
    desk.page.wait_for_url("**/edit/IV/**")
    desk.page.wait_for_timeout(300)
    assert desk.focused() == anchor("juten.IV.1.how")


def test_jumping_to_what_is_unknown_and_settling_it(cast, gaps, visit):
    desk = Desk(visit, cast.author, gaps)
    desk.page.keyboard.press("Alt+u")
    desk.page.wait_for_url("**/edit/II/**")
    desk.page.wait_for_timeout(300)
    scope, obtained = "juten.II.2.scope", "juten.II.3.how_obtained"
    assert desk.focused() == anchor(scope, FILE)
    desk.item(scope, FILE).get_by_role("button", name="空欄で確定する").click()
    desk.saved()
    assert stored(gaps, scope, FILE) is None
    desk.item(scope, FILE).locator("[data-unknown]").wait_for(state="detached")
    desk.page.keyboard.press("Alt+u")
    assert desk.focused() == anchor(obtained, FILE)
    item = desk.item(obtained, FILE)
    item.get_by_role("radiogroup", name="専用線").get_by_label("○").check()
    item.get_by_role("button", name="残りの不明").click()
    desk.page.locator("#jumps").get_by_text("次の不明へ").wait_for(state="detached")
    assert stored(gaps, obtained, FILE) == {"checked": ["紙", "専用線"], "unknown": []}
    desk.page.keyboard.press("Alt+u")
    desk.says("不明の項目はありません")


def test_typing_and_deleting_does_not_settle_a_lost_text(cast, gaps, visit):
    desk = Desk(visit, cast.author, gaps, "II", FILE)
    scope = "juten.II.2.scope"
    desk.write(scope, "書", FILE)
    desk.write(scope, "", FILE)
    desk.save()
    desk.saved()
    assert stored(gaps, scope, FILE) == {"lost": True}


def test_marks_are_settled_one_by_one_and_stay_as_they_were_said(cast, gaps, visit):
    """A second save must not turn the 「なし」 of the first into ○, whatever the page was drawn with."""
    desk = Desk(visit, cast.author, gaps, "II", FILE)
    item = desk.item("juten.II.3.how_obtained", FILE)
    for label in ("専用線", "電子メール"):
        item.get_by_role("radiogroup", name=label).get_by_label("なし").check()
        desk.save()
        desk.saved()
    assert stored(gaps, "juten.II.3.how_obtained", FILE) == {"checked": ["紙"], "unknown": []}
