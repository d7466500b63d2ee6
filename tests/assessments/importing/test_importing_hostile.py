"""Files that are no document, or one made to break the reader: a sentence, or a reading, never an error."""

import time

import pytest

from assessments.importing.text import Unreadable, decode, read_text
from tests.assessments.importing.flat import differences, flat, reading_of, source

SENTENCES = {
    b"": "空です",
    b" \n\t \r\n": "空です",
    b"\x00\x00\x00": "空です",
    b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj": "PDFファイルです",
    b"PK\x03\x04\x14\x00\x06\x00": "ExcelやWord",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "古い形式",
    bytes(range(256)) * 40: "文字のファイルとして読めません",
}


@pytest.mark.parametrize("data", SENTENCES, ids=lambda data: data[:6].hex() or "empty")
def test_what_is_no_text_is_refused_in_a_sentence(data):
    with pytest.raises(Unreadable) as refusal:
        read_text(decode(data))
    assert SENTENCES[data] in str(refusal.value)
    assert str(refusal.value).endswith("。")


@pytest.mark.parametrize(
    "text", ["", "\u3000\n", "%PDF-1.4 renamed to .txt", "これはただの文章です。\n備考\n方法\n結果", "x" * 2_000_001]
)
def test_text_that_is_no_document_is_refused(text):
    with pytest.raises(Unreadable, match="。$"):
        read_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "\t変更箇所\t内容\t理由\tページ\nI 基本 情報\t2 特定個人情報ファイルを取り扱う事務において使用するシステム\t\t\n\tシステム1\t\t\n",
        "住民基本台帳に関する事務における変更箇所一覧\n\n項目番号\tページ数・位置\t変更前 (公表済み評価書)\t変更後\t概要\nI 基本情報\n",
        "変更箇所一覧\n\n変更または追記した箇所\t\tページ\t事由等\nI 基本情報\nシステム1\n①システムの名称\t住民記録システム\n",
    ],
)
def test_a_list_of_changes_is_refused_by_its_name(text):
    with pytest.raises(Unreadable, match="変更箇所の一覧"):
        read_text(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jis_2004"])
def test_every_usual_encoding_is_read(encoding):
    text = source("systems_from_four").replace("～", "-").replace("—", "-")
    expected = flat(read_text(text).document)
    assert differences(expected, flat(read_text(decode(text.encode(encoding))).document)) == []


def test_a_few_broken_bytes_do_not_cost_the_document():
    data = source("systems_from_four").encode()
    reading = read_text(decode(data[:9000] + b"\xff\xfe" + data[9000:]))
    assert len(reading.document["systems"]) == 8


def test_an_unknown_form_is_refused():
    with pytest.raises(Unreadable, match="様式はありません"):
        read_text(source("systems_from_four"), form_key="nonsense")


def test_only_a_cover_is_a_document_whose_rest_is_lost():
    text = source("systems_from_four")
    reading = read_text(text[: text.index("項目一覧")])
    assert reading.document["answers"]["juten.cover.number"] == "9"
    assert reading.document["answers"]["juten.V.1.date"] == {"lost": True}
    assert reading.document["systems"] == reading.document["files"] == reading.document["changes"] == []
    assert len(reading.report.lost) > 10


def test_the_number_is_taken_from_the_caller_when_the_cover_has_none():
    text = source("systems_from_four").replace("評価書番号\t評価書名\n9\t", "評価書名\t", 1)
    assert read_text(text, number="12").document["answers"]["juten.cover.number"] == "12"
    assert read_text(source("systems_from_four"), number="12").document["answers"]["juten.cover.number"] == "9"


HOSTILE = {
    "a huge cell": lambda t: t.replace("課長", "あ" * 200_000, 1),
    "many spaces": lambda t: t.replace("課長", " " * 200_000 + "課長", 1),
    "many boxes": lambda t: t.replace("課長", "[ ] " * 50_000, 1),
    "many brackets": lambda t: t.replace("課長", "[" * 100_000 + "(" * 100_000, 1),
    "open bracket": lambda t: t.replace("[○] その他 (戸籍システム)", "[○] その他 " + "(" * 50_000),
    "many tags": lambda t: t.replace("課長", "<p>" * 30_000 + "<input " * 10_000, 1),
    "many labels in one cell": lambda t: t.replace("課長", " ①部署" * 5_000, 1),
    "many numbers": lambda t: t.replace("課長", "".join(f"{n}) x" for n in range(10_000)), 1),
    "many list items": lambda t: t.replace("2.個人履歴番号", "、".join(f"{n}.あ" for n in range(2, 5_000)), 1),
    "the same label again and again": lambda t: t.replace("①部署\t", "①部署\t課\n" * 3_000 + "①部署\t", 1),
    "a system without end": lambda t: t.replace("システム6\n", "システム999999999\n", 1),
}


@pytest.mark.parametrize("attack", HOSTILE)
def test_hostile_cells_cost_seconds_at_most(attack):
    text = HOSTILE[attack](source("ashiya_juten_full"))
    start = time.monotonic()
    reading = read_text(text)
    assert time.monotonic() - start < 20
    assert len(reading.document["changes"]) == 80
    assert len(reading.document["files"]) == 3


def test_control_characters_and_lone_surrogates_are_dropped():
    text = (
        source("systems_from_four")
        .replace("納税課長", "納\x01税\ud800課\x7f長\udfff\ufdd0")
        .replace("見本システム", "𠮷野家\ue000😀")
    )
    document = read_text(text).document
    assert document["answers"]["juten.I.6.head_title"] == "納税課長"
    assert document["files"][0]["outsourcing"][0]["answers"]["juten.II.4e.contractor"] == "株式会社 𠮷野家\ue000😀"


def test_the_same_text_is_read_the_same_way_twice():
    assert read_text(source("systems_from_four")).document == reading_of("systems_from_four").document
