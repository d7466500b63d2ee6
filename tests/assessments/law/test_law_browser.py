"""The pages of the law in a browser: no violation of axe's rules, nothing cut off; the questions of a row open in place."""

import re
from datetime import date

import pytest

from assessments.models import Dismissal, ReviewNote
from assessments.policies import open_version
from tests.assessments.law.conftest import published_with_draft
from tests.assessments.law.documents import make_document, make_row, record
from tests.browser import DESK, PHONE, assert_accessible

pytestmark = pytest.mark.browser
DOCUMENT = "/work/999997/1/"


@pytest.fixture
def document(cast, live_server):
    made = published_with_draft(cast)
    record(open_version(made), "public_comment", date(2025, 6, 1), until=date(2025, 6, 30), by=cast.author)
    ReviewNote.objects.create(assessment=made, on=date(2025, 6, 1), by=cast.author, note="変更なし")
    Dismissal.objects.create(assessment=made, rule="K20", basis="0" * 64, sentence="文", reason="理由", by=cast.author)
    answers = {"kiso.II.1.persons": "30万人以上", "kiso.I.1.office_name": "住民基本台帳に関する事務"}
    make_document(cast, "kiso", "2", answers=answers)
    return made


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_pages_are_accessible(cast, document, visit, size):
    row = make_row(open_version(document), "juten.I.4.legal_basis", before="第19条第7号", after="第19条第8号")
    page = visit.page(cast.coordinator, size=size)
    question = f"judgements/{row.pk}/?when=R7.10.1&nature=other"
    addresses = [
        DOCUMENT + end for end in ("warnings/", "judgements/", question, "procedure/", "threshold/", "reviews/")
    ]
    town = [f"/work/999997/{end}" for end in ("calendar/", "threshold/?persons=150000&handlers=3", "procedure/")]
    for address in addresses + town:
        page.goto(address)
        assert_accessible(page)


def test_a_change_is_judged_by_keyboard_alone(cast, document, visit):
    row = make_row(open_version(document), "juten.I.4.legal_basis", before="第19条第7号", after="第19条第8号")
    page = visit.page(cast.author)
    page.goto(f"{DOCUMENT}judgements/")
    page.get_by_role("link", name=re.compile("^判断する")).focus()
    page.keyboard.press("Enter")
    page.get_by_label(re.compile("取扱いはいつ変わりますか")).fill("令和7年4月1日")
    page.get_by_role("button", name="提案を見る").press("Enter")
    page.get_by_role("heading", name="提案").wait_for()
    page.get_by_role("button", name="この内容で決める").press("Enter")
    page.get_by_text("判断を記録しました").wait_for()
    row.refresh_from_db()
    assert (row.judged_as, row.timing) == ("formal", "事後")
