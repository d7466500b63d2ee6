"""The pages of the law as people use them: judging a change, setting a warning aside, recording, the calendar."""

import json
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments import changes
from assessments.demo.story import read
from assessments.editing.creating import new_assessment
from assessments.editing.desk import draft_over
from assessments.models import Dismissal, Evidence, FeedKey, Milestone, ReviewNote, TownProcedure
from assessments.policies import open_version
from assessments.snapshot import Snapshot, take
from tests.assessments.law.documents import freeze, make_document, make_row, make_version, record

PDF = b"%PDF-1.7\n%notice\n"


@pytest.fixture
def clock(time_machine):
    time_machine.move_to("2025-07-01 09:00+09:00", tick=False)


@pytest.fixture
def document(cast, clock):
    """見本市's document as a draft over a published version."""
    snapshot = Snapshot.from_json(read("mihon.json"))
    made = new_assessment(cast.town, snapshot, "1", user=cast.author, agency=cast.agency, department=cast.department)
    draft_over(made, by=cast.visitor("author"))
    version = open_version(made)
    version.content, version.state, version.published_on = freeze(made, take(made)), "published", date(2025, 4, 1)
    version.save()
    draft_over(made, by=cast.visitor("author"))
    return made


def url(name: str, *args) -> str:
    return reverse(name, args=["999997", "1", *args])


def page(cast, who: str, name: str, *args, **data) -> str:
    answer = cast.client(who).get(url(name, *args), data)
    assert answer.status_code == 200
    return answer.content.decode()


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


def test_a_dismissal_can_be_taken_back_by_who_may_edit(cast, document):
    basis = re.search(r'name="basis" value="(\w{64})"', page(cast, "author", "warnings"))[1]
    cast.client("reviewer").post(url("dismiss"), {"basis": basis, "reason": "よい。"})
    assert not Dismissal.objects.exists()
    cast.client("author").post(url("dismiss"), {"basis": basis, "reason": "よい。"})
    cast.client("author").post(url("take_up", Dismissal.objects.get().pk))
    assert not Dismissal.objects.exists()
    assert Dismissal.history.count() == 2  # who set it aside and who took it back stays known


def test_an_error_cannot_be_set_aside(cast, document):
    from assessments import checks
    from assessments.editing import dismissing
    from assessments.policies import Refused

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
        "reason": "号ずれのみ",
    }
    cast.client("author").post(url("decide", row.pk), said)
    row.refresh_from_db()
    assert (row.judged_as, row.timing, row.note, row.reason) == ("formal", "事後", "号ずれ", "号ずれのみ")
    assert row.changed_on == date(2025, 4, 1)
    assert "判断してください" not in page(cast, "reviewer", "judgements")
    assert row.history.first().history_user == cast.author


