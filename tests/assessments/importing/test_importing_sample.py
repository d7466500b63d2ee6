"""The published document of the samples, item by item: what is read, what is lost, what is unknown."""

import pytest

from assessments.catalogue import get_form
from assessments.catalogue.values import is_lost
from assessments.importing.coverage import coverage_of
from tests.assessments.importing.flat import flat, reading_of, source

LOST = {"lost": True}


@pytest.fixture(scope="module")
def reading():
    return reading_of("ashiya_juten_full")


@pytest.fixture(scope="module")
def document(reading):
    return reading.document


@pytest.fixture(scope="module")
def answers(document):
    return flat(document)


def test_the_cover_names_the_town_and_the_document(document):
    assert (document["form"], document["edition"]) == ("juten", "5jouhou")
    assert document["municipality"] == {"code": "", "name": "芦屋市"}
    assert document["answers"]["juten.cover.number"] == "1"
    assert document["answers"]["juten.cover.name"] == "芦屋市 住民基本台帳に関する事務 重点項目評価書"
    assert document["answers"]["juten.cover.published_on"] == "2025-06-30"
    assert document["version"] == {"number": 1, "origin": "imported", "published_on": "2025-06-30"}


def test_every_printed_entry_is_there_with_its_number(document):
    assert [(s["ref"], s["number"]) for s in document["systems"]] == [(f"s{n}", n) for n in range(1, 7)]
    counts = [(len(f["outsourcing"]), len(f["provisions"]), len(f["transfers"])) for f in document["files"]]
    assert counts == [(4, 1, 16), (1, 2, 0), (1, 0, 0)]
    assert document["files"][0]["transfers"][15]["ref"] == "f1t16"
    assert [f["answers"]["juten.II.1.file_name"] for f in document["files"]] == [
        "住民基本台帳ファイル",
        "本人確認情報ファイル",
        "送付先情報ファイル",
    ]
    assert not any("juten.III.1.file_name" in f["answers"] for f in document["files"])


def test_the_record_lists_are_whole(document):
    lists = [file["records"] for file in document["files"]]
    assert [len(records) for records in lists] == [255, 36, 61]
    assert (lists[0][21], lists[0][254]) == ("旧世帯主氏名漢字2", "軽微な修正フラグ")
    assert lists[2][2] == "送付先住所 漢字項目長"


def test_the_tail_of_a_cell_whose_page_is_missing_goes_to_its_item(answers, reading):
    functions = answers["s1", "juten.I.2.functions"]
    assert functions.startswith("10. 団体内統合利用番号連携サーバへの特定個人情報の通知 他団体")
    assert functions.count("\n") == 2
    assert answers["s1", "juten.I.2.name"] == LOST
    assert any("②システムの機能」は、前のページが欠けている" in sentence for sentence in reading.report.warnings)


def test_certain_circles_are_read_and_empty_ones_are_empty(answers):
    assert answers["s1", "juten.I.2.connections"] == {
        "checked": ["住民基本台帳ネットワークシステム", "宛名システム等", "税務システム", "その他"],
        "unknown": [],
        "other": "証明書コンビニ交付システム、介護保険システム、健康増進システム、戸籍システム",
    }
    assert answers["s6", "juten.I.2.connections"] == {"checked": ["既存住民基本台帳システム"], "unknown": []}
    assert answers["f1", "juten.II.5.has"] == {
        "checked": ["提供を行っている", "移転を行っている"],
        "unknown": [],
        "counts": {"提供を行っている": 55, "移転を行っている": 16},
    }
    assert answers["f2", "juten.II.5.has"]["counts"] == {"提供を行っている": 2}
    assert answers["f3", "juten.II.3.source"] == {"checked": ["その他"], "unknown": [], "other": "自部署"}


def test_a_round_box_among_square_ones_is_a_circle(answers):
    assert answers["f1", "juten.II.3.how_obtained"]["checked"] == ["紙", "その他"]
    assert answers["f1", "juten.III.8.audit"] == {"checked": ["自己点検"], "unknown": []}


