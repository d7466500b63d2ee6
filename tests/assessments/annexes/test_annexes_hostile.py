"""A PDF comes from anywhere; its pages are kept, what acts in it is refused with a sentence."""

import io

import pikepdf
import pytest

from assessments.rendering import foreign_pdf
from assessments.rendering.foreign_pdf import RefusedPdf, cleaned
from tests.assessments.annexes import papers


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (papers.script, foreign_pdf.SCRIPTS),
        (papers.hidden_deep, foreign_pdf.SCRIPTS),
        (papers.launch, foreign_pdf.ACTIONS),
        (papers.embedded, foreign_pdf.EMBEDDED),
    ],
)
def test_what_acts_is_refused(change, sentence):
    with pytest.raises(RefusedPdf, match="PDFの中に"):
        cleaned(papers.pdf(change=change))
    with pytest.raises(RefusedPdf) as refused:
        cleaned(papers.pdf(change=change))
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"MZ this is a program", foreign_pdf.NO_PDF),
        (b"%PDF-1.7 and then nothing", foreign_pdf.UNREADABLE),
        (b"%PDF-1.7" + b"x" * foreign_pdf.LARGEST, foreign_pdf.TOO_LARGE),
    ],
)
def test_what_is_no_pdf_is_refused(data, sentence):
    with pytest.raises(RefusedPdf) as refused:
        cleaned(data)
    assert str(refused.value) == sentence


def test_a_pdf_with_a_password_or_a_ban_is_refused():
    for user in ("secret", ""):
        data = papers.pdf(encryption=pikepdf.Encryption(owner="boss", user=user))
        with pytest.raises(RefusedPdf) as refused:
            cleaned(data)
        assert str(refused.value) == foreign_pdf.ENCRYPTED


def test_too_many_pages_are_refused():
    with pytest.raises(RefusedPdf) as refused:
        cleaned(papers.pdf(foreign_pdf.MOST_PAGES + 1))
    assert str(refused.value) == foreign_pdf.TOO_LONG


def test_names_notes_and_links_stay_behind_and_the_pages_stay():
    clean = cleaned(papers.pdf(2, change=papers.author))
    assert clean.page_count == 2
    with pikepdf.open(io.BytesIO(clean.data)) as made:
        assert not made.docinfo and "/Annots" not in made.pages[0]
        assert b"ANNEX 2" in made.pages[1].Contents.read_bytes()
    assert b"SAKUTA" not in clean.data


def test_what_has_been_cleaned_comes_back_as_it_is():
    clean = cleaned(papers.pdf(2, change=papers.author))
    assert cleaned(clean.data) == clean
