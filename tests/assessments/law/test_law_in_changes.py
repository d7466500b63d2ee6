"""The questions inside the list of changes, as its rows include them: asked, proposed, decided without leaving."""

import copy
from datetime import date

import pytest

from assessments import editing
from assessments.models import ChangeRow
from tests.assessments.law.conftest import published_with_draft
from tests.browser import assert_accessible

pytestmark = pytest.mark.browser
ROW = """{% load static %}<link rel="stylesheet" href="{% static 'css/law.css' %}">
<article id="row-{{ line.row.pk }}"><h2>{{ line.row.short_label }}</h2>{% include "law/_ask.html" with row=line.row %}</article>"""


@pytest.fixture
def row_that_asks(settings, tmp_path):
    """A row of the list with nothing but the part of ours in it."""
    (tmp_path / "changes").mkdir()
    (tmp_path / "changes" / "_row.html").write_text(ROW)
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [tmp_path, *templates[0]["DIRS"]]
    settings.TEMPLATES = templates


def test_a_row_is_judged_where_it_stands(cast, row_that_asks, visit):
    document = published_with_draft(cast)
    file = document.files.get(ref="f1")
    place = file.answers["juten.II.6.place"]
    editing.save_answer(
        document,
        ("f1", "juten.II.6.place"),
        place.replace("一定期間", "一年間"),
        base=editing.fingerprint(place),
        by=cast.visitor("author"),
    )
    page = visit.page(cast.author)
    page.goto("/work/999997/1/changes/")
    page.locator(".judging summary").click()
    page.get_by_label("取扱いはいつ変わりますか").fill("R7.10.1")
    page.get_by_text("いいえ。漏えいなどのリスク").click()
    page.get_by_role("button", name="提案を見る").click()
    page.get_by_role("heading", name="提案").wait_for()
    assert_accessible(page)
    page.get_by_role("button", name="この内容で決める").click()
    page.get_by_text("判断を記録しました").wait_for()
    row = ChangeRow.objects.get()
    assert (row.judged_as, row.changed_on) == ("reduces", date(2025, 10, 1))
    assert page.locator(".judged").inner_text().startswith("判断：リスクを明らかに軽減させる変更")
