"""A hand-made list beside the document it belongs to."""

from changelog.history import Fault, Logged, faults

START, LAW, LINK = ("f1", "⑤"), ("", "law"), ("s3", "③")
BODY = {
    START: "平成27年8月1日",
    LAW: "・第12条(本人等の請求による住民票の写し等の交付)\n・第12条の4(本人等の請求による住民票の写しの特例)",
    LINK: "［○］宛名システム等\n［○］その他（介護保険システム）",
}


def log(address: tuple[str, str], before: str, after: str) -> Logged:
    return Logged((address,), before, after)


def kinds(*rows: Logged) -> list[tuple[str, int]]:
    return [(fault.kind, fault.row) for fault in faults(rows, BODY)]


def test_a_list_that_fits_has_no_faults():
    assert (
        kinds(
            log(START, "平成27年6月予定", "平成27年７月１日"),
            log(START, "平成27年7月1日", "平成27年8月1日"),
            log(LAW, "", "・第12条（本人等の請求による住民票の写し等の交付） 以下略"),
            log(LINK, "[]その他()", "[〇]その他(介護保険システム)"),
            log(("", "gone"), "a", "b"),
            log(("", "記載"), "記載あり", "—"),
        )
        == []
    )


def test_the_document_says_something_else_than_its_last_change():
    said = "・第12条の4(本人等の請求に係る住民票の写しの特例)"
    (fault,) = faults([log(LAW, "", said)], BODY)
    assert (fault.kind, fault.row, fault.address, fault.said, fault.found) == ("body", 0, LAW, said, BODY[LAW])
    assert fault.alike > 80


def test_the_document_still_says_what_was_before():
    assert kinds(log(START, "平成27年8月1日", "平成29年8月1日")) == [("undone", 0)]


def test_a_row_does_not_begin_where_the_last_one_ended():
    rows = [log(START, "平成27年6月予定", "平成27年7月1日"), log(START, "平成27年6月予定", "平成27年8月1日")]
    (fault,) = faults(rows, BODY)
    assert fault == Fault("chain", 1, START, "平成27年6月予定", "平成27年7月1日", fault.alike)


def test_a_row_that_narrates_cannot_be_checked():
    assert kinds(log(LINK, "③宛名システム等", "③その他に、中間サーバーを追加")) == [("narrated", 0)]


def test_a_row_of_several_items_fits_when_one_of_them_says_it():
    assert faults([Logged((LAW, START), "", "平成27年8月1日")], BODY) == []


def test_a_row_without_an_item_is_not_judged():
    assert kinds(Logged((), "—", "・表現を修正した。")) == []
