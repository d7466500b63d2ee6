"""The page of 非公表 and the lists, read by a browser: no violation of axe's rules, everything reached by label."""

import pytest

from assessments.models import Withholding
from tests.assessments.withholding.story import PLAIN, REASON, SECRET, WORK, start, write
from tests.browser import DESK, PHONE, assert_accessible

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_author_withholds_a_passage_beside_the_item(cast, visit, size):
    document = start(cast)
    write(document, cast, f"毎日、{SECRET}する。")
    page = visit.page(cast.author, size=size)
    page.goto(f"{WORK}edit/I/")
    page.locator(f"#i-{PLAIN.replace('.', chr(92) + '.')} .item-withhold").click()
    assert_accessible(page)
    page.get_by_label("非公表にする部分").fill(SECRET)
    page.get_by_label("非公表にする理由").fill(REASON)
    page.get_by_role("button", name="公表される記載を確かめる").click()
    assert page.get_by_text("毎日、（非公表）する。").is_visible()
    assert_accessible(page)
    page.get_by_role("button", name="非公表にする", exact=True).click()
    page.wait_for_url(f"**{WORK}edit/**")
    assert Withholding.objects.get().passage == SECRET
    assert page.get_by_text("一部非公表").first.is_visible()
    page.goto(WORK)
    assert_accessible(page)
