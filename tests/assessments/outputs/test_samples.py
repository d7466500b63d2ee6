"""Lists as 川口市, 新宿区 and 高槻市 printed them, from the pairs of texts that their lists hold, as all three files."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText

from assessments.outputs.as_csv import csv_bytes
from assessments.outputs.as_html import table_html, unstacked
from assessments.outputs.as_pdf import pdf_bytes
from assessments.outputs.as_xlsx import xlsx_bytes
from assessments.outputs.choices import NAMES, Choice, tables
from changelog.layouts import LAYOUTS, PrintRow, Table

SAMPLES = Path(__file__).parent / "samples"
U = re.compile(r"<u>(.*?)</u>", re.DOTALL)


def read(name: str) -> list:
    return json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))


def kawaguchi_rows() -> list[PrintRow]:
    """What the program knows of 川口市's rows: headings, texts, pages, timing and reason."""
    found = []
    for number, page, place, before, after, timing, reason in read("kawaguchi"):
        path = [part.strip() for part in re.split("－|(?<=報)-|(?<=ム)-|(?<=1)-", place)]
        entry = re.fullmatch("(?:システム6に)?(.+)を追加", after) if before in "－—" else None
        span = [int(n) for n in re.findall(r"\d+", page)]
        pages = tuple(range(span[0], span[-1] + 1)) if "～" in page else tuple(span)
        kind = "entry_added" if entry else "changed"
        before = "" if before in "－—" else before
        name = entry[1] if entry else ""
        row = PrintRow(tuple(path), before, after, kind, number, "", timing, "", reason, pages, name=name)
        found.append(row)
    return found


def drawn(rows: list[PrintRow], layout: str, **said) -> Table:
    (table,) = tables([("", row) for row in rows], Choice(layout=layout, **said))
    return table


def test_kawaguchi_row_by_row():
    printed = {row[0]: row for row in drawn(kawaguchi_rows(), "kawaguchi").grid(brackets=False) if row[0].isdigit()}
    for number, page, _, before, after, timing, reason in read("kawaguchi"):
        line = printed[str(number)]
        assert line[1] == page.replace(" ", ""), number
        assert (line[3], line[4]) == (before.replace("－", "—") if before in "－—" else before, _said(after)), number
        assert line[5:] == [timing, reason], number


def _said(after: str) -> str:
    return after.removeprefix("システム6に")


def test_what_kawaguchi_underlines_is_underlined():
    table = drawn(kawaguchi_rows(), "kawaguchi")
    added = "証明書コンビニ交付システムに係る委託においては、本市の許可なく更新ができない。"
    cell = next(row[4] for row in table.rows if len(row) > 4 and row[0].text == "12")
    assert [run.text.strip("\n・") for run in cell.runs if run.kind == "ins"] == [added]
    law = next(row for row in table.rows if row[0].text == "4")
    assert [(r.kind, r.text) for c in law[3:5] for r in c.runs if r.kind != "same"] == [("del", "7"), ("ins", "8")]


@pytest.mark.parametrize("place", range(len(read("shinjuku"))))
def test_shinjuku_underlines_the_same_words(place):
    label, page, reason, text = read("shinjuku")[place]
    before = re.sub(r"\n?・?\n?$", "", U.sub("", text)) if place > 2 else U.sub("", text)
    after = U.sub(r"\1", text)
    row = PrintRow(("Ⅰ 基本情報", label), before, after, reason=reason, pages_new=(int(page),) if page else ())
    table = drawn([row], "shinjuku")
    line = table.rows[-1]
    marked = "".join(run.text for run in line[1].runs if run.kind == "ins")
    assert line[1].text == after
    for words in U.findall(text):
        assert _squeezed(words) in _squeezed(marked), words
    assert (line[2].text, line[3].text) == (page, reason)


def _squeezed(text: str) -> str:
    return re.sub(r"[\s・]", "", text)


def test_takatsuki_says_what_was_left_out():
    """変更箇所・内容・理由・ページ of システム1: 「<1. ~9. 省略> 10. コンビニ交付システムへの連携」 下線部分追加 3."""
    functions = [f"{n}. 住民基本台帳の機能その{n}" for n in range(1, 10)]
    new = "10. コンビニ交付システムへの連携 住民票等の各種証明書に記載する情報をコンビニ交付システムと連携する"
    path = (
        "Ⅰ 基本情報",
        "2 特定個人情報ファイルを取り扱う事務において使用するシステム",
        "システム1",
        "②システムの機能",
    )
    rows = [
        PrintRow(path, "\n".join(functions), "\n".join([*functions, new]), pages_new=(3,)),
        PrintRow(
            ("Ⅱ 特定個人情報ファイルの概要", "2 基本情報", "⑤保有開始日"),
            "平成27年6月予定",
            "平成27年8月1日",
            pages_new=(12,),
        ),
    ]
    grid = list(drawn(rows, "takatsuki", context=0).grid(brackets=False))
    assert grid[2][1:] == ["②システムの機能", f"<1. ~9. 省略>\n{new}", "下線部分追加", "3"]
    assert grid[-1][1:] == ["⑤保有開始日", "平成27年8月1日", "下線部分変更", "12"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_three_files_say_the_same(layout):
    rows = [*kawaguchi_rows(), PrintRow(("文言等修正",), "=1+1", "<b>－</b>", note="@理由")]
    table = drawn(rows, layout)
    book = load_workbook(io.BytesIO(xlsx_bytes([table])), rich_text=True)
    sheet = book.active
    said = [[_text(cell.value) for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert said == [[text.replace("\r", "") for text in row] for row in table.grid(brackets=False)]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$2")
    text = csv_bytes([table]).decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text)))
    assert lines[0] == [table.title]
    assert [len(line) for line in lines[1:]] == [len(table.columns)] * (len(table.rows) + 1)
    assert not any(cell.startswith(("=", "@")) for line in lines for cell in line)
    assert "&lt;b&gt;" in table_html(table) if layout != "official" else True


def _text(value) -> str:
    return "" if value is None else str(value)


def test_changed_runs_are_underlined_in_the_workbook():
    row = PrintRow(("Ⅰ", "②"), "番号法第19条第7号", "番号法第19条第8号")
    sheet = load_workbook(io.BytesIO(xlsx_bytes([drawn([row], "comparison")])), rich_text=True).active
    cell = sheet["C3"].value
    assert isinstance(cell, CellRichText)
    assert [(block.text, block.font.u) for block in cell] == [("番号法第19条第", None), ("8", "single"), ("号", None)]


def test_a_list_for_each_label_of_the_town():
    rows = [("システム標準化移行前", PrintRow(("Ⅰ",), "a", "b")), ("", PrintRow(("Ⅱ",), "c", "d"))]
    made = tables(rows, Choice())
    assert [table.title for table in made] == ["変更箇所【システム標準化移行前】", "変更箇所"]
    assert len(load_workbook(io.BytesIO(xlsx_bytes(made))).sheetnames) == 2


@pytest.mark.parametrize("layout", NAMES)
def test_on_paper_every_row_is_as_wide_as_the_table(layout):
    table = drawn(kawaguchi_rows(), layout)
    for row in unstacked(table):
        assert sum(drawn.cell.colspan for drawn in row) == len(table.columns)
    assert pdf_bytes([table]).startswith(b"%PDF-1.7")
