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
