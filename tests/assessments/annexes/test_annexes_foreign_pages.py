"""What is taken from the pages of a foreign PDF: the marks of its tags."""

import io

import pikepdf
import pypdfium2

from assessments.rendering.foreign_pdf import cleaned
from tests.assessments.annexes import papers


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
