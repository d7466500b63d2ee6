"""Typing is enough: what is written is saved by itself, and everything on the page that hangs on it follows."""

import pytest

from tests.assessments.editor.desk import CONTENT, OFFICE, Desk
from tests.browser import PHONE
from tests.builders import FILE, TRANSFER, published, small_document, stored

pytestmark = pytest.mark.browser


@pytest.fixture
def document(cast, live_server):
    return small_document(cast)


def test_what_is_typed_is_saved_shortly_after(cast, document, visit):
    desk = Desk(visit, cast.author, document)
    desk.add(OFFICE, "の新しい名称")
    desk.saved()
    assert stored(document, OFFICE).endswith("の新しい名称")
    assert "保存しました" in desk.item(OFFICE).locator("[data-item-state]").inner_text()
    assert not desk.kept_in_browser()  # nothing stays behind on a shared machine


def test_leaving_a_field_saves_at_once_and_ctrl_s_too(cast, document, visit):
    desk = Desk(visit, cast.author, document, size=PHONE)
    desk.write(OFFICE, "欄を離れて保存する名称")
    desk.page.keyboard.press("Tab")
    desk.saved()
    assert stored(document, OFFICE) == "欄を離れて保存する名称"
    desk.write(CONTENT, "すぐに保存する内容")
    desk.save()
    desk.item(CONTENT).get_by_text("保存しました").wait_for()
    assert stored(document, CONTENT) == "すぐに保存する内容"
    desk.save()
    desk.says("すべて保存済みです")


def test_the_row_of_the_change_list_appears_and_goes_again(cast, document, visit):
    published(cast, document)
    desk = Desk(visit, cast.author, document)
    before = desk.field(OFFICE).input_value()
    desk.write(OFFICE, before + "等")
    desk.page.locator("#rows ins").get_by_text("等").wait_for()
    desk.write(OFFICE, before)
    desk.page.locator("#rows").get_by_text("公表している版と同じです").wait_for()


def test_problems_marks_contents_and_jumps_follow(cast, document, visit):
    desk = Desk(visit, cast.author, document)
    problems, todo = desk.item(OFFICE).locator("[data-problems] li"), desk.page.locator("#todo")
    desk.write(OFFICE, "")
    problems.wait_for()
    assert "未記入" in problems.inner_text() and "事務の名称" in todo.inner_text()
    assert "残り1件" in desk.page.locator("#contents .here").inner_text()
    assert desk.page.locator("[data-jump=missing]").is_visible()
    desk.write(OFFICE, "名称")
    problems.wait_for(state="detached")
    todo.get_by_text("ありません").wait_for()
    assert "記入済み" in desk.page.locator("#contents .here").inner_text()


def test_a_condition_that_changes_makes_another_item_required(cast, document, visit):
    desk = Desk(visit, cast.author, document, "II", FILE)
    sub, permission = "juten.II.4e.sub", "juten.II.4e.sub_permission"
    ref = "f1o1"
    mark = desk.item(permission, ref).locator("[data-required]")
    assert mark.is_hidden()
    desk.item(sub, ref).get_by_label("再委託する", exact=True).check()
    mark.wait_for(state="visible")
    desk.item(sub, ref).get_by_label("再委託しない").check()
    mark.wait_for(state="hidden")


def test_the_name_of_an_entry_follows_its_first_text(cast, document, visit):
    desk = Desk(visit, cast.author, document, "II", FILE)
    desk.write("juten.II.5t.to", "新しい課", TRANSFER)
    desk.entries("transfers").locator("[data-name]").get_by_text("新しい課").wait_for()


def test_a_day_is_shown_as_the_form_prints_it(cast, document, visit):
    desk = Desk(visit, cast.author, document, "II", FILE)
    code = "juten.II.2.held_from"
    desk.write(code, "R7.4.1", FILE)
    desk.page.keyboard.press("Tab")
    desk.item(code, FILE).get_by_text("2025年4月1日（火）").wait_for()
    assert desk.field(code, FILE).input_value() == "令和7年4月1日"
    desk.write(code, "令和7年2月30日", FILE)
    desk.page.keyboard.press("Tab")
    desk.trouble(code, FILE).get_by_text("という日はありません").wait_for()
    assert desk.field(code, FILE).input_value() == "令和7年2月30日"  # it stays to be put right
    assert stored(document, code, FILE) == "2025-04-01"


def test_nothing_is_saved_while_characters_are_being_composed(cast, document, visit):
    desk = Desk(visit, cast.author, document)
    before = stored(document, OFFICE)
    desk.add(OFFICE, "あ")
    ime = desk.page.context.new_cdp_session(desk.page)
    ime.send("Input.imeSetComposition", {"text": "きじゅつ", "selectionStart": 4, "selectionEnd": 4})
    desk.page.wait_for_timeout(1500)
    assert stored(document, OFFICE) == before
    ime.send("Input.insertText", {"text": "記述"})
    desk.saved()
    assert stored(document, OFFICE) == before + "あ記述"


def test_a_paste_of_200000_characters_and_one_too_many(cast, document, visit):
    desk = Desk(visit, cast.author, document)
    desk.write(CONTENT, "長" * 200_000)
    desk.saved()
    assert stored(document, CONTENT) == "長" * 200_000
    desk.write(CONTENT, "長" * 200_001)
    desk.trouble(CONTENT).get_by_text("200,000文字まで").wait_for()
    desk.says("保存できていない項目が1件")
    assert len(desk.field(CONTENT).input_value()) == 200_001
    desk.write(CONTENT, "短く")
    desk.saved()


def test_what_old_systems_put_into_a_paste_is_dropped(cast, document, visit):
    desk = Desk(visit, cast.author, document)
    desk.write(OFFICE, "制御\x00文\x0b字と𠮷野家と👪")
    desk.saved()
    assert stored(document, OFFICE) == "制御文字と𠮷野家と👪"


def test_typing_goes_on_while_a_save_is_under_way(cast, document, visit):
    desk = Desk(visit, cast.author, document)
    desk.page.route("**/answer/", lambda route: (desk.page.wait_for_timeout(600), route.continue_()))
    desk.write(OFFICE, "前半")
    desk.save()
    desk.add(OFFICE, "と後半")
    desk.item(OFFICE).get_by_text("保存しました").wait_for()
    desk.page.wait_for_timeout(2500)
    assert stored(document, OFFICE) == "前半と後半"
    assert desk.field(OFFICE).input_value() == "前半と後半"
