"""The interchange JSON from anywhere: a good one comes back unchanged, a bad one loses nothing and breaks nothing."""

import copy
import json
import random

import pytest

from assessments.importing.interchange import read_json
from assessments.importing.text import Unreadable
from tests.assessments.importing.flat import reading_of


@pytest.fixture
def document():
    return copy.deepcopy(reading_of("systems_from_four").document)


@pytest.mark.parametrize("name", ["ashiya_juten_full", "systems_from_four"])
def test_a_read_document_comes_back_unchanged(name):
    document = reading_of(name).document
    assert read_json(json.dumps(document, ensure_ascii=False)).document == document
    assert read_json(json.dumps(document).encode()).document == document


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "3",
        '"text"',
        "{}",
        '{"schema": 2, "form": "juten"}',
        '{"schema": true, "form": "juten"}',
        '{"schema": 1, "form": "nonsense"}',
        '{"schema": 1, "form": ["juten"]}',
        '{"schema": 1, "form": "juten", "edition": "1999"}',
        '{"schema": 1, "form": "juten", "edition": 5}',
        "[" * 100_000,
        "%PDF-1.7",
    ],
)
def test_what_is_no_document_is_refused_in_a_sentence(text):
    with pytest.raises(Unreadable, match="。$"):
        read_json(text)


def test_unknown_codes_are_reported_and_kept(document):
    document["answers"] |= {
        "juten.IX.9.nothing": "消えない記載",
        "juten.II.2.dept": "場所が違う",
        "juten.A2.item": "行",
    }
    reading = read_json(json.dumps(document))
    kept = {(piece["after"], piece["text"]) for piece in reading.document["unplaced"]}
    assert ("juten.IX.9.nothing", "juten.IX.9.nothing: 消えない記載") in kept
    assert ("juten.II.2.dept", "⑥事務担当部署: 場所が違う") in kept
    assert len(kept) == 3
    assert any("juten.IX.9.nothing" in sentence for sentence in reading.report.warnings)


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("juten.cover.name", 5),
        ("juten.cover.name", {"raw": "x"}),
        ("juten.I.5.implementation", ["実施する"]),
        ("juten.I.5.implementation", {"raw": 5}),
        ("juten.I.5.implementation", {"choice": "実施する"}),
        ("juten.cover.name", True),
    ],
)
def test_a_value_of_another_shape_is_kept_as_text(document, code, value):
    document["answers"][code] = value
    reading = read_json(json.dumps(document))
    assert code not in reading.document["answers"]
    assert reading.document["unplaced"][0]["after"] == code


@pytest.mark.parametrize(
    "value",
    [
        {"checked": 5},
        {"checked": [5]},
        {"checked": {"a": 1}},
        {"checked": [], "texts": "x"},
        {"checked": [], "counts": [1]},
        {"checked": [], "more": 1},
        [],
        "○",
        1,
    ],
)
def test_check_boxes_of_another_shape_are_kept_as_text(document, value):
    document["systems"][3]["answers"]["juten.I.2.connections"] = value
    reading = read_json(json.dumps(document))
    assert "juten.I.2.connections" not in reading.document["systems"][3]["answers"]
    assert reading.document["unplaced"][0]["after"] == "juten.I.2.connections"


def test_an_unknown_label_does_not_take_the_others_with_it(document):
    document["systems"][3]["answers"]["juten.I.2.connections"] = {
        "checked": ["宛名システム等", "新システム"],
        "unknown": [],
    }
    reading = read_json(json.dumps(document))
    assert reading.document["systems"][3]["answers"]["juten.I.2.connections"]["checked"] == ["宛名システム等"]
    assert reading.document["unplaced"] == [
        {"after": "juten.I.2.connections", "text": "③他のシステムとの接続: 新システム"}
    ]


def test_refs_are_invented_and_made_unique(document):
    for system in document["systems"]:
        system["ref"] = "same"
    del document["files"][0]["ref"]
    found = read_json(json.dumps(document))
    refs = [s["ref"] for s in found.document["systems"]] + [f["ref"] for f in found.document["files"]]
    assert refs[0] == "same" and len(set(refs)) == len(refs)
    assert any("同じ参照名" in sentence for sentence in found.report.warnings)


def test_numbers_that_skip_leave_placeholders_and_others_follow_the_order(document):
    document["systems"] = [{"ref": "a", "number": 2, "answers": {}}, {"ref": "b", "number": 4, "answers": {}}]
    systems = read_json(json.dumps(document)).document["systems"]
    assert [(s["number"], s.get("lost", False)) for s in systems] == [(1, True), (2, False), (3, True), (4, False)]
    document["systems"] = [{"ref": "a", "number": 4, "answers": {}}, {"ref": "b", "number": "x", "answers": {}}]
    assert [s["ref"] for s in read_json(json.dumps(document)).document["systems"]] == ["a", "b"]


def test_unknown_parts_are_named(document):
    document["extra"] = {"a": 1}
    document["files"][0]["colour"] = "赤"
    reading = read_json(json.dumps(document))
    assert any("「extra」" in sentence for sentence in reading.report.warnings)
    assert reading.document["unplaced"] == [
        {"after": "juten.II.1.file_name", "text": "特定個人情報ファイル1 colour: 赤"}
    ]


def test_values_come_into_normal_form(document):
    document["answers"]["juten.I.6.dept"] = "課\x00\r\n係\ud800  "
    document["answers"]["juten.I.5.implementation"] = "1) 実施する"
    document["files"][0]["answers"]["juten.II.4.has"] = {"choice": "委託する", "count": "３"}
    answers = read_json(json.dumps(document)).document
    assert answers["answers"]["juten.I.6.dept"] == "課\n係"
    assert answers["answers"]["juten.I.5.implementation"] == "実施する"
    assert answers["files"][0]["answers"]["juten.II.4.has"] == {"choice": "委託する", "count": 3}


def test_addresses_point_only_to_what_is_there(document):
    document["changes"][0]["addresses"] = [
        {"ref": "nobody", "code": "juten.I.2.name"},
        {"ref": "", "code": "x"},
        5,
        {"ref": "", "code": "juten.I.6.dept"},
    ]
    assert read_json(json.dumps(document)).document["changes"][0]["addresses"] == [
        {"ref": "", "code": "juten.I.6.dept"}
    ]


def _paths(value, path=()):
    yield path
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in children:
        yield from _paths(inner, (*path, key))


def test_no_part_of_another_type_breaks_the_reader(document):
    """Every place of the document in turn holds something unexpected."""
    chance = random.Random(7)
    places = [path for path in _paths(document) if path]
    for path in chance.sample(places, min(400, len(places))):
        broken = copy.deepcopy(document)
        holder = broken
        for key in path[:-1]:
            holder = holder[key]
        holder[path[-1]] = chance.choice([None, 0, -1, True, 1.5, "x", [], [[]], {}, {"a": {}}, "\ud800", 10**30])
        try:
            reading = read_json(json.dumps(broken))
        except Unreadable as refusal:
            assert str(refusal).endswith("。")
            assert path[0] in ("schema", "form", "edition")
            continue
        assert read_json(json.dumps(reading.document)).document["systems"] == reading.document["systems"]
