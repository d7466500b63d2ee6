"""A figure is heard once, by its description and never by the name of its file; its letters are the document's own."""

import base64
import io
from dataclasses import replace

import pikepdf
import pytest

from assessments.rendering import glyphs
from assessments.rendering.page import document_html
from assessments.rendering.pdf import render_pdf, render_whole
from assessments.rendering.svg import harmless, in_face
from tests.assessments.rendering.documents import PIXEL, filled
from tests.assessments.rendering.test_rendering_pdf import page_texts

FIGURE = "zenkomoku.A1.figure"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100" width="300" height="100">{}</svg>'
LETTERS = '<text x="5" y="20"{}>窓口 DESK</text>'


def figure(data: str = PIXEL, media_type: str = "image/png", **alt):
    return {"name": "scan0001.png", "media_type": media_type, "base64": data, **alt}


def drawing(inside: str):
    return figure(base64.b64encode(SVG.format(inside).encode()).decode(), "image/svg+xml", alt="窓口の流れ")


def showing(*figures):
    snapshot = filled("zenkomoku", files=1, systems=1)
    return replace(snapshot, answers={**snapshot.answers, FIGURE: {"figures": list(figures), "text": "備考"}})


def said(data: bytes, kind: str, key: str) -> list[str]:
    """What all elements of that kind in the tree of tags are said to be."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = (o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and str(o.get("/S", "")) == kind)
        return [str(element[key]) for element in found]


@pytest.mark.parametrize("draw", [render_pdf, render_whole], ids=["joined", "whole"])
def test_a_figure_is_heard_once(draw):
    data = draw(showing(figure(alt="窓口から保管までの流れ"))).data
    assert said(data, "/Figure", "/Alt") == ["窓口から保管までの流れ"]
    assert said(data, "/Caption", "/ActualText") == [""]
    assert any("窓口から保管までの流れ" in page for page in page_texts(data))


def test_on_a_screen_the_same_words_are_not_heard_twice():
    html = document_html(showing(figure(alt="窓口の流れ")), mode="screen")
    assert 'alt="窓口の流れ"' in html
    assert '<figcaption aria-hidden="true">窓口の流れ</figcaption>' in html


def test_the_name_of_a_file_is_no_description():
    snapshot = showing(figure(), figure(alt=" 　"))
    for html in (document_html(snapshot, mode="screen"), document_html(snapshot, mode="print")):
        assert html.count('alt="説明のない図"') == 2
        assert "scan0001" not in html and "<figcaption" not in html
    data = render_pdf(snapshot).data
    assert said(data, "/Figure", "/Alt") == ["説明のない図"] * 2


def test_what_cannot_be_drawn_is_read_by_everybody():
    html = document_html(showing(figure(media_type="image/x", alt="流れ"), figure(media_type="image/x")), mode="screen")
    assert "<figcaption>流れ（この図は表示できません。）</figcaption>" in html
    assert "<figcaption>scan0001.png（この図は表示できません。）</figcaption>" in html


@pytest.mark.parametrize(
    "inside",
    [
        LETTERS.format(""),
        LETTERS.format(' font-family="Arial, serif"'),
        LETTERS.format(' font-style="italic" font-weight="900"'),
        LETTERS.format(' style="font-family: serif ! important; font-style: oblique"'),
        LETTERS.format(' style="font: italic bold 12px Arial"'),
        "<style>text { font-family: serif !/* */important } * { FONT : 9px 'DejaVu Sans' }</style>"
        + LETTERS.format(""),
        "<style>@font-face/**/{font-family: 'BIZ UDGothic'; src: local('DejaVu Sans')}</style>" + LETTERS.format(""),
        '<g font-family="monospace"><text y="9">窓口<tspan font-family="serif"> DESK</tspan></text></g>',
        '<text y="9" font-family="serif">窓口 DESK😀𠮷</text>',
    ],
)
def test_a_drawing_is_lettered_in_the_fonts_of_the_project(inside, caplog):
    data = render_pdf(showing(drawing(inside))).data
    assert "cannot be joined" not in caplog.text
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = {str(o.BaseFont) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/BaseFont" in o}
    assert {name.partition("+")[2] for name in fonts} == {"BIZ-UDGothic", "BIZ-UDGothic-Bold"}
    assert any("窓口" in page and "DESK" in page for page in page_texts(data))


def test_size_weight_and_colour_of_its_letters_stay():
    inside = '<style>.a { fill: #00f; font: italic bold 24px/1.2 "Times New Roman"; }</style>' + LETTERS.format(
        ' class="a" style="font:9pt Arial;stroke:red"'
    )
    kept = in_face(harmless(SVG.format(inside).encode()), glyphs.drawable).decode()
    assert ".a { fill: #00f; font-size: 24px; font-weight: bold; }" in kept
    assert 'style="font-size: 9pt;stroke:red"' in kept
    assert in_face(harmless(SVG.format(inside).encode()), glyphs.drawable).decode() == kept
