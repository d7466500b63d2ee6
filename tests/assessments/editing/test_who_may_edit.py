"""Who may write in a document, and when: by department, role and state (design.md §7)."""

from datetime import date

import pytest
from django.http import Http404

from assessments import editing, workflow
from assessments.models import Assessment
from assessments.policies import Refused, open_version
from assessments.snapshot import take
from municipalities.access import visitor_for
from tests.builders import (
    DAY,
    FILE,
    OFFICE,
    SYSTEM,
    at_once,
    blank_document,
    document_in,
    published,
    rows,
    small_document,
    write,
)
from tests.people import make_department, make_person

pytestmark = pytest.mark.django_db

# Every door for writes to a working copy.
WRITES = {
    "save_answer": lambda d, by: editing.save_answer(d, ("", OFFICE), "記載", base="", by=by),
    "save_records": lambda d, by: editing.save_records(d, FILE, ["甲"], "", base="", by=by),
    "add_entry": lambda d, by: editing.add_entry(d, "systems", by=by),
    "copy_entry": lambda d, by: editing.copy_entry(d, "systems", SYSTEM, by=by),
    "move_entry": lambda d, by: editing.move_entry(d, "systems", SYSTEM, 1, by=by),
    "remove_entry": lambda d, by: editing.remove_entry(d, "systems", SYSTEM, by=by),
    "restore_entry": lambda d, by: editing.restore_entry(d, "systems", SYSTEM, by=by),
    "save_row": lambda d, by: editing.save_row(d, 0, by=by, note="説明"),
}


@pytest.mark.parametrize("write_in", WRITES.values(), ids=WRITES)
@pytest.mark.parametrize("who", ["reviewer", "approver"])
def test_who_reviews_or_approves_does_not_write(cast, who, write_in):
    document = small_document(cast)
    before = take(document).canonical()
    with pytest.raises(Refused, match="担当部署の作成者と取りまとめ担当"):
        write_in(document, cast.visitor(who))
    assert take(document).canonical() == before


@pytest.mark.parametrize("write_in", WRITES.values(), ids=WRITES)
@pytest.mark.parametrize("state, word", [("in_review", "確認中"), ("approved", "承認済み")])
def test_what_is_in_review_or_approved_is_not_written_in(cast, state, word, write_in):
    document = document_in(cast, state).assessment
    before = take(document).canonical()
    for who in ("author", "coordinator"):
        with pytest.raises(Refused, match=word):
            write_in(document, cast.visitor(who))
    assert take(document).canonical() == before


@pytest.mark.parametrize("write_in", WRITES.values(), ids=WRITES)
def test_a_visitor_of_another_town_finds_no_document(cast, write_in):
    document = small_document(cast)
    with pytest.raises(Assessment.DoesNotExist):
        write_in(document, cast.visitor("stranger"))


def test_an_author_of_another_department_is_told_why_not(cast):
    elsewhere = make_department(cast.town, "税務課")
    colleague = visitor_for(make_person(cast.town, "author", departments=[elsewhere]), cast.town.code)
    document = small_document(cast)
    with pytest.raises(Refused, match="担当部署のものではない"):
        WRITES["save_answer"](document, colleague)


def test_an_author_without_a_department_writes_nowhere(cast):
    nobody = visitor_for(make_person(cast.town, "author"), cast.town.code)
    document = editing.start_assessment(
        "juten", "1", "部署のない評価書", by=cast.visitor("coordinator"), agency=None, department=None
    )
    with pytest.raises(Refused):
        WRITES["save_answer"](document, nobody)


def test_the_coordinator_writes_in_every_document_of_the_town(cast):
    document = small_document(cast)
    assert write(cast, document, OFFICE, "取りまとめ担当の記載", by="coordinator").changed


def test_what_was_sent_back_is_written_in_again(cast):
    version = document_in(cast, "in_review")
    workflow.send_back(version, by=cast.visitor("reviewer"), comment="直してください")
    assert write(cast, version.assessment, OFFICE, "直した記載").changed


def test_an_ended_document_is_not_written_in(cast):
    version = document_in(cast, "published")
    workflow.end(
        version, by=cast.visitor("approver"), ended_on=date(2026, 3, 31), published_on=date(2026, 4, 1), render=at_once
    )
    for write_in in WRITES.values():
        with pytest.raises(Refused, match="終了しています"):
            write_in(version.assessment, cast.visitor("author"))


def test_the_rows_of_a_published_version_are_not_written_in_any_more(cast):
    document = document_in(cast, "published").assessment
    write(cast, document, OFFICE, "新しい事務")
    row = rows(document)[0]
    published(cast, document)
    write(cast, document, OFFICE, "さらに新しい事務")
    with pytest.raises(Http404):
        editing.save_row(document, row.pk, by=cast.visitor("author"), changed_on=DAY, note="書き換え")
    row.refresh_from_db()
    assert row.note == "形式的な変更であるため"


def test_an_author_starts_documents_for_their_own_department_only(cast):
    elsewhere = make_department(cast.town, "税務課")
    start = lambda by, department: editing.start_assessment(  # noqa: E731
        "juten", "7", "新しい評価書", by=cast.visitor(by), agency=None, department=department
    )
    for department in (elsewhere, None):
        with pytest.raises(Refused, match="担当部署を選んで"):
            start("author", department)
    for who in ("reviewer", "approver"):
        with pytest.raises(Refused, match="作成者と取りまとめ担当"):
            start(who, cast.department)
    assert not Assessment.objects.exists()
    assert start("author", cast.department).department == cast.department


def test_two_documents_of_a_town_do_not_share_a_number(cast):
    blank_document(cast, "3")
    with pytest.raises(editing.NumberTaken):
        blank_document(cast, "3")
    assert Assessment.objects.count() == 1


def test_a_copy_leaves_the_day_of_publication_and_the_history_behind(cast):
    source = document_in(cast, "superseded").assessment
    made = editing.copy_assessment(source, "2", "写しの評価書", by=cast.visitor("author"), department=cast.department)
    snapshot = take(made)
    assert (snapshot.cover("number"), snapshot.cover("name"), snapshot.cover("published_on")) == (
        "2",
        "写しの評価書",
        "",
    )
    assert snapshot.changes == () and open_version(made).number == 1
    assert snapshot.files[0].records == take(source).files[0].records


def test_only_the_coordinator_moves_a_document_to_another_department(cast):
    document, elsewhere = small_document(cast), make_department(cast.town, "税務課")
    for who in ("author", "reviewer", "approver"):
        with pytest.raises(Refused):
            editing.save_settings(document, agency=None, department=elsewhere, by=cast.visitor(who))
    editing.save_settings(document, agency=cast.agency, department=elsewhere, by=cast.visitor("coordinator"))
    document.refresh_from_db()
    assert document.department == elsewhere
    assert document.history.first().history_user == cast.coordinator
