"""Answers of every kind: made clean once for all, refused with a sentence, read as text."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.catalogue import CHECK_KINDS, get_form, values
from tests.assessments.snapshot.strategies import answer, hostile

FORM = get_form("juten")
ITEMS = [item for item in FORM.items if item.has_answer]
TEXT, DATE = FORM.item("juten.I.1.office_name"), FORM.item("juten.V.1.date")
CHOICE, COUNTED = FORM.item("juten.I.1.persons"), FORM.item("juten.II.4.has")
CHECKS, FLAG = FORM.item("juten.II.3.source"), FORM.item("juten.III.5.none")


@settings(max_examples=150, deadline=None)
@given(text=hostile)
def test_clean_text_is_fit_for_databases_xml_and_people(text):
    clean = values.clean_text(text)
    assert values.clean_text(clean) == clean == clean.strip(" \t\n")
    clean.encode()
    assert not any(ord(c) < 32 and c not in "\n\t" or 0x7F <= ord(c) < 0xA0 or 0xD800 <= ord(c) < 0xE000 for c in clean)


@settings(max_examples=150, deadline=None)
@given(item=st.sampled_from(ITEMS), data=st.data())
def test_what_is_clean_stays_as_it_is_and_is_plain_json(item, data):
    value = data.draw(answer(item))
    assert values.clean(item, value) == value
    assert json.loads(json.dumps(value)) == value
    assert isinstance(values.as_text(item, value), str)
    assert not (values.is_empty(item, value) and values.is_unknown(item, value))


@pytest.mark.parametrize("text, clean", [
    ("一行\r\n二行\r三行", "一行\n二行\n三行"),
    ("\u2028区切り\u2029", "区切り"),
    ("NUL\x00と\x1b[31m色", "NULと[31m色"),
    ("片方\ud842だけ", "片方だけ"),
    ("𠮷野家🏯葛󠄀城", "𠮷野家🏯葛󠄀城"),
    ("\ufeff先頭の印", "先頭の印"),
    ("行末の空白 \t\n次", "行末の空白\n次"),
    ("　全角の字下げ", "　全角の字下げ"),
    ("  \n \t", ""),
])  # fmt: skip
def test_text_in_normal_form(text, clean):
    assert values.clean_text(text) == clean
    assert values.clean(TEXT, text) == (clean or None)


@pytest.mark.parametrize("item, value, clean", [
    (CHOICE, "1) 1,000人未満", "1,000人未満"),
    (CHOICE, {"raw": "1,000人未満"}, "1,000人未満"),
    (CHOICE, "約千人", {"raw": "約千人"}),
    (CHOICE, "", None),
    (COUNTED, "委託する", {"choice": "委託する"}),
    (COUNTED, {"choice": "1) 委託する", "count": "１，２００"}, {"choice": "委託する", "count": 1200}),
    (COUNTED, {"choice": None, "count": ""}, None),
    (CHECKS, {"checked": ["その他", "評価実施機関内の他部署"]},
     {"checked": ["評価実施機関内の他部署", "その他"], "unknown": []}),
    (CHECKS, {"checked": ["その他"], "unknown": ["その他"]}, {"checked": ["その他"], "unknown": []}),
    (CHECKS, {"checked": None}, {"checked": None, "unknown": []}),
    (FLAG, True, True), (FLAG, False, False), (FLAG, None, None),
    (TEXT, {"lost": True}, {"lost": True}), (TEXT, None, None),
])  # fmt: skip
def test_each_kind_has_one_normal_form(item, value, clean):
    assert values.clean(item, value) == clean


@pytest.mark.parametrize("item, value, sentence", [
    (TEXT, 7, "文字で記入"),
    (CHOICE, 7, "文字で記入"),
    (COUNTED, 7, "選択肢から"),
    (COUNTED, {"choice": "委託する", "count": "三件"}, "件数は数字"),
    (COUNTED, {"choice": "委託する", "count": -1}, "件数は数字"),
    (COUNTED, {"choice": "委託する", "count": 10**9}, "件数は数字"),
    (COUNTED, {"choice": "委託する", "count": True}, "件数は数字"),
    (CHECKS, "その他", "○を付けて"),
    (CHECKS, {"checked": ["ない選択肢"]}, "という選択肢はありません"),
    (CHECKS, {"checked": [], "texts": {"ない選択肢": "記載"}}, "という選択肢はありません"),
    (CHECKS, {"checked": [], "counts": {"ない選択肢": 3}}, "という選択肢はありません"),
    (FLAG, "はい", "○を付けるか"),
    (FORM.item("juten.cover.form_mark"), "記載", "記入できません"),
])  # fmt: skip
def test_what_does_not_fit_is_refused_with_a_sentence_that_names_the_item(item, value, sentence):
    with pytest.raises(values.WrongValue, match=sentence) as refused:
        values.clean(item, value)
    assert item.label in str(refused.value)


@pytest.mark.parametrize("value, text", [
    ({"checked": ["その他"], "unknown": [], "other": "市民"}, "［○］その他（市民）"),
    ({"checked": [], "unknown": ["その他"]}, "［？］その他"),
    ({"checked": None}, "［？］その他"),
    ({"checked": [], "unknown": [], "other": "市民"}, "［　］その他（市民）"),
])  # fmt: skip
def test_a_check_box_reads_as_the_form_prints_it(value, text):
    assert values.as_text(CHECKS, value).splitlines()[-1] == text


@pytest.mark.parametrize("value", [None, {"checked": [], "unknown": []}, {"checked": []}])
def test_boxes_without_a_mark_say_nothing(value):
    assert values.as_text(CHECKS, value) == "" and values.is_empty(CHECKS, value)


def test_a_flag_says_what_it_is():
    assert values.as_text(FLAG, True) == "［○］提供・移転しない" and values.as_text(FLAG, False) == ""
    assert values.is_unknown(FLAG, None) and not values.is_empty(FLAG, False)
    assert values.answer(FLAG, {}) is False and values.answer(FLAG, {FLAG.code: None}) is None


def test_a_lost_answer_is_neither_empty_nor_known():
    for item in (TEXT, CHOICE, COUNTED, CHECKS, DATE):
        assert values.is_unknown(item, {"lost": True}) and not values.is_empty(item, {"lost": True})
        assert values.as_text(item, {"lost": True}) == values.LOST_TEXT


def test_every_kind_of_box_has_a_part_for_each_of_its_labels():
    for item in ITEMS:
        assert len(values.parts(item, None)) == (len(item.labels) if item.kind in CHECK_KINDS else 0)
