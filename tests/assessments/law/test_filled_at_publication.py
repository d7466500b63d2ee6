"""全項目 Ⅵ2・Ⅵ3 are known only when the procedure is over: publication writes them in, and the rows still prove it."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone

from assessments import changes, workflow
from assessments.models import ChangeRow
from assessments.policies import Refused
from assessments.snapshot import Snapshot
from changelog.lines import compare
from tests.assessments.law.documents import freeze, make_document, make_row, make_version, record
from tests.assessments.law.pages import page
from tests.builders import at_once

DAY = date(2022, 2, 10)
ITEM = "zenkomoku.I.5.legal_basis"
BEFORE = {
    ITEM: "番号法第9条第1項",
    "zenkomoku.VI.2.how": "ホームページで公示",
    "zenkomoku.VI.2.period": "令和元年11月20日～令和元年12月20日の31日間",
    "zenkomoku.VI.3.date": "令和2年1月20日",
    "zenkomoku.VI.3.how": "個人情報保護審議会に諮問",
    "zenkomoku.VI.3.result": "妥当",
}


@pytest.fixture
def approved(cast, time_machine):
    """川口市's way: 様式4 was published; an important change is approved, and then the town's council looks at it."""
    time_machine.move_to("2022-02-10 09:00+09:00", tick=False)
    document = make_document(cast, "zenkomoku", answers=BEFORE)
    old = Snapshot("zenkomoku", document.edition, "999997", "見本市", BEFORE)
    make_version(document, 1, on=date(2020, 2, 1), snapshot=old)
    document.answers = BEFORE | {ITEM: "番号法第9条第1項及び条例"}
    document.save()
    version = make_version(document, 2)
    changes.refresh(document, version)
    row = version.change_rows.get()
    row.nature, row.nature_basis = "important", row.basis
    row.changed_on, row.timing, row.note = date(2022, 4, 1), "事前", "重要な変更"
    row.save()
    new = replace(old, answers=document.answers, changes=tuple(workflow.filling.annex(document)))
    version.content, version.state = freeze(document, new), "approved"
    for who, name in ((cast.author, "submitted"), (cast.reviewer, "approved")):
        setattr(version, f"{name}_by", who)
        setattr(version, f"{name}_at", timezone.now())
    version.save()
    return version


def procedure(cast, version) -> None:
    record(version, "public_comment", date(2021, 12, 1), until=date(2021, 12, 31), by=cast.author, note="窓口でも公示")
    record(version, "third_party", date(2022, 1, 31), by=cast.author, note="個人情報保護審議会に諮問")
    record(version, "third_party_result", date(2022, 2, 1), by=cast.author, note="適合し、妥当である。")
    record(version, "submission", date(2022, 2, 9), by=cast.author, note="受付番号 12")


def publish(cast, version):
    return workflow.publish(version, by=cast.visitor("approver"), published_on=DAY, render=at_once)


def test_the_records_are_written_in_and_the_rows_prove_it(cast, approved):
    procedure(cast, approved)
    told = page(cast, "approver", "review")
    assert "公表するときに、手続の記録から次の項目を書き込みます（4件）" in told and "適合し、妥当である。" in told
    version = publish(cast, approved)
    final = changes.frozen_snapshot(version.content)
    assert final.answers["zenkomoku.VI.2.period"] == "令和3年12月1日～令和3年12月31日の31日間"
    assert final.answers["zenkomoku.VI.3.date"] == "令和4年1月31日"
    assert final.answers["zenkomoku.VI.3.result"] == "適合し、妥当である。"
    assert final.answers["zenkomoku.VI.3.how"] == BEFORE["zenkomoku.VI.3.how"]
    old = approved.assessment.versions.get(number=1)
    found = compare(changes.frozen_lines(old.content), changes.frozen_lines(version.content))
    assert sorted(row.addresses[0][1] for row in changes.rows_of(version)) == sorted(c.addresses[0][1] for c in found)
    assert [(e.addresses[0][1], e.date, e.timing) for e in final.changes if e.addresses[0][1] != ITEM] == [
        (f"zenkomoku.VI.{end}", "2022-02-10", "事後") for end in ("2.how", "2.period", "3.date", "3.result")
    ]
    document = version.assessment
    document.refresh_from_db()
    assert document.answers["zenkomoku.VI.3.date"] == "令和4年1月31日"
    assert changes.net_changes(document) == []


def test_looking_at_what_will_be_filled_writes_nothing(cast, approved):
    procedure(cast, approved)
    workflow.filling.fill(approved, changes.frozen_snapshot(approved.content), DAY, by=cast.approver)
    assert ChangeRow.objects.count() == 1


def test_without_evidence_it_is_refused_in_sentences_and_nothing_is_written(cast, approved):
    with pytest.raises(Refused) as refused:
        publish(cast, approved)
    assert list(refused.value.sentences) == [
        "「住民その他の者からの意見の聴取（公示）」の記録がありません（規則第7条第1項）。「手続」の画面で日付と記録を入れてください。",
        "「第三者点検」の記録がありません（規則第7条第4項・指針第10（適合性・妥当性））。「手続」の画面で日付と記録を入れてください。",
        "「個人情報保護委員会への提出」の記録がありません（番号法第28条・指針第5の3）。「手続」の画面で日付と記録を入れてください。",
    ]
    approved.refresh_from_db()
    assert approved.state == "approved" and ChangeRow.objects.count() == 1


def test_an_item_that_nobody_recorded_is_asked_for(cast, approved):
    empty = {code: text for code, text in BEFORE.items() if code != "zenkomoku.VI.3.result"}
    snapshot = replace(changes.frozen_snapshot(approved.content), answers=empty | {ITEM: "番号法第9条第1項及び条例"})
    procedure(cast, approved)
    approved.milestones.filter(kind="third_party_result").delete()
    assert workflow.filling.still_empty(approved, snapshot) == [
        "３．第三者点検：「③結果」が未記入です。「手続」の画面で記録するか、差し戻して記入してください。"
    ]
    assert workflow.filling.still_empty(approved, changes.frozen_snapshot(approved.content)) == []


def test_an_emergency_is_published_without_the_procedure_and_says_why(cast, approved):
    """規則第9条第2項: the recorded exception, with its reason."""
    emergency = record(approved, "emergency", date(2022, 1, 15), by=cast.approver, note="")
    with pytest.raises(Refused, match="理由が書かれていません"):
        publish(cast, approved)
    emergency.note = "地震の被災者の支援のため。"
    emergency.save()
    assert publish(cast, approved).state == "published"


def test_a_row_that_nobody_judged_is_not_published(cast, approved):
    """A version that was submitted before judgements were asked for."""
    procedure(cast, approved)
    approved.change_rows.update(nature="")
    with pytest.raises(Refused, match="重要な変更に当たるかどうか判断されていません"):
        publish(cast, approved)


def test_a_correction_fills_nothing_that_its_author_did_not_record(cast, approved):
    approved.change_rows.update(nature="formal")
    make_row(approved, ITEM).delete()
    version = publish(cast, approved)
    assert changes.frozen_snapshot(version.content).answers["zenkomoku.VI.3.date"] == BEFORE["zenkomoku.VI.3.date"]
