"""The same document with other noise says the same; a page more missing makes nothing wrong."""

import re

import pytest

from assessments.importing.text import read_text
from tests.assessments.importing.flat import differences, flat, reading_of, same_words, source

ROMAN = {"I": "Ⅰ", "II": "Ⅱ", "III": "Ⅲ", "IV": "Ⅳ", "V": "Ⅴ"}
NOISE = {
    "full-width digits and brackets": lambda t: t.translate(str.maketrans("0123456789()", "０１２３４５６７８９（）")),
    "Latin numerals": lambda t: t.replace("Ⅲ", "III").replace("Ⅱ", "II").replace("Ⅰ", "I"),
    "Roman letters": lambda t: re.sub(r"(?m)^(III|II|IV|I|V)(?= )", lambda m: ROMAN[m[0]], t),
    "[O]": lambda t: t.replace("[○]", "[O]"),
    "［〇］": lambda t: t.replace("[○]", "［〇］").replace("[]", "［　］"),
    "Windows line ends": lambda t: t.replace("\n", "\r\n"),
    "no empty lines": lambda t: re.sub(r"\n\n+", "\n", t),
    "no ※ at labels": lambda t: re.sub(r" ※(?=\t|\n)", "", t),
    "labels in the third column": lambda t: re.sub(r"(?m)^([①-⑳][^\t\n]*\t)", r"\t\t\1", t),
    "labels in paragraphs": lambda t: re.sub(r"(?m)^([①-⑳][^\t\n]*)\t", r"<p>\1</p>\t", t),
    "labels on lines of their own": lambda t: t.replace("\t", "\n"),
    "page numbers": lambda t: "".join(
        f"{line}\n- {n} -\n\n" if not line else f"{line}\n" for n, line in enumerate(t.split("\n"))
    ),
    "circles lost from labels": lambda t: re.sub(r"(?m)^([①-⑨])(?=[^\n\t]{2,20}\t)", "", t),
    "a head on each page": lambda t: t.replace("\n\n", "\n\n芦屋市 住民基本台帳に関する事務\n", 40),
}


@pytest.mark.parametrize("noise", NOISE)
def test_noise_changes_nothing(noise):
    expected = flat(reading_of("ashiya_juten_full").document)
    found = flat(read_text(NOISE[noise](source("ashiya_juten_full"))).document)
    assert differences(expected, found) == []


@pytest.mark.parametrize("noise", ["[O]", "labels on lines of their own", "no empty lines", "Roman letters"])
def test_noise_changes_nothing_in_another_town(noise):
    expected = flat(reading_of("systems_from_four").document)
    found = flat(read_text(NOISE[noise](source("systems_from_four"))).document)
    assert differences(expected, found) == []


def test_lost_tabs_change_nothing_but_the_columns_of_the_change_table():
    text = source("ashiya_juten_full").replace("\t", " ")
    expected = flat(reading_of("ashiya_juten_full").document)
    reading = read_text(text)
    assert [d for d in differences(expected, flat(reading.document)) if "'changes'" not in d] == []
    assert len(reading.document["changes"]) == 83
    assert reading.report.coverage > 0.99
    assert any("セルの区切りが読み取れません" in sentence for sentence in reading.report.warnings)


MISREAD = {
    "委託先名": "口託先名",
    "使用の主体": "使用の主口",
    "リスクへの対策は十分か": "リスクへの対策は十口か",
    "(別添1) 特定個人情報ファイル記録項目\n\n別添": "(別添1) 特定個人情報ファイル記口項目\n\n別添",
    "5. 情報提供ネットワークシステムによる情報連携 ※": "5. 情報提供ネットワ一クシステムによる情報連携 ※",
    "システム6\n": "システ厶6\n",
    "委託事項6～10": "委話事項6～10",
    "その妥当性": "その妥当牲",
    "保管場所 ※": "保管場所 口",
    "リスク2: 権限のない者(元職員": "リスク2: 権限のない渚(元識員",
    "庁内連携システム": "庁内連係システム",
}


@pytest.mark.parametrize("word", MISREAD)
def test_a_misread_label_is_still_the_label(word):
    text = source("systems_from_four")
    body, heads, table = text.partition("\n変更日")
    reading = read_text(body.replace(word, MISREAD[word]) + heads + table)
    assert differences(flat(reading_of("systems_from_four").document), flat(reading.document)) == []


def test_boxes_of_a_spreadsheet_stand_in_cells_of_their_own():
    text = source("systems_from_four")
    text = text.replace(
        "[○] 自己点検 [○] 内部監査 [] 外部監査", "[\t○\t]\t自己点検\t[\t○\t]\t内部監査\t[\t\t]\t外部監査"
    )
    text = text.replace("[十分に行っている]\t<選択肢>", "[\t十分に行っている\t]\t<選択肢>")
    assert differences(flat(reading_of("systems_from_four").document), flat(read_text(text).document)) == []


