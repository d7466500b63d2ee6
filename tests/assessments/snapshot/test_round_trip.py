"""JSON → database → JSON loses nothing, whatever a document says (design.md §5)."""

import json
from copy import deepcopy

import pytest
from django.db import transaction
from hypothesis import given, settings

from assessments import exporting
from assessments.demo.story import read
from assessments.importing import apply
from assessments.importing.reading import read_file
from assessments.models import FrozenContent
from assessments.snapshot import Snapshot, lines, outline, take
from tests.assessments.snapshot.strategies import documents
from tests.builders import filled_document, imported_document, small_sample
from tests.people import make_town

pytestmark = pytest.mark.django_db
EXAMPLES = settings(max_examples=40, deadline=None)


def through_the_database(data: dict) -> tuple[dict, dict]:
    """Read as a file, written to tables, taken out again: as the working copy and as it was frozen. Then undone."""
    with transaction.atomic():
        town = make_town()
        made = apply.import_as_found(read_file(json.dumps(data).encode()), town, "1", user=None)
        taken, frozen = take(made).as_json(), json.loads(FrozenContent.objects.get(assessment=made).snapshot)
        transaction.set_rollback(True)
    return taken, frozen


def without_version(data: dict) -> dict:
    return {key: value for key, value in data.items() if key != "version"}


@EXAMPLES
@given(data=documents())
def test_every_document_comes_back_as_it_was(data):
    taken, frozen = through_the_database(data)
    assert without_version(taken) == without_version(frozen) == data


@EXAMPLES
@given(data=documents("kiso"))
def test_a_document_of_another_form_comes_back_too(data):
    assert without_version(through_the_database(data)[0]) == data


@EXAMPLES
@given(data=documents("zenkomoku"))
def test_a_document_of_the_longest_form_comes_back_too(data):
    assert without_version(through_the_database(data)[0]) == data


@given(data=documents())
@settings(max_examples=60, deadline=None)
def test_a_snapshot_is_its_json_and_its_json_is_the_snapshot(data):
    snapshot = Snapshot.from_json(deepcopy(data))
    assert snapshot.as_json() == data
    assert Snapshot.from_text(snapshot.canonical()) == snapshot
    assert Snapshot.from_text(snapshot.canonical()).sha256 == snapshot.sha256


@given(data=documents())
@settings(max_examples=60, deadline=None)
def test_no_document_breaks_its_outline_or_its_lines(data):
    snapshot = Snapshot.from_json(data)
    anchors = [placed.anchor for sheet in outline(snapshot) for placed in sheet.items]
    addresses = [line.address for line in lines(snapshot)]
    assert len(set(anchors)) == len(anchors) and len(set(addresses)) == len(addresses)


@pytest.mark.parametrize("name", ["ashiya.json", "mihon.json"])
def test_the_sample_documents_come_back_as_they_were(name):
    data = read(name)
    data["municipality"] = {"code": "999997", "name": "見本市"}
    assert without_version(through_the_database(data)[0]) == without_version(data)


def test_an_export_read_again_is_the_same_document(cast):
    document = filled_document(cast)
    exported = exporting.working_copy(document)
    again = imported_document(cast, exported, number="2")
    assert exporting.working_copy(again)["files"] == exported["files"]
    assert exporting.working_copy(again)["answers"] == exported["answers"]


def test_the_export_says_the_computed_list_of_files(cast):
    data = exporting.working_copy(filled_document(cast))
    assert data["answers"]["juten.I.3.file_names"].splitlines() == [
        "(1) 住民基本台帳ファイル",
        "(2) 本人確認情報ファイル",
        "(3) 送付先情報ファイル",
    ]


def test_a_gap_in_the_numbers_is_an_entry_that_is_lost(cast):
    data = small_sample()
    data["systems"][0]["number"] = 3
    systems = take(imported_document(cast, data)).systems
    assert [(s.number, s.lost) for s in systems] == [(1, True), (2, True), (3, False)]
    assert systems[2].answers == data["systems"][0]["answers"]


def test_codes_that_the_form_does_not_know_are_kept_as_unplaced(cast):
    data = small_sample()
    data["answers"]["juten.I.99.future"] = "将来の項目の記載"
    data["files"][0]["answers"]["juten.I.1.office_name"] = "違う場所の記載"
    texts = [piece["text"] for piece in take(imported_document(cast, data)).unplaced]
    assert any("将来の項目の記載" in text for text in texts) and any("違う場所の記載" in text for text in texts)
