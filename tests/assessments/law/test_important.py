"""規則第11条, 指針第6の2(2): real changes of published documents run through the proposal."""

from datetime import date

import pytest

from assessments.catalogue import get_form
from assessments.law.formal import recognise
from assessments.law.important import Answers, Subject, propose, recognised

TODAY = date(2025, 7, 1)
PAST, FUTURE = date(2025, 4, 1), date(2025, 10, 1)
JUTEN, ZENKOMOKU = get_form("juten"), get_form("zenkomoku")


def change(code: str, before: str, after: str) -> Subject:
    form = JUTEN if code.startswith("juten") else ZENKOMOKU
    return Subject(form, (form.item(code),), before, after)


def entry(kind: str, *, added: bool = True, form=JUTEN) -> Subject:
    return Subject(form, (), "", "新しい記載", kind, "entry_added" if added else "entry_removed")


def test_an_item_without_mark_is_never_an_important_change():
    """芦屋市 2021: 委託先名 株式会社パソナ → 株式会社エイジェック, 事後, 「事前の提出・公表が不要なその他の項目の変更」."""
    found = propose(
        change("juten.II.4e.contractor", "株式会社 パソナ", "株式会社 エイジェック"), Answers(PAST, "other"), TODAY
    )
    assert (found.timing, found.note) == ("事後", "事前の提出・公表が不要なその他の項目の変更")
    assert not found.important and not found.needs_redo
    assert found.nature == "other"
    assert "指針第7" in found.rule
    ahead = propose(change("juten.II.4e.contractor", "甲社", "乙社"), Answers(FUTURE, "other"), TODAY)
    assert ahead.timing == "事前"


def test_a_marked_item_is_important_unless_it_is_formal_or_reduces_the_risk():
    """川口市 10: 保管場所 with the data centre of the コンビニ交付, entered 事前."""
    place = change("zenkomoku.II.6.place", "電算機室", "電算機室\n証明書コンビニ交付システムのデータセンターに設置")
    found = propose(place, Answers(FUTURE, "other", reason="証明書コンビニ交付サービスの開始"), TODAY)
    assert found.important and found.needs_redo
    assert found.timing == "事前"
    assert found.note == "重要な変更（証明書コンビニ交付サービスの開始）"
    assert found.rule.startswith("規則第11条")
    assert found.because[0] == "「①保管場所」は※（重要な変更の対象）の項目です。"
    assert found.warnings == ()


def test_formal_and_reducing_changes_of_a_marked_item_are_not_important():
    """門真市: 「形式的な変更であるため、重要な変更に当たらない。」"""
    measures = change("juten.III.3.r1_measures", "措置を行なう。", "措置を行う。")
    formal = propose(measures, Answers(PAST, "formal"), TODAY)
    assert (formal.timing, formal.note) == ("事後", "形式的な変更であるため、重要な変更に当たらない。")
    reduces = propose(measures, Answers(PAST, "reduces"), TODAY)
    assert reduces.note == "リスクを明らかに軽減させる変更であるため、重要な変更に当たらない。"
    assert not formal.important and not reduces.important
    assert formal.rule.startswith("指針第6の2(2)ただし書")


def test_an_important_change_that_has_happened_is_late_except_in_an_emergency():
    scope = change("juten.II.2.scope", "住民", "住民及び転出者")
    late = propose(scope, Answers(PAST, "other"), TODAY)
    assert late.timing == "事前"
    assert "令和7年4月1日に変わっています" in late.warnings[0]
    emergency = propose(scope, Answers(PAST, "other", emergency=True), TODAY)
    assert emergency.timing == "事後"
    assert emergency.rule.startswith("規則第9条第2項")
    assert emergency.important and emergency.warnings == ()


def test_without_a_day_the_timing_stays_open():
    found = propose(change("juten.I.6.dept", "市民課", "住民課"), Answers(None, "formal"), TODAY)
    assert found.timing == ""
    assert found.warnings[0].startswith("取扱いが変わる日が入っていない")


@pytest.mark.parametrize(
    ("code", "before", "after", "told"),
    [
        # 門真市, entered 事後 「形式的な変更であるため、重要な変更に当たらない。」
        ("juten.I.5.implementation", "実施しない", "実施する", "情報連携を新たに実施する"),
        (
            "juten.II.3.source",
            "[ ]本人又は本人の代理人",
            "[○]本人又は本人の代理人",
            "入手元に新しい○（本人又は本人の代理人）",
        ),
        # 芦屋市, entered 事後 with an empty explanation
        (
            "juten.II.2.main_items",
            "[○]その他(戸籍に関する情報)",
            "[○]その他(戸籍に関する情報、選挙関係情報)",
            "「その他」の内容が変わっています（戸籍に関する情報、選挙関係情報）",
        ),
        ("juten.II.2.main_items", "［　］地方税関係情報", "［○］地方税関係情報", "新しい○（地方税関係情報）"),
        ("juten.II.4.has", "委託しない", "委託する（1）件", "新たに委託をする"),
        ("juten.II.4e.sub", "再委託しない", "再委託する", "新たに再委託をする"),
        ("juten.II.6.place", "サーバ室", "サーバ室 <ガバメントクラウドにおける措置>", "「クラウド」が加わって"),
    ],
)
def test_an_answer_that_contradicts_the_change_is_warned_of(code, before, after, told):
    found = propose(change(code, before, after), Answers(PAST, "formal"), TODAY)
    assert told in "".join(found.warnings)
    assert found.nature == "formal"  # a person decides
    assert propose(change(code, before, after), Answers(FUTURE, "other"), TODAY).warnings == ()


