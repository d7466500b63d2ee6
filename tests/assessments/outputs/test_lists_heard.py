"""What a screen reader hears of a list of changes: each layout, with two tables over several pages."""

import pikepdf
import pytest

from assessments.outputs.as_pdf import pdf_bytes
from assessments.outputs.choices import NAMES, Choice, tables
from changelog.layouts import PrintRow, Table
from tests.assessments.rendering.heard import Element, Heard

BASIC, FILES = "Ⅰ 基本情報", "Ⅱ 特定個人情報ファイルの概要"
FILE = "(1) 住民基本台帳ファイル"
LINE = "一行の記載です。"
TOWN = "見本市 住民基本台帳に関する事務 重点項目評価書"


def rows() -> list[PrintRow]:
    """Sections, headings in them, a whole entry, a row that is higher than a page, rows that share page and reason."""
    office = [PrintRow((BASIC, "1 事務", f"項目{n}"), "介護課", "高齢課", note=f"説明{n // 3}") for n in range(12)]
    items = (("①システムの名称", "新しいシステム"), ("②システムの機能", "照会する。"))
    system = PrintRow((BASIC, "2 システム", "システム1"), "", "名", "entry_added", name="新しいシステム", items=items)
    tall = PrintRow((FILES, FILE, "6 保管", "保管場所"), "", f"{LINE}\n" * 150)
    moved = PrintRow((FILES, FILE, "7 備考"), "甲の説明\n乙の説明\n丙の説明", "丙の説明\n甲の説明\n乙の説明")
    return [*office, system, tall, moved, PrintRow(("文言等修正",), "平成31年", "令和元年")]


def made(layout: str) -> list[Table]:
    return tables([(label, row) for label in ("移行前", "移行後") for row in rows()], _choice(layout))


def _choice(layout: str) -> Choice:
    return Choice(layout=layout, marks="underline", context=None)


@pytest.fixture(scope="module", params=NAMES)
def heard(request) -> Heard:
    return of(request.param)


@pytest.fixture(scope="module")
def takatsuki() -> Heard:
    return of("takatsuki")


def of(layout: str) -> Heard:
    return Heard(pdf_bytes(made(layout)))


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_nothing_stands_outside_of_the_tree(heard):
    reached, waiting = set(), [heard.pdf.Root.StructTreeRoot.K[0]]
    while waiting:
        element = waiting.pop()
        reached.add(element.objgen)
        waiting += [kid for kid in element.get("/K", ()) if isinstance(kid, pikepdf.Dictionary)]
    elements = (obj for obj in heard.pdf.objects if isinstance(obj, pikepdf.Dictionary))
    assert {obj.objgen for obj in elements if obj.get("/Type") == "/StructElem"} == reached


def test_heads_and_feet_of_pages_are_artifacts(heard):
    nums = list(heard.pdf.Root.StructTreeRoot.ParentTree.Nums)[1::2]
    assert len(heard.pdf.pages) > 4
    for page, parents in zip(heard.pdf.pages, nums, strict=True):
        begun = [op.operands for op in pikepdf.parse_content_stream(page) if str(op.operator) == "BDC"]
        assert [name for name, said in begun if name == "/Artifact" and said.get("/Type") == "/Pagination"]
        marked = {int(said.MCID) for _, said in begun if "/MCID" in said}
        assert marked == {mcid for mcid, parent in enumerate(parents) if parent is not None}


def test_a_table_has_its_head_once_however_many_pages_it_fills(heard):
    found = list(heard.root.all("Table"))
    assert len(found) == 2
    for table in found:
        assert len(table.all_pages) > 1
        assert [kid.kind for kid in table.kids] == ["THead", "TBody"]
        assert len(table.kids[0].all_pages) == 1


def test_a_row_that_a_page_end_cuts_is_one_row(heard):
    for table in heard.root.all("Table"):
        (row,) = (row for row in table.all("TR") if LINE in squeezed(row.heard))
        (cell,) = (cell for cell in row.kids if LINE in squeezed(cell.heard))
        assert len(cell.all_pages) > 1 and squeezed(cell.heard).count(LINE) == 150


def test_every_head_is_heard_and_says_of_what(heard):
    for table in heard.root.all("Table"):
        head, body = table.kids
        assert {cell.scope for cell in head.all("TH")} == {"/Column"}
        assert {cell.scope for cell in body.all("TH")} <= {"/Row"}
        assert all(cell.heard.strip() for cell in table.all("TH"))


