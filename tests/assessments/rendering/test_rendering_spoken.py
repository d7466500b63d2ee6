"""What a screen reader hears: cells with their headers over page ends, marks and changes in words, pictures in place."""

from dataclasses import replace

import pytest

from assessments.rendering.marks import marks_between
from assessments.rendering.pdf import render_pdf
from tests.assessments.rendering.documents import filled
from tests.assessments.rendering.heard import Heard


def long_text(form="juten", code="juten.I.2.functions", lines=150):
    """A document in which one cell of a system goes over several pages."""
    snapshot = filled(form, files=1, systems=2)
    system = replace(snapshot.systems[0], answers={**snapshot.systems[0].answers, code: "一行の記載です。\n" * lines})
    return replace(snapshot, systems=(system, *snapshot.systems[1:]))


@pytest.fixture(scope="module")
def heard():
    return Heard(render_pdf(long_text()).data)


@pytest.fixture(scope="module")
def marked():
    def written(item):
        return "高齢介護課が確認する。" if item.kind == "long_text" else None

    old, new = filled("juten", files=1, systems=1), filled("juten", files=1, systems=1, written=written)
    answers = {**new.answers, "juten.I.5.implementation": "実施しない"}
    old = replace(old, answers={**old.answers, "juten.IV.1.how": "介護課が確認する。"})
    new = replace(new, answers={**answers, "juten.IV.1.how": "高齢課が確認する。"})
    return Heard(render_pdf(new, draft=True, marks=marks_between(old, new)).data)


def test_a_cell_over_pages_is_one_cell_of_one_row_with_its_label(heard):
    rows = [row for row in heard.root.all("TR") if len(row.all_pages) > 2]
    assert len(rows) == 1
    label, cell = rows[0].kids
    assert label.kind == "TH" and "②システムの機能" in label.heard and len(label.all_pages) == 1
    assert cell.kind == "TD" and cell.heard.count("一行の記載です。") == 150
    assert cell.headers == [label.name]


def test_every_header_says_something_and_says_of_what(heard):
    for head in heard.root.all("TH"):
        assert head.heard.strip(), head
        assert head.scope in ("/Row", "/Column")


def test_every_cell_names_headers_that_stand_in_its_table(heard):
    names = heard.by_name()
    for table in heard.root.all("Table"):
        own = {head.name for head in table.all("TH")}
        for cell in table.all("TD"):
            assert set(cell.headers) <= own & set(names)


def test_cells_beside_one_label_name_it(heard):
    names = heard.by_name()
    told = {tuple(names[name].heard.strip() for name in cell.headers) for cell in heard.root.all("TD")}
    assert ("④使用の主体", "使用部署") in told, "the label stands beside this one"
    assert ("④使用の主体", "使用者数") in told, "and not again beside this one"
    assert ("再委託", "⑤再委託の許諾方法") in told
    assert ("④記録される項目", "その妥当性") in told, "a row under another one"
    assert ("①事務の名称",) in told


def test_sections_are_heard_once_although_they_stand_on_many_pages(heard):
    sections = [section for section in heard.root.all("Sect") if section.all_pages]
    assert [len([kid for kid in section.kids if kid.kind in ("H1", "H2")]) for section in sections] == [1] * len(
        sections
    )
    assert max(len(section.all_pages) for section in sections) > 3


def test_lists_hold_items_and_nothing_else(heard):
    lists = list(heard.root.all("L"))
    assert len(lists) > 20
    assert {kid.kind for one in lists for kid in one.kids} == {"LI"}


def test_check_lines_are_heard_in_words(heard):
    said = [item.said for item in heard.root.all("LBody") if item.said]
    assert [text for text in said if text.startswith("該当　")]
    assert [text for text in said if text.startswith("非該当　")]
    assert not [text for text in said if "［" in text]


def test_what_was_struck_out_and_added_is_heard(marked):
    texts = [cell.heard for cell in marked.root.all("TD")]
    assert [text for text in texts if "（削除：介護）" in text and "（追加：高齢）" in text]
    assert [text for text in texts if "（変更前：実施する）" in text]


def test_a_draft_is_heard_in_its_title(marked):
    assert str(marked.pdf.docinfo.Title).startswith("【案】")


def test_a_picture_says_where_it_stands():
    snapshot = filled("zenkomoku", files=1, systems=1, changes=0)
    figures = list(Heard(render_pdf(snapshot).data).root.all("Figure"))
    assert figures
    for figure in figures:
        left, foot, right, head = figure.box
        assert 0 < left < right < 596 and 0 < foot < head < 842
        assert right - left == pytest.approx(0.75) and head - foot == pytest.approx(0.75)  # one pixel


def test_the_table_of_changes_has_its_heads_on_each_of_its_pages():
    tables = [t for t in Heard(render_pdf(filled("kiso", changes=60)).data).root.all("Table") if "提出時期" in t.heard]
    assert len(tables) > 2
    for table in tables:
        assert len(table.all_pages) == 1
        assert [head.scope for head in table.all("TH")] == ["/Column"] * 6
        for row in list(table.all("TR"))[1:]:
            assert [cell.headers for cell in row.kids] == [[head.name] for head in table.all("TH")]
