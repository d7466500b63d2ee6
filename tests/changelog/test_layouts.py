"""The lists as the towns printed them, from the pairs of texts that their lists contain."""

from dataclasses import replace

import pytest

from changelog.layouts import LAYOUTS, PrintRow, Style, comparison, kawaguchi, official, pages_text, shinjuku, takatsuki
from changelog.layouts.table import Cell, Table
from changelog.runs import Run

SYSTEM = ("Ⅰ 基本情報", "2. 特定個人情報ファイルを取り扱う事務において使用するシステム")
FILES = ("Ⅱ 特定個人情報ファイルの概要", "(1)住民基本台帳ファイル")
LAW = PrintRow(
    ("Ⅰ 基本情報", "6. 情報提供ネットワークシステムによる情報連携 ※", "②法令上の根拠"),
    before="番号法第19条第7号",
    after="番号法第19条第8号",
    date="令和3年9月1日",
    timing="事後",
    note="事前の提出・公表が不要なその他の項目の変更",
    reason="令和3年9月1日施行の番号法改正に伴う号ずれにかかる変更",
    pages_old=(9,),
    pages_new=(10,),
)
COUNT = PrintRow(
    (*FILES, "4. 特定個人情報ファイルの取扱いの委託", "委託の有無 ※"),
    before="3件",
    after="5件",
    date="令和4年4月1日",
    timing="事前",
    note="事前の提出・公表が不要なその他の項目の変更",
    reason="証明書コンビニ交付サービス開始に伴う変更",
    pages_old=(16,),
)
ENTRY = PrintRow(
    (*FILES, "4. 特定個人情報ファイルの取扱いの委託", "委託事項3"),
    after="委託事項3 コンビニ交付システムのサービス利用\n①委託内容 開発・保守・運用業務\n⑥委託先名 株式会社 日立製作所",
    kind="entry_added",
    pages_new=(15,),
    name="コンビニ交付システムのサービス利用",
    items=(("①委託内容", "開発・保守・運用業務"), ("⑥委託先名", "株式会社 日立製作所")),
)
FUNCTIONS = PrintRow(
    (*SYSTEM, "システム1", "②システムの機能"),
    before="\n".join(f"{number}. 機能その{number}" for number in range(1, 10)),
    after="\n".join(f"{number}. 機能その{number}" for number in range(1, 10)) + "\n10. コンビニ交付システムへの連携",
    pages_new=(3,),
)


def texts(table: Table) -> list[list[str]]:
    return list(table.grid())


def test_the_official_table_has_six_columns_and_plain_text():
    table = official([LAW, COUNT])
    assert [column.title for column in table.columns] == [
        *("変更日", "項目", "変更前の記載", "変更後の記載", "提出時期", "提出時期に係る説明"),
    ]
    assert texts(table)[0] == [
        "令和3年9月1日",
        "Ⅰ 基本情報\n6. 情報提供ネットワークシステムによる情報連携 ※\n②法令上の根拠",
        *("番号法第19条第7号", "番号法第19条第8号", "事後", "事前の提出・公表が不要なその他の項目の変更"),
    ]


def test_the_same_note_may_be_printed_as_ditto_and_is_stored_in_full():
    rows = [LAW, COUNT, replace(COUNT, note=""), COUNT]
    full = COUNT.note
    assert [line[5] for line in texts(official(rows, Style(ditto=True)))] == [full, "同上", "", full]
    assert [line[5] for line in texts(official(rows))] == [full, full, "", full]


def test_nothing_is_said_in_words():
    assert texts(official([replace(LAW, before="")]))[0][2] == "（記載なし）"


