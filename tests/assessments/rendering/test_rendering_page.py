import pytest
from bs4 import BeautifulSoup

from assessments.rendering.page import document_html, sections_of
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
