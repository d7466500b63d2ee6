"""Which changes are only another way to write the same."""

import pytest

from changelog.tokens import arabic, canonical
from changelog.variants import Variant, reference_shift, variant_of


@pytest.mark.parametrize(
    ("before", "after", "variant"),
    [
        ("福祉部 介護課", "福祉部介護課", Variant.SPACING),
        ("①保管\n②消去", "①保管　②消去", Variant.SPACING),
        ("ＩＤ／パスワード", "ID/パスワード", Variant.WIDTH),
        ("Ⅱ(1)6保管場所", "II（１）６保管場所", Variant.WIDTH),
        ("12月1日～31日", "12月1日〜31日", Variant.WIDTH),
        ("－", "—", Variant.WIDTH),
        ("㈱日立", "(株)日立", Variant.WIDTH),
        ("1,457名", "１４５７名", Variant.WIDTH),
        ("[○]紙", "[〇] 紙", Variant.WIDTH),
        ("ｻｰﾊﾞ", "サーバ", Variant.WIDTH),
        ("中間サーバ・プラットフォーム", "中間サーバー・プラットフォーム", Variant.SPELLING),
        ("サーバルームの措置", "サーバールームの措置", Variant.SPELLING),
        ("ユーザID及びウィルス対策", "ユーザーＩＤおよびウイルス対策", Variant.SPELLING),
        ("3ヶ月", "３か月", Variant.SPELLING),
        ("取り扱い、問い合わせ", "取扱い、問合せ", Variant.SPELLING),
        ("第三欄", "第3欄", Variant.NUMERAL),
        ("第十九条第二項", "第19条第2項", Variant.NUMERAL),
        ("令和元年5月1日", "令和１年５月１日", Variant.NUMERAL),
        ("番号法第19条第7号", "番号法第19条第8号", None),
        ("①保管", "②保管", None),
        ("①保管", "(1)保管", None),
        ("発生あり", "発生なし", None),
        ("一部の者", "1部の者", None),
        ("同じ", "同じ", None),
        ("", "新設", None),
        ("", "\n", Variant.SPACING),
    ],
)
def test_a_variant_is_known_by_what_has_to_be_read_away(before: str, after: str, variant: Variant | None):
    assert variant_of(before, after) is variant
    assert variant_of(after, before) is variant


@pytest.mark.parametrize(
    ("before", "after", "shift"),
    [
        ("番号法第19条第7号", "番号法第19条第8号", True),
        ("番号法第１９条第７号別表第２", "番号法第19条第8号別表第2", True),
        ("第85条の2", "第85条の3", True),
        ("番号法第19条第7号による。", "番号法第19条第8号により行う。", False),
        ("3件", "5件", False),
        ("令和5年4月1日", "令和7年4月1日", False),
        ("第7号", "第７号", False),
    ],
)
def test_a_shift_of_references_changes_only_their_numbers(before: str, after: str, shift: bool):
    assert reference_shift(before, after) is shift


@pytest.mark.parametrize(
    ("numeral", "number"), [("十", "10"), ("十九", "19"), ("二百四", "204"), ("二〇", "20"), ("千", "1000")]
)
def test_numerals_of_statutes(numeral: str, number: str):
    assert arabic(numeral) == number


def test_katakana_that_ends_long_by_nature_is_not_cut_short():
    assert canonical("キー") == "キー"
    assert canonical("072ー674") == canonical("072-674")