def test_takatsuki_prints_the_skeleton_of_the_form_and_what_is_new():
    assert texts(takatsuki([FUNCTIONS, COUNT, ENTRY])) == [
        ["Ⅰ 基本情報", SYSTEM[1], "", "", ""],
        ["", "システム1", "", "", ""],
        ["", "②システムの機能", "<1. ~9. 省略>\n【10. コンビニ交付システムへの連携】", "下線部分追加", "3"],
        ["Ⅱ 特定個人情報ファイルの概要", "特定個人情報ファイル名", "(1)住民基本台帳ファイル", "", ""],
        ["", "4. 特定個人情報ファイルの取扱いの委託", "", "", ""],
        ["", "委託の有無 ※", "【5】件", "証明書コンビニ交付サービス開始に伴う変更", "16"],
        ["", "委託事項3", "コンビニ交付システムのサービス利用", "新規追加", "15"],
        ["", "①委託内容", "開発・保守・運用業務", "", ""],
        ["", "⑥委託先名", "株式会社 日立製作所", "", ""],
    ]


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("平成27年6月予定", "平成27年8月1日", "下線部分変更"),
        ("・保管する。", "・保管する。\n・監視する。", "下線部分追加"),
        ("・保管する。\n・監視する。", "・保管する。", "一部削除"),
        ("", "新しい措置", "新規追加"),
        ("古い措置", "", "削除"),
        ("（非公表）", "（非公表）", ""),
    ],
)
def test_takatsuki_says_what_happened_where_no_reason_is_given(before: str, after: str, reason: str):
    row = PrintRow(("Ⅱ", "⑤保有開始日"), before=before, after=after)
    assert texts(takatsuki([row]))[0][3] == reason


def test_kawaguchi_numbers_its_rows_and_joins_the_path():
    assert texts(kawaguchi([LAW, COUNT, replace(ENTRY, before="")])) == [
        ["Ⅰ 基本情報", *[""] * 6],
        [
            *("1", "P9", "Ⅰ 基本情報－6. 情報提供ネットワークシステムによる情報連携 ※－②法令上の根拠"),
            *("番号法第19条第【7】号", "番号法第19条第【8】号", "事後"),
            "令和3年9月1日施行の番号法改正に伴う号ずれにかかる変更",
        ],
        ["Ⅱ 特定個人情報ファイルの概要", *[""] * 6],
        [
            *("2", "P16"),
            "Ⅱ 特定個人情報ファイルの概要－(1)住民基本台帳ファイル－4. 特定個人情報ファイルの取扱いの委託－委託の有無 ※",
            *("【3】件", "【5】件", "事前", "証明書コンビニ交付サービス開始に伴う変更"),
        ],
        [
            *("3", "P15"),
            "Ⅱ 特定個人情報ファイルの概要－(1)住民基本台帳ファイル－4. 特定個人情報ファイルの取扱いの委託－委託事項3",
            *("—", "コンビニ交付システムのサービス利用を追加", "", ""),
        ],
    ]


def test_kawaguchi_names_a_range_of_files_by_its_ends():
    row = replace(COUNT, path=("Ⅲ", "(1)住民基本台帳ファイル (2)本人確認情報ファイル (3)送付先情報ファイル", "⑨"))
    assert texts(kawaguchi([row]))[1][2] == "Ⅲ－(1)住民基本台帳ファイル～(3)送付先情報ファイル－⑨"


def test_titles_and_words_are_the_towns_own():
    style = Style(
        title="住民基本台帳に関する事務における変更箇所一覧", columns={"reason": "摘要"}, words={"nothing": "－"}
    )
    table = kawaguchi([replace(LAW, before="")], style)
    assert (table.title, table.columns[-1].title, texts(table)[1][3]) == (style.title, "摘要", "－")


def test_shinjuku_merges_pages_and_reasons_of_neighbours():
    reason = "コンビニ交付サービス実施のため追記"
    rows = [
        PrintRow((*SYSTEM, "システム4", name), before, after, pages_new=(5,), reason=reason)
        for name, before, after in (
            ("①システムの名称", "", "証明書自動交付システム"),
            ("③他のシステムとの接続", "[○] その他 ()", "[○] その他 (証明書交付センター)"),
        )
    ]
    table = shinjuku(
        [*rows, PrintRow(("Ⅰ 基本情報", "①部署"), "", "地域振興部", pages_new=(7,), reason="人事異動により変更")]
    )
    assert texts(table) == [
        ["Ⅰ 基本情報", "", "", ""],
        [SYSTEM[1], "", "", ""],
        ["システム4", "", "", ""],
        ["①システムの名称", "【証明書自動交付システム】", "5", reason],
        ["③他のシステムとの接続", "[○] その他 (【証明書交付センター】)", "", ""],
        ["①部署", "【地域振興部】", "7", "人事異動により変更"],
    ]
    assert table.rows[3][2:] == (Cell("5", rowspan=2), Cell(reason, rowspan=2))