@pytest.mark.parametrize("place", [("f1", "II.2.main_items"), ("f1", "II.3.source"), ("f2", "II.3.source")])
def test_marks_that_are_all_lost_are_unknown_but_their_brackets_stay(answers, reading, place):
    ref, code = place[0], f"juten.{place[1]}"
    assert answers[ref, code]["checked"] is None
    assert answers[ref, code].get("other") or answers[ref, code].get("texts")
    assert (ref, code) in [(r, c) for r, c, _ in reading.report.unknown]


def test_choices_are_named_by_the_catalogue(answers):
    assert answers["f1", "juten.II.4.has"] == {"choice": "委託する", "count": 4}
    assert answers["f1", "juten.II.3.user_count"] == "10人以上50人未満"
    assert answers["f1t3", "juten.II.5t.persons"] == "10万人以上100万人未満"
    assert answers["f2", "juten.II.2.record_count"] == "10項目以上50項目未満"
    assert answers["f1", "juten.II.2.record_count"] == LOST
    assert answers["f1", "juten.III.9.education"] == "十分に行っている"  # 「十分にしている」 in bracket and list
    assert ("", "juten.V.1.result") in answers


def test_the_circle_beside_a_heading_is_a_flag(answers):
    assert answers["f2", "juten.III.6.no_obtain"] is True
    assert answers["f2", "juten.III.6.no_provide"] is True
    assert ("f2", "juten.III.5.none") not in answers
    assert ("f2", "juten.III.6.r1_sufficient") not in answers  # its bracket is printed and empty


def test_empty_cells_are_empty_and_dashes_stay(answers):
    assert ("f1o1", "juten.II.4e.sub_permission") not in answers
    assert ("f1", "juten.II.7.remarks") not in answers
    assert answers["f1", "juten.III.4.r1_sub_how"] == "-"
    assert answers["", "juten.I.7.others"] == "--"


def test_missing_pages_are_lost_and_only_they(answers):
    lost = {(ref, code.split(".", 1)[1]) for (ref, code), value in answers.items() if is_lost(value)}
    assert {code for ref, code in lost if not ref} == {"I.1.office_name", "I.1.office_content", "I.1.persons"}
    assert {code for ref, code in lost if ref == "s1"} == {"I.2.name"}
    blocks = {(ref, code.rsplit(".", 1)[0]) for ref, code in lost if ref.startswith("f")}
    assert blocks == {
        ("f1", "II.2"),  # ④記録される項目: its bracket was not read
        ("f1", "III.5"),
        ("f1", "III.6"),
        ("f2", "III.7"),
        ("f2", "III.8"),
        ("f3", "II.5"),
        ("f3", "II.6"),
        ("f3", "II.7"),
        ("f3", "III.5"),
        ("f3", "III.6"),
        ("f3", "III.8"),
        ("f3", "III.9"),
        ("f3", "III.10"),
    }
    assert answers["f1", "juten.III.5.none"] is None


def test_text_is_in_normal_form(answers):
    place = answers["f1", "juten.II.6.place"].split("\n")
    assert place[1:3] == [
        "(サーバールームの措置)",
        "・入室権限を持つ者の限定。カードによる入退室管理。空調設備の冗長化。",
    ]
    assert "<ガバメントクラウドにおける措置>" in place
    assert "<p>" not in str(answers) and "<ul" not in str(answers) and "<input" not in str(answers)
    assert answers["f1", "juten.III.4.r1_contract_content"].startswith("・秘密の保持 ・目的外収集・利用の禁止 ・第三者")


def test_nothing_is_left_over_and_nothing_vanishes(reading):
    assert reading.report.unplaced == []
    covered = coverage_of(reading, get_form("juten"), source("ashiya_juten_full"))
    assert covered.share >= 0.995
    # What is missing is no content: risk titles and printed options that the machine misread.
    assert {piece for _, piece in covered.missing} == {
        "事務に必要なない情報との紐付けが行われるリスク",
        "事務に必要な情報との紐付けが行われるリスク",
        "十分にしている",
        "十分にしていない",
    }


def test_the_report_speaks_japanese_sentences(reading):
    summary = reading.report.summary()
    assert summary[0] == "重点項目評価書として、367項目の記載を読み取りました。"
    assert all(sentence.endswith("。") for sentence in summary)
    assert "Ⅲ (1) 住民基本台帳ファイル 5.特定個人情報の提供・移転" in "".join(reading.report.lost)
    assert any("55件とありますが、提供先は1件" in sentence for sentence in reading.report.warnings)
