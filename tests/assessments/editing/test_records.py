"""記録項目 of a file: numbered lines and a text beside them, saved together; lines that stay keep their history."""

import pytest
from django.http import Http404

from assessments import editing
from assessments.models import RecordItem
from assessments.policies import open_version
from assessments.snapshot import take
from tests.builders import FILE, document_in, rows, small_document

pytestmark = pytest.mark.django_db


def current(document) -> list:
    file = take(document).files[0]
    return [list(file.records), file.records_text]


def save(cast, document, texts, note="", *, seen=None, by="author"):
    base = editing.fingerprint(current(document) if seen is None else seen)
    return editing.save_records(document, FILE, texts, note, base=base, by=cast.visitor(by))


def test_records_are_saved_in_their_order_with_the_text_beside_them(cast):
    document = small_document(cast)
    saved = save(cast, document, ["氏名", "  住所 ", "", "個人番号"], "別添1のとおり")
    assert current(document) == saved.value == [["氏名", "住所", "個人番号"], "別添1のとおり"]


def test_lines_that_stay_keep_their_rows(cast):
    document = small_document(cast)
    save(cast, document, ["甲", "乙", "丙"])
    before = {row.text: row.pk for row in RecordItem.objects.all()}
    save(cast, document, ["丙", "丁", "甲"])
    after = {row.text: row.pk for row in RecordItem.objects.all()}
    assert list(take(document).files[0].records) == ["丙", "丁", "甲"]
    assert (after["甲"], after["丙"]) == (before["甲"], before["丙"])


def test_two_lines_of_the_same_text_are_two_lines(cast):
    document = small_document(cast)
    save(cast, document, ["予備", "予備"])
    save(cast, document, ["予備", "氏名", "予備"])
    assert current(document)[0] == ["予備", "氏名", "予備"]


def test_who_wrote_and_who_took_away_a_line_is_in_the_history(cast):
    document = small_document(cast)
    save(cast, document, ["甲"])
    save(cast, document, ["乙"], by="coordinator")
    assert RecordItem.history.filter(text="甲", history_type="+").get().history_user == cast.author
    assert RecordItem.history.filter(text="甲", history_type="-").get().history_user == cast.coordinator


def test_the_same_records_write_nothing(cast):
    document = document_in(cast, "published").assessment
    assert not save(cast, document, list(current(document)[0])).changed
    assert open_version(document) is None


def test_a_long_line_is_kept_whole(cast):
    document = small_document(cast)
    save(cast, document, ["あ" * 20_000])
    assert current(document)[0] == ["あ" * 20_000]


def test_of_two_people_the_second_is_told(cast):
    document = small_document(cast)
    seen = current(document)
    save(cast, document, ["先に保存した項目"])
    with pytest.raises(editing.Conflict) as conflict:
        save(cast, document, ["後から保存した項目"], seen=seen, by="coordinator")
    assert conflict.value.current == current(document) == [["先に保存した項目"], ""]
    assert conflict.value.who == str(cast.author) and conflict.value.when


def test_the_records_of_a_file_that_is_not_there_are_not_found(cast):
    document = small_document(cast)
    with pytest.raises(Http404):
        editing.save_records(document, "nothing", ["氏名"], "", base="", by=cast.visitor("author"))


def test_an_inserted_line_is_one_change_of_the_list(cast):
    document = document_in(cast, "published").assessment
    texts = list(current(document)[0])
    save(cast, document, [texts[0], "新しい項目", *texts[1:]])
    row = rows(document)[0]
    assert (row.before, row.after) == ("", "新しい項目")


def test_records_of_a_lost_file_are_the_beginning_of_filling_it_in(cast):
    document = small_document(cast)
    document.files.update(lost=True)
    save(cast, document, ["氏名"])
    assert not document.files.get().lost
