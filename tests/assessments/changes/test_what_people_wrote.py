"""What a person adds to a row survives every refresh, and comes back when the difference comes back."""

from datetime import date

import pytest
from django.http import Http404

from assessments import editing
from assessments.models import ChangeRow
from assessments.policies import open_version
from assessments.snapshot import take
from tests.builders import DEPT, FILE, OFFICE, document_in, published, rows, small_document, write

pytestmark = pytest.mark.django_db
SAID = {"changed_on": date(2026, 4, 1), "timing": "事後", "note": "形式的な変更であるため", "reason": "機構改革"}


@pytest.fixture
def document(cast):
    return document_in(cast, "published").assessment


def say(cast, document, row=None, **said) -> ChangeRow:
    row = row or rows(document)[0]
    return editing.save_row(document, row.pk, by=cast.visitor("author"), **(said or SAID))


def words(row) -> dict:
    row.refresh_from_db()
    return {name: getattr(row, name) for name in SAID}


def test_it_survives_further_edits_of_the_same_item(cast, document):
    write(cast, document, OFFICE, "一度目")
    row = say(cast, document)
    write(cast, document, OFFICE, "二度目")
    assert rows(document) == [row] and words(row) == SAID
    assert rows(document)[0].after == "二度目"


def test_it_survives_edits_elsewhere_and_a_new_order(cast, document):
    write(cast, document, OFFICE, "新しい事務")
    row = say(cast, document)
    write(cast, document, "juten.cover.remarks", "新しい特記事項")
    editing.add_entry(document, "systems", by=cast.visitor("author"))
    assert row in rows(document) and words(row) == SAID


def test_it_waits_while_the_difference_is_gone_and_comes_back_with_it(cast, document):
    old = document.answers[OFFICE]
    write(cast, document, OFFICE, "新しい事務")
    row = say(cast, document)
    write(cast, document, OFFICE, old)
    assert rows(document) == [] and ChangeRow.objects.get(pk=row.pk).retired
    write(cast, document, OFFICE, "別の新しい事務")
    assert rows(document) == [row] and words(row) == SAID


def test_it_is_kept_for_an_entry_that_is_removed_and_brought_back(cast, document):
    added = editing.add_entry(document, "systems", by=cast.visitor("author"))
    write(cast, document, "juten.I.2.name", "戸籍システム", added.ref)
    row = say(cast, document)
    editing.remove_entry(document, "systems", added.ref, by=cast.visitor("author"))
    assert rows(document) == []
    editing.restore_entry(document, "systems", added.ref, by=cast.visitor("author"))
    assert rows(document) == [row] and words(row) == SAID


def test_a_row_that_nobody_wrote_in_goes_with_its_difference(cast, document):
    old = document.answers[OFFICE]
    write(cast, document, OFFICE, "新しい事務")
    write(cast, document, OFFICE, old)
    assert not ChangeRow.objects.filter(version=open_version(document)).exists()


def test_a_wording_of_ones_own_is_printed_and_says_when_the_text_has_moved_on(cast, document):
    write(cast, document, OFFICE, "新しい事務")
    row = say(cast, document, custom_label="Ⅰ１①　事務の名称", custom_after="「新しい事務」に改めた。")
    assert (row.printed_label, row.printed_after) == ("Ⅰ１①　事務の名称", "「新しい事務」に改めた。")
    assert not row.override_parted
    write(cast, document, OFFICE, "さらに新しい事務")
    row = rows(document)[0]
    assert row.printed_after == "「新しい事務」に改めた。" and row.override_parted


def test_the_words_are_printed_in_the_annex(cast, document):
    write(cast, document, OFFICE, "新しい事務")
    say(cast, document, **SAID, custom_after="言い換えた記載")
    entry = take(document).changes[-1]
    assert (entry.date, entry.timing, entry.note, entry.after) == (
        "2026-04-01",
        "事後",
        "形式的な変更であるため",
        "言い換えた記載",
    )
    assert "機構改革" not in str(take(document).as_json())  # the reason is for the staff only


def test_words_have_their_history(cast, document):
    write(cast, document, OFFICE, "新しい事務")
    row = say(cast, document)
    assert row.history.first().history_user == cast.author


def test_control_characters_do_not_come_into_a_row(cast, document):
    write(cast, document, OFFICE, "新しい事務")
    row = say(cast, document, note="説明\x00\x1b[31m\ud800です\r\n", timing="事後")
    row.refresh_from_db()
    assert row.note == "説明[31mです"


def test_a_row_of_another_document_is_not_found(cast, document):
    write(cast, document, OFFICE, "新しい事務")
    row, other = rows(document)[0], small_document(cast, "2")
    with pytest.raises(Http404):
        editing.save_row(other, row.pk, by=cast.visitor("author"), **SAID)
    assert words(row)["note"] == ""


def test_the_annex_is_cumulative_over_the_versions(cast, document):
    for number, (code, ref) in enumerate(((OFFICE, ""), (DEPT, ""), ("juten.II.3.purpose", FILE)), start=2):
        write(cast, document, code, f"第{number}版の記載", ref)
        published(cast, document)
    entries = take(document).changes
    assert [(e.version, e.after) for e in entries] == [(n, f"第{n}版の記載") for n in (2, 3, 4)]
    assert [e.date for e in entries] == ["2025-04-01"] * 3
