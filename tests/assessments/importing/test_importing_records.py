"""The list of 記録項目 as towns print it: in columns, in tables with heads, in circles, under headings, without numbers."""

import pytest

from assessments.importing.records import read_records
from assessments.importing.text import read_text
from tests.assessments.importing.flat import source

NAMES = ["宛名番号", "個人番号", "氏名", "旧世帯主氏名漢字2", "生年月日", "性別", "住所（1）", "備考"]


def numbered(sign: str, between: str) -> str:
    return between.join(sign.format(number, name) for number, name in enumerate(NAMES, start=1))


def in_columns(count: int) -> str:
    rows = [range(row, len(NAMES) + 1, len(NAMES) // count) for row in range(1, len(NAMES) // count + 1)]
    return "\n".join(" ".join(f"{number} {NAMES[number - 1]}" for number in row) for row in rows)


LISTS = {
    "two columns": in_columns(2),
    "four columns": in_columns(4),
    "columns with heads": "No. 項目名 No. 項目名\n" + in_columns(2),
    "a table with heads": "番号 記録項目\n" + numbered("{} {}", "\n"),
    "circles": " ".join(f"{chr(0x2460 + place)}{name}" for place, name in enumerate(NAMES)),
    "commas": ", ".join(NAMES),
    "semicolons": "；".join(NAMES),
    "points": numbered("{}．{}", "、"),
}


@pytest.mark.parametrize("shape", LISTS)
def test_a_list_is_the_same_in_every_shape(shape):
    assert read_records(LISTS[shape]) == (NAMES, "", [])


def test_a_heading_goes_with_the_record_behind_it():
    items, text, _ = read_records("【宛名情報】\n宛名番号、氏名、住所\n【税情報】\n税額、納期限（期別、年度）、備考")
    assert items == ["【宛名情報】 宛名番号", "氏名", "住所", "【税情報】 税額", "納期限（期別、年度）", "備考"]
    assert text == ""


def test_columns_are_read_out_of_a_document_too():
    rows = "\n".join("\t".join((str(n), NAMES[n - 1], str(n + 4), NAMES[n + 3])) for n in range(1, 5))
    text = source("systems_from_four").replace("\n別添1のとおり\n", f"\nNo.\t項目名\tNo.\t項目名\n{rows}\n", 1)
    file = read_text(text).document["files"][0]
    assert file["records"] == NAMES and "records_text" not in file
