"""Every kind of item as it looks on paper, against a picture that a person has approved.

After a wanted change:  APPROVE=1 ./test tests/assessments/rendering/test_rendering_pictures.py
then look at the new pictures beside this file before they are committed. What differs is left in var/pictures.
"""

import io
import os
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from django.conf import settings
from PIL import Image, ImageChops, ImageFilter

from assessments.catalogue.spec import KINDS, PRINTED_KINDS
from assessments.catalogue.withheld import hidden as withheld_value
from assessments.rendering.marks import marks_between
from assessments.rendering.page import Drawing, assemble
from assessments.rendering.press.layout import lay_out
from assessments.snapshot import Annex, Node, outline
from tests.assessments.annexes.documents import NOTE, attached
from tests.assessments.annexes.papers import pdf as paper
from tests.assessments.rendering.documents import change, filled

APPROVED = Path(__file__).parent / "pictures"
SCALE = 0.7  # 50 dots to the inch: letters are legible, the files small
# Grey levels by which a slightly blurred picture may differ: another hinting passes, a lost line does not.
TOLERANCE = 40


def juten(**changed):
    return replace(filled("juten", files=1, systems=6), **changed)


def long_rows():
    rows = [change(n, "変更後の記載はこのように長くなることがある。\n" * 4 * n) for n in range(1, 8)]
    return juten(changes=tuple(rows[:6]) + (replace(rows[6], before="変更前の記載。\n" * 80),))


def with_a_picture():
    image = Image.new("RGB", (400, 160), "white")
    image.paste("navy", (20, 20, 180, 140))
    data = io.BytesIO()
    image.save(data, "PNG")
    import base64

    figure = {"name": "流れ", "media_type": "image/png", "base64": base64.b64encode(data.getvalue()).decode()}
    snapshot = filled("zenkomoku", files=1)
    value = {"figures": [figure | {"alt": "事務の流れ"}], "text": "図の備考"}
    return replace(snapshot, answers={**snapshot.answers, "zenkomoku.A1.figure": value})


def lost():
    entries = (Node("systems", "s1", 1, {}, True), *juten().systems[1:3])
    answers = {**juten().answers, "juten.I.1.office_name": {"lost": True}, "juten.I.5.implementation": {"lost": True}}
    return juten(answers=answers, systems=entries)


def tall():
    answers = {**juten().answers, "juten.I.1.office_content": "事務の内容を一行ずつ記載する。\n" * 70}
    return juten(answers=answers)


def changed():
    old = juten()
    answers = {**old.answers, "juten.IV.1.how": "請求方法を改めた記載", "juten.IV.1.special": ""}
    new = replace(old, answers=answers)
    return Drawing(new, draft=True, marks=marks_between(old, new))


def appended(annex):
    return Drawing(juten(annexes=(annex,)))


def wide_table():
    head = ("項番", "事務の名称", "法令上の根拠", "提供先", "提供する情報", "対象人数", "提供方法", "時期・頻度")
    row = ("児童手当の支給に関する事務", "番号法第19条第8号", "都道府県知事等", "住民票関係情報", "10万人以上")
    rows = ((str(n), *row, "情報提供ネットワークシステム", "照会の都度") for n in range(1, 9))
    return Annex("w", "別紙5", "情報提供の一覧", "table", text="前書き", rows=(head, *rows))


def withheld():
    """What residents read: a passage, a cell and marks that are not made public."""
    snapshot = juten()
    codes = ("juten.II.2.scope", "juten.II.2.persons", "juten.II.3.source")
    hidden_ones = {code: withheld_value(snapshot.form.item(code)) for code in codes}
    file = snapshot.files[0]
    return Drawing(replace(snapshot, files=(replace(file, answers={**file.answers, **hidden_ones}),)))


def unplaced():
    return Drawing(
        juten(unplaced=({"after": "juten.I.1.office_name", "text": "どの項目か分からない文章"},)), draft=True
    )


