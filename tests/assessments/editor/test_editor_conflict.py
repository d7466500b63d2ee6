"""Two people, or one person twice, on one item: nobody's text is lost, the second one sees both and chooses."""

import pytest

from tests.assessments.editor.desk import OFFICE, Desk
from tests.builders import FILE, small_document, stored

pytestmark = pytest.mark.browser
BOXES = "juten.II.3.how_obtained"


@pytest.fixture
def document(cast, live_server):
    return small_document(cast)


@pytest.fixture
def overlap(cast, document, visit):
    """The coordinator has saved after the author had opened the page; now the author writes."""
    first, second = Desk(visit, cast.coordinator, document), Desk(visit, cast.author, document)
    first.write(OFFICE, "先の記載")
    first.saved()
    second.write(OFFICE, "後の記載")
    second.trouble(OFFICE).locator(".conflict").wait_for()
    return second


def test_the_second_one_is_told_who_and_keeps_the_text(cast, document, overlap):
    assert f"{cast.coordinator}さんが先に保存しました" in overlap.trouble(OFFICE).inner_text()
    assert overlap.field(OFFICE).input_value() == "後の記載"
    overlap.says("保存できていない項目が1件")
    assert stored(document, OFFICE) == "先の記載"


def test_mine(document, overlap):
    overlap.page.get_by_role("button", name="自分の記載で保存する").click()
    overlap.saved()
    assert stored(document, OFFICE) == "後の記載"


def test_theirs(document, overlap):
    overlap.page.get_by_role("button", name="先の記載を使う").click()
    assert overlap.field(OFFICE).input_value() == "先の記載"
    assert not overlap.kept_in_browser()
    overlap.add(OFFICE, "に続ける")
    overlap.saved()
    assert stored(document, OFFICE) == "先の記載に続ける"


def test_both_side_by_side(document, overlap):
    overlap.page.get_by_role("button", name="両方を合わせて直す").click()
    text = overlap.field(OFFICE).input_value()
    assert "後の記載" in text and "先の記載" in text
    overlap.write(OFFICE, "先の記載と後の記載")
    overlap.saved()
    assert stored(document, OFFICE) == "先の記載と後の記載"


def test_typing_on_keeps_the_choice_open(document, overlap):
    overlap.add(OFFICE, "をさらに直す")
    overlap.page.wait_for_timeout(1500)
    assert overlap.page.get_by_role("button", name="自分の記載で保存する").is_visible()
    assert stored(document, OFFICE) == "先の記載"
    overlap.page.get_by_role("button", name="自分の記載で保存する").click()
    overlap.saved()
    assert stored(document, OFFICE) == "後の記載をさらに直す"


def test_check_boxes_are_put_together(cast, document, visit):
    first, second = (Desk(visit, who, document, "II", FILE) for who in (cast.coordinator, cast.author))
    first.item(BOXES, FILE).get_by_label("専用線").check()
    first.saved()
    second.item(BOXES, FILE).get_by_label("電子メール").check()
    second.page.get_by_role("button", name="両方を合わせて直す").click()
    assert second.item(BOXES, FILE).get_by_label("専用線").is_checked()
    second.save()
    second.saved()
    assert {"専用線", "電子メール"} <= set(stored(document, BOXES, FILE)["checked"])


def test_one_person_in_two_tabs_is_told_so(cast, document, visit):
    first, second = (Desk(visit, cast.author, document) for _ in range(2))
    first.write(OFFICE, "1つ目の画面")
    first.saved()
    second.write(OFFICE, "2つ目の画面")
    second.trouble(OFFICE).get_by_text("あなたが別の画面で先に保存しました").wait_for()


def test_the_same_text_twice_is_no_conflict(cast, document, visit):
    first, second = (Desk(visit, cast.author, document) for _ in range(2))
    for desk in (first, second):
        desk.write(OFFICE, "同じ記載")
        desk.saved()
