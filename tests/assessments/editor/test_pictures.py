"""A picture that somebody brings: only what is one gets in, and nothing of it can act."""

import base64
import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from assessments import catalogue
from assessments.forms.pictures import LARGEST, WrongPicture, picture_at, picture_of
from assessments.rendering.cells import cell_of
from assessments.rendering.pdf import render_pdf
from assessments.rendering.svg import WrongDrawing, harmless
from assessments.snapshot import Placed, Snapshot

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'


def drawn(form: str, size=(30, 20), **saved) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, form, **saved)
    return out.getvalue()


def bytes_of(picture) -> bytes:
    return base64.b64decode(picture["base64"])


@pytest.mark.parametrize("form, media_type", [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_pictures_are_known_by_their_first_bytes(form, media_type):
    picture = picture_of("名前は何でもよい.txt", drawn(form))
    assert picture["media_type"] == media_type and picture["name"] == "名前は何でもよい.txt"
    assert Image.open(io.BytesIO(bytes_of(picture))).size == (30, 20)


def test_a_photograph_leaves_its_hidden_data_behind():
    exif = Image.Exif()
    exif[0x9286] = "撮影者の名前"
    exif[0x010E] = "secret place"
    assert b"secret place" in drawn("JPEG", exif=exif)
    assert b"secret place" not in bytes_of(picture_of("a.jpg", drawn("JPEG", exif=exif)))


def test_a_large_picture_is_made_smaller():
    picture = picture_of("a.png", drawn("PNG", size=(5000, 1000)))
    assert Image.open(io.BytesIO(bytes_of(picture))).size == (2400, 480)


def pdf(pages: int, **saved) -> bytes:
    document, out = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        document.add_blank_page(page_size=(200, 100))
    document.save(out, **saved)
    return out.getvalue()


def test_a_page_of_a_pdf_becomes_a_picture():
    picture = picture_of("a.pdf", pdf(2), page=2)
    assert picture["media_type"] == "image/png"
    assert Image.open(io.BytesIO(bytes_of(picture))).size[0] > 500


@pytest.mark.parametrize(
    "data, sentence",
    [
        (b"", "図として使えません"),
        (b"GIF89a" + b"\0" * 50, "図として使えません"),
        (b"MZ\x90\0 a program", "図として使えません"),
        (b"<html><script>alert(1)</script></html>", "図として使えません"),
        (drawn("PNG")[:60], "壊れている"),
        (b"\xff\xd8\xff" + b"\0" * 40, "壊れている"),
        (drawn("JPEG", size=(300, 300))[:-40], "壊れている"),
        (b"%PDF-1.7\nnothing", "PDFを開けません"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * LARGEST, "5MBまで"),
        (b"<svg><broken", "SVGのファイルが壊れている"),
    ],
)
def test_everything_else_is_refused_in_a_sentence(data, sentence):
    with pytest.raises(WrongPicture, match=sentence):
        picture_of("図.png", data)


def test_a_page_that_is_not_there_and_a_locked_pdf():
    with pytest.raises(WrongPicture, match="2ページまで"):
        picture_of("a.pdf", pdf(2), page=3)
    with pytest.raises(WrongPicture, match="パスワード"):
        picture_of("a.pdf", pdf(1, encryption=pikepdf.Encryption(user="x", owner="y")))


@pytest.mark.parametrize(
    "part",
    [
        "<script>alert(1)</script>",
        '<rect onload="alert(1)" width="3"/>',
        '<a href="javascript:alert(1)"><text>x</text></a>',
        '<image href="https://example.com/x.png"/>',
        '<image xlink:href="data:image/svg+xml;base64,PHN2Zy8+"/>',
        '<use href="https://example.com/x.svg#a"/>',
        '<style>@import url("https://example.com/x.css");</style>',
        '<rect style="fill:url(https://example.com/)"/>',
        '<rect style="fill:u\\72l(https://example.com/)"/>',
        '<rect fill="url(https://example.com/#a)"/>',
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
        '<animate attributeName="href" values="javascript:alert(1)"/>',
        '<set attributeName="onmouseover" to="alert(1)"/>',
        "<iframe/>",
    ],
)
def test_nothing_in_a_drawing_can_act_or_look_elsewhere(part):
    kept = harmless(SVG.format(part + '<circle r="2"/>').encode()).decode()
    for word in ("script", "alert", "example.com", "onload", "import", "foreignObject", "animate", "<set", "iframe"):
        assert word not in kept
    assert "<circle" in kept


def test_what_draws_stays():
    part = (
        '<defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient></defs>'
        '<style>.a { fill: url(#g) }</style><g class="a" transform="scale(2)"><path d="M0 0L3 3" stroke="#000"/>'
        '<text x="1" y="2" font-size="3">事務の<tspan>流れ</tspan>図</text><use xlink:href="#g"/></g>'
    )
    kept = harmless(SVG.format(part).encode()).decode()
    for piece in ("url(#g)", "M0 0L3 3", "scale(2)", "事務の", "流れ", "図", 'href="#g"', "viewBox"):
        assert piece in kept


def test_entities_are_not_spelled_out():
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + SVG.format("<text>&b;</text>")
    assert b"aaaa" not in harmless(bomb.encode())
    for broken in (b"", b"<svg/>", b"<svg xmlns='http://example.com/'/>", b"\xff\xfe<svg"):
        with pytest.raises(WrongDrawing):
            harmless(broken)


def test_only_pictures_are_given_to_a_browser():
    value = {"figures": [picture_of("a.png", drawn("PNG")), {"media_type": "text/html", "base64": "PGI+"}]}
    assert picture_at(value, "0")[0] == "image/png"
    for place in ("1", "2", "-1", "x", "", "²", "9" * 5000):
        assert picture_at(value, place) is None
    assert picture_at(None, "0") is None


def test_a_drawing_is_printed_without_what_could_act():
    """Whatever way it came in (an import brings figures too), paper and screen draw only what is harmless."""
    drawing = base64.b64encode(SVG.format('<script>alert(1)</script><circle r="3"/>').encode()).decode()
    figure = {"name": "図", "media_type": "image/svg+xml", "base64": drawing, "alt": "流れ図"}
    item = catalogue.get_form("zenkomoku").item("zenkomoku.A1.figure")
    shown = cell_of(Placed(item, ("", item.code), {"figures": [figure]}, (item.heading,))).figures[0]
    kept = base64.b64decode(shown.uri.removeprefix("data:image/svg+xml;base64,"))
    assert b"circle" in kept and b"script" not in kept


def test_a_drawing_comes_out_on_paper():
    drawing = SVG.format('<rect width="9" height="9" fill="#ff0000"/>').encode()
    form = catalogue.get_form("zenkomoku")
    figure = picture_of("図.svg", drawing) | {"alt": "赤い図"}
    snapshot = Snapshot(
        "zenkomoku", form.edition, "999997", "見本市", answers={"zenkomoku.A1.figure": {"figures": [figure]}}
    )
    pages = pypdfium2.PdfDocument(render_pdf(snapshot).data)
    colours = {
        pixel for page in pages for _, pixel in page.render(scale=0.3).to_pil().convert("RGB").getcolors(1 << 20)
    }
    assert (255, 0, 0) in colours
