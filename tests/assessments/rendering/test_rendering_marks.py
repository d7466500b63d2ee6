"""The reviewer's copy marks every kind of change, and tells what has no place any more."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from assessments.rendering.marks import marks_between, record_runs
from assessments.rendering.page import document_html
from tests.assessments.annexes.documents import NOTE, TABLE
from tests.assessments.rendering.documents import filled


def copy_of(old, new):
    html = document_html(new, mode="print", draft=True, marks=marks_between(old, new))
    return BeautifulSoup(html, "html.parser")


def file_with(snapshot, **changed):
    return replace(snapshot, files=(replace(snapshot.files[0], **changed), *snapshot.files[1:]))


@pytest.fixture(scope="module")
def old():
    return filled("juten", files=1, systems=2)


def test_a_flag(old):
    flags = {code: False for code, value in old.files[0].answers.items() if value is True}
    page = copy_of(old, file_with(old, answers={**old.files[0].answers, **flags}))
    for code in flags:
        line = page.find(id=f"i-f1-{code}")
        assert line.find("ins"), code
        assert "changed" in line.find_parent(class_="bar")["class"]


def test_the_cover(old):
    page = copy_of(old, replace(old, answers={**old.answers, "juten.cover.declaration": "別の宣言を行う。"}))
    cell = page.find(id="i-juten.cover.declaration")
    assert cell.find("ins") and cell.find("del") and "changed" in cell["class"]


def test_a_choice_shows_the_new_answer_as_well_as_the_old_one(old):
    page = copy_of(old, replace(old, answers={**old.answers, "juten.I.5.implementation": "実施しない"}))
    cell = page.find(id="i-juten.I.5.implementation")
    assert "実施しない" in cell.select_one(".chosen ins").get_text()
    assert "実施する" in cell.select_one(".former del").get_text()


def test_records_that_only_moved_are_no_change(old):
    records = old.files[0].records
    page = copy_of(old, file_with(old, records=(*records[:3], "新しい記録項目", *records[4:])))
    cell = page.find(id="i-f1-juten.A1.records")
    assert {run.get_text() for run in cell.select("ins, del")} == {
        "追加：4.新しい記録項目：追加ここまで",
        "削除：記録項目4：削除ここまで",
    }
    assert "5.記録項目5、6.記録項目6" in cell.get_text()


def test_record_runs_read_as_the_list_of_now():
    runs = record_runs("氏名\n住所\n性別", ("氏名", "生年月日", "住所", "性別"), "")
    assert [(run.kind, run.text) for run in runs if run.kind != "same"] == [("ins", "2.生年月日")]
    assert "".join(run.text for run in runs if run.kind != "del") == "1.氏名、2.生年月日、3.住所、4.性別"
    assert [(run.kind, run.text) for run in record_runs("", ("氏名",), "")] == [("ins", "1.氏名")]
    assert [(run.kind, run.text) for run in record_runs("氏名", (), "別紙のとおり")] == [
        ("del", "氏名"),
        ("same", "、"),
        ("ins", "別紙のとおり"),
    ]


def test_what_was_taken_out_with_its_entry_is_told_at_the_end(old):
    children = {**old.files[0].children, "outsourcing": (), "transfers": old.files[0].of("transfers")[:1]}
    new = replace(file_with(old, children=children), systems=old.systems[:1])
    told = copy_of(old, new).find(id="gone").get_text()
    for words in ("システム2", "委託事項1", "委託事項2", "移転先2", "委託先名の記載"):
        assert words in told, words
    assert "移転先1\n" not in told
    assert not copy_of(old, old).find(id="gone")


def test_annexes(old):
    note, table = replace(NOTE, ref="n"), replace(TABLE, ref="t")
    before = replace(old, annexes=(note, table))
    rows = (table.rows[0], ("49", "こども課", "手当の支給"), table.rows[2])
    page = copy_of(
        before, replace(old, annexes=(replace(note, text=f"{note.text}\n4 市民課"), replace(table, rows=rows)))
    )
    words = page.find(id="a-n")
    assert "4 市民課" in words.find("ins").get_text() and "changed" in words.select_one(".full")["class"]
    changed = page.find(id="a-t").select("tr.changed")
    assert [row.get_text() for row in changed] == ["49こども課手当の支給"]
    assert "福祉課" in page.find(id="a-t").find("del").get_text()
    unchanged = copy_of(before, before)
    assert not unchanged.select("#a-n ins, #a-t .changed")
