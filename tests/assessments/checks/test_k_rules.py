"""The rules of rules.md §7 one by one: each test reads like the rule, with the case that keeps it and the case that
breaks it; the real cases are those of 芦屋市, 門真市 and 川口市."""

from dataclasses import replace
from datetime import date

from assessments import checks
from assessments.checks.rule import RULES
from assessments.snapshot import ChangeEntry
from tests.assessments.checks.documents import ashiya, found, kiso, mihon, problems, put, zenkomoku

NUMBERS = {f"K{n}" for n in range(1, 21)} | {"K23"}
ERRORS = {"K1", "K4", "K12", "K14", "K15", "K23"}


def test_every_number_is_there_and_only_these_stop_submission():
    told = {rule.number for rule in RULES} | {"K1"}
    assert told == NUMBERS | {"C4"}
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


def test_k10_the_number_of_records_fits_the_choice():
    """36 → 10項目以上50項目未満, 61 → 50項目以上100項目未満, 255 → 100項目以上."""
    assert [len(file.records) for file in mihon().files] == [255, 36, 61]
    assert found(mihon(), "K10") == []
    assert found(put(mihon(), "f2", II_2_record_count="10項目未満"), "K10") == [
        "「④記録される項目」は「10項目未満」ですが、別添の記録項目は36項目です。"
    ]
    elsewhere = replace(
        mihon(), files=tuple(replace(f, records=(), records_text="別添1のとおり") for f in mihon().files)
    )
    assert found(elsewhere, "K10") == []


def test_k11_the_individual_number_is_normally_ticked():
    assert found(mihon(), "K11") == []
    assert found(put(mihon(), "f3", II_2_main_items={"checked": ["その他住民票関係情報"], "unknown": []}), "K11") == [
        "「主な記録項目」の「個人番号」に○がありません。特定個人情報ファイルには、通常、個人番号が記録されます。"
    ]


def test_k12_an_accident_is_told_with_its_prevention_and_none_is_not_told():
    """川口市: 平成29年11月18日のUSBメモリの紛失; after three years 「－」."""
    assert found(mihon(), "K12") == []
    happened = put(mihon(), "f1", III_7_r1_incident="発生あり")
    assert found(happened, "K12") == [
        "重大事故が「発生あり」のときは、「その内容」を記入してください。",
        "重大事故が「発生あり」のときは、「再発防止策の内容」を記入してください。",
    ]
    told = put(happened, "f1", III_7_r1_incident_content="USBメモリを紛失。", III_7_r1_incident_prevention="施錠管理。")
    assert found(told, "K12") == []
    assert len(found(put(told, "f1", III_7_r1_incident="発生なし"), "K12")) == 2


def test_k13_what_is_left_open_says_the_plan():
    open_end = put(mihon(), "f2", III_2_r1_sufficient="課題が残されている", III_2_r1_measures="措置がない。")
    assert found(open_end, "K13") == [
        "「リスクへの対策は十分か」は「課題が残されている」です。"
        "措置の内容に、いつまでに何をするか（予定、計画など）を書いてください。"
    ]
    planned = put(open_end, "f2", III_2_r1_measures="令和8年度にログの監視を導入する予定である。")
    assert found(planned, "K13") == []


def test_k14_as_many_files_are_listed_as_there_are():
    assert found(mihon(), "K14") == []
    two = put(mihon(), I_3_file_names="(1) 住民基本台帳ファイル (2) 本人確認情報ファイル")
    assert found(two, "K14") == [
        "「特定個人情報ファイル名」には2件のファイルが書かれていますが、特定個人情報ファイルは3件あります。"
    ]
    nobody_typed = replace(mihon(), answers={k: v for k, v in mihon().answers.items() if k != "juten.I.3.file_names"})
    assert found(nobody_typed, "K14") == []


def test_k15_the_files_have_one_order_and_one_name():
    turned = put(mihon(), I_3_file_names="(1) 住民基本台帳ファイル\n(2) 送付先情報ファイル\n(3) 本人確認情報ファイル")
    assert len(found(turned, "K15")) == 2
    wide = put(mihon(), I_3_file_names="（１）　住民基本台帳ファイル（２）本人確認情報ファイル（３）送付先情報ファイル")
    assert found(wide, "K15") == []
    assert found(put(mihon(), "f1", III_1_file_name="住民票ファイル"), "K15") == [
        "リスク対策の「特定個人情報ファイル名」は「住民票ファイル」ですが、"
        "Ⅱでは「住民基本台帳ファイル」です。名称をそろえてください。"
    ]


