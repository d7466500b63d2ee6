"""規則第4条〜第7条, 指針第5の2: the table worked out by hand from rules.md §1, cell by cell."""

import pytest

from assessments.law import threshold
from assessments.law.threshold import Answers, counted, judge
from assessments.rendering.page import document_html
from assessments.snapshot import Snapshot, lines, outline

NONE = "特定個人情報保護評価の実施が義務付けられない"
KISO = "基礎項目評価の実施が義務付けられる"
JUTEN = "基礎項目評価及び重点項目評価の実施が義務付けられる"
ZENKOMOKU = "基礎項目評価及び全項目評価の実施が義務付けられる"

# persons, (few, no accident), (few, accident), (many, no accident), (many, accident)
BY_HAND = (
    (0, NONE, NONE, NONE, NONE),
    (999, NONE, NONE, NONE, NONE),
    (1_000, KISO, KISO, KISO, KISO),
    (9_999, KISO, KISO, KISO, KISO),
    (10_000, KISO, JUTEN, JUTEN, JUTEN),
    (99_999, KISO, JUTEN, JUTEN, JUTEN),
    (100_000, JUTEN, ZENKOMOKU, ZENKOMOKU, ZENKOMOKU),
    (299_999, JUTEN, ZENKOMOKU, ZENKOMOKU, ZENKOMOKU),
    (300_000, ZENKOMOKU, ZENKOMOKU, ZENKOMOKU, ZENKOMOKU),
    (4_000_000, ZENKOMOKU, ZENKOMOKU, ZENKOMOKU, ZENKOMOKU),
)
CELLS = [
    (persons, handlers, incident, cell)
    for persons, *cells in BY_HAND
    for (handlers, incident), cell in zip(((499, False), (499, True), (500, False), (500, True)), cells, strict=True)
]


@pytest.mark.parametrize(("persons", "handlers", "incident", "text"), CELLS)
def test_every_cell_of_the_table(persons, handlers, incident, text):
    assert judge(counted(persons, handlers, incident=incident)).text == text


def test_the_reason_is_a_sentence_that_names_what_decided_and_the_rule():
    found = judge(counted(150_000, 40, incident=False))
    assert found.reason == (
        "対象人数が「10万人以上30万人未満」、取扱者数が「500人未満」、"
        "過去1年以内の特定個人情報に関する重大事故が「発生なし」であるため、"
        "基礎項目評価及び重点項目評価の実施が義務付けられる（規則第6条）。"
    )
    assert found.source.startswith("規則第4条")
    assert found.certainty == "recalled"


def test_what_does_not_decide_need_not_be_answered():
    assert judge(Answers("30万人以上")).text == ZENKOMOKU
    assert judge(Answers("1,000人未満（任意実施）")).text == NONE
    assert judge(Answers("1万人以上10万人未満", "500人以上")).text == JUTEN
    assert judge(Answers("1万人以上10万人未満", "", "発生あり")).text == JUTEN
    assert judge(Answers("1万人以上10万人未満", "500人未満")) is None
    assert judge(Answers()) is None
    assert Answers("30万人以上").missing == ("取扱者数", "重大事故")


def test_ashiya_before_and_after_2017():
    """芦屋市 平成29年4月1日: 1万人以上10万人未満 -> 10万人以上, and Ⅴ1② from 基礎 (任意に重点) to 基礎及び重点."""
    before = judge(Answers("1万人以上10万人未満", "500人未満", "発生なし"))
    after = judge(Answers("10万人以上30万人未満", "500人未満", "発生なし"))
    assert (before.text, after.text) == (KISO, JUTEN)
    assert threshold.rises(before, after)
    assert not threshold.rises(after, before)
    assert threshold.voluntary(before, "juten")
    assert not threshold.voluntary(after, "juten")
    assert threshold.missing_forms(after, ["kiso"]) == ("juten",)


def test_a_voluntary_full_assessment_serves_for_the_priority_one_but_never_for_the_basic_one():
    found = judge(Answers("10万人以上30万人未満", "500人未満", "発生なし"))
    assert threshold.missing_forms(found, ["kiso", "zenkomoku"]) == ()
    assert threshold.missing_forms(found, ["zenkomoku"]) == ("kiso",)
    assert threshold.form_names(("kiso", "juten")) == "基礎項目評価書及び重点項目評価書"


def test_a_kiso_document_is_judged_by_its_own_answers():
    answers = {
        "kiso.II.1.persons": "1,000人未満（任意実施）",
        "kiso.II.2.handlers": "500人未満",
        "kiso.II.3.incident": "発生なし",
    }
    kiso = Snapshot("kiso", "2024-10", "999997", "見本市", answers)
    assert threshold.of(kiso).text == NONE
    assert threshold.of(Snapshot("juten", "5jouhou", "999997", "見本市")) is None
    assert threshold.of(Snapshot("kiso", "2024-10", "999997", "見本市", {"kiso.II.1.persons": {"lost": True}})) is None


def test_the_form_prints_its_own_result():
    """様式2 Ⅲ: computed from Ⅱ, never typed, no change of the document by itself."""
    answers = {"kiso.II.1.persons": "30万人以上", "kiso.II.2.handlers": "500人未満", "kiso.II.3.incident": "発生なし"}
    kiso = Snapshot("kiso", "2024-10", "999997", "見本市", answers)
    placed = {p.item.code: p for sheet in outline(kiso) for p in sheet.items}["kiso.III.result"]
    assert (placed.text, placed.derived) == (ZENKOMOKU, True)
    assert ZENKOMOKU in document_html(kiso, mode="screen")
    assert "kiso.III.result" not in [line.address[1] for line in lines(kiso)]
    unanswered = {p.item.code: p for sheet in outline(Snapshot("kiso", "2024-10", "", "")) for p in sheet.items}
    assert unanswered["kiso.III.result"].text == ""
