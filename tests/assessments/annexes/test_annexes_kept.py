"""What a town appends is kept, compared, undone and carried like the rest of the document."""

import json
from dataclasses import replace

import pytest
from django.http import Http404

from assessments import changes, editing, policies
from assessments.catalogue import get_form, values
from assessments.editing.annexes import state_of, value_of
from assessments.editing.overwrite import overwrite
from assessments.importing.interchange import read_json
from assessments.models import Annex, Version
from assessments.snapshot import Snapshot, take
from assessments.snapshot.carrying import carry
from tests.assessments.annexes.documents import NOTE, ROWS, TABLE, attached, published
from tests.assessments.annexes.papers import pdf


def rows(assessment) -> list[tuple[str, str, str]]:
    version = policies.open_version(assessment)
    return [(row.label, row.before, row.after) for row in changes.rows_of(version)]


def present(assessment, place: int = 0):
    return take(assessment, changes=False).annexes[place]


def test_a_document_with_annexes_is_itself_after_its_json(cast):
    document = published(cast, NOTE, TABLE, attached(pdf(3)))
    taken = take(document)
    assert [annex.kind for annex in taken.annexes] == ["text", "table", "pdf"]
    assert Snapshot.from_text(taken.canonical()) == taken
    reading = read_json(taken.canonical())
    assert reading.document["annexes"] == taken.as_json()["annexes"]
    assert not reading.report.unplaced


def test_a_document_without_annexes_says_nothing_of_them(cast):
    assert "annexes" not in take(published(cast)).as_json()


def test_a_foreign_json_breaks_nothing_and_keeps_what_it_can(cast):
    raw = take(published(cast)).as_json()
    raw["annexes"] = [
        {"title": "別紙1", "kind": "table", "table": {"rows": [["a", 1], "b", ["c"]]}},
        {"kind": "hologram", "text": 5, "smell": "lemon"},
        {"title": "別紙3", "kind": "pdf", "pdf": {"name": "x.pdf", "base64": "bm90IGEgcGRm"}},
        "別紙4",
    ]
    reading = read_json(json.dumps(raw))
    first, second, third = reading.document["annexes"]
    assert first["table"]["rows"] == [["a", ""], ["c", ""]]
    assert second["title"] == "別添2" and second["kind"] == "text"
    assert "pdf" not in third
    kept = " ".join(piece["text"] for piece in reading.report.unplaced)
    assert all(word in kept for word in ("lemon", "別紙4", "1", "5"))


def test_a_new_annex_is_one_row_and_without_it_there_is_none(cast):
    document = published(cast)
    made = editing.save_annex(document, TABLE, base="", by=cast.visitor("author"))
    [(label, before, after)] = rows(document)
    assert label == "別紙2" and before == ""
    assert "49｜福祉課｜手当の支給" in after
    editing.remove_annex(document, made.ref, by=cast.visitor("author"))
    assert rows(document) == []


def test_only_the_changed_row_of_a_table_is_told(cast):
    document = published(cast, TABLE)
    annex = present(document)
    changed = replace(annex, rows=(*annex.rows[:2], ("68", "課税課", "賦課の決定")))
    editing.save_annex(document, changed, base=state_of(annex), by=cast.visitor("author"))
    assert rows(document) == [("別紙2\n表", "68｜税務課｜賦課の決定", "68｜課税課｜賦課の決定")]


def test_only_the_changed_paragraph_is_told_and_another_order_is_a_change(cast):
    document = published(cast, NOTE)
    annex = present(document)
    by = cast.visitor("author")
    editing.save_annex(document, replace(annex, text="1 子ども課\n2 福祉課\n3 課税課"), base=state_of(annex), by=by)
    assert rows(document) == [("別添3\n本文", "3 税務課", "3 課税課")]
    turned = replace(annex, text="2 福祉課\n1 子ども課\n3 税務課")
    editing.save_annex(document, turned, base=state_of(present(document)), by=by)
    assert rows(document) == [("別添3\n本文", annex.text, turned.text)]


