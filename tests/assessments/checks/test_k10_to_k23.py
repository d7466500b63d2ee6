"""K10–K23 and C4 of rules.md §7 and §2: each test reads like the rule; the real cases are those of 芦屋市, 門真市, 川口市."""

from dataclasses import replace
from datetime import date

from assessments.snapshot import ChangeEntry
from tests.assessments.checks.documents import ashiya, found, kiso, mihon, problems, put, zenkomoku


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
