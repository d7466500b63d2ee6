"""Publication freezes text, PDF and hashes together; what is frozen stays, whoever tries."""

import hashlib
import json
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from assessments import exporting, workflow
from assessments.models import FrozenContent, FrozenPdf, Version
from assessments.models.version import FrozenForEver
from assessments.policies import Refused, open_version
from assessments.snapshot import Snapshot, take
from tests.builders import (
    DAY,
    OFFICE,
    approved,
    at_once,
    document_in,
    explain,
    imported_document,
    pdf_of_something,
    published,
    rows,
    small_document,
    write,
)

pytestmark = pytest.mark.django_db


def publish(cast, version, *, day=DAY, render=at_once):
    return workflow.publish(version, by=cast.visitor("approver"), published_on=day, render=render)


def test_publication_freezes_text_pdf_and_hashes(cast):
    version = publish(cast, document_in(cast, "approved"))
    content, pdf = version.content, version.content.pdf
    assert hashlib.sha256(content.snapshot.encode()).hexdigest() == content.sha256
    assert hashlib.sha256(bytes(pdf.data)).hexdigest() == pdf.sha256
    assert (bytes(pdf.data), pdf.page_count) == (pdf_of_something().data, pdf_of_something().page_count)
    assert (version.state, version.is_public, version.published_on) == ("published", True, DAY)
    assert (version.published_by, version.published_at is not None) == (cast.approver, True)


def test_the_renderer_is_given_the_text_that_is_frozen_with_its_day(cast):
    seen = []
    version = publish(
        cast, document_in(cast, "approved"), render=lambda snapshot: seen.append(snapshot) or at_once(snapshot)
    )
    assert [snapshot.canonical() for snapshot in seen] == [version.content.snapshot]
    assert seen[0].cover("published_on") == "2025-04-01"
    assert seen[0].version == {"number": 1, "origin": "published", "published_on": "2025-04-01"}


def test_the_working_copy_goes_on_from_what_was_published(cast):
    version = publish(cast, document_in(cast, "approved"))
    version.assessment.refresh_from_db()
    assert take(version.assessment, changes=False).cover("published_on") == "2025-04-01"
    assert open_version(version.assessment) is None and rows(version.assessment) == []


def test_the_next_publication_supersedes_the_one_before(cast):
    first = document_in(cast, "superseded")
    states = Version.objects.filter(assessment=first.assessment).values_list("number", "state", "is_public")
    assert list(states) == [(1, "superseded", True), (2, "published", True)]
    assert first.content.pdf.data


def test_a_renderer_that_breaks_leaves_nothing_half_done_and_publication_can_be_repeated(cast):
    version = document_in(cast, "approved")
    before = _everything(version)

    def broken(snapshot):
        raise MemoryError("no room to lay it out")

    with pytest.raises(MemoryError):
        publish(cast, version, render=broken)
    assert _everything(version) == before
    assert publish(cast, version).state == "published"


def _everything(version) -> tuple:
    fresh = Version.objects.filter(pk=version.pk).values().get()
    return fresh, FrozenContent.objects.count(), FrozenPdf.objects.count(), take(version.assessment).canonical()


def test_what_changed_between_laying_out_and_writing_is_not_published(cast):
    """Meanwhile the reviewer sends it back; the author changes it, and it is approved again."""
    version = document_in(cast, "approved")
    document = version.assessment

    def meanwhile(snapshot):
        workflow.send_back(version, by=cast.visitor("reviewer"), comment="もう一か所直してください")
        write(cast, document, OFFICE, "間に合わせの記載")
        approved(cast, document)
        return at_once(snapshot)

    with pytest.raises(Refused, match="承認された後に内容が変わりました"):
        publish(cast, version, render=meanwhile)
    assert open_version(document).state == "approved" and not FrozenPdf.objects.exists()


def test_rows_that_do_not_tell_the_difference_stop_publication(cast):
    """Published N + rows = N+1, or nothing is published."""
    document = document_in(cast, "published").assessment
    write(cast, document, OFFICE, "新しい事務")
    explain(cast, document)
    version = approved(cast, document)
    version.change_rows.all().delete()
    with pytest.raises(Refused, match="前の版との差と一致しません"):
        publish(cast, version)
    assert open_version(document).state == "approved"


