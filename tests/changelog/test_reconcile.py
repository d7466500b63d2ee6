"""The rows follow the document, and nobody's words are lost."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from changelog.lines import Change, Line, compare
from changelog.merging import alike, merge, split
from changelog.order import positions
from changelog.rows import Plan, reconcile
from tests.changelog.strategies import edited, lines


@dataclass(eq=False)
class Row:
    position: int = 0
    kind: str = "changed"
    addresses: Any = field(default_factory=list)
    label: str = ""
    before: str = ""
    after: str = ""
    changed_on: date | None = None
    timing: str = ""
    note: str = ""
    reason: str = ""
    custom_label: str = ""
    custom_before: str = ""
    custom_after: str = ""
    retired: bool = False
    table: str = ""


def applied(rows: list[Row], plan: Plan[Row]) -> list[Row]:
    for row, fields in plan.update:
        for name, value in fields.items():
            setattr(row, name, value)
    for row in plan.retire:
        row.retired = True
    kept = [row for row in rows if row not in plan.delete] + [Row(**fields) for fields in plan.create]
    return sorted(kept, key=lambda row: row.position)


def refreshed(rows: list[Row], changes: list[Change]) -> list[Row]:
    return applied(rows, reconcile(rows, changes))


def shown(rows: list[Row]) -> list[tuple[str, str]]:
    return [(row.label, row.after) for row in rows if not row.retired]


def change(code: str, after: str = "後", before: str = "前", label: str = "", ref: str = "") -> Change:
    return Change("changed", ((ref, code),), label or f"Ⅰ\n{code}", before, after, (), ())


def test_every_change_gets_a_row_in_its_order():
    rows = refreshed([], [change("①"), change("②")])
    assert [(row.addresses, row.label, row.before, row.after) for row in rows] == [
        ([["", "①"]], "Ⅰ\n①", "前", "後"),
        ([["", "②"]], "Ⅰ\n②", "前", "後"),
    ]


def test_nothing_is_written_where_nothing_differs():
    rows = refreshed([], [change("①"), change("②")])
    assert reconcile(rows, [change("①"), change("②")]) == Plan()


def test_one_new_row_rewrites_no_other():
    rows = refreshed([], [change(str(code)) for code in range(0, 100, 2)])
    plan = reconcile(rows, [change(str(code)) for code in (0, 1, *range(2, 100, 2))])
    assert (len(plan.create), plan.update) == (1, [])
    assert [row.label for row in applied(rows, plan)][:3] == ["Ⅰ\n0", "Ⅰ\n1", "Ⅰ\n2"]


def test_what_a_person_added_survives_new_words():
    rows = refreshed([], [change("①")])
    rows[0].note, rows[0].changed_on = "法改正", date(2025, 4, 1)
    (row,) = refreshed(rows, [change("①", "別の後")])
    assert (row.after, row.note, row.changed_on) == ("別の後", "法改正", date(2025, 4, 1))


def test_a_row_nobody_touched_goes_with_its_difference():
    rows = refreshed([], [change("①"), change("②")])
    assert shown(refreshed(rows, [change("②")])) == [("Ⅰ\n②", "後")]


@pytest.mark.parametrize("name", ["note", "reason", "timing", "custom_after", "table"])
def test_a_row_with_words_is_retired_and_comes_back_with_them(name: str):
    rows = refreshed([], [change("①")])
    setattr(rows[0], name, "書いた")
    rows = refreshed(rows, [])
    assert [row.retired for row in rows] == [True]
    assert reconcile(rows, []) == Plan()
    (row,) = refreshed(rows, [change("①", "三度目")])
    assert (row.retired, row.after, getattr(row, name)) == (False, "三度目", "書いた")


def test_a_retired_row_whose_words_were_taken_out_goes():
    assert reconcile([row := Row(addresses=[["", "①"]], retired=True)], []).delete == [row]


def test_rows_without_items_and_rows_of_the_history_stay_where_they_are():
    rows = refreshed([], [change("①"), change("③")])
    free = Row(position=rows[0].position + 1, kind="changed", custom_label="文言等修正")
    old = Row(position=0, kind="history", addresses=[["", "①"]], label="過去")
    rows = refreshed([*rows, free, old], [change("①"), change("②"), change("③")])
    assert [row.custom_label or row.label for row in rows] == ["過去", "Ⅰ\n①", "文言等修正", "Ⅰ\n②", "Ⅰ\n③"]
    assert [row.custom_label or row.label for row in refreshed(rows, [])] == ["過去", "文言等修正"]


FILES = ["(1)住民基本台帳ファイル", "(2)本人確認情報ファイル", "(3)送付先情報ファイル"]


def in_files(before: str = "", *afters: str) -> list[Change]:
    return [
        change("6", after, before, f"Ⅱ 特定個人情報ファイルの概要\n{name}\n6. 保管場所", ref)
        for name, after, ref in zip(FILES, afters, ("f1", "f2", "f3"), strict=True)
    ]


def merged(rows: list[Row]) -> list[Row]:
    done = merge(rows)
    for name, value in done.fields.items():
        setattr(done.keep, name, value)
    return [row for row in rows if row not in done.gone]


def test_the_same_change_in_three_files_may_be_one_row():
    changes = in_files("庁舎", *["クラウド"] * 3)
    assert alike([change("①"), *changes]) == [tuple(changes)]
    (row,) = refreshed(merged(refreshed([], changes)), changes)
    assert row.label == (
        "Ⅱ 特定個人情報ファイルの概要\n"
        "(1)住民基本台帳ファイル (2)本人確認情報ファイル (3)送付先情報ファイル\n6. 保管場所"
    )
    assert (row.before, row.after) == ("庁舎", "クラウド")
    assert reconcile([row], changes) == Plan()


def test_items_of_one_row_that_differ_are_told_apart():
    changes = [change("①実施日", "平成29年4月1日", "", "Ⅴ\n①実施日"), change("②結果", "重点", "基礎", "Ⅴ\n②結果")]
    (row,) = refreshed(merged(refreshed([], changes)), changes)
    assert row.label == "Ⅴ\n①実施日 ②結果"
    assert row.before == "①実施日 （記載なし）\n②結果 基礎"
    assert row.after == "①実施日 平成29年4月1日\n②結果 重点"


def test_a_merged_row_stays_merged_when_one_of_its_items_is_taken_back():
    changes = in_files("庁舎", *["クラウド"] * 3)
    rows = merged(refreshed([], changes))
    (row,) = refreshed(rows, changes[:1])
    assert len(row.addresses) == 3
    assert row.label.endswith("(1)住民基本台帳ファイル\n6. 保管場所")
    (row,) = refreshed([row], changes)
    assert "(3)送付先情報ファイル" in row.label


def test_merging_keeps_every_note_and_says_what_did_not_agree():
    rows = refreshed([], in_files("庁舎", *["クラウド"] * 3))
    rows[0].note, rows[1].note, rows[2].timing = "移行", "更改", "事前"
    done = merge(list(reversed(rows)))
    assert (done.keep, done.gone) == (rows[0], rows[1:])
    assert (done.fields["note"], done.fields["timing"], done.parted) == ("移行\n更改", "事前", ("note",))
    with pytest.raises(ValueError):
        merge(rows[:1])


def test_a_split_row_gives_its_reason_to_each():
    changes = in_files("庁舎", *["クラウド"] * 3)
    (row,) = refreshed(merged(refreshed([], changes)), changes)
    row.note, row.custom_after = "移行", "手入力"
    own, others = split(row)
    row.addresses = own["addresses"]
    rows = refreshed([row, *(Row(**fields) for fields in others)], changes)
    assert [(row.addresses, row.after, row.note, row.custom_after) for row in rows] == [
        ([["f1", "6"]], "クラウド", "移行", "手入力"),
        ([["f2", "6"]], "クラウド", "移行", ""),
        ([["f3", "6"]], "クラウド", "移行", ""),
    ]
    with pytest.raises(ValueError):
        split(row)


def test_of_two_rows_for_one_item_the_one_that_is_shown_stays():
    hidden, seen = Row(addresses=[["", "①"]], retired=True, note="古い"), Row(addresses=[["", "①"]], position=9)
    rows = refreshed([hidden, seen], [change("①")])
    assert [(row.note, row.retired) for row in rows] == [("古い", True), ("", False)]


def test_a_row_of_a_whole_entry_is_no_row_of_its_items():
    added = Change("entry_added", (("t1", ""),), "移転先1", "", "移転先1 課税課", (), ())
    (row,) = refreshed([], [added])
    row.note = "新規"
    rows = refreshed([row], [change("①", ref="t1")])
    assert [(row.kind, row.retired, row.note) for row in rows if row.note] == [("entry_added", True, "新規")]
    assert len(rows) == 2


@given(st.lists(st.none() | st.integers(0, 50)))
def test_positions_increase(now: list[int | None]):
    found = positions(now)
    assert len(found) == len(now)
    assert all(a < b for a, b in zip(found, found[1:], strict=False))
    assert all(position >= 0 for position in found)


@given(st.lists(st.integers(0, 5000), unique=True))
def test_positions_in_order_stay(now: list[int]):
    assert positions(sorted(now)) == sorted(now)


@given(st.data())
def test_rows_always_tell_the_changes_and_keep_the_words(data: st.DataObject):
    base = data.draw(lines())
    rows: list[Row] = []
    notes: dict[str, Row] = {}
    document: list[Line] = base
    for step in range(3):
        document = data.draw(edited(document))
        changes = compare(base, document)
        rows = refreshed(rows, changes)
        told = [row for row in rows if not row.retired]
        assert [(row.before, row.after) for row in told] == [(found.before, found.after) for found in changes]
        assert reconcile(rows, changes) == Plan()
        if told:
            row = data.draw(st.sampled_from(told))
            row.note = row.note or f"第{step}回"
            notes[row.note] = row
        assert all(row in rows for row in notes.values())