@pytest.mark.parametrize(("layout", "place", "said"), [("takatsuki", 0, "節"), ("shinjuku", 1, "内容")])
def test_a_head_without_a_title_is_heard_and_not_seen(layout, place, said):
    for table in of(layout).root.all("Table"):
        cell = list(table.kids[0].all("TH"))[place]
        assert cell.said == said and not cell.kids and not cell.words


def test_a_cell_names_the_head_of_its_column_and_the_headings_of_its_row(heard):
    names = heard.by_name()
    for table in heard.root.all("Table"):
        head, *body = table.all("TR")
        headings: list[str] = []
        for row in body:
            own = [cell.name for cell in row.kids if cell.kind == "TH"]
            headings += own
            for cell in row.kids:
                if cell.kind == "TD":
                    *others, last = cell.headers
                    assert set(cell.headers) <= set(names)
                    assert last == _over(cell, row, head).name
                    assert set(own) <= set(others) <= set(headings), "no heading from below"


def _over(cell: Element, row: Element, head: Element) -> Element:
    """The head of the column. At most one cell in a row is a heading over several; its place is counted around it."""
    place = row.kids.index(cell)
    behind = any(other.kind == "TH" for other in row.kids[:place])
    return head.kids[place - len(row.kids)] if behind else head.kids[place]


def test_a_section_is_heard_beside_all_of_its_rows_and_no_other(takatsuki):
    names = takatsuki.by_name()
    said = {
        squeezed(cell.heard): {squeezed(names[name].heard) for name in cell.headers}
        for cell in takatsuki.root.all("TD")
        if cell.heard
    }
    basic, files = squeezed(BASIC), squeezed(FILES)
    assert said["項目0"] == said["項目11"] == {basic, "変更箇所"}
    assert said["照会する。"] == {basic, "内容"}
    assert said["保管場所"] == {files, "変更箇所"} and said["7備考"] == {files, "変更箇所"}
    assert said["文言等修正"] == {"変更箇所"}


def test_text_is_in_paragraphs(heard):
    cells = [cell for kind in ("TD", "TH") for cell in heard.root.all(kind)]
    inside = {kid.kind for row in heard.root.all("TBody") for cell in row.all("TD") for kid in cell.kids}
    assert inside == {"P"} and not list(heard.root.all("Div"))
    assert all(cell.kids for cell in cells if cell.heard and cell.said is None)


def test_marks_are_heard_and_their_words_stay(heard):
    spans = [span for span in heard.root.all("Span") if span.said]
    assert {"（印：高齢）"} <= {span.said for span in spans}
    assert {span.said[1:3] for span in spans} >= {"印：", "移動"}
    for span in spans:
        words = "".join(kid.words for kid in span.kids)
        assert words.strip() and squeezed(words) in squeezed(span.said)


def test_the_title_names_the_list_and_what_it_is_of():
    found = Heard(pdf_bytes(made("official"), TOWN)).pdf
    title = f"変更箇所【移行前】、変更箇所【移行後】｜{TOWN}"
    assert str(found.docinfo.Title) == title
    assert found.open_metadata()["dc:title"] == title


def test_which_copy_it_is_is_heard_once_and_seen_on_every_page():
    table = tables([("", row) for row in rows()], Choice(draft=True, stamp="公表用"))
    found = Heard(pdf_bytes(table, TOWN))
    assert [element.heard for element in found.root.all("P")].count("公表用") == 1
    assert str(found.pdf.docinfo.Title) == f"【公表用】【案】変更箇所｜{TOWN}"


def test_a_list_without_rows_is_a_list():
    found = Heard(pdf_bytes(tables([], Choice(layout="takatsuki"))))
    (cell,) = found.root.all("TD")
    assert cell.heard == "変更箇所はありません。" and set(cell.headers) <= set(found.by_name())


@pytest.mark.parametrize("text", ["]]>&amp;<b>\"'", "a\x00b\x0b\x1f\ufffe\uffff", "\r\n\t行\r", "<!-- -->"])
def test_what_people_write_never_breaks_the_page(text):
    row = PrintRow((text, text), text, f"{text}新", note=text)
    table = tables([(text, row)], Choice(layout="kawaguchi", name=text))
    assert "新" in Heard(pdf_bytes(table, text)).root.heard
