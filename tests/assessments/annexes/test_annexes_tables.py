"""A table of a town on paper: as wide as the page, nothing dropped, and cut where one row is higher than a page."""

import re
from dataclasses import replace

import pypdfium2
import pytest
from django.utils import translation

from assessments.rendering.attachments import context_of
from assessments.rendering.page import document_html
from assessments.rendering.pdf import render_pdf
from assessments.snapshot import Annex
from tests.assessments.rendering.documents import filled

MANY = (13, 15, 18, 22, 27, 30)
MARGIN = 14 / 25.4 * 72


def table(*rows, ref: str = "t") -> Annex:
    return Annex(ref, f"別紙{ref}", "", "table", rows=rows)


def drawn(*annexes: Annex, mode: str = "print") -> str:
    return document_html(replace(filled("kiso"), annexes=annexes), mode=mode)


def widths(html: str) -> list[str]:
    return re.findall(r'<col style="width: ([^"]+)"/>', html)


@pytest.mark.parametrize("columns", [1, 2, 3, 6, 7, *MANY])
def test_the_columns_together_are_as_wide_as_the_page(columns):
    alike = table(*(tuple(f"{row}の{n}" for n in range(columns)) for row in range(3)))
    uneven = table(*(tuple("長" * n for n in range(columns)) for row in range(3)))
    for annex in (alike, uneven):
        with translation.override("de"):  # where a fraction is written with a comma
            found = widths(drawn(annex))
        assert len(found) == columns and all(re.fullmatch(r"\d+\.\d\d%", one) for one in found)
        assert sum(int(one[:-1].replace(".", "")) for one in found) == 10_000


def test_no_table_stands_over_the_edge_of_its_page():
    annexes = [table(tuple("列" for _ in range(n)), ("末",) * n, ref=str(n)) for n in MANY]
    made = render_pdf(replace(filled("kiso"), annexes=tuple(annexes)))
    with pypdfium2.PdfDocument(made.data) as document:
        for annex in annexes:
            page = document[made.sections[annex.anchor][0] - 1]
            text, (wide, _) = page.get_textpage(), page.get_size()
            edges = [text.get_charbox(n)[2] for n in range(text.count_chars()) if text.get_text_range(n, 1) == "末"]
            assert len(edges) == len(annex.rows[0])
            assert wide * 0.8 < max(edges) < wide - MARGIN


@pytest.mark.parametrize("mode", ["print", "screen"])
def test_an_uneven_table_loses_nothing_and_stays_in_columns(mode):
    html = drawn(table(("番号", "名称"), ("1", "窓口", "余りの記載"), ("2",)), mode=mode)
    rows = [re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", row) for row in re.findall(r"<tr.*?</tr>", html)]
    assert rows[-3:] == [["番号", "名称", ""], ["1", "窓口", "余りの記載"], ["2", "", ""]]


def test_a_row_is_cut_where_a_narrow_column_makes_it_higher_than_a_page():
    others = [(str(n), *("事務の名称を二十字よりも長く書いた欄である" for _ in range(5))) for n in range(99)]
    narrow, wide = ("細" * 200, *"abcde"), ("100", "広" * 200, *"bcde")
    rows = context_of(table(("番号", *"甲乙丙丁戊"), *others, narrow, wide))["rows"]
    assert [row.tall for row in rows[-3:]] == [False, True, False]
    assert not context_of(table(*[("短い", "表")] * 9))["rows"][-1].tall


def test_a_table_without_rows_is_drawn():
    assert "別紙t" in drawn(table())
