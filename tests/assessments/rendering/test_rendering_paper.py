"""What the press does to lay out quickly changes nothing: WeasyPrint as it comes makes the same file, byte for byte."""

from dataclasses import replace

import pytest
import weasyprint

from assessments.rendering.marks import marks_between
from assessments.rendering.page import document_html
from assessments.rendering.press.fetcher import SCHEME, OwnFilesOnly
from assessments.rendering.press.layout import VARIANT, lay_out, no_garbage_collection, prepared
from tests.assessments.annexes.documents import NOTE, TABLE, attached
from tests.assessments.annexes.papers import pdf as paper
from tests.assessments.rendering.documents import filled


def marked(form):
    """A draft with changes to be seen in every kind of item, and every kind of annex."""
    old, annexes = filled(form, files=1, systems=2), (NOTE, TABLE, attached(paper(2, landscape=True)))
    new = filled(form, files=1, systems=2, written=lambda item: "書き換えた記載" if item.kind == "long_text" else None)
    new = replace(new, annexes=annexes)
    return document_html(new, mode="print", draft=True, marks=marks_between(old, new)), True


def plain(form):
    return document_html(filled(form, files=1, systems=1), mode="print"), False


@pytest.mark.parametrize("form", ["kiso", "zenkomoku", "keikaku"])
@pytest.mark.parametrize("make", [plain, marked])
def test_the_same_file_as_of_weasyprint_alone(form, make):
    html, draft = make(form)
    fonts, style = prepared(draft, True)
    with no_garbage_collection():
        mine = lay_out(html, draft=draft)
        source = weasyprint.HTML(string=html, base_url=SCHEME, url_fetcher=OwnFilesOnly())
        theirs = source.render(font_config=fonts, stylesheets=[style])
        assert [set(names) for names in mine.names] == [set(page.anchors) for page in theirs.pages]
        for page in theirs.pages:
            page.anchors.clear()  # nothing in the document leads to them
        assert mine.document.write_pdf(pdf_variant=VARIANT) == theirs.write_pdf(pdf_variant=VARIANT)
