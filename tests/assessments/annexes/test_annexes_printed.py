"""What a town appends stands behind the form: on paper with its pages numbered, on the public page for every reader."""

import io
import json
import re
from dataclasses import replace
from datetime import date

import pikepdf
import pypdfium2
import pytest

from assessments import changes, editing, policies
from assessments.models import ChangeRow
from assessments.rendering.page import document_html
from assessments.rendering.pdf import render_pdf, render_whole
from assessments.rendering.titles import sections_of
from assessments.snapshot import Annex, take
from assessments.workflow.publishing import publish
from assessments.workflow.steps import freeze
from tests.assessments.annexes.documents import NOTE, TABLE, attached, published
from tests.assessments.annexes.papers import pdf
from tests.assessments.rendering.documents import filled

LONG = Annex("long", "別紙2", "長い表", "table", rows=(("項番", "移転先"), *((str(n), f"課{n}") for n in range(150))))


def appended(*annexes):
    return replace(filled(), annexes=tuple(replace(a, ref=a.ref or f"x{n}") for n, a in enumerate(annexes)))


def texts(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in document]


@pytest.fixture(scope="module")
def rendered():
    return render_pdf(
        appended(NOTE, LONG, attached(pdf(2)), attached(pdf(1, landscape=True, text="WIDE"), title="別添5"))
    )


def test_every_page_is_numbered_the_attached_ones_too(rendered):
    pages = texts(rendered.data)
    assert len(pages) == rendered.page_count
    for number, shown in enumerate(pages, start=1):
        assert re.search(rf"\b{number}/{len(pages)}\b", shown), (number, shown[:80])


def test_the_attached_pages_follow_their_title_page(rendered):
    pages = texts(rendered.data)
    title = rendered.sections["a-x2"][0]
    assert "次のページから2ページにわたって" in pages[title - 1]
    assert "ANNEX 1" in pages[title] and "ANNEX 2" in pages[title + 1]
    assert rendered.pages["x2|annex.pdf"] == [title + 1, title + 2]
    assert "WIDE 1" in pages[-1]


def test_one_attached_page_is_announced_as_one(rendered):
    pages = texts(rendered.data)
    note = pages[rendered.sections["a-x3"][0] - 1]
    assert "次のページに、「流れ図.pdf」を載せています" in note and "わたって" not in note
    html = document_html(appended(replace(NOTE, text="長い\n" * 200), attached(pdf(1))), mode="screen")
    assert "この別添は1ページのPDF（流れ図.pdf）です。" in html and "この文のすぐ後の1ページに載せています" in html


def test_what_is_not_described_leaves_no_empty_paragraph():
    snapshot = appended(attached(pdf(1), alt=""), Annex("e", "別添9", "", "pdf"))
    for mode in ("print", "screen"):
        html = document_html(snapshot, mode=mode)
        assert not re.search(r"<p[^>]*>\s*</p>", html) and "PDFはまだありません" in html
    assert 'alt="別添4 業務の流れ（1／1ページ）"' in document_html(snapshot, mode="print")


@pytest.mark.parametrize("draw", [render_pdf, render_whole], ids=["joined", "whole"])
def test_the_head_of_a_page_names_the_annex_that_goes_on(draw):
    text = replace(NOTE, text="提供先の一覧\n" * 120)
    described = attached(pdf(2), alt="説明の文\n" * 80, heading="業務の流れを示した図" * 5)
    made = draw(appended(text, LONG, described, TABLE))
    attached_on = made.pages["x2|annex.pdf"]
    for anchor, name in (("x0", "別添3　提供先一覧"), ("long", "別紙2　長い表"), ("x2", "別添4　業務の流れを示した図")):
        first, *on = (number for number in made.sections[f"a-{anchor}"] if number not in attached_on)
        assert name not in head(made.data, first)
        assert on and all(name in head(made.data, number) for number in on)
    assert "…" in head(made.data, attached_on[0] - 1)
    for number in (*attached_on, made.page_count):
        assert "別" not in head(made.data, number)


def head(data: bytes, number: int) -> str:
    """The margin above the page, with its spaces as they were written."""
    with pypdfium2.PdfDocument(data) as document:
        page = document[number - 1]
        wide, high = page.get_size()
        return page.get_textpage().get_text_bounded(0, high - 45, wide, high).replace(" ", "　")


def test_a_wide_page_stands_on_a_wide_page(rendered):
    with pikepdf.open(io.BytesIO(rendered.data)) as made:
        left, foot, right, head = (float(edge) for edge in made.pages[-1].mediabox)
        assert right - left > head - foot


def test_the_head_of_a_long_table_is_repeated(rendered):
    pages = texts(rendered.data)
    on = rendered.sections["a-long"]
    assert len(on) > 1
    assert all("項番" in pages[number - 1] for number in on)


def test_each_attached_page_is_described_for_those_who_do_not_see_it(rendered):
    with pikepdf.open(io.BytesIO(rendered.data)) as made:
        said = [str(o.Alt) for o in made.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
    assert "図の説明（1／2ページ）" in said


def test_the_same_document_gives_the_same_bytes_and_nothing_that_acts(rendered):
    again = render_pdf(
        appended(NOTE, LONG, attached(pdf(2)), attached(pdf(1, landscape=True, text="WIDE"), title="別添5"))
    )
    assert again.data == rendered.data
    assert not re.search(rb"/JavaScript|/Launch|/EmbeddedFile", rendered.data)


def test_the_whole_in_one_piece_has_the_same_pages(rendered):
    whole = render_whole(appended(NOTE, attached(pdf(2))))
    assert "ANNEX 2" in texts(whole.data)[-1]


def test_a_public_page_says_what_the_annexes_say():
    snapshot = appended(NOTE, TABLE, attached(pdf(1)))
    html = document_html(snapshot, mode="screen")
    assert '<th scope="col">移転先</th>' in html and "2 福祉課" in html
    assert "図の説明" in html and "data:image/png" not in html
    assert [title for _, title in sections_of(snapshot)][-3:] == [
        "別添3　提供先一覧",
        "別紙2　番号法別表の事務",
        "別添4　業務の流れ",
    ]


def test_cells_are_text_and_never_tags():
    html = document_html(appended(replace(TABLE, rows=(("a", "b"), ("<b>太字</b>", "<script>")))), mode="screen")
    assert "&lt;script&gt;" in html and "<script>" not in html


def test_a_published_version_has_the_attached_pages_and_the_row_that_tells_of_them(cast):
    document = published(cast)
    editing.save_annex(document, attached(pdf(2)), base="", by=cast.visitor("author"))
    draft = policies.open_version(document)
    row = changes.rows_of(draft).get()
    ChangeRow.objects.filter(pk=row.pk).update(timing="事後", changed_on=date(2026, 4, 1), note="追加")
    draft.content, draft.state = freeze(take(document), document), "approved"
    draft.save()
    made = publish(draft, by=cast.visitor("approver"), published_on=date(2026, 5, 1))
    frozen = made.content.pdf
    pages = texts(bytes(frozen.data))
    assert "ANNEX 2" in pages[-1] and f"{len(pages)}/{len(pages)}" in pages[-1]
    assert frozen.page_count == len(pages)
    assert "別添4" in "".join(page for page in pages if "変更箇所" in page)
    page = cast.client().get(f"/public/{cast.town.code}/1/v{made.number}.json")
    assert json.loads(b"".join(page))["annexes"][0]["pdf"]["name"] == "流れ図.pdf"
