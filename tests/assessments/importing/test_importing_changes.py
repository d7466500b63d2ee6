"""The rows of 変更箇所: pages joined, 「同上」 resolved, dates parsed, items found where the path leaves no doubt."""

from collections import Counter

import pytest

from assessments.catalogue import get_form
from assessments.importing.cells import rows_of
from assessments.importing.changes_table import read_table, separate
from assessments.importing.text import read_text
from tests.assessments.importing.flat import reading_of, source

HEAD = "変更日\t項目\t変更前の記載\t変更後の記載\t提出時期\t提出時期に係る説明"


@pytest.fixture(scope="module")
def changes():
    return reading_of("ashiya_juten_full").document["changes"]


def table_of(*lines: str):
    form = get_form("juten")
    _, tables = separate(form, rows_of("\n".join(["(別添2)変更箇所", "", HEAD, *lines])))
    return read_table(form, tables[0])


def test_the_sample_has_its_eighty_rows(changes):
    assert len(changes) == 80
    assert Counter(row["timing"] for row in changes) == {"事後": 73, "事前": 7}
    assert (changes[0]["date"], changes[-1]["date"]) == ("2016-04-01", "2025-04-01")
    assert changes[17]["item"] == "文言等修正"
    assert not any("続き" in row["item"] for row in changes)
    assert not any(row["note"] == "同上" for row in changes)
    assert changes[2]["note"] == "事前の提出・公表が不要なその他の項目の変更"
    assert changes[-1]["note"] == ""


def test_continued_rows_are_one(changes):
    assert changes[1]["after"].startswith("①中間サーバー ②情報提供ネットワークシステム")
    assert changes[1]["after"].endswith(
        "③情報提供ネットワークシステム、既存住民基本台帳システム、宛名システム等と連携する。"
    )
    assert "⑧地方公共団体が管理する業務データは" in changes[69]["after"]


def test_a_merged_date_cell_is_filled_when_both_neighbours_agree(changes):
    assert changes[70]["date"] == "2024-04-01"


@pytest.mark.parametrize(
    ("place", "addresses"),
    [
        (0, [("s3", "I.2.name"), ("s3", "I.2.functions"), ("s3", "I.2.connections")]),
        (7, [("f1", "II.3.used_from")]),  # printed ⑤, ⑥ today
        (9, [("f1t12", "II.5t.to"), ("f1t13", "II.5t.to")]),
        (15, [("f1", "II.2.persons"), ("f2", "II.2.persons")]),
        (16, []),  # ①実施日 of which block?
        (17, []),
        (19, []),  # 委託事項1 of which file?
        (55, [("f1", "II.5.has")]),
        (64, [("f1", "III.3.r2_other")]),
        (68, [("f1", "II.6.place"), ("f2", "II.6.place"), ("f3", "II.6.place")]),
        (75, [("f1", "II.2.main_items")]),
        (78, [("f3", "II.2.items_validity")]),
        (79, [("", "V.1.date")]),
    ],
)
def test_paths_become_addresses(changes, place, addresses):
    found = [(a["ref"], a["code"].removeprefix("juten.")) for a in changes[place]["addresses"]]
    assert found == addresses


def test_a_second_head_on_the_next_page_is_no_row():
    table = table_of(
        "令和7年4月1日\tⅠ 基本情報\t甲\t乙\t事後\t説明", "", HEAD, "令和7年4月2日\tⅠ 基本情報\t丙\t丁\t事前\t同上"
    )
    assert [(row["before"], row["timing"], row["note"]) for row in table.rows] == [
        ("甲", "事後", "説明"),
        ("丙", "事前", "説明"),
    ]


def test_a_cell_broken_over_lines_is_one_cell():
    table = table_of(
        "令和7年4月1日\tⅠ 基本情報", "6. 評価実施機関における担当部署", "①部署\t甲課\t乙課", "丙係\t事後\t軽微"
    )
    assert [row["item"] for row in table.rows] == ["Ⅰ 基本情報\n6. 評価実施機関における担当部署\n①部署"]
    assert (table.rows[0]["before"], table.rows[0]["after"], table.rows[0]["timing"]) == ("甲課", "乙課\n丙係", "事後")


@pytest.mark.parametrize("date", ["令和7年2月30日", "平成35年4月1日", "令和7年春"])
def test_a_day_that_does_not_exist_stays_as_printed(date):
    assert table_of(f"{date}\tⅠ 基本情報\t甲\t乙\t事後\t").rows[0]["date"] == date


def test_boxes_in_cells_are_kept_and_lost_ones_say_so():
    table = table_of(
        '令和7年4月1日\tⅠ\t[<input type="checkbox"/>]専用線\t[<input checked="" type="checkbox"/>]専用線\t事後\t',
        "令和7年4月1日\tⅠ\t[ ]専用線\t[○]専用線\t事後\t",
    )
    assert [(row["before"], row["after"]) for row in table.rows] == [
        ("［？］専用線", "[○]専用線"),
        ("[ ]専用線", "[○]専用線"),
    ]


def test_another_timing_is_kept_as_text():
    row = table_of("令和7年4月1日\tⅠ\t甲\t乙\t修正\t誤字").rows[0]
    assert (row["timing"], row["note"]) == (None, "修正\n誤字")


def test_an_annex_behind_the_table_is_no_row_of_it():
    annex = "\n(別添3) 提供先の一覧\n\n項番\t情報照会者\t事務\n1\t厚生労働大臣\t健康保険法による事務\n2\t都道府県知事\t手当の支給\n"
    plain, more = read_text(source("systems_from_four")), read_text(source("systems_from_four") + annex)
    assert more.document["changes"] == plain.document["changes"]
    assert [piece["text"] for piece in more.report.unplaced] == [
        "(別添3) 提供先の一覧",
        "項番 情報照会者 事務\n1 厚生労働大臣 健康保険法による事務\n2 都道府県知事 手当の支給",
    ]
