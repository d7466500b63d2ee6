"""The report of an import speaks to a clerk: files, systems and items by their printed names, nothing for programs."""

import copy
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.importing.interchange import read_json
from tests.assessments.importing.flat import reading_of, source

FOR_PROGRAMS = re.compile(r"juten\.|zenkomoku\.|kiso\.|\b[sfopt]\d+\b|［[sf]\d|[a-z]{4,}")


def said(report) -> list[str]:
    return [*report.summary(), *(f"{where}：{boxes}" for where, boxes in report.unsure)]


@pytest.mark.parametrize("name", ["ashiya_juten_full", "systems_from_four"])
def test_no_sentence_holds_a_code_or_a_ref(name):
    assert [sentence for sentence in said(reading_of(name).report) if FOR_PROGRAMS.search(sentence)] == []


def test_files_and_systems_have_their_printed_names():
    told = said(reading_of("ashiya_juten_full").report)
    assert "Ⅰ システム1の「①システムの名称」は、原文のページが欠けています。" in told
    assert "Ⅲ (2) 本人確認情報ファイル 8.監査は、原文のページが欠けています。" in told
    assert "Ⅱ (1) 住民基本台帳ファイル 2.基本情報の「④記録される項目 主な記録項目」：19の欄すべて" in told
    assert "Ⅱ (1) 住民基本台帳ファイル 3.特定個人情報の入手・使用の「①入手元」：6の欄すべて" in told
    assert any("の「十分にしている」は、「2) 十分に行っている」と読み取りました。" in sentence for sentence in told)


def test_an_entry_that_is_only_a_number_is_named_by_it():
    assert "システム7は番号だけが分かり、内容は欠けています。" in said(reading_of("systems_from_four").report)


def test_the_page_lists_places_in_words(cast):
    file = SimpleUploadedFile("juten.txt", source("ashiya_juten_full").encode())
    page = cast.client("coordinator").post(f"/work/{cast.town.code}/import/", {"file": file}, follow=True).text
    shown = page[page.index("<h1>取り込む前の確認") : page.index("<form", page.index("<h1>"))]
    words = re.sub(r"<[^>]*>", " ", shown).replace("juten.txt", "")
    assert "3.特定個人情報の入手・使用の「①入手元」：6の欄すべて" in words
    assert not FOR_PROGRAMS.search(words)


def test_what_a_json_holds_too_much_is_named_by_its_item():
    document = copy.deepcopy(reading_of("ashiya_juten_full").document)
    file = document["files"][1]
    file["answers"] |= {"juten.II.2.scope": 5, "juten.I.6.dept": "市民課"}
    file["outsourcing"][0]["answers"]["juten.II.4e.contractor"] = ["株式会社"]
    document["systems"][2]["number"] = 1
    document["systems"][4]["ref"] = document["systems"][3]["ref"]
    report = read_json(json.dumps(document)).report
    scope = "Ⅱ (2) 本人確認情報ファイル 2.基本情報の「③対象となる本人の範囲」を読めないため、未配置の記載に残しました。"
    assert any(sentence.startswith(scope) for sentence in report.warnings)
    assert any(
        s.startswith("Ⅱ (2) 本人確認情報ファイル 委託事項1の「③委託先名」を読めないため") for s in report.warnings
    )
    assert "「①部署」はこの場所の項目ではないため、未配置の記載に残しました。" in report.warnings
    assert "システムの番号が順になっていないため、並びの順に付け直しました。" in report.warnings
    assert "システム5に、ほかの部分と同じ参照名が付いていたため、付け直しました。" in report.warnings
    assert [sentence for sentence in said(report) if FOR_PROGRAMS.search(sentence)] == []


def test_text_without_an_item_is_shown_with_the_words_of_the_item_before_it(cast):
    document = copy.deepcopy(reading_of("systems_from_four").document)
    document["answers"]["juten.I.5.implementation"] = {"choice": "実施する"}
    file = SimpleUploadedFile("a.json", json.dumps(document).encode())
    coordinator = cast.client("coordinator")
    confirm = coordinator.post(f"/work/{cast.town.code}/import/", {"file": file}, follow=True)
    place = "Ⅰ 5.情報提供ネットワークシステムによる情報連携の「①実施の有無」"
    assert f"{place}の後ろにありました。" in confirm.text
    taken = coordinator.post(confirm.redirect_chain[-1][0], {"number": "1"}, follow=True)
    assert f"この項目の後ろにありました：{place}" in taken.text
