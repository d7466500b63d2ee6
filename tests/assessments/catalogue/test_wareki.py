from datetime import date

import pytest

from assessments.catalogue.wareki import as_printed, format_wareki, parse_date


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2025, 4, 1), "令和7年4月1日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
    ],
)
def test_days_are_printed_in_their_era_and_read_back(day, printed):
    assert format_wareki(day) == printed
    assert parse_date(printed) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("R8.4.1", date(2026, 4, 1)),
        ("令和１年１１月７日", date(2019, 11, 7)),
        ("平成35年4月1日", date(2023, 4, 1)),
        ("2025/04/01", date(2025, 4, 1)),
        ("2025-04-01", date(2025, 4, 1)),
        (" 令和 7年 4月 1日 ", date(2025, 4, 1)),
        ("令和7年2月30日", None),
        ("令和0年4月1日", None),
        ("平成27年6月予定", None),
        ("", None),
    ],
)
def test_typed_days(typed, day):
    assert parse_date(typed) == day


def test_a_text_that_is_no_date_is_printed_as_it_stands():
    assert as_printed("2025-04-01") == "令和7年4月1日"
    assert as_printed("平成27年6月予定") == "平成27年6月予定"
    assert as_printed("2025-02-30") == "2025-02-30"