def test_k16_quoted_systems_exist():
    """門真市 quotes システム1～12 and システム1～13."""
    assert found(put(mihon(), "f1", II_7_remarks="システム１～システム１３において使用する。"), "K16") == [
        "「備考」に「システム1~システム13」とありますが、システムは6件です。"
    ]
    assert found(put(mihon(), "f1", II_7_remarks="システム1～6において使用する。"), "K16") == []


def test_k17_a_file_is_held_before_it_is_used():
    assert found(put(mihon(), "f3", II_2_held_from="2015-10-06"), "K17") == [
        "「⑥使用開始日」（平成27年10月5日）が、保有開始日（平成27年10月6日）より前です。"
    ]
    assert found(mihon(), "K17") == []


def test_k17_a_plan_is_corrected_once_its_day_has_come():
    """芦屋市 平成29年4月1日: 平成27年6月予定 → 平成27年8月1日."""
    planned = put(mihon(), "f1", II_2_held_from="平成27年6月予定")
    assert found(planned, "K17", date(2015, 6, 30)) == []
    assert found(planned, "K17", date(2015, 7, 1)) == [
        "「⑤保有開始日」に「平成27年6月予定」とありますが、その日は過ぎています。実際の日付か今の予定に直してください。"
    ]
    check = zenkomoku(VI_3_date="令和4年1月31日実施予定")
    assert found(check, "K17", date(2022, 1, 31)) == []
    assert len(found(check, "K17", date(2022, 2, 1))) == 1


def test_k18_the_list_of_changes_and_the_body_say_the_same():
    """芦屋市: 変更後 平成29年8月1日, body 平成27年8月1日; and the path says ⑤ for ⑥."""
    told = found(ashiya(), "K18")
    assert (
        "変更箇所（平成29年4月1日）の変更後の記載「平成29年8月1日」と、本文の「⑥使用開始日」の今の記載が違います。"
        in told
    )
    assert "変更箇所（平成29年4月1日）の項目は「⑤使用開始日」ですが、様式では「⑥使用開始日」です。" in told
    row = ChangeEntry(
        "Ⅱ ⑥使用開始日", "", "平成27年8月1日", "2025-04-01", "事後", addresses=(("f1", "juten.II.3.used_from"),)
    )
    assert found(replace(mihon(), changes=(row,)), "K18") == []
    entry = ChangeEntry(
        "移転先15",
        "",
        "移転先15 地域福祉課 ①法令上の根拠 条例 ②用途 医療費の助成",
        "2023-04-01",
        "事後",
        addresses=(("f1t15", "juten.II.5t.to"),),
    )
    assert found(replace(mihon(), changes=(entry,)), "K18") == []


def test_k18_compares_the_last_row_of_an_item_and_no_row_that_narrates():
    address = (("", "juten.I.6.dept"),)
    first = ChangeEntry("①部署", "A", "市民生活部", "2020-04-01", "事後", addresses=address)
    last = ChangeEntry(
        "①部署", "市民生活部", mihon().answers["juten.I.6.dept"], "2023-04-01", "事後", addresses=address
    )
    assert found(replace(mihon(), changes=(first, last)), "K18") == []
    told = ChangeEntry("①部署", "", "部署の名称を変更", "2024-04-01", "事後", addresses=address)
    assert found(replace(mihon(), changes=(first, last, told)), "K18") == []
    assert len(found(replace(mihon(), changes=(last, first)), "K18")) == 1


def test_k19_what_is_told_afterwards_has_happened():
    row = ChangeEntry("①部署", "A", "B", "2025-08-01", "事後")
    assert found(replace(mihon(), changes=(row,)), "K19") == [
        "変更箇所「①部署」は「事後」ですが、変更日（令和7年8月1日）が今日より後です。変更日か提出時期を確かめてください。"
    ]
    assert found(replace(mihon(), changes=(row,)), "K19", date(2025, 8, 1)) == []
    published = replace(mihon(), changes=(row,), version={"number": 1, "published_on": "2025-07-31"})
    assert "変更日（令和7年8月1日）が公表日より後です" in found(published, "K19", date(2026, 1, 1))[0]
    assert found(replace(mihon(), changes=(replace(row, timing="事前"),)), "K19") == []