@pytest.mark.parametrize("frozen", [FrozenContent, FrozenPdf])
def test_the_models_refuse_to_change_or_delete_what_is_frozen(cast, frozen):
    document_in(cast, "published")
    row = frozen.objects.first()
    row.sha256 = "0" * 64
    with pytest.raises(FrozenForEver):
        row.save()
    with pytest.raises(FrozenForEver):
        row.delete()


@pytest.mark.parametrize("table", ["assessments_frozencontent", "assessments_frozenpdf"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET sha256 = ''", "DELETE FROM {}"])
def test_the_database_itself_refuses_whatever_program_asks(cast, table, statement):
    document_in(cast, "published")
    with pytest.raises(DatabaseError, match="frozen for ever"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


@pytest.mark.parametrize("frozen", [FrozenContent, FrozenPdf])
def test_a_whole_table_is_neither_updated_nor_deleted_through_the_orm(cast, frozen):
    document_in(cast, "published")
    with pytest.raises(DatabaseError), transaction.atomic():
        frozen.objects.update(sha256="")
    with pytest.raises(DatabaseError), transaction.atomic():
        frozen.objects.all()._raw_delete("default")


def test_an_edit_after_publication_does_not_touch_what_is_published(cast):
    version = document_in(cast, "published")
    text = version.content.snapshot
    write(cast, version.assessment, OFFICE, "公表の後の記載")
    version.refresh_from_db()
    assert version.content.snapshot == FrozenContent.objects.get(pk=version.content_id).snapshot == text


def test_withdrawal_keeps_the_frozen_text_and_says_why(cast):
    version = document_in(cast, "withdrawn")
    assert (version.state, version.withdrawn_reason, version.is_public) == ("withdrawn", "誤りがあったため", True)
    assert version.content.pdf.data
    with pytest.raises(Refused):
        workflow.withdraw(version, by=cast.visitor("approver"), comment="もう一度")


def test_a_withdrawn_document_is_corrected_by_a_next_version(cast):
    document = document_in(cast, "withdrawn").assessment
    write(cast, document, OFFICE, "正しい事務の名称")
    assert published(cast, document).number == 2
    assert list(document.versions.values_list("state", flat=True)) == ["withdrawn", "published"]


def test_an_imported_version_is_followed_by_a_published_one(cast):
    document = imported_document(cast)
    workflow.release(document.versions.get(), by=cast.visitor("coordinator"), render=at_once)
    write(cast, document, OFFICE, "新しい事務の名称")
    version = published(cast, document)
    assert (version.number, version.origin) == (2, "published")
    told = json.loads(version.content.snapshot)["changes"][-1]
    assert (told["before"], told["after"], told["version"]) == ("住民基本台帳に関する事務", "新しい事務の名称", 2)


def test_the_export_of_a_published_version_names_the_hash_of_its_pdf(cast):
    version = document_in(cast, "published")
    data = exporting.frozen(version)
    assert data["version"] == {
        "number": 1,
        "origin": "published",
        "published_on": "2025-04-01",
        "sha256": version.content.pdf.sha256,
    }
    assert Snapshot.from_json(data).answers == Snapshot.from_text(version.content.snapshot).answers


def test_the_end_of_an_office_is_a_last_version_that_says_so_in_its_title(cast):
    version = document_in(cast, "published")
    last = workflow.end(
        version, by=cast.visitor("approver"), ended_on=date(2026, 3, 31), published_on=date(2026, 4, 1), render=at_once
    )
    frozen = Snapshot.from_text(last.content.snapshot)
    assert frozen.cover("name").endswith("【令和8年3月31日　終了】")
    assert frozen.changes[-1].after == frozen.cover("name")
    version.refresh_from_db()
    assert (last.number, last.state, last.is_public, version.state) == (2, "published", True, "superseded")
    with pytest.raises(Refused, match="終了"):
        workflow.end(last, by=cast.visitor("approver"), ended_on=DAY, published_on=DAY, render=at_once)


def test_an_office_with_an_open_draft_does_not_end(cast):
    version = document_in(cast, "published")
    write(cast, version.assessment, OFFICE, "作成中の記載")
    with pytest.raises(Refused, match="作成中の版"):
        workflow.end(version, by=cast.visitor("approver"), ended_on=DAY, published_on=DAY, render=at_once)


def test_a_complete_first_version_has_no_rows_to_explain(cast):
    document = small_document(cast)
    assert rows(document) == [] and published(cast, document).change_rows.count() == 0
