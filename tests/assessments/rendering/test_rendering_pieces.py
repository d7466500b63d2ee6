"""How single things of the form stand on paper."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from assessments.rendering.frames import range_of
from assessments.rendering.marks import marks_between
from assessments.rendering.page import document_html
from assessments.snapshot import ChangeEntry, Node, Snapshot
from tests.assessments.rendering.documents import change, filled


def drawn(snapshot, **options) -> BeautifulSoup:
    return BeautifulSoup(document_html(snapshot, mode=options.pop("mode", "print"), **options), "html.parser")


def text_of(page, anchor: str) -> str:
    return " ".join(page.find(id=anchor).get_text(" ").split())


def bare(**fields) -> Snapshot:
    return replace(Snapshot("juten", "5jouhou", "999997", "見本市"), **fields)


@pytest.mark.parametrize(
    ("number", "heading"),
    [
        (1, ""),
        (2, "システム2～5"),
        (5, "システム2～5"),
        (16, "システム16～20"),
        (21, "システム21～25"),
        (30, "システム26～30"),
    ],
)
def test_entries_after_the_first_stand_under_their_range(number, heading):
    ranges = ("システム1", "システム2～5", "システム6～10", "システム11～15", "システム16～20")
    assert range_of(ranges, number) == heading


def test_range_headings_are_printed_once():
    bars = [bar.get_text() for bar in drawn(filled("juten", systems=7)).select("h4.bar")]
    assert bars.count("システム2～5") == 1 and bars.count("システム6～10") == 1 and "システム7" in bars


def test_choice_with_count_and_options():
    page = drawn(filled("juten"))
    told = text_of(page, "i-f1-juten.II.4.has")
    assert "［ 委託する ］" in told and "（ 4 ）件" in told
    assert "＜選択肢＞ 1) 委託する 2) 委託しない" in told
    assert "委託の有無 ※" in told


def test_check_lines_with_texts_counts_and_unknown_marks():
    snapshot = filled("juten", files=1)
    answers = dict(snapshot.files[0].answers)
    answers["juten.II.3.how_obtained"] = {"checked": ["紙"], "unknown": ["その他"], "other": "住基ネット"}
    answers["juten.II.3.source"] = {"checked": None}
    page = drawn(replace(snapshot, files=(replace(snapshot.files[0], answers=answers),)))
    told = text_of(page, "i-f1-juten.II.3.how_obtained")
    assert "［○］紙" in told and "［？］その他（住基ネット）" in told and "［ ］電子メール" in told
    assert text_of(page, "i-f1-juten.II.3.source").count("［？］") == 6
    assert "［○］提供を行っている（ 16 ）件" in text_of(page, "i-f1-juten.II.5.has")


def test_groups_of_check_boxes_keep_their_headings():
    told = text_of(drawn(filled("juten")), "i-f1-juten.II.2.main_items")
    assert (
        told.index("・識別情報") < told.index("個人番号") < told.index("・連絡先等情報") < told.index("・業務関係情報")
    )


def test_flags_stand_beside_the_heading_of_their_block():
    bar = drawn(filled("juten")).find(id="i-f1-juten.III.4.none").find_parent(class_="bar")
    assert "４．特定個人情報ファイルの取扱いの委託" in bar.get_text() and "［○］委託しない" in bar.get_text()


def test_nested_labels():
    page = drawn(filled("juten"))
    sub = page.find(id="i-f1ou1-juten.II.4e.sub")
    assert [th.get_text() for th in sub.find_all("th")] == ["再委託", "④再委託の有無 ※"]
    matters = page.find(id="i-f1ou1-juten.II.4e.sub_matters")
    assert [th.get_text() for th in matters.find_all("th")] == ["⑥再委託事項"], "no header cell is empty"
    necessity = page.find(id="i-f1-juten.II.2.scope_necessity")
    assert necessity.find("td", class_="indent") and necessity.th.get_text() == "その必要性"


def test_files_are_numbered_where_there_are_several():
    assert text_of(drawn(filled("juten")), "i-f2-juten.III.1.file_name").startswith("(2) ")
    assert not text_of(drawn(filled("juten", files=1)), "i-f1-juten.III.1.file_name").startswith("(1)")


def test_records_run_on_under_the_name_of_each_file():
    page = drawn(filled("juten"))
    assert "1.記録項目1、2.記録項目2、" in text_of(page, "i-f2-juten.A1.records")
    assert len(page.select("#s-A1-f1 .section-bar")) == 1 and page.find(id="s-A1-f2")


def test_empty_frames_are_printed_unless_switched_off():
    blank = bare()
    page = drawn(blank)
    words = page.get_text()
    assert "システム1" in words and "委託事項1" in words and "提供先1" in words and "移転先1" in words
    assert not page.find(id=lambda i: i and i.startswith("i-juten.II."))
    without = drawn(replace(blank, frames="none")).get_text()
    assert "システム1" not in without and "提供先1" not in without and "①システムの名称" not in without
    assert "２．特定個人情報ファイルを取り扱う事務において使用するシステム" in without, "its number is not passed over"
    assert "Ⅱ　特定個人情報ファイルの概要" in without and "Ⅲ　リスク対策" in without


def test_the_headings_of_numbers_that_are_not_used_are_printed_where_a_town_wants_them():
    snapshot = filled("juten", files=1, systems=6)
    usual = drawn(snapshot).get_text()
    assert "システム6～10" in usual and "システム11～15" not in usual and "委託事項6～10" not in usual
    every = drawn(replace(snapshot, frames="all")).get_text()
    for heading in ("システム11～15", "システム16～20", "委託事項6～10", "提供先16～20", "移転先6～10"):
        assert every.count(heading) == 1, heading
    assert every.index("システム16～20") < every.index("３．特定個人情報ファイル名")


def test_what_an_import_lost_says_so():
    lost = bare(
        answers={"juten.I.1.office_name": {"lost": True}},
        systems=(Node("systems", "s1", 1, {}, True), Node("systems", "s2", 2, {"juten.I.2.name": "宛名システム"})),
    )
    page = drawn(lost)
    assert "（読み取れませんでした）" in text_of(page, "i-juten.I.1.office_name")
    heading = page.find("h4", string="システム1")
    assert heading.find_next(class_="full").get_text().strip() == "（読み取れませんでした）"
    assert page.find("h4", string="システム2").find_next("table")


def test_unplaced_texts_are_shown_in_drafts_only():
    snapshot = bare(unplaced=({"after": "juten.I.1.office_name", "text": "どこにも入らない文"},))
    assert "どこにも入らない文" not in drawn(snapshot).get_text()
    assert "どこにも入らない文" in drawn(snapshot, draft=True).get_text()


def test_the_table_of_changes_has_six_columns_and_japanese_dates():
    old = ChangeEntry("文言等修正", "なし", "あり", "2016-04-01", "事後", "同上", table="システム標準化移行前")
    page = drawn(bare(changes=(old, change(2))))
    first, second = page.select("table.changes")
    assert [th.get_text() for th in first.select("thead th")] == [
        "変更日",
        "項目",
        "変更前の記載",
        "変更後の記載",
        "提出時期",
        "提出時期に係る説明",
    ]
    assert "平成28年4月1日" in first.get_text() and "令和7年4月1日" in second.get_text()
    assert page.find(id="s-A2").h2.get_text() == "（別添2）変更箇所【システム標準化移行前】"


def test_changes_are_marked_by_more_than_colour():
    old = filled("juten")
    new = replace(old, answers={**old.answers, "juten.IV.1.how": "請求方法の新しい記載", "juten.V.1.result": None})
    marks = marks_between(old, new)
    assert set(marks) == {("", "juten.IV.1.how"), ("", "juten.V.1.result")}
    row = drawn(new, mode="screen", marks=marks).find(id="i-juten.IV.1.how")
    assert "追加：" in row.find("ins").get_text() and "削除：" in row.find("del").get_text()
    assert "changed" in row["class"]


def test_screen_readers_hear_what_a_mark_means():
    box = drawn(filled("juten"), mode="screen").select_one("#i-f1-juten\\.II\\.3\\.how_obtained li")
    assert box.select_one("[aria-hidden]").get_text() == "［○］"
    assert box.select_one(".visually-hidden").get_text() == "該当 "
