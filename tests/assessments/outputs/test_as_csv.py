"""What people wrote stays text in a spreadsheet, and stays as it was written where there is nothing to compute."""

import pytest

from assessments.outputs.as_csv import csv_bytes, plain
from changelog.layouts import PrintRow, comparison

DASHES = ["-", "--", "－", "－－", "- -", "--\n--", "―", "—", "ー"]
COMPUTED = [
    "=1+1",
    "+81-72-674",
    "-1",
    "-1+2",
    "--1",
    "-名前",
    "- 項目",
    "@SUM(A1)",
    "=",
    "+",
    "-(2)",
    "－１＋２",
    "＝１＋１",
    "＠A1",
]
HIDDEN_BEHIND_SPACE = ["\t=1+1", "\r=1+1", "\n=1+1", "  =1+1", " -A1", "\t--"]


@pytest.mark.parametrize("text", DASHES)
def test_dashes_alone_stay(text):
    assert plain(text) == text


@pytest.mark.parametrize("text", [*COMPUTED, *HIDDEN_BEHIND_SPACE])
def test_what_a_spreadsheet_computes_is_told_to_be_text(text):
    assert plain(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "記載なし", "（－）", "・=1+1", "①-1", "1-2", "令和元年"])
def test_other_words_stay(text):
    assert plain(text) == text


def test_a_cell_for_none_is_a_dash_and_no_more():
    table = comparison([PrintRow(("文言等修正",), "--", "－")])
    assert ",--,－" in csv_bytes([table]).decode("utf-8-sig").replace("【", "").replace("】", "")