def test_within_the_list_of_changes_it_is_a_part_of_the_page(cast, document, row):
    client = cast.client("author")
    answer = client.get(url("proposal", row.pk), headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()
    answer = client.post(url("decide", row.pk), {"nature": "formal"}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Refresh"]) == (204, "true")


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


def add(cast, who: str = "author", **data):
    return cast.client(who).post(url("milestone_add"), data)


def test_a_step_is_recorded_with_its_evidence_and_fills_the_form(cast, document):
    file = SimpleUploadedFile("答申 控え.pdf", PDF)
    said = {"kind": "third_party", "on": "令和7年6月2日", "note": "個人情報保護審議会に諮問", "evidence": file}
    assert add(cast, **said).status_code == 302
    found = Milestone.objects.get()
    assert (found.on, found.version.number, found.by) == (date(2025, 6, 2), 2, cast.author)
    proof = Evidence.objects.get()
    assert (proof.media_type, proof.size) == ("application/pdf", len(PDF))
    answer = cast.client("reviewer").get(url("evidence", found.pk))
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert cast.client("stranger").get(url("evidence", found.pk)).status_code == 404
    assert "個人情報保護審議会に諮問" in page(cast, "author", "procedure")
    cast.client("author").post(url("milestone_fill"), {"code": "juten.V.3.how"})
    document.refresh_from_db()
    assert document.answers["juten.V.3.how"] == "個人情報保護審議会に諮問"
    rows = changes.rows_of(open_version(document))
    assert [["", "juten.V.3.how"]] in [row.addresses for row in rows]


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.pdf", b"MZ not a pdf"), ("a.html", b"<script>"), ("a.pdf", b""), ("a.svg", b"<svg/>"), ("a.png", PDF)],
)
def test_evidence_is_what_its_name_says(cast, document, name, data):
    answer = add(cast, kind="submission", on="令和7年6月2日", evidence=SimpleUploadedFile(name, data))
    assert answer.status_code == 422
    assert not Milestone.objects.exists()


def test_a_record_that_makes_no_sense_is_refused_with_sentences(cast, document):
    wrong = add(cast, kind="public_comment", on="令和7年6月2日", until="令和7年6月1日")
    assert "終わりの日が、始まりの日より前です。" in wrong.content.decode()
    assert "緊急時" in add(cast, kind="emergency", on="令和7年6月2日").content.decode()
    assert add(cast, kind="nothing", on="令和7年6月2日").status_code == 422
    assert add(cast, kind="submission", on="きのう").status_code == 422
    assert not Milestone.objects.exists()


def test_what_a_published_version_rests_on_is_not_taken_away(cast, document):
    kept = record(document.versions.get(number=1), "submission", date(2025, 3, 30), by=cast.author)
    free = record(open_version(document), "submission", date(2025, 6, 30), by=cast.author)
    for milestone in (kept, free):
        cast.client("author").post(url("milestone_remove", milestone.pk))
    assert list(Milestone.objects.all()) == [kept]


def test_the_coordinator_says_what_the_town_asks(cast, document):
    address = reverse("town_procedure", args=["999997"])
    assert cast.client("author").get(address).status_code == 403
    assert cast.client("stranger").get(address).status_code == 404
    said = {"form": "juten", "juten-kinds": ["third_party", "submission"]}
    cast.client("coordinator").post(address, said)
    assert sorted(TownProcedure.objects.values_list("form", "kind")) == [
        ("juten", "submission"),
        ("juten", "third_party"),
    ]
    assert cast.client("coordinator").post(address, {"form": "nothing"}).status_code == 404
    make_row(open_version(document), "juten.I.4.legal_basis", nature="important")
    text = page(cast, "author", "procedure")
    assert "第2版は、まだ公表できません" in text and "「第三者点検」の記録がありません" in text


def test_a_review_without_change_is_recorded(cast, document):
    """「見直したが変更なし」."""
    cast.client("author").post(url("reviews"), {"on": "令和7年6月30日", "changed": "", "note": "変更なし"})
    found = ReviewNote.objects.get()
    assert (found.on, found.changed, found.by) == (date(2025, 6, 30), False, cast.author)
    assert "変更なし" in page(cast, "reviewer", "reviews")
    late = cast.client("author").post(url("reviews"), {"on": "令和7年7月2日", "changed": ""})
    assert late.status_code == 422 and ReviewNote.objects.count() == 1


def test_the_calendar_of_the_town_and_of_a_person(cast, document):
    other = make_document(cast, number="2", name="税の事務", department=None)
    make_version(other, 1, on=date(2024, 5, 1))
    address = reverse("calendar", args=["999997"])
    text = cast.client("reviewer").get(address).content.decode()
    assert "令和8年4月1日" in text and "年1回の見直し" in text
    assert "過ぎています" in text and "税の事務" in text
    mine = cast.client("author").get(address, {"of": "mine"}).content.decode()
    assert "税の事務" not in mine and "住民基本台帳" in mine
    assert cast.client("stranger").get(address).status_code == 404


def test_a_feed_of_ones_own_until_the_address_is_changed(cast, document):
    address = reverse("calendar", args=["999997"])
    cast.client("author").post(reverse("calendar_address", args=["999997"]))
    feed = re.search(r'value="(http[^"]+\.ics)"', cast.client("author").get(address).content.decode())[1]
    answer = cast.client("resident").get(feed)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    assert answer.content.decode().startswith("BEGIN:VCALENDAR\r\n")
    assert "DTSTART;VALUE=DATE:20260401" in answer.content.decode()
    assert cast.client("resident").get(feed.replace("999997", "888885")).status_code == 404
    assert cast.client("resident").get(feed[:-6] + "x.ics").status_code == 404
    cast.client("author").post(reverse("calendar_address", args=["999997"]))
    assert cast.client("resident").get(feed).status_code == 404
    assert FeedKey.objects.count() == 1


def test_a_feed_ends_when_the_person_leaves(cast, document):
    cast.client("author").post(reverse("calendar_address", args=["999997"]))
    text = cast.client("author").get(reverse("calendar", args=["999997"])).content.decode()
    feed = re.search(r'value="(http[^"]+\.ics)"', text)[1]
    cast.author.is_active = False
    cast.author.save()
    assert cast.client("resident").get(feed).status_code == 404


def test_the_threshold_of_an_office_and_what_the_documents_contradict(cast, document):
    """T8: 様式2 Ⅱ1 = 様式3 Ⅰ1③, Ⅴ1② agrees with Ⅲ, Ⅳ1 with the forms that exist."""
    assert "基礎項目評価書がまだありません" in page(cast, "author", "threshold")
    answers = {
        "kiso.I.1.office_name": "住民基本台帳に関する事務",
        "kiso.II.1.persons": "30万人以上",
        "kiso.II.2.handlers": "500人未満",
        "kiso.II.3.incident": "発生なし",
        "kiso.IV.1.kind": "基礎項目評価書",
    }
    make_document(cast, "kiso", "2", answers=answers)
    text = page(cast, "author", "threshold")
    assert "基礎項目評価及び全項目評価の実施が義務付けられる（規則第7条）" in text
    assert "全項目評価書が必要です" in text
    assert text.count("ほかの評価書と違うところ（3件）") == 1
    told = page(cast, "author", "warnings")
    assert told.count(">T8<") == 3


def test_numbers_can_be_tried_out(cast, clock):
    address = reverse("town_threshold", args=["999997"])
    text = cast.client("author").get(address, {"persons": "150000", "handlers": "499"}).content.decode()
    assert "基礎項目評価及び重点項目評価の実施が義務付けられる" in text
    exempt = cast.client("author").get(address, {"persons": "150000", "handlers": "1", "staff": "1"}).content.decode()
    assert "番号法第28条第1項括弧書" in exempt
    assert "error-summary" in cast.client("author").get(address, {"persons": "多数"}).content.decode()


def test_the_pages_cost_a_fixed_number_of_queries(cast, document, django_assert_max_num_queries):
    for number in range(2, 12):
        make_version(make_document(cast, number=str(number)), 1, on=date(2025, 6, 1))
    client, address = cast.client("coordinator"), reverse("calendar", args=["999997"])
    client.get(address)
    with django_assert_max_num_queries(16):
        client.get(address)


def test_json_is_plain(cast, document):
    """What is judged or dismissed never enters the frozen text."""
    assert "nature" not in json.dumps(take(document).as_json())