def test_shinjuku_prints_an_entry_with_its_items():
    assert texts(shinjuku([replace(ENTRY, reason="追記")]))[-3:] == [
        ["委託事項3", "", "15", "追記"],
        ["①委託内容", "開発・保守・運用業務", "", ""],
        ["⑥委託先名", "株式会社 日立製作所", "", ""],
    ]


def test_the_comparison_marks_both_sides_in_the_order_that_is_wanted():
    item = "Ⅰ 基本情報\n6. 情報提供ネットワークシステムによる情報連携 ※\n②法令上の根拠"
    assert texts(comparison([LAW])) == [[item, "番号法第19条第【7】号", "番号法第19条第【8】号"]]
    table = comparison([LAW], Style(new_first=True, columns={"after": "改正案", "before": "現行"}))
    assert [column.title for column in table.columns] == ["項目", "改正案", "現行"]
    assert texts(table) == [[item, "番号法第19条第【8】号", "番号法第19条第【7】号"]]
    assert table.rows[0][1].runs == (Run("same", "番号法第19条第"), Run("ins", "8"), Run("same", "号"))


def test_the_comparison_folds_and_says_what_is_new_or_gone():
    assert texts(comparison([FUNCTIONS], Style(context=1)))[0][1:] == [
        "（略）\n9. 機能その9",
        "（略）\n9. 機能その9\n【10. コンビニ交付システムへの連携】",
    ]
    assert texts(comparison([replace(LAW, before="")]))[0][1] == "（新設）"
    assert texts(comparison([replace(LAW, after="")]))[0][2] == "（削る）"


def test_marks_may_be_brackets_in_the_text_itself():
    (row,) = comparison([LAW], Style(marks="brackets")).rows
    assert row[1].content == "番号法第19条第【7】号"


@pytest.mark.parametrize(
    ("pages", "text"),
    [((), ""), ((4,), "P4"), ((17, 18), "P17,18"), ((13, 10, 11, 12), "P10～P13"), ((47, 54, 61), "P47・54・61")],
)
def test_page_numbers(pages: tuple[int, ...], text: str):
    assert pages_text(pages, "P") == text


@pytest.mark.parametrize(
    ("layout", "old", "new", "printed"),
    [
        (takatsuki, (9,), None, ""),
        (takatsuki, (9,), (), "9"),
        (takatsuki, None, (), ""),
        (takatsuki, None, (10,), "10"),
        (shinjuku, (9,), None, ""),
        (shinjuku, (9,), (), "9"),
        (kawaguchi, None, (10,), ""),
        (kawaguchi, (), (10,), "P10"),
        (kawaguchi, (), None, ""),
        (kawaguchi, (9,), None, "P9"),
    ],
)
def test_a_page_that_nobody_has_looked_up_is_blank(layout, old, new, printed):
    table = layout([replace(LAW, pages_old=old, pages_new=new)])
    place = [column.key for column in table.columns].index("page")
    assert texts(table)[-1][place] == printed


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_fills_every_place_once(name: str):
    rows = [LAW, FUNCTIONS, PrintRow(("文言等修正",), "", "・表現を修正した。"), PrintRow(()), COUNT, ENTRY]
    for style in (None, Style(context=0, marks="brackets", ditto=True, new_first=True), Style(marks="none")):
        table = LAYOUTS[name](rows, style)
        covered: dict[tuple[int, int], int] = {}
        open_until: dict[int, int] = {}
        for line, cells in enumerate(table.rows):
            column = 0
            for cell in cells:
                while open_until.get(column, 0) > line:
                    column += 1
                for place in range(column, column + cell.colspan):
                    open_until[place] = line + cell.rowspan
                    covered[line, place] = 1
                column += cell.colspan
            assert [open_until.get(place, 0) > line for place in range(len(table.columns))] == [True] * len(
                table.columns
            )
        assert LAYOUTS[name]([], style).rows == ()
