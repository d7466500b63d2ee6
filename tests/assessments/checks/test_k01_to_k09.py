"""K1–K9 of rules.md §7: each test reads like the rule, with the case that keeps it and the case that breaks it; the
real cases are those of 芦屋市, 門真市 and 川口市."""

from dataclasses import replace

from assessments import checks
from assessments.checks.rule import RULES
from tests.assessments.checks.documents import found, kiso, mihon, put

NUMBERS = {f"K{n}" for n in range(1, 21)} | {"K23"}
ERRORS = {"K1", "K4", "K12", "K14", "K15", "K23"}


def test_every_number_is_there_and_only_these_stop_submission():
    told = {rule.number for rule in RULES} | {"K1"}
    assert told == NUMBERS | {"C4", "文字"}
    assert {rule.number for rule in RULES if rule.severity is checks.Severity.ERROR} | {"K1"} == ERRORS
    assert all(rule.message.endswith("。") and rule.source for rule in RULES)


def test_the_sample_document_has_no_errors():
    assert checks.errors(checks.problems(mihon())) == []


def test_k1_a_choice_is_one_of_the_options_and_its_number_is_not_kept():
    assert found(put(mihon(), I_5_implementation={"raw": "1)実施する予定"}), "K1") == [
        "「①実施の有無」の「1)実施する予定」は選択肢にありません。選択肢から選び直してください。"
    ]
    assert found(mihon(), "K1") == []


def test_k2_other_ticked_needs_its_text():
    """門真市 システム12: [○]その他( )."""
    empty = {"checked": ["その他"], "unknown": []}
    assert found(put(mihon(), "s6", I_2_connections=empty), "K2") == [
        "「③他のシステムとの接続」の「その他」に○がありますが、（　）に内容が書かれていません。"
    ]
    assert found(put(mihon(), "s6", I_2_connections={**empty, "other": "戸籍システム"}), "K2") == []


def test_k3_the_number_of_outsourcings_is_the_number_of_entries():
    """芦屋市 (4)件 = 4; 門真市 (1)件 but 委託事項1・2."""
    assert found(mihon(), "K3") == []
    wrong = put(mihon(), "f1", II_4_has={"choice": "委託する", "count": 1})
    assert found(wrong, "K3") == ["「委託の有無」は（1）件ですが、委託事項は4件あります。"]
    assert found(put(mihon(), "f1", II_4_has={"choice": "委託する"}), "K3") == [
        "「委託の有無」は（　）件ですが、委託事項は4件あります。"
    ]


def test_k3_without_outsourcing_there_are_no_entries_and_the_flag_is_set():
    none = put(mihon(), "f2", II_4_has={"choice": "委託しない"})
    assert found(none, "K3") == [
        "「委託の有無」は「委託しない」ですが、委託事項が1件記入されています。",
        "「委託の有無」は「委託しない」ですが、リスク対策の「委託しない」に○がありません。",
    ]
    assert found(put(mihon(), "f2", III_4_none=True), "K3") == [
        "「委託の有無」は「委託する」ですが、リスク対策の「委託しない」に○があります。"
    ]


def test_k4_sub_outsourcing_needs_permission_and_matters_and_stops_submission():
    told = {"II_4e_sub_permission": "事前の書面による承諾", "II_4e_sub_matters": "運用保守の一部"}
    assert found(put(mihon(), "f1o2", II_4e_sub="再委託する", **told), "K4") == []
    empty = put(mihon(), "f1o2", II_4e_sub="再委託する")
    assert found(empty, "K4") == [
        "「再委託する」を選んだ委託事項では、「⑤再委託の許諾方法」を記入してください。",
        "「再委託する」を選んだ委託事項では、「⑥再委託事項」を記入してください。",
    ]
    assert found(empty, "必須") == []  # told once, with its reason
    assert len(checks.errors(checks.problems(empty))) == 2
    dash = put(mihon(), "f1o2", II_4e_sub="再委託する", II_4e_sub_permission="－", II_4e_sub_matters="なし")
    assert len(found(dash, "K4")) == 2


def test_k4_without_sub_outsourcing_both_are_empty_or_a_dash():
    dash = put(mihon(), "f1o2", II_4e_sub_permission="-", II_4e_sub_matters="―")
    assert found(dash, "K4") == []
    assert found(put(mihon(), "f1o2", II_4e_sub_permission="書面による承諾"), "K4") == [
        "「再委託の有無」は「再委託しない」ですが、「⑤再委託の許諾方法」に記載があります。"
        "空欄か「-」にするか、「再委託する」を選んでください。"
    ]


def test_k5_no_sub_contractor_only_if_no_entry_has_one():
    """芦屋市: すべて「再委託しない」, Ⅲ4 「再委託していない」, 具体的な方法 「-」."""
    assert found(mihon(), "K5") == []
    assert found(put(mihon(), "f1o3", II_4e_sub="再委託する"), "K5") == [
        "「再委託先による特定個人情報ファイルの適切な取扱いの担保」は「再委託していない」ですが、"
        "委託事項3は「再委託する」になっています。"
    ]


