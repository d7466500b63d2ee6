"""Judging a change and setting a warning aside, as people do it."""

import re
from datetime import date

import pytest

from assessments import checks
from assessments.checks.dismissed import standing
from assessments.editing import dismissing
from assessments.models import Dismissal
from assessments.policies import Refused, open_version
from assessments.snapshot import take
from assessments.views.pages import to
from tests.assessments.law.documents import make_row
from tests.assessments.law.pages import page, url
from tests.builders import small_document, submitted

PAGES = ("warnings", "judgements", "procedure", "threshold", "reviews")


@pytest.mark.parametrize("name", PAGES)
def test_staff_sees_the_pages_a_stranger_does_not_know_them_and_a_resident_signs_in(cast, document, name):
    for who in ("author", "reviewer", "approver", "coordinator"):
        assert cast.client(who).get(url(name)).status_code == 200
    assert cast.client("stranger").get(url(name)).status_code == 404
    assert cast.client("resident").get(url(name)).status_code == 302


def test_a_warning_is_set_aside_with_a_reason_and_comes_back_when_the_text_changes(cast, document):
    text = page(cast, "author", "warnings")
    assert "「4情報」とあります" in text and "K20" in text
    basis = re.search(r'name="basis" value="(\w{64})"', text)[1]
    assert (
        "理由を書いてください"
        in cast.client("author").post(url("dismiss"), {"basis": basis}, follow=True).content.decode()
    )
    assert not Dismissal.objects.exists()
    cast.client("author").post(url("dismiss"), {"basis": basis, "reason": "住基ネットの用語のため。"})
    found = Dismissal.objects.get()
    assert (found.rule, found.ref, found.by) == ("K20", "s2", cast.author)
    assert "住基ネットの用語のため。" in page(cast, "reviewer", "warnings")  # the reviewer sees the reason
    system = document.systems.get(ref="s2")
    system.answers["juten.I.2.functions"] += "\n追記"
    system.save()
    text = page(cast, "author", "warnings")
    assert "確認済みの注意" not in text
    assert f'value="{basis}"' not in text  # it rests on another text now


def test_the_editor_is_told_what_stands(cast, document):
    snapshot = take(document)
    told = standing(snapshot, document.dismissals.all())
    first = checks.warnings(told)[0]
    dismissing.dismiss(document, first, reason="よい。", by=cast.visitor("author"))
    assert standing(snapshot, document.dismissals.all()) == [problem for problem in told if problem != first]


def test_a_warning_that_was_set_aside_is_no_longer_open_in_the_editor_and_the_reviewer_reads_why(cast):
    document = small_document(cast)
    system = document.systems.get(ref="s1")
    system.answers["juten.I.2.functions"] = "4情報を管理する。"
    system.save()
    sheet = to("sheet", document, "I")
    told = next(p for p in checks.problems(take(document)) if p.rule == "K20")
    assert told.sentence in cast.client("author").get(sheet).content.decode()
    dismissing.dismiss(document, told, reason="住基ネットの用語のため。", by=cast.visitor("author"))
    assert told.sentence not in cast.client("author").get(sheet).content.decode()
    submitted(cast, document)
    review = cast.client("reviewer").get(to("review", document)).content.decode()
    assert "確認済みとされた注意（1件）" in review and "住基ネットの用語のため。" in review


def test_a_dismissal_can_be_taken_back_by_who_may_edit(cast, document):
    basis = re.search(r'name="basis" value="(\w{64})"', page(cast, "author", "warnings"))[1]
    cast.client("reviewer").post(url("dismiss"), {"basis": basis, "reason": "よい。"})
    assert not Dismissal.objects.exists()
    cast.client("author").post(url("dismiss"), {"basis": basis, "reason": "よい。"})
    cast.client("author").post(url("take_up", Dismissal.objects.get().pk))
    assert not Dismissal.objects.exists()
    assert Dismissal.history.count() == 2  # who set it aside and who took it back stays known


def test_an_error_cannot_be_set_aside(cast, document):
    document.files.filter(ref="f1").update(answers={})
    error = checks.errors(checks.problems(take(document)))[0]
    with pytest.raises(Refused):
        dismissing.dismiss(document, error, reason="よい。", by=cast.visitor("author"))
    assert cast.client("author").post(url("dismiss"), {"basis": "0" * 64, "reason": "よい。"}).status_code == 404


@pytest.fixture
def row(cast, document):
    return make_row(
        open_version(document), "juten.I.4.legal_basis", before="番号法第19条第7号", after="番号法第19条第8号"
    )


def test_a_change_is_asked_about_proposed_and_decided(cast, document, row):
    assert "判断してください" in page(cast, "author", "judgements")
    questions = page(cast, "author", "proposal", row.pk)
    assert "法令の改正に合わせた語句の置換えです（番号法第19条第7号）" in questions
    assert re.search(r'value="formal"[^>]*checked', questions)  # recognised, so begun with
    assert "提出時期に係る説明" not in questions
    proposed = page(cast, "author", "proposal", row.pk, when="令和7年4月1日", nature="formal")
    assert "形式的な変更であるため、重要な変更に当たらない。" in proposed
    assert "指針第6の2(2)ただし書" in proposed
    said = {
        "nature": "formal",
        "changed_on": "令和7年4月1日",
        "timing": "事後",
        "note": "号ずれ",
        "nature_reason": "号ずれのみ",
    }
    cast.client("author").post(url("decide", row.pk), said)
    row.refresh_from_db()
    assert (row.judged_as, row.timing, row.note, row.nature_reason) == ("formal", "事後", "号ずれ", "号ずれのみ")
    assert row.changed_on == date(2025, 4, 1)
    assert "判断してください" not in page(cast, "reviewer", "judgements")
    assert row.history.first().history_user == cast.author


def test_within_the_list_of_changes_it_is_a_part_of_the_page(cast, document, row):
    client = cast.client("author")
    answer = client.get(url("proposal", row.pk), headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()
    answer = client.post(url("decide", row.pk), {"nature": "formal"}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert answer.status_code == 200 and f'<article class="row-card" id="row-{row.pk}"' in text
    assert '<div id="summary" hx-swap-oob="innerHTML">' in text and "判断：<strong>誤字・形式的な変更</strong>" in text


def test_an_important_change_is_proposed_with_the_rule_and_other_needs_a_reason(cast, document, row):
    row.before, row.after = "第7条", "第7条及び第9条"
    row.save()
    text = page(cast, "author", "proposal", row.pk, when="令和7年10月1日", nature="other")
    assert "必要（重要な変更）" in text and "規則第11条" in text
    refused = cast.client("author").post(url("decide", row.pk), {"nature": "other"}, follow=True).content.decode()
    assert "重要な変更に当たらない理由を書いてください" in refused
    cast.client("author").post(
        url("decide", row.pk), {"nature": "important", "timing": "事前", "changed_on": "R7.10.1"}
    )
    row.refresh_from_db()
    assert row.judged_as == "important"


def test_only_who_may_edit_decides(cast, document, row):
    for who in ("reviewer", "approver"):
        cast.client(who).post(url("decide", row.pk), {"nature": "formal"})
    assert cast.client("stranger").post(url("decide", row.pk), {"nature": "formal"}).status_code == 404
    row.refresh_from_db()
    assert row.nature == ""


def test_json_is_plain(cast, document):
    """What is judged or dismissed never enters the frozen text."""
    assert "nature" not in take(document).canonical()