def test_k20_outdated_references_are_told_once_the_new_law_is_in_force():
    """芦屋市 Ⅳ②請求方法 still cites 個人情報保護条例, Ⅲ still cites 別表第1; 門真市 still 4情報."""
    old = put(mihon(), I_4_legal_basis="番号法第十九条第七号 別表第二の１６の項")
    assert found(old, "K20", date(2021, 8, 31)) == []
    assert found(old, "K20", date(2021, 9, 1)) == [
        "「法令上の根拠」に「第19条第7号」とあります。令和3年9月1日からは「番号法第19条第8号」です。"
    ]
    assert len([s for s in found(old, "K20", date(2024, 5, 27)) if "法令上の根拠" in s]) == 2
    told = problems(ashiya(), "K20")
    assert {p.address[1] for p in told} >= {"juten.IV.1.how", "juten.III.3.r1_measures", "juten.I.2.functions"}
    assert all(p.is_warning for p in told)


def test_k20_leaves_other_laws_tables_alone():
    for text in ("住基法別表第一", "住民基本台帳法の別表第二", "見本市議会の個人情報保護条例", "別表第12", "14情報"):
        assert found(put(mihon(), I_4_legal_basis=text), "K20")[:1] != [text]
        assert not [s for s in found(put(mihon(), I_4_legal_basis=text), "K20") if "法令上の根拠" in s], text


def test_k23_the_repeated_degree_is_that_of_the_chosen_measure():
    chosen = {"IV_11_priority": "特定個人情報の漏えい・滅失・毀損リスクへの対策", "IV_11_sufficient": "十分である"}
    assert found(kiso(**chosen, IV_7_sufficient="十分である"), "K23") == []
    assert found(kiso(**chosen, IV_7_sufficient="課題が残されている"), "K23") == [
        "「当該対策は十分か【再掲】」は「十分である」ですが、"
        "選んだ対策（特定個人情報の漏えい・滅失・毀損リスクへの対策）では「課題が残されている」です。"
    ]
    education = {"IV_11_priority": "従業者に対する教育・啓発", "IV_11_sufficient": "十分である"}
    assert found(kiso(**education, IV_10_education="十分に行っている"), "K23") == []
    assert len(found(kiso(**education, IV_10_education="特に力を入れて行っている"), "K23")) == 1


def test_c4_what_was_entered_afterwards_although_it_looks_important_is_warned_of():
    """門真市: 実施しない→実施する and [ ]本人→[○]本人, both 事後 「形式的な変更であるため、重要な変更に当たらない。」"""
    note = "形式的な変更であるため、重要な変更に当たらない。"
    rows = (
        ChangeEntry(
            "Ⅰ 5. ①実施の有無",
            "実施しない",
            "実施する",
            "2024-04-01",
            "事後",
            note,
            addresses=(("", "juten.I.5.implementation"),),
        ),
        ChangeEntry("Ⅱ 3. ①入手元 ※", "[ ]本人又は本人の代理人", "[○]本人又は本人の代理人", "2024-04-01", "事後", note),
        ChangeEntry("Ⅱ 3. ①入手元 ※", "[ ]民間事業者", "[○]民間事業者(甲社)", "2024-04-01", "事前", "重要な変更"),
        ChangeEntry("Ⅱ 3. ①入手元 ※", "[○]民間事業者", "[ ]民間事業者", "2024-04-01", "事後", note),
    )
    assert sorted(found(replace(mihon(), changes=rows), "C4")) == [
        "変更箇所（令和6年4月1日）「Ⅰ 5. ①実施の有無」は「事後」ですが、"
        "情報提供ネットワークシステムによる情報連携を新たに実施するようになっています。"
        "重要な変更に当たらないかを確かめてください。",
        "変更箇所（令和6年4月1日）「Ⅱ 3. ①入手元 ※」は「事後」ですが、"
        "入手元に新しい○（本人又は本人の代理人）が付いています。重要な変更に当たらないかを確かめてください。",
    ]


def test_c4_finds_the_row_of_ashiya_that_has_no_explanation():
    assert [s for s in found(ashiya(), "C4") if "選挙関係情報" in s]