def test_k6_neither_excludes_both_others():
    both = {"checked": ["移転を行っている", "行っていない"], "unknown": [], "counts": {"移転を行っている": 16}}
    assert found(put(mihon(), "f1", II_5_has=both), "K6")[0] == (
        "「提供・移転の有無」で「行っていない」と「移転を行っている」の両方に○があります。"
    )


def test_k6_the_number_of_transfers_is_exact_and_that_of_provisions_at_least():
    """芦屋市: 移転(16)=16; 提供(55) with one block 「別添3参照」."""
    assert found(mihon(), "K6") == []
    has = {"checked": ["提供を行っている", "移転を行っている"], "unknown": []}
    fewer = put(mihon(), "f1", II_5_has={**has, "counts": {"提供を行っている": 55, "移転を行っている": 14}})
    assert found(fewer, "K6") == ["「移転を行っている」は（14）件ですが、移転先は16件あります。"]
    none = put(mihon(), "f2", II_5_has={"checked": ["提供を行っている"], "counts": {"提供を行っている": 1}})
    assert found(none, "K6") == ["「提供を行っている」は（1）件ですが、提供先は2件あります。"]


def test_k6_neither_with_empty_frames_is_no_fault_with_filled_ones_it_is():
    """門真市: 行っていない with empty frames 提供先1, 移転先1."""
    neither = {"checked": ["行っていない"], "unknown": []}
    filled = put(mihon(), "f3", II_5_has=neither)
    assert found(filled, "K6") == [
        "「提供・移転の有無」は「行っていない」ですが、提供先・移転先が1件記入されています。"
    ]
    file = filled.files[2]
    frame = replace(file.of("provisions")[0], answers={})
    empty = replace(
        filled, files=(*filled.files[:2], replace(file, children={**file.children, "provisions": (frame,)}))
    )
    assert found(empty, "K6") == []


def test_k7_neither_sets_the_flag_of_the_risks():
    neither = put(mihon(), "f3", II_5_has={"checked": ["行っていない"], "unknown": []})
    assert "に○がありません。" in found(neither, "K7")[0]
    assert found(put(neither, "f3", III_5_none=True), "K7") == []


def test_k7_the_flag_may_stand_when_only_the_network_system_provides():
    assert found(put(mihon(), "f1", III_5_none=True), "K7") == [
        "「提供・移転しない」に○がありますが、提供・移転の有無では移転を行っています。"
    ]
    assert found(put(mihon(), "f2", III_5_none=True), "K7") == [
        "「提供・移転しない」に○がありますが、"
        "提供・移転の有無では情報提供ネットワークシステム以外の方法でも提供を行っています。"
    ]
    only = {"checked": ["情報提供ネットワークシステム"], "unknown": []}
    by_network = put(put(mihon(), "f2p1", II_5p_how=only), "f2p2", II_5p_how=only)
    assert found(put(by_network, "f2", III_5_none=True), "K7") == []


def test_k8_without_connection_both_flags_are_set():
    """門真市: 実施しない, both 接続しない [○]. In 見本市 only f1 provides."""
    assert found(mihon(), "K8") == []
    assert found(put(mihon(), I_5_implementation="実施しない"), "K8") == [
        "情報連携の「実施の有無」は「実施しない」ですが、「接続しない（提供）」に○がありません。"
    ]
    basic = kiso(I_4_implementation="実施しない", IV_6_no_obtain=True)
    assert found(basic, "K8") == [
        "情報連携の「実施の有無」は「実施しない」ですが、「接続しない（提供）」に○がありません。"
    ]


def test_k8_who_does_not_connect_one_way_writes_no_risk_of_it():
    assert found(put(mihon(), "f1", III_6_r1_measures="照会の範囲を限定する。"), "K8") == [
        "「接続しない（入手）」に○がありますが、そのリスクの「リスクに対する措置の内容」に記載があります。"
    ]
    assert found(put(mihon(), "f1", III_6_r1_measures="―"), "K8") == []


def test_k8_somebody_connects_when_the_document_says_so():
    assert found(put(mihon(), "f1", III_6_no_provide=True, III_6_r2_measures="-", III_6_r2_sufficient=None), "K8") == [
        "情報連携の「実施の有無」は「実施する」ですが、"
        "すべてのファイルで「接続しない（入手）」「接続しない（提供）」の両方に○があります。"
    ]


def test_k9_the_grounds_of_providing_and_of_asking_are_stated_separately():
    """芦屋市 (表における情報提供の根拠)(…情報照会を行わない); 門真市 「1. 情報提供の根拠」「2. 情報照会の根拠」."""
    assert found(mihon(), "K9") == []
    assert found(put(mihon(), I_5_legal_basis="番号法第19条第8号 情報照会の根拠：命令第2条の表の16の項"), "K9") == [
        "「②法令上の根拠」に情報提供の根拠が分けて書かれていません。"
        "情報提供と情報照会の根拠を、それぞれ書いてください（行わないときはその旨）。"
    ]
    # nobody asks: all files say 接続しない（入手）
    assert found(put(mihon(), I_5_legal_basis="番号法第19条第8号 情報提供の根拠：第2条の表"), "K9") == []
    assert found(put(mihon(), I_5_legal_basis="－"), "K9") == [
        "情報連携を「実施する」ときは、「②法令上の根拠」を記入してください。"
    ]