# name -> (what is drawn, the part of it, the page of the part)
PICTURES = {
    "cover": (lambda: Drawing(juten()), "s-cover", 0),
    "list of sections": (lambda: Drawing(juten()), "s-toc", 0),
    "texts choices checks ranges": (lambda: Drawing(juten()), "s-I", 0),
    "groups nested counts": (lambda: Drawing(juten()), "s-II-f1", 0),
    "entries": (lambda: Drawing(juten()), "s-II-f1", 1),
    "records": (lambda: Drawing(juten()), "s-A1-f1", 0),
    "risks and flags": (lambda: Drawing(juten()), "s-III-f1", 0),
    "changes": (lambda: Drawing(long_rows()), "s-A2", 0),
    "changes continued": (lambda: Drawing(long_rows()), "s-A2", 2),
    "figure": (lambda: Drawing(with_a_picture()), "s-A1", 0),
    "choice with a text": (lambda: Drawing(filled("zenkomoku", files=1)), "s-V", 0),
    "dates and the result of the threshold": (lambda: Drawing(filled("kiso")), "s-II", 0),
    "lost": (lambda: Drawing(lost()), "s-I", 0),
    "a cell over the page": (lambda: Drawing(tall()), "s-I", 1),
    "draft with marks": (changed, "s-IV", 0),
    "cover with the mark of the form": (lambda: Drawing(filled("kiso")), "s-cover", 0),
    "flags beside long headings": (lambda: Drawing(filled("kiso")), "s-IV", 1),
    "withheld": (withheld, "s-II-f1", 0),
    "unplaced": (unplaced, "unplaced", 0),
    "annex text": (lambda: appended(replace(NOTE, ref="w")), "a-w", 0),
    "annex wide table": (lambda: appended(wide_table()), "a-w", 0),
    "annex attached": (lambda: appended(attached(paper(1), ref="w")), "a-w", 0),
    "plan": (lambda: Drawing(filled("keikaku")), "s-rows", 0),
    "empty frames": (lambda: Drawing(replace(juten(), files=(), systems=())), "s-II-", 0),
}


def drawn(drawing: Drawing, anchor: str, page: int) -> Image.Image:
    part = next(part for part in drawing.parts() if part.anchor == anchor)
    laid_out = lay_out(assemble(drawing, [part.html]), draft=drawing.draft).document
    document = pypdfium2.PdfDocument(laid_out.copy([laid_out.pages[page]]).write_pdf())
    return document[0].render(scale=SCALE).to_pil().convert("L")


@pytest.mark.parametrize("name", PICTURES)
def test_it_looks_as_approved(name):
    drawing, anchor, page = PICTURES[name]
    picture = drawn(drawing(), anchor, page)
    path = APPROVED / f"{name.replace(' ', '-')}.png"
    if os.environ.get("APPROVE"):
        path.parent.mkdir(exist_ok=True)
        picture.quantize(16).save(path, optimize=True)
        pytest.skip(f"approved: {path.name}")
    assert path.exists(), "no approved picture: see the head of this file"
    difference = _difference(picture, Image.open(path).convert("L"))
    if difference > TOLERANCE:
        kept = settings.VAR_DIR / "pictures"
        kept.mkdir(parents=True, exist_ok=True)
        picture.save(kept / path.name)
    assert difference <= TOLERANCE, f"{name} looks different ({difference}): see var/pictures/{path.name}"


def test_every_kind_of_item_stands_in_a_picture():
    pictured = set()
    for make, anchor, page in PICTURES.values():
        drawing = make()
        part = next(part for part in drawing.parts() if part.anchor == anchor)
        shown = lay_out(assemble(drawing, [part.html])).names[page]
        for sheet in outline(drawing.snapshot):
            on_page = [placed for placed in sheet.items if placed.anchor in shown]
            pictured |= {placed.item.kind for placed in on_page}
            if sheet.anchor in shown:  # what the form prints by itself has no place of its own
                pictured |= {placed.item.kind for placed in sheet.items} & PRINTED_KINDS
    assert pictured == KINDS


def _difference(one: Image.Image, other: Image.Image) -> int:
    if one.size != other.size:
        return 255
    soft = ImageFilter.GaussianBlur(1.5)
    return ImageChops.difference(one.filter(soft), other.filter(soft)).getextrema()[1]
