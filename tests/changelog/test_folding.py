"""What is left out of a cell, and what stays for the reader to find his place."""

from changelog.diff import Run, fold, mark
from changelog.folding import omitted_numbers
from changelog.runs import bracketed, text_of

OLD = "<川口市における措置>\n①保管する。\n②管理する。\n③監視する。\n④消去する。\n⑤記録する。"


def folded(before: str, after: str, context: int) -> tuple[str, str]:
    cells = mark(before, after, context=context)
    return bracketed(cells[0]), bracketed(cells[1])


def test_unchanged_paragraphs_are_left_out_around_the_change():
    new = OLD.replace("②管理", "②運用管理")
    assert folded(OLD, new, 0) == ("（略）\n②管理する。\n（略）", "（略）\n②【運用】管理する。\n（略）")
    assert folded(OLD, new, 1) == (
        "（略）\n①保管する。\n②管理する。\n③監視する。\n（略）",
        "（略）\n①保管する。\n②【運用】管理する。\n③監視する。\n（略）",
    )


def test_both_cells_keep_the_place_where_only_one_says_more():
    assert folded(OLD, OLD + "\n⑥廃棄する。", 1) == ("（略）\n⑤記録する。", "（略）\n⑤記録する。\n【⑥廃棄する。】")
    assert folded("新設\n" + OLD, OLD, 1)[1] == "<川口市における措置>\n（略）"
    inserted = OLD.replace("③監視", "・写しを取る。\n③監視")
    assert folded(OLD, inserted, 1)[0] == "（略）\n②管理する。\n③監視する。\n（略）"


def test_nothing_is_left_out_where_the_context_reaches():
    assert folded(OLD, OLD.replace("②", "⑨"), 9)[0] == OLD.replace("②", "【②】")


def test_what_is_left_out_can_be_said_in_numbers():
    old = "\n".join(f"{number}. 機能その{number}" for number in range(1, 10))
    cells = mark(old, old + "\n10. 連携", context=0, told=omitted_numbers)
    assert bracketed(cells[1]) == "<1. ~9. 省略>\n【10. 連携】"
    assert omitted_numbers(["4. 連携\n"]) == "<4. 省略>"
    assert omitted_numbers(["・連携\n", "その他"]) == "<省略>"
    assert (
        omitted_numbers(["(1) 住民基本台帳ファイル\n", "  省略される。\n", "(2) 本人確認情報ファイル"])
        == "<(1)~(2)省略>"
    )
    assert omitted_numbers(["④消去する。\n", "⑤記録する。"]) == "<④~⑤省略>"


def test_what_no_number_stands_for_is_printed():
    cells = mark(OLD, OLD.replace("②管理", "②運用管理"), context=0, told=omitted_numbers)
    assert bracketed(cells[1]) == "<川口市における措置>\n<①省略>\n②【運用】管理する。\n<③~⑤省略>"
    assert omitted_numbers(["次の措置を講じる。\n", "①保管する。\n"]) == "次の措置を講じる。\n<①省略>"
    two = ["④消去する。\n", "<中間サーバにおける措置>\n", "①保管する。\n", "【その他】\n", "記録する。"]
    assert omitted_numbers(two) == "<④省略>\n<中間サーバにおける措置>\n<①省略>\n【その他】\n<省略>"


def test_runs_of_one_cell_can_be_folded_alone():
    runs = (Run("same", "一\n二\n三\n"), Run("ins", "四\n"), Run("same", "五\n六"))
    assert text_of(fold(runs, 1)) == "（略）\n三\n四\n五\n（略）"
    assert text_of(fold((Run("same", "一\n二"),), 3)) == "（略）"
    assert fold((), 1) == ()


def test_brackets_stand_around_the_words():
    assert bracketed((Run("same", "一"), Run("ins", "\n二 \n"), Run("del", "\n"))) == "一\n【二】 \n\n"
