"""Another town's document: it begins at システム4, has empty frames, range headings, 4情報 and a labelled table."""

import pytest

from tests.assessments.importing.flat import flat, reading_of


@pytest.fixture(scope="module")
def reading():
    return reading_of("systems_from_four")


@pytest.fixture(scope="module")
def document(reading):
    return reading.document


def test_the_edition_with_four_kinds_of_information_is_recognised(document):
    assert document["edition"] == "4jouhou"
    items = document["files"][0]["answers"]["juten.II.2.main_items"]
    assert "4情報（氏名、性別、生年月日、住所）" in items["checked"]


def test_the_town_is_guessed_without_its_prefecture(document):
    assert document["municipality"]["name"] == "見本市"


def test_systems_that_are_numbered_but_missing_are_placeholders(document, reading):
    lost = [(s["number"], s["ref"], s["answers"]) for s in document["systems"] if s.get("lost")]
    assert lost == [(n, f"s{n}", {}) for n in (1, 2, 3, 7)]
    assert [s["number"] for s in document["systems"]] == list(range(1, 9))
    assert any("システム7" in sentence for sentence in reading.report.lost)


def test_range_headings_and_empty_frames_make_no_entries(document):
    file = document["files"][0]
    assert file["provisions"] == []
    assert file["transfers"] == []
    assert [entry["number"] for entry in file["outsourcing"]] == [1, 2]
    assert file["answers"]["juten.II.5.has"] == {"checked": ["行っていない"], "unknown": []}


def test_a_count_that_disagrees_is_kept_and_said(document, reading):
    assert document["files"][0]["answers"]["juten.II.4.has"] == {"choice": "委託する", "count": 1}
    assert any("「委託する」は1件とありますが、委託事項は2件です。" in s for s in reading.report.warnings)


def test_re_outsourcing_is_read(document):
    first = document["files"][0]["outsourcing"][0]["answers"]
    assert first["juten.II.4e.title"].startswith("システム1(収納管理システム)～システム12")
    assert first["juten.II.4e.sub"] == "再委託する"
    assert first["juten.II.4e.sub_permission"] == "書面による事前承諾を得る。"
    assert first["juten.II.4e.sub_matters"] == "システムの運用補助"


def test_records_in_another_file_are_text(document):
    assert document["files"][0]["records"] == []
    assert document["files"][0]["records_text"] == "別添1のとおり"


def test_numbered_words_inside_a_text_are_no_labels(document):
    functions = document["systems"][3]["answers"]["juten.I.2.functions"]
    assert functions.split("\n")[2:6] == [
        "④ 賦課の照会",
        "賦課の内容を照会する。",
        "市税の収納に関する事務では、上記のうち、「④ 賦課の照会」の機能について利用している。",
        "※1 セキュリティの観点により、直接の個人番号は保持しない。",
    ]


def test_no_circle_at_all_is_an_answer_and_lost_boxes_are_not(document):
    empty = document["files"][0]["answers"]
    assert "juten.III.4.none" not in empty
    assert empty["juten.III.5.none"] is True
    assert "juten.III.6.no_obtain" not in empty
    assert document["systems"][7]["answers"]["juten.I.2.connections"] == {"checked": None, "unknown": []}


def test_the_table_keeps_its_label_and_paths_without_a_section_are_found(document):
    rows = document["changes"]
    assert len(rows) == 5
    assert {row["table"] for row in rows} == {"システム標準化移行前"}
    assert rows[1]["addresses"] == [{"ref": "f1", "code": "juten.II.3.how_obtained"}]
    assert rows[2]["addresses"] == [{"ref": "f1", "code": "juten.II.6.place"}]
    assert rows[2]["after"].endswith("・入退室管理を行う。\n・続きの記載")
    assert rows[4]["before"] == "平成35年4月1日"


def test_only_the_missing_page_is_lost(document, reading):
    lost = {key for key, value in flat(document).items() if value == {"lost": True}}
    assert {code for _, code in lost} == {f"juten.I.1.{name}" for name in ("office_name", "office_content", "persons")}
    assert reading.report.unplaced == []
    assert reading.report.coverage == 1.0
