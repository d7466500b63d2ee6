from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from assessments.rendering.marks import marks_between
from assessments.rendering.page import Drawing, document_html
from assessments.rendering.titles import sections_of
from assessments.snapshot import outline
from tests.assessments.rendering.documents import filled


@pytest.mark.parametrize("form", ["juten", "kiso", "zenkomoku"])
@pytest.mark.parametrize("mode", ["print", "screen"])
def test_every_item_of_the_form_is_drawn_with_its_answer(form, mode):
    snapshot = filled(form)
    page = BeautifulSoup(document_html(snapshot, mode=mode), "html.parser")
    for sheet in outline(snapshot):
        for placed in sheet.items:
            if placed.item.kind in ("static", "heading"):
                continue
            drawn = page.find(id=placed.anchor)
            assert drawn is not None, placed.anchor
            if isinstance(placed.value, str) and placed.item.kind != "date_wareki":
                assert placed.value in drawn.get_text(), placed.anchor


@pytest.mark.parametrize("form", ["juten", "kiso", "zenkomoku"])
def test_links_of_the_table_of_contents_lead_somewhere(form):
    snapshot = filled(form)
    page = BeautifulSoup(document_html(snapshot, mode="screen"), "html.parser")
    for anchor, title in sections_of(snapshot):
        assert title
        assert page.find(id=anchor) is not None, anchor
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_a_sheet_that_was_drawn_before_is_drawn_anew_for_whatever_it_says_now(settings):
    settings.DEBUG = False
    old = filled("juten", files=1)
    new = replace(old, answers={**old.answers, "juten.IV.1.how": "電子申請による"})
    marked = marks_between(old, new)
    drawings = [
        Drawing(old),
        Drawing(new),
        Drawing(new, draft=True, marks=marked),
        Drawing(new, mode="screen"),
        Drawing(filled("juten", files=2)),
        Drawing(filled("zenkomoku", files=1)),
    ]
    for _ in range(2):  # kept the second time
        found = [[part.html for part in drawing.parts()] for drawing in drawings]
    settings.DEBUG = True  # nothing is kept
    assert found == [[part.html for part in drawing.parts()] for drawing in drawings]


def test_the_list_of_sections_leads_to_the_first_of_several_files():
    page = BeautifulSoup(document_html(filled("zenkomoku", files=3), mode="screen"), "html.parser")
    links = {link.get_text(): link["href"] for link in page.select("ol.toc a")}
    assert links["Ⅱ 特定個人情報ファイルの概要"] == "#s-II-f1"
    assert len(links) == len(page.select("ol.toc li")) == 9
