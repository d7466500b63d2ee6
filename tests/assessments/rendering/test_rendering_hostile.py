"""Documents that nobody should write: they are drawn, or told about, and never break or leave the machine."""

import re
import time
from dataclasses import replace

import pytest

from assessments.catalogue.characters import unprintable
from assessments.rendering.glyphs import drawable
from assessments.rendering.page import document_html
from assessments.rendering.pdf import render_pdf, render_whole
from assessments.rendering.press import fetcher
from tests.assessments.rendering.documents import PIXEL, filled
from tests.assessments.rendering.test_rendering_pdf import page_texts, squeezed

CODE = "kiso.I.6.others"


def saying(text: str):
    snapshot = filled("kiso", files=1, systems=1, changes=1)
    return replace(snapshot, answers={**snapshot.answers, CODE: text})


def test_angle_brackets_are_text():
    told = "<ガバメントクラウドにおける措置>\n<script>alert(1)</script> & \"quoted\" 'too'"
    html = document_html(saying(told), mode="screen")
    assert "&lt;ガバメントクラウドにおける措置&gt;" in html and "<script" not in html
    assert "ガバメントクラウドにおける措置" in "".join(page_texts(render_pdf(saying(told)).data))


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("髙﨑①㈱㋿～－―‐", ""),
        ("𠮷野家", "𠮷"),
        ("☑済み😀", "☑😀"),
        ("\ue000外字", "\ue000"),
        ("葛\U000e0100城", ""),
        ("か\u200dな", ""),
    ],
)
def test_characters_that_cannot_be_printed_are_named(text, lost):
    assert "".join(unprintable(text).lost) == lost
    printed = drawable(text)
    assert not unprintable(printed) and printed.count("〓") == len(lost)


def test_what_cannot_be_printed_is_a_geta_in_the_pdf():
    texts = "".join(page_texts(render_pdf(saying("𠮷田😀\ue000さん")).data))
    assert "〓田〓〓さん" in squeezed(texts)


def test_control_characters_do_not_stop_the_drawing():
    text = "".join(map(chr, range(0, 32))) + "\x7f\u2028\ufeff\ud800終わり"
    assert render_pdf(saying(text)).page_count > 3


def test_a_cell_of_20000_characters_is_fast():
    small = _seconds(saying("短い"))
    assert _seconds(saying("特定個人情報の漏えい等を防ぐための措置を講ずる。" * 830)) < small * 3 + 3
    assert _seconds(saying("特" * 20_000)) < small * 3 + 3


def _seconds(snapshot) -> float:
    start = time.process_time()
    render_whole(snapshot)
    return time.process_time() - start


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/x.png",
        "https://example.jp/",
        "file:///etc/passwd",
        "hyokasho:fonts/../../config/settings.py",
        "data:text/html,<b>",
        "ftp://host/",
        "",
    ],
)
def test_nothing_outside_the_document_is_loaded(url):
    with pytest.raises(ValueError):
        fetcher.OwnFilesOnly().fetch(url)


def test_a_figure_is_drawn_only_if_it_is_an_image():
    snapshot = filled("zenkomoku", files=1, systems=1)
    good = {"name": "図", "media_type": "image/png", "base64": PIXEL, "alt": "事務の流れ"}
    bad = {"name": "悪", "media_type": "image/svg+xml", "base64": PIXEL, "alt": "外を読む図"}
    odd = {"name": "変", "media_type": "image/png", "base64": 'x" onerror="alert(1)', "alt": "崩れた図"}
    answers = {**snapshot.answers, "zenkomoku.A1.figure": {"figures": [good, bad, odd], "text": "備考"}}
    html = document_html(replace(snapshot, answers=answers), mode="screen")
    assert re.findall(r'<img src="([^"]{1,30})', html) == ["data:image/png;base64,iVBORw0K"]
    assert html.count("この図は表示できません。") == 2 and "onerror" not in html
