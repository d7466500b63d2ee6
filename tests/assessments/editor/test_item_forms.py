"""Each kind of item as a form: what it draws and what it makes of what a browser sends, in every state."""

import pytest

from assessments import catalogue
from assessments.catalogue import values
from assessments.forms import RecordsForm, item_form

JUTEN, ZENKOMOKU = catalogue.get_form("juten"), catalogue.get_form("zenkomoku")
ITEMS = {
    "text": JUTEN.item("juten.I.1.office_name"),
    "long": JUTEN.item("juten.I.1.office_content"),
    "date": JUTEN.item("juten.II.2.held_from"),
    "choice": JUTEN.item("juten.II.4e.sub"),
    "count": JUTEN.item("juten.II.4.has"),
    "fee": ZENKOMOKU.item("zenkomoku.V.1.fee"),
    "boxes": JUTEN.item("juten.II.3.how_obtained"),
    "grouped": JUTEN.item("juten.II.2.main_items"),
    "counted": JUTEN.item("juten.II.5.has"),
    "flag": JUTEN.item("juten.III.4.none"),
}


def answer(kind: str, data: dict, current=None):
    form = item_form(ITEMS[kind], current, data=data)
    assert form.is_valid(), form.errors
    return form.answer


def refusal(kind: str, data: dict, current=None) -> str:
    form = item_form(ITEMS[kind], current, data=data)
    assert not form.is_valid()
    return " ".join(e for errors in form.errors.values() for e in errors)


@pytest.mark.parametrize(
    "written, kept",
    [
        ("令和7年4月1日", "2025-04-01"),
        ("R7.4.1", "2025-04-01"),
        ("２０２５/４/１", "2025-04-01"),
        ("平成27年6月予定", "平成27年6月予定"),
        ("", None),
    ],
)
def test_days(written, kept):
    assert answer("date", {"value": written}) == kept


def test_a_day_that_does_not_exist_is_refused_in_a_sentence():
    assert "「令和7年2月30日」という日はありません" in refusal("date", {"value": "令和7年2月30日"})


def test_choices():
    assert answer("choice", {"value": "再委託する"}) == "再委託する"
    assert answer("choice", {"value": ""}, "再委託する") is None
    assert "選択肢から選んで" in refusal("choice", {"value": "たぶん"})


def test_what_is_no_option_stays_until_an_option_is_chosen():
    raw = {"raw": "再委託を検討中"}
    assert item_form(ITEMS["choice"], raw).shown["stray"] == "再委託を検討中"
    assert answer("choice", {"value": "再委託を検討中"}, raw) == raw
    assert answer("choice", {"value": "再委託しない"}, raw) == "再委託しない"


def test_a_choice_with_a_number_or_a_text():
    assert answer("count", {"value": "委託する", "count": "４"}) == {"choice": "委託する", "count": 4}
    assert answer("count", {"value": "", "count": ""}) is None
    assert "件数は数字" in refusal("count", {"value": "委託する", "count": "三件"})
    chosen = ITEMS["fee"].labels[0]
    assert answer("fee", {"value": chosen, "text": "1枚10円"}) == {"choice": chosen, "text": "1枚10円"}


def test_boxes_their_texts_and_their_numbers():
    place = {label: n for n, label in enumerate(ITEMS["boxes"].labels)}
    sent = {f"box-{place['紙']}": "on", f"box-{place['その他']}": "on", f"boxtext-{place['その他']}": "窓口端末"}
    assert answer("boxes", sent) == {"checked": ["紙", "その他"], "unknown": [], "other": "窓口端末"}
    sent = {"box-0": "on", "boxcount-0": "55", "box-1": "yes", "boxcount-1": "16"}
    assert answer("counted", sent)["counts"] == {"提供を行っている": 55, "移転を行っている": 16}


def test_boxes_are_drawn_under_the_headings_of_the_form():
    shown = item_form(ITEMS["grouped"], {"checked": ["個人番号"], "unknown": []}).shown
    assert [heading for heading, _ in shown["groups"]] == [
        "・識別情報",
        "・連絡先等情報",
        "・業務関係情報",
    ]
    assert shown["groups"][0][1][0]["state"] == "yes" and shown["unknown"] == 0


@pytest.mark.parametrize("sent, kept", [("yes", ["紙"]), ("no", []), ("on", ["紙"]), (None, [])])
def test_a_known_mark_is_read_the_same_whatever_widget_sent_it(sent, kept):
    data = {} if sent is None else {"box-0": sent}
    for current in ({"checked": ["紙"], "unknown": []}, {"checked": [], "unknown": ["紙"]}, None):
        assert answer("boxes", data, current)["checked"] == kept


def test_all_marks_lost():
    lost, every = {"checked": None, "unknown": []}, {f"box-{n}": "unknown" for n in range(len(ITEMS["boxes"].labels))}
    assert answer("boxes", every, lost) == lost
    assert answer("boxes", every | {"box-0": "yes"}, lost)["unknown"] == list(ITEMS["boxes"].labels[1:])
    assert answer("boxes", every | {"settle": "1"}, lost) == {"checked": [], "unknown": []}


def test_flags():
    assert answer("flag", {"value": "on"}, False) is True
    assert answer("flag", {}, True) is False
    assert answer("flag", {"value": "unknown"}, None) is None
    assert answer("flag", {"value": "no"}, None) is False
    assert answer("flag", {"value": "no"}, True) is False
    assert item_form(ITEMS["flag"], None).shown["unknown"]


@pytest.mark.parametrize("kind", ["text", "long", "date", "choice", "count", "fee"])
def test_what_was_lost_stays_lost_until_it_is_written_or_settled(kind):
    empty = {"value": ""}
    assert answer(kind, empty, values.LOST) == values.LOST
    assert answer(kind, empty | {"settle": "1"}, values.LOST) is None
    assert item_form(ITEMS[kind], values.LOST).is_lost


def test_nothing_of_an_old_system_gets_into_a_text():
    assert answer("long", {"value": "前\x00後\r\n次の行  \n"}) == "前後\n次の行"


def test_a_text_has_an_end():
    assert len(answer("long", {"value": "あ" * 200_000})) == 200_000
    assert "200,000文字まで" in refusal("long", {"value": "あ" * 200_001})


def test_records_one_to_a_line():
    form = RecordsForm(JUTEN.record_item, [], "", data={"value": "個人番号\r\n氏名\r\n", "text": "別添1のとおり"})
    assert form.is_valid() and form.answer == (["個人番号", "氏名"], "別添1のとおり")
    assert RecordsForm(JUTEN.record_item, ["個人番号", "氏名"], "").shown["value"] == "個人番号\n氏名"


def test_every_item_of_every_form_can_be_drawn_and_read_back_unchanged():
    for form in catalogue.startable_forms():
        for item in (i for i in form.items if i.has_answer):
            for current in (None, False if item.kind == "flag" else values.LOST):
                drawn = item_form(item, current)
                assert drawn.shown is not None and drawn.template
                assert item_form(item, current, data={}).is_valid(), item.code
