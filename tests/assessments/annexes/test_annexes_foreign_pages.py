"""What is taken from the pages of a foreign PDF and what is told of them: marks of its tags, fonts, hidden layers."""

import io
from functools import partial

import pikepdf
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.rendering import foreign_pdf
from assessments.rendering.foreign_fonts import Loose
from assessments.rendering.foreign_pdf import RefusedPdf, cleaned
from assessments.snapshot import take
from tests.assessments.annexes import papers
from tests.assessments.annexes.documents import published

AT = "/work/999997/1/annexes/"
MINCHO = b"ABCDEF+#82l#82r#96#BE#92#A9"  # ＭＳ明朝, as Windows programs spell it
WRITTEN = b"(\x82\xa0) Tj"


def pictures(data: bytes) -> list[bytes]:
    with pypdfium2.PdfDocument(data) as document:
        return [document[number].render(scale=0.5).to_pil().tobytes() for number in range(len(document))]


def test_the_marks_of_its_tags_stay_behind_and_the_pages_look_the_same():
    paper = papers.pdf(2, change=papers.tagged)
    clean = cleaned(paper)
    assert pictures(clean.data) == pictures(paper)
    with pikepdf.open(io.BytesIO(clean.data)) as made:
        for number, page in enumerate(made.pages, start=1):
            shown = b"BT /F1 24 Tf 72 400 Td (ANNEX %d) Tj ET /OC /Layer BDC /Fx Do EMC" % number
            form = page.Resources.XObject.Fx
            assert page.Contents.read_bytes().split() == shown.split()
            assert form.read_bytes().strip() == b"0 0 40 40 re f"
            assert "/StructParents" not in form and "/StructParents" not in page
    assert cleaned(paper) == clean == cleaned(clean.data)


def test_what_only_looks_like_a_mark_stays():
    shown = b"BT /F1 24 Tf 72 400 Td (BDC \\) EMC) Tj ET BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI"

    def written(made):
        papers.tagged(made)
        made.pages[0].Contents = made.make_stream(b"/P <</MCID 0>> BDC " + shown + b" EMC")

    with pikepdf.open(io.BytesIO(cleaned(papers.pdf(1, change=written)).data)) as made:
        assert made.pages[0].Contents.read_bytes().strip() == shown


def test_a_layer_that_is_not_shown_is_not_published_by_mistake():
    with pytest.raises(RefusedPdf) as refused:
        cleaned(papers.pdf(1, change=papers.hidden_layer))
    assert str(refused.value) == foreign_pdf.LAYERS


@pytest.mark.parametrize(
    ("change", "fonts"),
    [
        (partial(papers.font, name=MINCHO, shown=WRITTEN), Loose(unsure=("ＭＳ明朝",))),
        (partial(papers.font, name=b"Arial", shown=WRITTEN), Loose(unsure=("Arial",))),
        (partial(papers.font, name=MINCHO, shown=WRITTEN, file=True), Loose()),
        (partial(papers.font, name=MINCHO, shown=b"q 3 Tr " + WRITTEN + b" Q ( ) Tj"), Loose()),
        (partial(papers.font, name=MINCHO, shown=b"q 3 Tr Q " + WRITTEN), Loose(unsure=("ＭＳ明朝",))),
        (papers.tagged, Loose(alike=("Helvetica",))),
    ],
    ids=["japanese", "letters of any script", "in the file", "invisible", "visible again", "everywhere"],
)
def test_fonts_that_are_not_in_the_file_are_named(change, fonts):
    assert cleaned(papers.pdf(1, change=change)).fonts == fonts


def sent(author, change):
    file = SimpleUploadedFile("図.pdf", papers.pdf(1, change=change), "application/pdf")
    return author.post(f"{AT}new/?kind=pdf", {"title": "別添4", "text": "", "alt": "流れ", "pdf": file}, follow=True)


def test_letters_that_may_vanish_are_refused_and_the_font_is_named(cast):
    document = published(cast)
    page = sent(cast.client("author"), partial(papers.font, name=MINCHO, shown=WRITTEN))
    assert "（ＭＳ明朝）が、PDFに埋め込まれていません" in page.text and "PDF/A" in page.text
    assert not take(document, changes=False).annexes


def test_letters_that_look_alike_everywhere_are_taken_with_a_warning(cast):
    document = published(cast)
    page = sent(cast.client("author"), papers.tagged)
    assert "「別添4」を保存しました" in page.text
    assert "（Helvetica）が、PDFに埋め込まれていません" in page.text and "差し替えて" in page.text
    assert len(take(document, changes=False).annexes) == 1
