"""Where pages end: no heading alone at the foot, nothing beyond the margin, rows whole while they fit."""

import random
from dataclasses import replace

import pytest

from assessments.rendering.page import document_html
from assessments.rendering.press import layout
from tests.assessments.rendering import documents

LINE = "住民基本台帳に関する事務の処理を行う。\n"
FOOT = 16 * 96 / 25.4  # the margin below the text, in CSS pixels


LENGTHS = [1, 2, 3, 5, 8, 13, 21, 25, 34, 60]


def of_many_lengths(form: str, seed: int, lengths=LENGTHS):
    chance = random.Random(seed)

    def answer_of(item, words=""):
        return LINE * chance.choice(lengths) if item.kind == "long_text" else None

    snapshot = documents.filled(form, systems=3, files=1, written=answer_of)
    rows = (documents.change(n, LINE * chance.choice([1, 3, 9, 30, 80])) for n in range(1, 10))
    return replace(snapshot, changes=tuple(rows))


def lowest(page):
    """(bottom, classes) of the lowest row, cell or heading of a page."""
    found = []
    for box in page._page_box.descendants():
        classes = (box.element.get("class") or "").split() if box.element is not None else []
        if box.element is not None and (box.element_tag == "tr" or {"full", "bar", "section-bar"} & set(classes)):
            first = box.element[0].get("class", "").split() if box.element_tag == "tr" else []
            found.append((box.position_y + box.margin_height(), [*classes, *first]))
    return max(found, key=lambda pair: pair[0], default=(0, []))


@pytest.mark.parametrize(("form", "seed"), [("kiso", 1), ("kiso", 2), ("juten", 3)])
def test_pages_end_well(form, seed):
    with layout.no_garbage_collection():
        laid_out = layout.lay_out(document_html(of_many_lengths(form, seed), mode="print")).document
    for number, page in enumerate(laid_out.pages, start=1):
        bottom, classes = lowest(page)
        assert not {"bar", "section-bar"} & set(classes), f"a heading ends page {number}"
        assert bottom <= page.height - FOOT + 1, f"page {number} runs over"


@pytest.mark.parametrize(("form", "seed"), [("juten", 1), ("juten", 4), ("zenkomoku", 2)])
def test_what_belongs_together_stands_together(form, seed):
    """The name of an entry with what it names (委託事項1), the cells beside one label (再委託 ④⑤⑥)."""
    with layout.no_garbage_collection():
        laid_out = layout.lay_out(document_html(of_many_lengths(form, seed), mode="print")).document
    for number, page in enumerate(laid_out.pages, start=1):
        _, classes = lowest(page)
        assert "stays" not in classes, f"page {number} ends with what belongs to the row below"
