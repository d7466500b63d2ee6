"""The change list is the net difference from the last published version, written anew after every save."""

import pytest

from assessments import changes, editing
from assessments.models import ChangeRow
from assessments.policies import open_version
from tests.builders import (
    DEPT,
    FILE,
    OFFICE,
    OUTSOURCING,
    SYSTEM,
    TRANSFER,
    blank_document,
    document_from,
    document_in,
    imported_document,
    published,
    rows,
    sample,
    small_document,
    small_sample,
    stored,
    write,
)

pytestmark = pytest.mark.django_db
OLD = "住民基本台帳に関する事務"
RESULT = ("kind", "before", "after")


@pytest.fixture
def document(cast):
    """A small document with a public first version."""
    return document_in(cast, "published").assessment


def told(document) -> list[tuple[str, str, str]]:
    """(last heading, before, after) of the rows, in the order of the form."""
    return [(row.label.split("\n")[-1], row.before, row.after) for row in rows(document)]


def kinds(document) -> list[tuple[str, str]]:
    return [(row.kind, row.label.split("\n")[-1]) for row in rows(document)]


def test_an_edit_is_a_row_with_both_texts_under_its_headings(cast, document):
    write(cast, document, OFFICE, "新しい事務")
    row = rows(document)[0]
    assert (row.kind, row.before, row.after) == ("changed", OLD, "新しい事務")
    assert row.label.split("\n")[0].startswith("Ⅰ") and row.label.endswith("①事務の名称")
    assert row.addresses == [["", OFFICE]]


def test_saving_again_changes_the_row_and_adds_none(cast, document):
    for text in ("一度目", "二度目", "三度目"):
        write(cast, document, OFFICE, text)
    assert told(document) == [("①事務の名称", OLD, "三度目")]


def test_an_edit_that_is_taken_back_leaves_no_row(cast, document):
    write(cast, document, OFFICE, "新しい事務")
    write(cast, document, OFFICE, OLD)
    assert rows(document) == [] and not ChangeRow.objects.filter(version=open_version(document)).exists()


def test_rows_stand_in_the_order_of_the_form(cast, document):
    write(cast, document, "juten.IV.1.how", "新しい請求方法")
    write(cast, document, "juten.II.3.purpose", "新しい目的", FILE)
    write(cast, document, OFFICE, "新しい事務")
    write(cast, document, "juten.I.2.name", "新しいシステム", SYSTEM)
    assert [label for label, _, _ in told(document)] == [
        "①事務の名称",
        "①システムの名称",
        "③使用目的",
        "①請求方法".replace("①", "②"),
    ]


def test_a_box_that_is_ticked_is_the_only_part_that_is_told(cast, document):
    code = "juten.II.3.how_obtained"
    value = stored(document, code, FILE)
    write(cast, document, code, {**value, "checked": [*value["checked"], "電子メール"]}, FILE)
    assert told(document) == [("②入手方法", "［　］電子メール", "［○］電子メール")]


def test_a_count_is_told_with_its_choice(cast, document):
    write(cast, document, "juten.II.4.has", {"choice": "委託する", "count": 2}, FILE)
    assert told(document) == [("委託の有無", "委託する（1）件", "委託する（2）件")]


@pytest.mark.parametrize("kind", ["systems", "files", "transfers", "outsourcing"])
def test_reordering_leaves_no_row(cast, kind):
    data = sample()
    document = document_from(cast, data)
    published(cast, document)
    ref = {"systems": "s3", "files": "f1", "transfers": "f1t3", "outsourcing": "f1o1"}[kind]
    editing.move_entry(document, kind, ref, 2, by=cast.visitor("author"))
    editing.move_entry(document, kind, ref, -1, by=cast.visitor("author"))
    assert [row for row in told(document) if "特定個人情報ファイル名" not in row[0]] == []


def test_a_new_order_of_files_is_told_where_the_form_lists_them_or_not_at_all(cast):
    document = document_from(cast, sample())
    published(cast, document)
    editing.move_entry(document, "files", "f1", 1, by=cast.visitor("author"))
    assert rows(document) == []


