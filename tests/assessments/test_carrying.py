"""A document goes over to another edition or form and comes back as itself."""

import json
from pathlib import Path

import pytest

from assessments.catalogue import get_form, known_editions
from assessments.catalogue.moves import moves
from assessments.snapshot import Snapshot
from assessments.snapshot.carrying import carry

DEMO = Path(__file__).parents[2] / "assessments" / "demo"
BEFORE = "4情報（氏名、性別、生年月日、住所）"
NOW = "5情報（氏名、氏名の振り仮名、性別、生年月日、住所）"


@pytest.fixture(params=["mihon.json", "ashiya.json"])
def document(request) -> Snapshot:
    return Snapshot.from_json(json.loads((DEMO / request.param).read_text(encoding="utf-8")))


def test_the_longer_form_and_back_is_the_same_document(document):
    there = carry(document, get_form("zenkomoku"))
    back = carry(there.snapshot, get_form("juten"), there.kept)
    assert there.snapshot.form_key == "zenkomoku"
    assert back.snapshot == document
    assert back.kept == ()


def test_what_means_the_same_keeps_its_text_under_its_new_number(document):
    carried = carry(document, get_form("zenkomoku")).snapshot
    assert carried.answers["zenkomoku.I.5.legal_basis"] == document.answers["juten.I.4.legal_basis"]
    assert carried.files[0].records == document.files[0].records
    assert len(carried.files[0].of("transfers")) == 16


def test_what_has_no_counterpart_is_kept(document):
    carried = carry(document, get_form("zenkomoku"))
    kept = {(piece.ref, piece.code): piece.value for piece in carried.kept}
    file = document.files[0]
    assert kept[file.ref, "juten.III.8.audit"] == file.answers["juten.III.8.audit"]


@pytest.mark.parametrize("edition", ["4jouhou", "2014-04"])
def test_another_edition_says_the_old_words_and_comes_back(document, edition):
    there = carry(document, get_form("juten", edition))
    labels = [
        label for file in there.snapshot.files for label in file.answers["juten.II.2.main_items"]["checked"] or ()
    ]
    assert NOW not in labels
    assert carry(there.snapshot, get_form("juten"), there.kept).snapshot == document


def test_options_follow_a_chain_of_editions():
    found = moves(get_form("juten", "2014-04"), get_form("juten")).option("juten.II.2.main_items", BEFORE)
    assert found == NOW


def test_every_edition_can_reach_every_other_of_its_form():
    for key, editions in known_editions().items():
        for edition in editions:
            for other in editions:
                assert moves(get_form(key, edition), get_form(key, other)).codes


@pytest.mark.parametrize(("old", "new"), [("kiso", "juten"), ("juten", "zenkomoku"), ("kiso", "zenkomoku")])
def test_items_that_are_carried_are_of_a_kind(old, new):
    one, other = get_form(old), get_form(new)
    for mine, theirs in moves(one, other).codes.items():
        assert one.item(mine).kind.split("_")[-1] == other.item(theirs).kind.split("_")[-1] or {
            one.item(mine).kind,
            other.item(theirs).kind,
        } <= {"text", "long_text", "date_wareki"}


def test_what_stood_in_each_file_stands_once_in_a_form_without_files(document):
    carried = carry(document, get_form("kiso"))
    assert carried.snapshot.files == ()
    first = next(file.answers for file in document.files if "juten.III.9.education" in file.answers)
    assert carried.snapshot.answers["kiso.IV.10.education"] == first["juten.III.9.education"]
    assert "juten.III.9.education" in {piece.code for piece in carried.kept}
