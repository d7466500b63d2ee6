"""The net difference of two documents, as a clerk would list it."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from changelog.lines import Change, Line, compare, contradictions, replay, unproven
from tests.changelog.strategies import edited, lines

FILE = "Ⅱ 特定個人情報ファイルの概要\n(1)住民基本台帳ファイル\n5. 特定個人情報の提供・移転"


def item(code: str, text: str, label: str = "") -> Line:
    return Line(("", code), label or f"Ⅰ 基本情報\n{code}", text)


def transfer(ref: str, number: int, **texts: str) -> list[Line]:
    label = f"{FILE}\n移転先{number}"
    names = {"name": "", "law": "\n①法令上の根拠", "use": "\n②移転先における用途"}
    return [Line((ref, code), label + names[code], text, (), ("f1", ref), label) for code, text in texts.items()]


OLD = [
    item("purpose", "住民基本台帳に関する事務"),
    Line(("f1", "start"), "Ⅱ\n(1)\n⑤保有開始日", "平成27年6月予定", (), ("f1",), "Ⅱ\n(1)"),
    *transfer("t1", 1, name="総務部 課税課", law="番号法第9条第1項", use="住民税の賦課"),
    *transfer("t2", 2, name="福祉部 介護保険課", law="番号法第9条第1項", use="介護保険の給付"),
    Line(("f1", "keep"), "Ⅱ\n(1)\n6. 保管", "サーバ内に保管する。", (), ("f1",), "Ⅱ\n(1)"),
]


def told(changes: list[Change]) -> list[tuple[str, str, str]]:
    return [(change.kind, change.before, change.after) for change in changes]


def reworded(lines: list[Line], address: tuple[str, str], text: str) -> list[Line]:
    return [replace(line, text=text) if line.address == address else line for line in lines]


def test_an_edit_is_one_change_of_its_item():
    new = reworded(OLD, ("f1", "start"), "平成27年8月1日")
    assert compare(OLD, new) == [
        Change(
            "changed",
            (("f1", "start"),),
            "Ⅱ\n(1)\n⑤保有開始日",
            "平成27年6月予定",
            "平成27年8月1日",
            (OLD[1],),
            (new[1],),
        )
    ]


def test_an_edit_that_was_taken_back_leaves_nothing():
    assert compare(OLD, reworded(reworded(OLD, ("", "purpose"), "別の事務"), ("", "purpose"), OLD[0].text)) == []


def test_renumbering_and_reordering_leave_nothing():
    swapped = [
        *OLD[:2],
        *transfer("t2", 1, name="福祉部 介護保険課", law="番号法第9条第1項", use="介護保険の給付"),
        *transfer("t1", 2, name="総務部 課税課", law="番号法第9条第1項", use="住民税の賦課"),
        OLD[-1],
    ]
    assert compare(OLD, swapped) == []


def test_an_added_entry_is_one_change_with_its_whole_content():
    new = [
        *OLD[:8],
        *transfer("t15", 15, name="こども福祉部 福祉室 地域福祉課", law="条例", use="医療費の助成"),
        OLD[8],
    ]
    (change,) = compare(OLD, new)
    assert (change.kind, change.addresses, change.label) == ("entry_added", (("t15", ""),), f"{FILE}\n移転先15")
    assert change.before == ""
    assert change.after == (
        "移転先15 こども福祉部 福祉室 地域福祉課\n①法令上の根拠 条例\n②移転先における用途 医療費の助成"
    )
    assert replay(OLD, [change]) == {line.address: line.text for line in new}


def test_a_long_item_of_an_entry_stands_under_its_label():
    new = [*OLD, *transfer("t3", 3, name="市民課", use="・交付\n・照会")]
    assert compare(OLD, new)[0].after == "移転先3 市民課\n②移転先における用途\n・交付\n・照会"


def test_a_removed_entry_stands_at_its_old_place():
    changes = compare(OLD, [line for line in reworded(OLD, ("f1", "keep"), "別室") if "t1" not in line.group])
    assert told(changes) == [
        (
            "entry_removed",
            "移転先1 総務部 課税課\n①法令上の根拠 番号法第9条第1項\n②移転先における用途 住民税の賦課",
            "",
        ),
        ("changed", "サーバ内に保管する。", "別室"),
    ]


def test_what_is_gone_from_an_entry_stays_with_the_entry_when_the_entries_are_reordered():
    first, second, keep = OLD[2:5], OLD[5:8], OLD[8]
    new = [*OLD[:2], *second, *first[1:], keep]
    new = reworded(new, ("t1", "law"), "条例")
    assert [change.addresses for change in compare(OLD, new)] == [(("t1", "name"),), (("t1", "law"),)]


def test_a_whole_file_with_its_entries_is_one_change():
    (change,) = compare(OLD[:1], OLD)
    assert change.addresses == (("f1", ""),)
    assert change.label == "Ⅱ\n(1)"
    assert len(change.new) == 8


def test_items_of_an_entry_on_both_sides_are_compared_one_by_one():
    new = [line for line in reworded(OLD, ("t1", "name"), "総務部 財務室 課税課") if line.address != ("t1", "use")]
    assert told(compare(OLD, new)) == [
        ("changed", "総務部 課税課", "総務部 財務室 課税課"),
        ("changed", "住民税の賦課", ""),
    ]


def test_an_entry_that_says_nothing_yet_is_no_change():
    assert compare(OLD, [*OLD, *transfer("t9", 9, name="", law="")]) == []


def test_of_check_boxes_only_those_that_differ_are_told():
    def boxes(**marks: str) -> Line:
        parts = tuple((name, f"[{mark}]{name}") for name, mark in marks.items())
        return Line(("s1", "link"), "③他のシステムとの接続", " ".join(text for _, text in parts), parts, ("s1",))

    old, new = (
        boxes(庁内連携システム=" ", 税務システム="○", 紙=" "),
        boxes(庁内連携システム="○", 税務システム="○", 紙=" "),
    )
    assert told(compare([old], [new])) == [("changed", "[ ]庁内連携システム", "[○]庁内連携システム")]
    assert replay([old], compare([old], [new])) == {new.address: new.text}


def records(*names: str) -> list[Line]:
    text = "、".join(f"{number}.{name}" for number, name in enumerate(names, 1))
    return [Line(("f1", "records"), "(別添1)", text, tuple((name, name) for name in names), ("f1",), "Ⅱ")]


def test_an_inserted_record_is_not_a_change_of_all_that_follow():
    old, new = records("自治体コード", "世帯番号", "届出日"), records("自治体コード", "宛名番号", "世帯番号", "届出日")
    assert told(compare(old, new)) == [("changed", "", "宛名番号")]


def test_records_in_another_order_are_no_change_and_no_missing_proof():
    old, new = records("自治体コード", "世帯番号"), records("世帯番号", "自治体コード")
    assert compare(old, new) == []
    assert unproven(old, [], new) == []


def test_two_records_of_one_name_are_two():
    assert told(compare(records("氏名", "氏名"), records("氏名"))) == [("changed", "氏名", "")]


def test_where_parts_do_not_tell_the_difference_the_whole_text_does():
    old = Line(("", "x"), "x", "[委託する] 3件", (("する", "[委託する]"),))
    new = replace(old, text="[委託する] 4件")
    assert told(compare([old], [new])) == [("changed", "[委託する] 3件", "[委託する] 4件")]


def test_one_address_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        compare([OLD[0], OLD[0]], OLD)


def test_a_log_that_does_not_fit_its_document_is_found():
    changes = compare(OLD, reworded(OLD, ("f1", "start"), "平成27年8月1日"))
    assert contradictions(OLD, changes) == []
    assert contradictions(reworded(OLD, ("f1", "start"), "平成27年7月予定"), changes) == [("f1", "start")]


def test_a_forgotten_change_is_found():
    new = reworded(reworded(OLD, ("f1", "start"), "平成27年8月1日"), ("", "purpose"), "x")
    changes = compare(OLD, new)
    assert unproven(OLD, changes, new) == []
    assert unproven(OLD, changes[:1], new) == [("f1", "start")]


@given(st.data())
def test_published_plus_changes_is_the_new_document(data: st.DataObject):
    old = data.draw(lines())
    new = data.draw(edited(old))
    changes = compare(old, new)
    assert unproven(old, changes, new) == []
    said = {address: text for address, text in replay(old, changes).items() if text}
    assert said == {line.address: line.text for line in new if line.text}
    assert contradictions(old, changes) == []


@given(st.data())
def test_only_what_differs_is_listed(data: st.DataObject):
    old = data.draw(lines())
    new = data.draw(edited(old))
    before, after = ({line.address: line.text for line in document} for document in (old, new))
    differing = {address for address in {*before, *after} if before.get(address, "") != after.get(address, "")}
    named = {line.address for change in compare(old, new) for line in (*change.old, *change.new) if line.text}
    assert differing <= named
    assert compare(new, new) == []


@given(lines(), st.randoms())
def test_any_order_of_the_same_lines_is_no_change(document: list[Line], rnd: random.Random):
    shuffled = list(document)
    rnd.shuffle(shuffled)
    assert compare(document, shuffled) == []
