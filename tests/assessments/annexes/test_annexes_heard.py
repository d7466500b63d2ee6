"""A page of an attached PDF is content of the document: it belongs to the figure that describes it, at its place."""

import io
from dataclasses import replace

import pikepdf
import pytest

from assessments.rendering.foreign_pdf import Clean, cleaned
from assessments.rendering.pdf import render_pdf, render_whole
from assessments.snapshot.annexes import shared
from tests.assessments.annexes import papers
from tests.assessments.annexes.documents import attached
from tests.assessments.rendering.documents import filled


def turned(made: pikepdf.Pdf) -> None:
    made.pages[0].Rotate = 90


def kept_before(data: bytes):
    """As it was kept when the marks of its tags were still left in it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for name in set(pdf.Root.keys()) - {"/Type", "/Pages"}:
            del pdf.Root[name]
        del pdf.pages[0].StructParents
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    assert cleaned(out.getvalue()) == Clean(out.getvalue(), 1, cleaned(data).fonts)
    return replace(attached(papers.pdf(1)), file=shared(out.getvalue()), title="別添8")


def document():
    annexes = (
        attached(papers.pdf(2, change=papers.tagged)),
        attached(papers.pdf(1, change=turned), title="別添5"),
        attached(papers.pdf(1, landscape=True), title="別添6", alt="とても長い説明。\n" * 100),
        kept_before(papers.pdf(1, change=papers.tagged)),
    )
    return replace(filled("kiso"), annexes=tuple(replace(a, ref=f"x{n}") for n, a in enumerate(annexes)))


@pytest.fixture(scope="module", params=[render_pdf, render_whole], ids=["joined", "whole"])
def drawn(request) -> bytes:
    first, again = (request.param(document()).data for _ in range(2))
    assert first == again, "the same document gives the same bytes"
    return first


@pytest.fixture
def made(drawn):
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        yield pdf


def on_pages(pdf: pikepdf.Pdf):
    """(page, the instructions around the attached page, what its number is in the tree of tags)."""
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    elements = {int(number): found for number, found in zip(nums[::2], nums[1::2], strict=True)}
    for page in pdf.pages:
        if "/AttachedPage" not in page.Resources.get("/XObject", {}):
            continue
        steps = list(pikepdf.parse_content_stream(page))
        painted = next(n for n, step in enumerate(steps) if step.operands[:1] == [pikepdf.Name.AttachedPage])
        opened = max(n for n in range(painted) if str(steps[n].operator) == "BDC")
        yield page, steps[opened:], elements[int(page.StructParents)]


def test_it_is_painted_as_the_figure_that_describes_it(made):
    heard = []
    for page, steps, elements in on_pages(made):
        kind, properties = steps[0].operands
        number = int(properties.MCID)
        figure = elements[number]
        assert kind == pikepdf.Name.Figure == figure.S and figure.Pg.objgen == page.obj.objgen
        assert number == len(elements) - 1 and [int(n) for n in figure.K][-1] == number
        assert str(steps[-1].operator) == "EMC" and sum(str(step.operator) == "BDC" for step in steps) == 1
        heard.append(str(figure.Alt))
    assert [words[-8:] for words in heard] == ["（1／2ページ）", "（2／2ページ）"] + ["（1／1ページ）"] * 3
    assert heard[0] == "図の説明（1／2ページ）" and max(map(len, heard)) < 140


def test_it_says_where_on_the_page_it_is_seen(made):
    shapes = []
    for page, _, elements in on_pages(made):
        left, foot, right, head = (float(edge) for edge in elements[-1].A.BBox)
        assert 0 <= left < right <= page.mediabox[2] and 0 <= foot < head <= page.mediabox[3]
        assert max(right - left, head - foot) > 600
        shapes.append(round((right - left) / (head - foot), 2))
    upright, on_its_side = round(595 / 842, 2), round(842 / 595, 2)
    assert shapes == [upright, upright, on_its_side, on_its_side, upright]


def test_nothing_of_its_own_tags_comes_along(made):
    for page, *_ in on_pages(made):
        form = page.Resources.XObject.AttachedPage
        inside = [form, *(one for _, one in form.Resources.get("/XObject", pikepdf.Dictionary()).items())]
        for one in inside:
            assert b"MCID" not in one.read_bytes() and "/StructParents" not in one
            assert one.read_bytes().count(b"BDC") == one.read_bytes().count(b"EMC")
