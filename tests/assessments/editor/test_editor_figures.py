"""The figure of 全項目's （別添1）: brought as a file, described in words, shown, and taken out again."""

import io

import pytest
from PIL import Image

from assessments import editing
from assessments.views.pages import to
from tests.assessments.editor.desk import Desk
from tests.builders import stored

pytestmark = pytest.mark.browser
FIGURE = "zenkomoku.A1.figure"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script><circle r="5"/></svg>'


@pytest.fixture
def document(cast, live_server):
    return editing.start_assessment(
        "zenkomoku", "1", "全項目の評価", by=cast.visitor("author"), agency=cast.agency, department=cast.department
    )


@pytest.fixture
def desk(cast, document, visit):
    return Desk(visit, cast.author, document, "A1")


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "PNG")
    return out.getvalue()


def bring(desk, name: str, data: bytes, words: str = "") -> None:
    item = desk.item(FIGURE)
    item.locator("[name=upload]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )
    item.locator("[name=upload-alt]").fill(words)
    item.get_by_role("button", name="図を追加する").click()


def test_a_figure_is_added_described_moved_and_taken_out(document, desk):
    bring(desk, "流れ図.png", png(), "窓口から住基システムへの流れ")
    picture = desk.item(FIGURE).get_by_role("img", name="窓口から住基システムへの流れ")
    picture.wait_for()
    desk.page.wait_for_function("() => document.querySelector('.figure-shown').naturalWidth === 40")
    bring(desk, "図2.svg", DRAWING)
    desk.page.wait_for_function("() => document.querySelectorAll('.figure-shown').length === 2")
    desk.item(FIGURE).locator("[name=alt-1]").fill("2つ目の図")
    desk.saved()
    figures = stored(document, FIGURE)["figures"]
    assert [f["media_type"] for f in figures] == ["image/png", "image/svg+xml"]
    assert [f["alt"] for f in figures] == ["窓口から住基システムへの流れ", "2つ目の図"]
    desk.page.get_by_role("button", name="図2を先頭へ移す").click()
    desk.page.get_by_role("img", name="2つ目の図").first.wait_for()
    desk.saved()
    assert [f["name"] for f in stored(document, FIGURE)["figures"]] == ["図2.svg", "流れ図.png"]
    desk.page.get_by_role("button", name="図1を外す").click()
    desk.page.wait_for_function("() => document.querySelectorAll('.figure-shown').length === 1")
    assert [f["name"] for f in stored(document, FIGURE)["figures"]] == ["流れ図.png"]


def test_a_file_that_is_no_picture_is_refused_and_what_was_typed_stays(document, desk):
    bring(desk, "図.png", b"MZ a program", "説明は残る")
    desk.trouble(FIGURE).get_by_text("図として使えません").wait_for()
    assert desk.item(FIGURE).locator("[name=upload-alt]").input_value() == "説明は残る"
    assert stored(document, FIGURE) is None


def test_the_note_below_saves_by_itself_without_the_waiting_file(document, desk):
    item = desk.item(FIGURE)
    item.locator("[name=upload]").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": png()})
    item.locator("[name=text]").fill("（備考）図の説明")
    desk.saved()
    assert stored(document, FIGURE) == {"text": "（備考）図の説明"}


def test_a_picture_alone_may_do_nothing_and_is_shown_to_the_town_only(cast, document, desk):
    bring(desk, "図.svg", DRAWING)
    desk.page.locator(".figure-shown").wait_for()
    url = f"{to('figure', document)}?code={FIGURE}&n=0"
    answer = cast.client("author").get(url)
    assert answer["Content-Type"] == "image/svg+xml" and b"script" not in answer.content
    assert "sandbox" in answer["Content-Security-Policy"] and "default-src 'none'" in answer["Content-Security-Policy"]
    assert cast.client("stranger").get(url).status_code == 404
    assert cast.client().get(url).status_code == 302
    for wrong in ("n=1", "n=x", "n=0&ref=f1"):
        assert cast.client("author").get(f"{to('figure', document)}?code={FIGURE}&{wrong}").status_code in (200, 404)
