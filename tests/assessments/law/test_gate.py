"""規則第7条: what an 全項目評価 needs before it is published, and what the other forms need only where the town asks."""

from datetime import date

import pytest

from assessments.law.gate import stands_against_publication
from assessments.law.procedure import fillings, length, period_text, steps_of
from assessments.models import Milestone, TownProcedure
from tests.assessments.law.documents import empty, make_document, make_row, make_version, record

ITEM = {"juten": "juten.I.4.legal_basis", "zenkomoku": "zenkomoku.I.5.legal_basis", "kiso": "kiso.I.3.legal_basis"}


@pytest.fixture
def frozen(time_machine):
    time_machine.move_to("2022-02-10 09:00+09:00", tick=False)


def second_version(cast, form: str, nature: str = "important"):
    """A published document and a draft over it with one change."""
    document = make_document(cast, form)
    make_version(document, 1, on=date(2020, 2, 1))
    version = make_version(document, 2)
    make_row(version, ITEM[form], nature=nature, changed_on=date(2022, 4, 1))
    return version


def against(version, **answers) -> list[str]:
    return stands_against_publication(version, empty(version.assessment, **answers), version.change_rows.all())


def test_an_important_change_of_a_full_assessment_needs_comment_check_and_submission(cast, frozen):
    told = against(second_version(cast, "zenkomoku"))
    assert [sentence.split("」")[0] for sentence in told] == [
        "「住民その他の者からの意見の聴取（公示）",
        "「第三者点検",
        "「個人情報保護委員会への提出",
    ]
    assert all("規則第7条" in sentence or "番号法第28条" in sentence for sentence in told)


def test_with_the_evidence_nothing_stands_against_it(cast, frozen):
    """川口市: 令和3年12月1日～12月31日 (31 days), 第三者点検 令和4年1月31日."""
    version = second_version(cast, "zenkomoku")
    record(version, "public_comment", date(2021, 12, 1), until=date(2021, 12, 31), by=cast.author)
    record(version, "third_party", date(2022, 1, 31), by=cast.author)
    record(version, "submission", date(2022, 2, 9), by=cast.author, note="受付番号 12")
    assert against(version) == []


def test_a_correction_that_is_not_important_needs_neither(cast, frozen):
    assert against(second_version(cast, "zenkomoku", "formal")) == []


def test_the_first_assessment_needs_the_whole_procedure(cast, frozen):
    version = make_version(make_document(cast, "zenkomoku"), 1)
    assert len(against(version)) == 3
    assert against(make_version(make_document(cast, "juten", "2"), 1)) == []


def test_a_redo_needs_the_whole_procedure_though_nothing_important_changed(cast, frozen):
    version = second_version(cast, "zenkomoku", "formal")
    record(version, "redo", date(2022, 1, 4), by=cast.author, note="5年の経過")
    assert len(against(version)) == 3


@pytest.mark.parametrize(("last", "days"), [(date(2021, 12, 30), 30), (date(2021, 12, 29), 29)])
def test_thirty_days_count_both_ends(cast, frozen, last, days):
    version = second_version(cast, "zenkomoku")
    comment = record(version, "public_comment", date(2021, 12, 1), until=last, by=cast.author)
    assert length(comment) == days
    told = [sentence for sentence in against(version) if "意見を聴く期間" in sentence]
    assert bool(told) == (days < 30)
    assert [s for s in against(version, VI__2__shortened="災害の復旧を急ぐため。") if "意見を聴く期間" in s] == []
    assert bool([s for s in against(version, VI__2__shortened="－") if "意見を聴く期間" in s]) == (days < 30)


def test_the_real_periods_are_long_enough(cast, frozen):
    """高槻市 平成28年7月1日~8月1日 = 32, 川口市 令和元年11月20日～12月20日 = 31, 浜松市 令和7年9月16日~10月16日 = 31."""
    periods = [
        (date(2016, 7, 1), date(2016, 8, 1)),
        (date(2019, 11, 20), date(2019, 12, 20)),
        (date(2025, 9, 16), date(2025, 10, 16)),
    ]
    assert [length(Milestone(kind="public_comment", on=a, until=b)) for a, b in periods] == [32, 31, 31]
    assert period_text(Milestone(on=periods[1][0], until=periods[1][1])) == "令和元年11月20日～令和元年12月20日の31日間"


