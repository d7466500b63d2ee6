"""Entries come, go and move without leaving the page; the keyboard stays where it was and a voice says what happened."""

import pytest

from assessments.snapshot import take
from tests.assessments.editor.desk import Desk, anchor
from tests.builders import FILE, TRANSFER, filled_document, published, rows, small_document, stored

pytestmark = pytest.mark.browser
USE = "juten.II.5t.use"


@pytest.fixture
def document(cast, live_server):
    return small_document(cast)


@pytest.fixture
def desk(cast, document, visit):
    return Desk(visit, cast.author, document, "II", FILE)


def transfers(document) -> list[str]:
    return [node.ref for node in take(document, changes=False).files[0].of("transfers")]


def said(desk, text: str) -> None:
    desk.page.locator("[data-said]").get_by_text(text).wait_for(state="attached")


def test_adding_puts_the_keyboard_into_the_first_field(document, desk):
    desk.page.get_by_role("button", name="移転先を追加").click()
    said(desk, "移転先2を追加しました")
    assert desk.headings("transfers") == ["移転先1", "移転先2"]
    ref = transfers(document)[1]
    assert desk.focused() == anchor("juten.II.5t.to", ref)
    desk.page.keyboard.type("福祉課")
    desk.saved()
    assert stored(document, "juten.II.5t.to", ref) == "福祉課"
    assert "移転先1～2（2件）" in desk.page.locator("[data-entries=transfers] h3").first.inner_text()


def test_a_copy_stands_behind_its_original(document, desk):
    desk.entries("transfers").first.get_by_role("button", name="写しを作る").click()
    said(desk, "移転先2として写しを作りました")
    copied = transfers(document)[1]
    assert desk.field(USE, copied).input_value() == desk.field(USE, TRANSFER).input_value() != ""


def test_moving_keeps_the_button_under_the_keyboard_and_the_place_on_the_screen(document, desk):
    add = desk.page.get_by_role("button", name="移転先を追加")
    for number in (2, 3):
        add.click()
        said(desk, f"移転先{number}を追加しました")
    first = desk.entries("transfers").first
    down = first.get_by_role("button", name="下へ")
    down.scroll_into_view_if_needed()
    top = down.bounding_box()["y"]
    down.focus()
    desk.page.keyboard.press("Enter")
    said(desk, "移転先2に移しました")
    assert transfers(document)[1] == TRANSFER
    desk.page.wait_for_function("() => document.activeElement.textContent === '下へ'")
    assert abs(desk.entries("transfers").nth(1).get_by_role("button", name="下へ").bounding_box()["y"] - top) < 3
    desk.page.keyboard.press("Enter")
    said(desk, "移転先3に移しました")
    desk.page.wait_for_function("() => document.activeElement.textContent === '上へ'")  # the last one goes no further


def test_what_is_typed_in_an_entry_survives_moving_it(document, desk):
    desk.page.get_by_role("button", name="移転先を追加").click()
    said(desk, "移転先2を追加しました")
    desk.write(USE, "書きかけの用途", TRANSFER)
    desk.entries("transfers").first.get_by_role("button", name="下へ").click()
    said(desk, "移転先2に移しました")
    assert desk.field(USE, TRANSFER).input_value() == "書きかけの用途"
    assert stored(document, USE, TRANSFER) == "書きかけの用途"


def test_removing_offers_to_take_it_back(cast, document, desk):
    published(cast, document)
    desk.page.goto(desk.url)
    desk.entries("transfers").first.get_by_role("button", name="削除").click()
    said(desk, "移転先1を削除しました")
    assert not transfers(document) and desk.entries("transfers").count() == 0
    desk.page.wait_for_function("() => document.activeElement.textContent === '元に戻す'")
    desk.page.locator("#rows").get_by_text("移転先1").first.wait_for()
    desk.page.keyboard.press("Enter")
    said(desk, "移転先1を元に戻しました")
    assert transfers(document) == [TRANSFER] and not rows(document)
    assert desk.focused() == f"e-{TRANSFER}"


def test_a_double_click_adds_one_entry(document, desk):
    desk.page.get_by_role("button", name="移転先を追加").dblclick()
    said(desk, "移転先2を追加しました")
    desk.page.wait_for_timeout(800)
    assert len(transfers(document)) == 2


def test_what_a_colleague_added_meanwhile_appears_with_the_next_act(cast, document, visit, desk):
    other = Desk(visit, cast.coordinator, document, "II", FILE)
    other.page.get_by_role("button", name="移転先を追加").click()
    said(other, "移転先2を追加しました")
    desk.page.get_by_role("button", name="移転先を追加").click()
    said(desk, "移転先3を追加しました")
    assert desk.headings("transfers") == ["移転先1", "移転先2", "移転先3"]


def test_a_closed_entry_opens_by_hand_by_link_and_by_keyboard(cast, live_server, visit):
    document = filled_document(cast)
    file = take(document, changes=False).files[0]
    third, ninth = file.of("transfers")[2].ref, file.of("transfers")[8].ref
    desk = Desk(visit, cast.author, document, "II", file.ref)
    assert not desk.item(USE, third).count()
    desk.page.locator(f"#e-{third} > details > summary").click()
    desk.item(USE, third).wait_for()
    desk.write(USE, "開いて直した用途", third)
    desk.saved()
    assert stored(document, USE, third) == "開いて直した用途"
    desk.page.goto(f"{desk.url}#{anchor(USE, ninth)}")
    desk.item(USE, ninth).wait_for()
    desk.page.wait_for_timeout(300)
    assert desk.focused() == anchor(USE, ninth)
    assert desk.page.locator(f"#e-{ninth} > details").get_attribute("open") is not None


def test_an_entry_that_cannot_be_loaded_can_be_asked_for_again(cast, live_server, visit):
    document = filled_document(cast)
    file = take(document, changes=False).files[0]
    ref = file.of("transfers")[2].ref
    desk = Desk(visit, cast.author, document, "II", file.ref)
    desk.page.route("**/?part=*", lambda route: route.abort())
    desk.page.locator(f"#e-{ref} > details > summary").click()
    again = desk.page.get_by_role("button", name="もう一度読み込む")
    again.wait_for()
    desk.page.unroute("**/?part=*")
    again.click()
    desk.item(USE, ref).wait_for()


def test_a_file_is_added_on_a_page_of_its_own_and_taken_back(document, desk):
    desk.page.get_by_role("button", name="新しいファイルを追加").click()
    desk.page.wait_for_url(lambda url: f"/{FILE}/" not in url)
    assert "(2)" in desk.page.locator("h1").inner_text()
    desk.page.get_by_role("button", name="ファイルを削除").click()
    desk.page.get_by_role("button", name="元に戻す").click()
    desk.page.get_by_text("元に戻しました").wait_for()
    assert len(take(document, changes=False).files) == 2