def test_a_box_that_is_taken_away_or_a_choice_turned_off_is_no_contradiction():
    off = change("juten.II.3.source", "［○］民間事業者（A社）", "［　］民間事業者")
    assert propose(off, Answers(PAST, "formal"), TODAY).warnings == ()
    assert (
        propose(change("juten.II.4.has", "委託する（1）件", "委託しない"), Answers(PAST, "reduces"), TODAY).warnings
        == ()
    )
    sub = change("juten.II.4e.sub", "再委託する", "再委託しない")
    assert propose(sub, Answers(PAST, "reduces"), TODAY).warnings == ()


def test_another_number_of_outsourcings_is_asked_about():
    """芦屋市 2017: 3件 → 4件, 事後; 川口市 6: 3件 → 5件, 事前 (C5)."""
    found = propose(change("juten.II.4.has", "委託する（3）件", "委託する（4）件"), Answers(PAST, "formal"), TODAY)
    assert "件数だけが変わっています" in "".join(found.because)
    assert found.warnings == ()


def test_whole_entries():
    """芦屋市: 移転先15・16 added 事後; a new file is as a ※ item; a new 委託事項 is asked about."""
    transfer = propose(entry("transfers"), Answers(PAST, "other"), TODAY)
    assert (transfer.important, transfer.timing) == (False, "事後")
    file = propose(entry("files"), Answers(FUTURE, "other"), TODAY)
    assert file.important and file.timing == "事前"
    assert "特定個人情報ファイルが増えています" in propose(entry("files"), Answers(FUTURE, "formal"), TODAY).warnings[0]
    outsourcing = propose(entry("outsourcing"), Answers(PAST, "other"), TODAY)
    assert not outsourcing.important
    assert "再委託が変わらないか" in "".join(outsourcing.because)
    assert propose(entry("outsourcing"), Answers(PAST, "important"), TODAY).important


def test_an_accident_of_three_years_ago_is_taken_out_afterwards():
    """川口市 16: 事後 「事故発生から3年経過したため記載を削除するもの。」 — ⑨ has no ※ (C6)."""
    over = change("zenkomoku.III.7.r1_incident", "発生あり", "発生なし")
    found = propose(over, Answers(PAST, "other"), TODAY)
    assert (found.timing, found.note) == ("事後", "事故発生から3年経過したため記載を削除するもの。")
    assert not found.important


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("番号法第19条第7号別表第2", "番号法第19条第8号別表第2", "law"),  # 川口市 9
        ("番号法第十九条第七号", "番号法第19条第8号", "law"),
        ("番号法別表第一の16の項", "番号法別表の24の項", "law"),
        ("番号法第19条第8号別表第二", "番号法第19条第8号に基づく命令第2条の表", "law"),
        ("個人情報保護条例の規定", "個人情報保護法の規定", "law"),
        ("個人番号、4情報、その他", "個人番号、5情報、その他", "law"),
        ("番号法別表第一の16の項", "番号法別表の24の項及び25の項", None),
        ("規則第5条第1項", "規則第6条第1項", "reference"),
        ("サーバー室", "サーバ室", "spelling"),
        ("ＩＤとパスワード", "IDとパスワード", "width"),
        ("１件 につき", "１件につき", "spacing"),
        ("こども・健康部 子育て推進課", "こども・健康部 子育て政策課", "organisation"),  # 芦屋市 2022
        ("芦屋市役所 総務部文書統計課文書統計係", "芦屋市役所 総務部文書法制課文書統計係", "organisation"),
        ("福祉部 障害福祉課", "福祉部 障がい福祉課", "organisation"),
        ("市民課において審査する。", "市民窓口課において審査する。", "organisation"),
        ("こども・健康部 健康課", "こども福祉部 こども家庭室 こども家庭・保健センター", "organisation"),  # 芦屋市 2023
        ("市民課", "市民課、税務課", None),  # another department comes in
        ("市民課で審査する。", "市民窓口課で閲覧する。", None),
        ("市町村", "市町村及び都道府県", None),
        ("", "新しい記載", None),
        ("同じ", "同じ", None),
    ],
)
def test_what_looks_formal_is_recognised(before, after, kind):
    found = recognise(before, after)
    assert (found.kind if found else None) == kind
    assert found is None or found.sentence.endswith("。")


def test_an_entry_is_never_recognised_as_formal():
    assert recognised(entry("files")) is None
    assert recognised(change("juten.I.6.dept", "市民課", "市民窓口課")).kind == "organisation"
