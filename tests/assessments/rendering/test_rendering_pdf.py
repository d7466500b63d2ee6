"""The PDF as residents and their screen readers get it."""

import io
import re
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from assessments.rendering.pdf import render_pdf
from assessments.snapshot import outline
from tests.assessments.rendering.documents import filled


@pytest.fixture(scope="module")
def rendered():
    return render_pdf(filled("juten"))


@pytest.fixture(scope="module")
def texts(rendered):
    return page_texts(rendered.data)


def page_texts(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in document]


def squeezed(text: str) -> str:
    return re.sub(r"[\s\ufffe]", "", text)


def test_the_same_document_gives_the_same_bytes():
    assert render_pdf(filled("kiso")).sha256 == render_pdf(filled("kiso")).sha256


def test_every_item_stands_on_the_pages_that_are_said(rendered, texts):
    told = [squeezed(text) for text in texts]
    for sheet in outline(filled("juten")):
        for placed in sheet.items:
            if placed.item.kind not in ("text", "long_text"):
                continue
            pages = rendered.pages["|".join(placed.address)]
            words = squeezed(placed.value)
            assert words in "".join(told[number - 1] for number in pages), (placed.address, pages)


def test_an_item_over_several_pages_names_them_all():
    snapshot = filled("kiso")
    long = {**snapshot.answers, "kiso.I.1.office_summary": "一行の記載です。\n" * 150}
    rendered = render_pdf(replace(snapshot, answers=long))
    pages = rendered.pages["|kiso.I.1.office_summary"]
    assert pages == list(range(pages[0], pages[-1] + 1)) and len(pages) >= 3
    texts = page_texts(rendered.data)
    for number in pages[1:]:
        assert "②事務の概要" in texts[number - 1], "the label is repeated at the head of the page"
    assert "②事務の概要" not in texts[pages[-1]]


def test_pages_are_counted(rendered, texts):
    assert len(texts) == rendered.page_count
    for number, text in enumerate(texts, start=1):
        assert f"{number}/{rendered.page_count}" in squeezed(text)


def test_a_draft_says_so_on_every_page(texts):
    assert not any("【案】" in text for text in texts)
    drafted = page_texts(render_pdf(filled("kiso"), draft=True).data)
    assert all("【案】" in text for text in drafted)


def test_only_the_projects_fonts_are_in_it(rendered):
    with pikepdf.open(io.BytesIO(rendered.data)) as pdf:
        fonts = {
            str(obj.FontName).split("+")[-1]
            for obj in pdf.objects
            if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/FontDescriptor"
        }
        embedded = [
            "/FontFile2" in obj or "/FontFile3" in obj
            for obj in pdf.objects
            if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/FontDescriptor"
        ]
    assert fonts and all(name.startswith("/BIZ-UDGothic") or "BIZ" in name for name in fonts), fonts
    assert all(embedded)


def test_a_screen_reader_finds_language_title_headings_and_tables(rendered):
    with pikepdf.open(io.BytesIO(rendered.data)) as pdf:
        assert str(pdf.Root.Lang) == "ja"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo.Title) == filled("juten").cover("name")
        with pdf.open_outline() as outlined:
            titles = [entry.title for entry in outlined.root]
        kinds = [str(obj.S) for obj in pdf.objects if _is_element(obj)]
        heads = {str(obj.ID) for obj in pdf.objects if _is_element(obj) and str(obj.S) == "/TH" and "/ID" in obj}
        cells = [
            obj for obj in pdf.objects if _is_element(obj) and str(obj.S) == "/TD" and "Headers" in str(obj.get("/A"))
        ]
        named = {str(head) for cell in cells for head in cell.A.Headers}
    for wanted in ("/H1", "/H2", "/H3", "/Table", "/TR", "/TH", "/TD", "/L", "/LI"):
        assert wanted in kinds, wanted
    assert len(heads) == kinds.count("/TH"), "every header cell can be named"
    assert named and named <= heads, "cells name their header cells"
    assert [t for t in titles if t.startswith("Ⅰ")] and [t for t in titles if "変更箇所" in t]
    assert len([t for t in titles if t.startswith("Ⅱ")]) == 2, "one for each file"


def _is_element(obj) -> bool:
    return isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/StructElem"


def _claims(data: bytes) -> tuple[str, pikepdf.Pdf]:
    pdf = pikepdf.open(io.BytesIO(data))
    assert "/Filter" not in pdf.Root.Metadata, "who keeps files reads it without decoding"
    return pdf.Root.Metadata.read_raw_bytes().decode(), pdf


def test_the_file_says_what_it_is_for_screen_readers_and_for_archives():
    data = render_pdf(filled("kiso")).data
    said, pdf = _claims(data)
    with pdf:
        meta = pdf.open_metadata()
        assert (meta["pdfuaid:part"], meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("1", "2", "A")
        assert meta["dc:title"] == str(pdf.docinfo.Title) == filled("kiso").cover("name")
        assert "pdfaExtension" in said, "the mark of PDF/UA is described for PDF/A"
        intent = pdf.Root.OutputIntents[0]
        assert intent.S == "/GTS_PDFA1" and intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"
        assert len(pdf.trailer.ID) == 2 and pdf.trailer.ID[0] == pdf.trailer.ID[1]
    with pikepdf.open(io.BytesIO(render_pdf(filled("kiso", changes=2)).data)) as other:
        assert bytes(other.trailer.ID[0]) not in data, "another file has another name"


def test_with_a_picture_from_outside_it_makes_no_claim_for_archives():
    said, pdf = _claims(render_pdf(filled("zenkomoku", files=1, systems=1, changes=0)).data)
    with pdf:
        assert "pdfuaid:part" in said and "pdfaid" not in said and "/OutputIntents" not in pdf.Root


def test_a_title_may_hold_what_xml_means_something_by():
    snapshot = filled("kiso", changes=0)
    named = replace(snapshot, answers={**snapshot.answers, "kiso.cover.name": '<住民&基本> "台帳"'})
    _, pdf = _claims(render_pdf(named).data)
    with pdf:
        assert pdf.open_metadata()["dc:title"] == '<住民&基本> "台帳"'
