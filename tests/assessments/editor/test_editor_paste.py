"""Cells out of a spreadsheet are pasted as they read there, without the quotes that copying put around them."""

import pytest

from tests.assessments.editor.desk import CONTENT, Desk
from tests.builders import small_document, stored

pytestmark = pytest.mark.browser

CELLS = {
    '"改行の\nある値"': "改行の\nある値",
    '"改行の\r\nある値"\r\n': "改行の\nある値\n",
    '"「""甲""」という"\t平文\n"二行\n目"': '「"甲"」という\t平文\n二行\n目',
    '平文\n"""甲"""': '平文\n"甲"',
}
AS_PASTED = [
    '"かぎのない語"',
    '"甲\n乙"と続く文',
    '文のなかの"甲\n乙"',
    '"閉じない\n引用符',
    '"甲"\t"乙"',
    "一行目\n二行目\t三列目",
    '"甲"乙"\n"',
]


@pytest.fixture
def desk(cast, live_server, visit):
    desk = Desk(visit, cast.author, small_document(cast))
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return desk


def paste(desk, text: str) -> str:
    desk.page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    desk.field(CONTENT).press("Control+v")
    return desk.field(CONTENT).input_value()


def test_the_quotes_around_cells_are_taken_off_and_the_text_is_saved(cast, desk):
    for copied, read in CELLS.items():
        desk.write(CONTENT, "")
        assert paste(desk, copied) == read
    desk.save()
    desk.saved()
    assert stored(desk.document, CONTENT) == '平文\n"甲"'


def test_whatever_else_is_pasted_stays_as_it_is(desk):
    for copied in AS_PASTED:
        desk.write(CONTENT, "")
        assert paste(desk, copied) == copied


def test_it_goes_where_the_cursor_is_and_can_be_undone(desk):
    desk.write(CONTENT, "前。後。")
    desk.field(CONTENT).press("Home")
    for _ in range(2):
        desk.page.keyboard.press("ArrowRight")
    assert paste(desk, '"一\n二"') == "前。一\n二後。"
    desk.field(CONTENT).press("Control+z")
    assert desk.field(CONTENT).input_value() == "前。後。"
