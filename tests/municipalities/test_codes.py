"""全国地方公共団体コード: the sixth digit proves the other five."""

import pytest
from django.core.exceptions import ValidationError

from municipalities.codes import check_digit, validate_code

# From 総務省's list: prefectures, designated cities, cities, towns, villages and wards of every part of the country.
REAL = (
    "010006 北海道/011002 札幌市/012025 函館市/130001 東京都/131016 千代田区/131041 新宿区/132012 八王子市/140007 神奈川県/"
    "141003 横浜市/142051 藤沢市/231002 名古屋市/260002 京都府/261009 京都市/270008 大阪府/271004 大阪市/272078 高槻市/"
    "272230 門真市/280003 兵庫県/281000 神戸市/282065 芦屋市/401005 北九州市/401307 福岡市/112038 川口市/470007 沖縄県/472018 那覇市"
).split("/")


@pytest.mark.parametrize("code", [line.split()[0] for line in REAL], ids=[line.split()[1] for line in REAL])
def test_the_codes_of_real_towns_are_right(code):
    validate_code(code)
    assert check_digit(code[:5]) == code[5]


@pytest.mark.parametrize("code", [line.split()[0] for line in REAL[::4]])
def test_one_wrong_digit_is_noticed(code):
    for place in range(6):
        wrong = code[:place] + str((int(code[place]) + 1) % 10) + code[place + 1 :]
        with pytest.raises(ValidationError, match="検査数字"):
            validate_code(wrong)


def test_two_neighbours_that_changed_places_are_noticed():
    with pytest.raises(ValidationError, match="検査数字"):
        validate_code("228065")


@pytest.mark.parametrize(
    "code", ["", "28206", "2820650", "28206５", "２８２０６５", "28206a", " 82065", "-82065", "28206\n", "²82065"]
)
def test_anything_but_six_half_width_digits_is_refused(code):
    with pytest.raises(ValidationError, match="6桁の半角数字"):
        validate_code(code)


def test_the_town_that_does_not_exist_has_a_right_code():
    validate_code("999997")