def test_a_title_on_every_page_of_the_change_table_does_not_divide_it():
    text = source("systems_from_four").replace("\n\n変更日\t", "\n\n(別添2)変更箇所【システム標準化移行前】\n変更日\t")
    assert differences(flat(reading_of("systems_from_four").document), flat(read_text(text).document)) == []


def test_two_change_tables_keep_their_labels():
    text = (
        source("systems_from_four")
        + "\n(別添2)変更箇所【システム標準化移行後】\n\n変更日\t項目\t変更前の記載\t変更後の記載\t提出時期\t提出時期に係る説明\n令和8年1月5日\tV 評価実施手続 1. 基礎項目評価 ①実施日\t—\t令和8年1月5日\t事前\t\n"
    )
    rows = read_text(text).document["changes"]
    assert [row["table"] for row in rows] == ["システム標準化移行前"] * 5 + ["システム標準化移行後"]
    assert (rows[5]["date"], rows[5]["timing"]) == ("2026-01-05", "事前")


def test_the_mark_of_the_form_is_no_part_of_the_cover():
    text = source("systems_from_four").replace("令和7年8月29日\n", "令和7年8月29日\n\n［平成30年5月　様式３］\n", 1)
    assert read_text(text).document["answers"]["juten.cover.published_on"] == "2025-08-29"


def test_the_tail_of_an_entry_before_the_first_heading_gets_the_number_before_it():
    tail = "\t番号の管理を行う。\n③他のシステムとの接続\t[○] 情報提供ネットワークシステム [] 庁内連携システム\n"
    document = read_text(source("systems_from_four").replace("\nシステム4\t", f"\n{tail}システム4\t", 1)).document
    third = document["systems"][2]
    assert (third["number"], third.get("lost")) == (3, None)
    assert third["answers"]["juten.I.2.functions"] == "番号の管理を行う。"
    assert third["answers"]["juten.I.2.name"] == {"lost": True}
    assert third["answers"]["juten.I.2.connections"]["checked"] == ["情報提供ネットワークシステム"]


PAGES = [
    (95, 119),
    (119, 147),
    (236, 278),
    (278, 305),
    (307, 323),
    (323, 346),
    (362, 378),
    (430, 445),
    (458, 462),
    (523, 541),
]


@pytest.mark.parametrize(("first", "last"), PAGES)
def test_a_missing_page_makes_nothing_wrong(first, last):
    lines = source("ashiya_juten_full").split("\n")
    expected = flat(reading_of("ashiya_juten_full").document)
    found = flat(read_text("\n".join(lines[:first] + lines[last - 1 :])).document)
    wrong = {
        key: value
        for key, value in found.items()
        if value not in (None, {"lost": True}) and same_words(value).strip('"') not in same_words(expected.get(key))
    }
    assert wrong == {}


def test_entries_on_a_missing_page_keep_their_places():
    lines = source("ashiya_juten_full").split("\n")
    start = next(n for n, line in enumerate(lines) if line.startswith("移転先7\t"))
    end = next(n for n, line in enumerate(lines) if line.startswith("移転先9\t"))
    document = read_text("\n".join(lines[:start] + [""] + lines[end:])).document
    transfers = document["files"][0]["transfers"]
    assert [t["number"] for t in transfers if t.get("lost")] == [7, 8]
    assert transfers[8]["answers"]["juten.II.5t.to"] == "こども福祉部 福祉室 生活援護課"


def test_an_annex_of_the_towns_own_is_kept_apart():
    body, heading, rest = source("systems_from_four").rpartition("\n(別添1) ")
    reading = read_text(f"{body}\n(別紙2) 提供先の一覧\n\n項番\t提供先\n1\t厚生労働大臣\n{heading}{rest}")
    assert reading.document["files"][0]["answers"]["juten.II.7.remarks"] == "なし"
    assert [piece["text"] for piece in reading.document["unplaced"]][0] == "(別紙2) 提供先の一覧"
    assert {piece["after"] for piece in reading.document["unplaced"]} == {"juten.II.7.remarks"}


@pytest.mark.parametrize(
    "line", ["(別紙1) 提供先一覧", "(別紙1) 提供先一覧\n(別紙2) 移転先一覧\n(別紙3) 図\n(別紙4) 表"]
)
def test_contents_with_lines_of_the_towns_own(line):
    text = source("systems_from_four").replace("\n(別添1) ", f"\n{line}\n(別添1) ", 1)
    reading = read_text(text)
    expected = flat(reading_of("systems_from_four").document)
    assert differences(expected, flat(reading.document)) == []
    assert "(別紙1) 提供先一覧" in str(reading.document["unplaced"])
