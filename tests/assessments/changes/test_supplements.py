"""Filling in what the import could not read is no change (規則第14条): such rows are supplements, out of the annex."""

import pytest

from assessments import editing
from assessments.snapshot import take
from tests.builders import FILE, OFFICE, imported_document, published, rows, small_sample, write

pytestmark = pytest.mark.django_db
HOW, FLAG, CONTACT = "juten.II.3.how_obtained", "juten.III.5.none", "juten.IV.1.contact"


def damaged() -> dict:
    """A lost answer, marks that could not be read, and a system on a page that is missing."""
    data = small_sample()
    data["answers"][CONTACT] = {"lost": True}
    data["files"][0]["answers"] |= {HOW: {"checked": ["紙"], "unknown": ["その他"], "other": "郵送"}, FLAG: None}
    data["systems"].append({"ref": "s2", "number": 2, "answers": {}, "lost": True})
    return data


@pytest.fixture
def document(cast):
    """As found; Ⅰ names a second file whose pages are missing."""
    data = damaged()
    data["answers"]["juten.I.3.file_names"] = "(1) 住民基本台帳ファイル\n(2) 戸籍ファイル"
    lost = {"ref": "f2", "number": 2, "answers": {}, "lost": True, "records": []}
    data["files"].append(lost | {"outsourcing": [], "provisions": [], "transfers": []})
    return imported_document(cast, data)


def supplements(document) -> list[bool]:
    return [row.supplement for row in rows(document)]


@pytest.mark.parametrize(
    "code, ref, value",
    [
        (CONTACT, "", "総務課"),
        (FLAG, FILE, True),
        (HOW, FILE, {"checked": ["紙", "その他"], "unknown": [], "other": "郵送"}),
        (HOW, FILE, {"checked": ["紙"], "unknown": [], "other": "郵送"}),
        ("juten.I.2.name", "s2", "戸籍システム"),
        ("juten.II.1.file_name", "f2", "戸籍ファイル"),
        ("juten.III.2.r1_measures", "f2", "措置"),
    ],
)
def test_what_was_lost_is_filled_in_without_a_change(cast, document, code, ref, value):
    write(cast, document, code, value, ref)
    assert set(supplements(document)) <= {True}
    assert take(document).changes == ()


@pytest.mark.parametrize(
    "code, ref, value",
    [
        (OFFICE, "", "新しい事務"),
        (HOW, FILE, {"checked": ["紙", "電子メール", "その他"], "unknown": [], "other": "郵送"}),
        (HOW, FILE, {"checked": [], "unknown": ["その他"], "other": "郵送"}),
    ],
)
def test_what_could_be_read_and_is_changed_is_a_change(cast, document, code, ref, value):
    write(cast, document, code, value, ref)
    assert supplements(document) == [False]


def test_the_entries_of_a_lost_file_are_filled_in_without_a_change(cast, document):
    author = cast.visitor("author")
    added = editing.add_entry(document, "outsourcing", file_ref="f2", by=author)
    write(cast, document, "juten.II.4e.title", "窓口業務委託", added.ref)
    editing.save_records(document, "f2", ["氏名"], "", base=editing.fingerprint([[], ""]), by=author)
    assert len(rows(document)) == 2 and set(supplements(document)) == {True}


def test_removing_a_lost_entry_is_no_row(cast, document):
    editing.remove_entry(document, "systems", "s2", by=cast.visitor("author"))
    assert rows(document) == []


def test_supplements_need_no_day_and_no_timing_and_are_published_without_a_row(cast):
    document = imported_document(cast, damaged())
    for code, ref, value in ((CONTACT, "", "総務課"), (FLAG, FILE, False)):
        write(cast, document, code, value, ref)
    write(cast, document, HOW, {"checked": ["紙", "その他"], "unknown": [], "other": "郵送"}, FILE)
    editing.remove_entry(document, "systems", "s2", by=cast.visitor("author"))
    version = published(cast, document)
    assert version.number == 2 and take(document).changes == ()
    assert {row.supplement for row in version.change_rows.all()} == {True}


def test_a_supplement_that_becomes_a_change_is_told(cast, document):
    write(cast, document, HOW, {"checked": ["紙", "その他"], "unknown": [], "other": "郵送"}, FILE)
    assert supplements(document) == [True]
    write(cast, document, HOW, {"checked": ["その他"], "unknown": [], "other": "郵送"}, FILE)
    assert supplements(document) == [False]