def test_a_removed_entry_does_not_renumber_the_rows_of_those_behind_it(cast):
    document = document_from(cast, sample())
    published(cast, document)
    editing.remove_entry(document, "transfers", "f1t2", by=cast.visitor("author"))
    assert kinds(document) == [("entry_removed", "移転先2")]
    write(cast, document, "juten.II.5t.use", "新しい用途", "f1t3")
    assert kinds(document) == [("entry_removed", "移転先2"), ("changed", "②移転先における用途")]
    assert "移転先2" in rows(document)[1].label  # as it is numbered in the new version


def test_a_new_entry_is_one_row_with_all_it_says(cast, document):
    added = editing.add_entry(document, "systems", by=cast.visitor("author"))
    assert rows(document) == []  # it says nothing yet
    write(cast, document, "juten.I.2.name", "戸籍システム", added.ref)
    write(cast, document, "juten.I.2.functions", "戸籍の記載", added.ref)
    assert kinds(document) == [("entry_added", "システム2")]
    assert "戸籍システム" in rows(document)[0].after and "戸籍の記載" in rows(document)[0].after
    editing.remove_entry(document, "systems", added.ref, by=cast.visitor("author"))
    assert rows(document) == []


def test_a_removed_entry_that_is_brought_back_leaves_no_row(cast, document):
    editing.remove_entry(document, "outsourcing", OUTSOURCING, by=cast.visitor("author"))
    assert kinds(document) == [("entry_removed", "委託事項1")]
    editing.restore_entry(document, "outsourcing", OUTSOURCING, by=cast.visitor("author"))
    assert rows(document) == []


def test_a_removed_file_is_one_row_and_one_in_the_list_of_files(cast, document):
    editing.copy_entry(document, "files", FILE, by=cast.visitor("author"))
    write(cast, document, "juten.II.1.file_name", "写しのファイル", document.files.order_by("-pk").first().ref)
    published(cast, document)
    editing.remove_entry(document, "files", FILE, by=cast.visitor("author"))
    assert [kind for kind, _ in kinds(document)] == ["changed", "entry_removed"]


def test_an_entry_copied_and_filled_otherwise_is_told_as_new(cast, document):
    copied = editing.copy_entry(document, "transfers", TRANSFER, by=cast.visitor("author"))
    assert kinds(document) == [("entry_added", "移転先2")]
    write(cast, document, "juten.II.5t.to", "税務課", copied.ref)
    assert kinds(document) == [("entry_added", "移転先2")] and "税務課" in rows(document)[0].after


def test_a_first_version_has_no_rows(cast):
    document = blank_document(cast)
    write(cast, document, OFFICE, "新しい事務")
    assert rows(document) == []


def test_the_day_of_publication_is_no_row(cast, document):
    write(cast, document, "juten.cover.published_on", "2030-01-01")
    assert rows(document) == []


def test_after_publication_the_list_begins_anew(cast, document):
    write(cast, document, OFFICE, "新しい事務")
    published(cast, document)
    assert rows(document) == []
    write(cast, document, DEPT, "市民窓口課")
    assert [label for label, _, _ in told(document)] == ["①部署"]
    assert changes.base_version(document).number == 2


def test_the_list_starts_from_what_was_found_as_well(cast):
    document = imported_document(cast, small_sample())
    write(cast, document, OFFICE, "新しい事務")
    assert told(document) == [("①事務の名称", OLD, "新しい事務")]


def test_net_changes_say_what_the_rows_say(cast, document):
    write(cast, document, OFFICE, "新しい事務")
    write(cast, document, "juten.II.3.purpose", "新しい目的", FILE)
    found = changes.net_changes(document)
    assert [(c.label, c.before, c.after) for c in found] == [(r.label, r.before, r.after) for r in rows(document)]


def test_a_document_of_another_town_is_not_touched(cast, document):
    other = small_document(cast, "2")
    write(cast, document, OFFICE, "新しい事務")
    assert rows(other) == []