def test_another_pdf_of_the_same_name_is_a_change(cast):
    document = published(cast, attached(pdf(1)))
    annex = present(document)
    other = attached(pdf(1, text="OTHER"), ref=annex.ref)
    editing.save_annex(document, other, base=state_of(annex), by=cast.visitor("author"))
    [(label, before, after)] = rows(document)
    assert label == "別添4\nPDF" and before != after and "流れ図.pdf" in before


def test_a_removal_is_undone_at_its_place(cast):
    document = published(cast, NOTE, TABLE)
    by, ref = cast.visitor("author"), present(document).ref
    editing.remove_annex(document, ref, by=by)
    assert [annex.title for annex in take(document).annexes] == ["別紙2"]
    editing.restore_annex(document, ref, by=by)
    assert [annex.title for annex in take(document).annexes] == ["別添3", "別紙2"]
    assert rows(document) == []
    editing.move_annex(document, ref, 1, by=by)
    assert [annex.title for annex in take(document).annexes] == ["別紙2", "別添3"]


def test_who_started_from_an_older_state_overwrites_nothing(cast):
    document = published(cast, NOTE)
    annex = present(document)
    editing.save_annex(document, replace(annex, text="先に"), base=state_of(annex), by=cast.visitor("coordinator"))
    with pytest.raises(editing.Conflict) as conflict:
        editing.save_annex(document, replace(annex, text="後から"), base=state_of(annex), by=cast.visitor("author"))
    assert conflict.value.current.text == "先に"
    assert conflict.value.who == "取手 まとめ"
    assert present(document).text == "先に"


def test_every_save_stands_in_the_history_with_its_writer(cast):
    document = published(cast, NOTE)
    annex = present(document)
    editing.save_annex(document, replace(annex, heading="新"), base=state_of(annex), by=cast.visitor("author"))
    row = Annex.objects.get(assessment=document)
    assert [str(past.history_user) for past in row.history.all()][0] == "作田 みどり"
    assert state_of(value_of(row)) == state_of(present(document))


def test_strangers_readers_and_a_review_keep_the_annex_as_it_is(cast):
    document = published(cast, NOTE)
    annex = present(document)
    with pytest.raises(policies.Refused):
        editing.save_annex(document, annex, base=state_of(annex), by=cast.visitor("reviewer"))
    with pytest.raises(Http404):
        editing.save_annex(document, replace(annex, ref="nowhere"), base="", by=cast.visitor("author"))


@pytest.mark.parametrize("wrong", [replace(NOTE, title="　"), replace(TABLE, rows=((("x",) * 31),))])
def test_what_cannot_be_printed_is_refused_with_a_sentence(cast, wrong):
    with pytest.raises(values.WrongValue):
        editing.save_annex(published(cast), wrong, base="", by=cast.visitor("author"))


def test_copies_and_other_forms_keep_the_annexes(cast):
    document = published(cast, NOTE, TABLE, attached(pdf(1)))
    snapshot = take(document, changes=False)
    assert carry(snapshot, get_form("kiso")).snapshot.annexes == snapshot.annexes
    copied = editing.copy_assessment(document, "2", "写し", by=cast.visitor("coordinator"), department=None)
    assert [replace(a, ref="") for a in take(copied).annexes] == [replace(a, ref="") for a in snapshot.annexes]


def test_a_file_of_the_whole_document_takes_out_what_it_does_not_name(cast):
    document = published(cast, NOTE, TABLE)
    snapshot = take(document, changes=False)
    only = replace(snapshot, annexes=(replace(snapshot.annexes[1], rows=ROWS[:2]),))
    overwrite(document, only, whole=True, by=cast.visitor("author"))
    assert take(document, changes=False).annexes == only.annexes
    assert len(rows(document)) == 2
    overwrite(document, replace(snapshot, annexes=()), whole=False, by=cast.visitor("author"))
    assert take(document, changes=False).annexes == only.annexes
    assert Version.objects.filter(assessment=document).count() == 2
