import pytest

from assessments.rendering.pdf import render_pdf
from tests.assessments.rendering.documents import filled


@pytest.fixture(scope="module")
def rendered():
    return render_pdf(filled("juten"))


def test_the_same_document_gives_the_same_bytes(rendered):
    assert render_pdf(filled("juten")).sha256 == rendered.sha256


def test_every_item_is_on_a_page(rendered):
    assert rendered.pages["|juten.cover.number"] == [1]
    assert rendered.page_count == max(max(pages) for pages in rendered.pages.values()) + 1  # the table of changes
