"""Submission freezes; what is approved is what was seen; what is missing is said all at once."""

import json

import pytest

from assessments import editing, workflow
from assessments.catalogue import get_form
from assessments.editing import moving
from assessments.models import FrozenContent
from assessments.policies import Refused, open_version
from assessments.snapshot import Snapshot, outline, take
from tests.builders import (
    DAY,
    DEPT,
    FILE,
    OFFICE,
    approved,
    at_once,
    blank_document,
    document_from,
    document_in,
    imported_document,
    published,
    rows,
    small_document,
    small_sample,
    submitted,
    write,
)

pytestmark = pytest.mark.django_db


def sentences_against(cast, document) -> tuple[str, ...]:
    with pytest.raises(workflow.Incomplete) as refused:
        submitted(cast, document)
    return refused.value.sentences


def test_submission_freezes_the_text_as_it_stands(cast):
    document = small_document(cast)
    version = submitted(cast, document)
    frozen = Snapshot.from_text(version.content.snapshot)
    assert frozen == take(document)
    assert version.content.sha256 == frozen.sha256


def test_everything_that_is_missing_is_said_at_once(cast):
    document = blank_document(cast)
    said = sentences_against(cast, document)
    assert len(said) > 60
    assert any("「②事務の内容」が未記入" in sentence for sentence in said)
    assert any("「特定個人情報ファイル記録項目」が未記入" in sentence for sentence in said)
    version = open_version(document)
    assert (version.state, version.content, version.decisions.count()) == ("draft", None, 0)
    assert not FrozenContent.objects.exists()


def test_each_problem_leads_to_its_item(cast):
    with pytest.raises(workflow.Incomplete) as refused:
        submitted(cast, blank_document(cast))
    known = {placed.item.code for sheet in outline(take(small_document(cast, "2"))) for placed in sheet.items}
    assert {problem.address[1] for problem in refused.value.problems if problem.address} <= known
    assert all(problem.anchor for problem in refused.value.problems)


def test_the_day_of_publication_is_not_asked_for_before_publication(cast):
    document = small_document(cast)
    assert "juten.cover.published_on" not in document.answers
    assert submitted(cast, document).state == "in_review"


def test_what_the_import_could_not_read_has_to_be_resolved_before_submission(cast):
    data = small_sample()
    data["answers"]["juten.IV.1.how"] = {"lost": True}
    data["files"][0]["answers"]["juten.II.3.how_obtained"] = {"checked": ["紙"], "unknown": ["その他"]}
    data["files"][0]["answers"]["juten.III.5.none"] = None
    data["systems"].append({"ref": "s2", "number": 2, "answers": {}, "lost": True})
    document = imported_document(cast, data)
    write(cast, document, OFFICE, "新しい事務")
    said = sentences_against(cast, document)
    for heading in ("②請求方法", "②入手方法", "提供・移転しない"):
        assert any(heading in s and "読み取れなかった" in s for s in said), heading
    assert any("システム2は原本のページが欠けています" in s for s in said)


def test_a_wording_that_is_no_option_has_to_be_chosen_anew(cast):
    data = small_sample()
    data["answers"]["juten.I.1.persons"] = {"raw": "約10万人"}
    said = sentences_against(cast, document_from(cast, data))
    assert any("約10万人" in sentence and "選択肢" in sentence for sentence in said)


def test_rows_without_a_day_and_a_timing_are_named(cast):
    document = document_in(cast, "published").assessment
    write(cast, document, OFFICE, "新しい事務")
    said = sentences_against(cast, document)
    assert [s for s in said if "①事務の名称" in s and "変更日と提出時期" in s]


def test_a_version_that_changes_nothing_is_not_submitted(cast):
    document = document_in(cast, "published").assessment
    write(cast, document, OFFICE, "新しい事務")
    write(cast, document, OFFICE, "住民基本台帳に関する事務")
    with pytest.raises(Refused, match="変わったところがありません"):
        submitted(cast, document)


def test_the_same_words_in_another_edition_are_a_version_of_their_own(cast):
    document = document_in(cast, "published").assessment
    moving.move_to(document, get_form("juten", "4jouhou"), by=cast.visitor("author"))
    assert not rows(document)
    assert published(cast, document).number == 2


def test_approval_is_bound_to_the_text_that_was_seen(cast):
    document = small_document(cast)
    seen = submitted(cast, document).content.approval_sha256
    workflow.take_back(open_version(document), by=cast.visitor("author"))
    write(cast, document, OFFICE, "見せた後で変えた記載")
    version = submitted(cast, document)
    with pytest.raises(Refused, match="ご覧になった後に"):
        workflow.approve(version, by=cast.visitor("reviewer"), seen=seen)
    with pytest.raises(Refused, match="ご覧になった後に"):
        workflow.approve(version, by=cast.visitor("reviewer"), seen="")
    assert workflow.approve(version, by=cast.visitor("reviewer"), seen=version.content.approval_sha256)


def test_the_day_of_publication_stands_outside_the_hash_and_everything_else_inside(cast):
    snapshot = take(small_document(cast))
    later = snapshot.published_as("2030-01-01", {"number": 9, "origin": "published"})
    assert later.approval_sha256 == snapshot.approval_sha256
    assert later.sha256 != snapshot.sha256
    other = Snapshot.from_json({**snapshot.as_json(), "answers": {**snapshot.answers, DEPT: "別の課"}})
    assert other.approval_sha256 != snapshot.approval_sha256


def test_the_rows_are_part_of_what_is_approved(cast):
    document = document_in(cast, "published").assessment
    write(cast, document, OFFICE, "新しい事務")
    row = rows(document)[0]
    hashes = set()
    for note in ("形式的な変更であるため", "リスクを軽減させる変更であるため"):
        editing.save_row(document, row.pk, by=cast.visitor("author"), changed_on=DAY, timing="事後", note=note)
        hashes.add(submitted(cast, document).content.approval_sha256)
        workflow.take_back(open_version(document), by=cast.visitor("author"))
    assert len(hashes) == 2


def test_what_is_published_is_what_was_approved(cast):
    document = small_document(cast)
    version = approved(cast, document)
    text = json.loads(version.content.snapshot)
    done = workflow.publish(version, by=cast.visitor("approver"), published_on=DAY, render=at_once)
    published = json.loads(done.content.snapshot)
    assert published["answers"].pop("juten.cover.published_on") == "2025-04-01"
    assert {k: v for k, v in published.items() if k != "version"} == {k: v for k, v in text.items() if k != "version"}


def test_a_document_of_a_file_without_records_says_so(cast):
    document = small_document(cast)
    seen = [[r.text for r in document.files.get().records.all()], ""]
    editing.save_records(document, FILE, [], "", base=editing.fingerprint(seen), by=cast.visitor("author"))
    assert any("記録項目" in sentence for sentence in sentences_against(cast, document))


def test_words_for_a_step_that_was_refused_stand_there_again_until_it_is_taken(cast):
    document = small_document(cast)
    approved(cast, document)
    approver = cast.client("approver")
    step = f"/work/999997/{document.number}/steps/publish/"
    here = f"/work/999997/{document.number}/review/"
    answer = approver.post(step, {"published_on": "令和8年2月30日", "comment": "よい", "here": here}, follow=True)
    page = answer.content.decode()
    assert "日付として読めません" in page and 'value="令和8年2月30日"' in page and "よい</textarea>" in page
    approver.post(step, {"published_on": "", "comment": "よい"})
    assert "typed_for_step" not in approver.session