def test_what_has_not_ended_or_happened_yet_stands_against_it(cast, frozen):
    version = second_version(cast, "zenkomoku")
    record(version, "public_comment", date(2022, 1, 20), until=date(2022, 2, 20), by=cast.author)
    record(version, "third_party", date(2022, 3, 1), by=cast.author)
    record(version, "submission", date(2022, 2, 9), by=cast.author, note="")
    assert against(version) == [
        "意見の募集は令和4年2月20日まで続きます。終わってから公表してください（規則第7条第1項）。",
        "「第三者点検」は令和4年3月1日の予定です。終わってから公表してください（規則第7条第4項・指針第10（適合性・妥当性））。",
        "「個人情報保護委員会への提出」に、受付の控えのファイルか受付番号がありません（番号法第28条・指針第5の3）。",
    ]


def test_the_priority_form_needs_only_what_the_town_asks(cast, frozen):
    """重点: 意見の聴取 and 第三者点検 are 【任意】; 新宿区 treats 重点 as 全項目."""
    version = second_version(cast, "juten")
    assert against(version) == []
    TownProcedure.objects.create(municipality=cast.town, form="juten", kind="third_party")
    assert [sentence[:6] for sentence in against(version)] == ["「第三者点検"]
    assert [step.duty for step in steps_of("juten", ["third_party"])] == ["", "", "", "town", "", ""]


def test_an_emergency_is_the_recorded_exception_with_its_reason(cast, frozen):
    """規則第9条第2項."""
    version = second_version(cast, "zenkomoku")
    emergency = record(version, "emergency", date(2022, 1, 15), by=cast.author, note="")
    assert len(against(version)) == 1
    emergency.note = "地震の被災者の支援のため。"
    emergency.save()
    assert against(version) == []


def test_a_marked_change_that_nobody_judged_stands_against_it_and_so_does_a_judgement_on_another_text(cast, frozen):
    """C1: never decide silently."""
    version = second_version(cast, "juten", "")
    assert against(version) == [
        "※の項目の変更「法令上の根拠」が、重要な変更に当たるかどうか判断されていません（規則第11条）。変更箇所の画面で判断してください。"
    ]
    row = version.change_rows.get()
    row.nature, row.nature_basis = "formal", row.basis
    row.save()
    assert against(version) == []
    row.after = "その後に書き足した記載"
    row.save()
    assert len(against(version)) == 1


def test_an_important_change_cannot_say_before_when_it_was_after(cast, frozen):
    version = second_version(cast, "juten")
    version.change_rows.update(changed_on=date(2022, 2, 1))
    assert against(version)[0].startswith(
        "重要な変更「法令上の根拠」の提出時期は「事前」ですが、変更日（令和4年2月1日）が公表日（令和4年2月10日）より前です。"
    )
    version.change_rows.update(timing="事後")
    assert against(version) == []


def test_the_records_fill_the_items_of_the_form(cast):
    version = second_version(cast, "zenkomoku")
    records = [
        record(version, "threshold", date(2022, 1, 13), by=cast.author),
        record(
            version,
            "public_comment",
            date(2021, 12, 1),
            until=date(2021, 12, 31),
            by=cast.author,
            note="ホームページで公示",
        ),
        record(version, "opinions", date(2021, 12, 31), by=cast.author, note="個人情報の開示についてのご意見。"),
        record(version, "third_party", date(2022, 1, 31), by=cast.author, note="個人情報保護審議会に諮問"),
    ]
    assert fillings(records, version.assessment.spec) == {
        "zenkomoku.VI.1.date": "2022-01-13",
        "zenkomoku.VI.2.period": "令和3年12月1日～令和3年12月31日の31日間",
        "zenkomoku.VI.2.how": "ホームページで公示",
        "zenkomoku.VI.2.opinions": "個人情報の開示についてのご意見。",
        "zenkomoku.VI.3.date": "令和4年1月31日",
        "zenkomoku.VI.3.how": "個人情報保護審議会に諮問",
    }
    assert fillings(records, version.assessment.spec).keys() <= version.assessment.spec.places.keys()
