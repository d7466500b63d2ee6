"""Whatever a document says, it comes back from another edition or form as it was, and stays in normal form there."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.catalogue import get_form, known_editions, values
from assessments.snapshot import Snapshot
from assessments.snapshot.carrying import carry
from tests.assessments.snapshot.strategies import documents

EDITIONS = known_editions()["juten"]


def answers_of(snapshot: Snapshot):
    yield from snapshot.answers.items()
    for node in snapshot.nodes:
        yield from node.answers.items()


@settings(max_examples=60, deadline=None)
@given(data=documents(), edition=st.sampled_from(EDITIONS))
def test_an_edition_there_and_back_loses_nothing(data, edition):
    document = Snapshot.from_json(data)
    there = carry(document, get_form("juten", edition))
    back = carry(there.snapshot, document.form, there.kept)
    assert back.snapshot == document and back.kept == ()


@settings(max_examples=60, deadline=None)
@given(data=documents(), edition=st.sampled_from(EDITIONS))
def test_what_arrives_in_another_edition_is_in_its_normal_form(data, edition):
    there = carry(Snapshot.from_json(data), get_form("juten", edition)).snapshot
    for code, value in answers_of(there):
        assert values.clean(there.form.item(code), value) == value


@pytest.mark.parametrize("key", ["zenkomoku"])
@settings(max_examples=40, deadline=None)
@given(data=documents())
def test_another_form_there_and_back_loses_nothing(key, data):
    document = Snapshot.from_json(data)
    there = carry(document, get_form(key))
    back = carry(there.snapshot, document.form, there.kept)
    assert back.snapshot == document and back.kept == ()


SHARED = "juten.III.9.education_how"


def two_files(first: dict, second: dict) -> Snapshot:
    files = [
        {"ref": ref, "number": n, "answers": said} for n, (ref, said) in enumerate([("f1", first), ("f2", second)], 1)
    ]
    return Snapshot.from_json({"schema": 1, "form": "juten", "edition": EDITIONS[-1], "answers": {}, "files": files})


def test_what_one_file_says_is_not_put_into_the_other_on_the_way_back():
    document = two_files({}, {SHARED: "年1回の研修"})
    there = carry(document, get_form("zenkomoku"))
    assert carry(there.snapshot, document.form, there.kept).snapshot == document


def test_what_was_rewritten_for_all_files_stays_rewritten_and_the_old_texts_are_kept():
    document = two_files({SHARED: "年1回"}, {SHARED: "年2回"})
    there = carry(document, get_form("zenkomoku"))
    [code] = [code for code, value in there.snapshot.answers.items() if value == "年1回"]
    rewritten = replace(there.snapshot, answers={**there.snapshot.answers, code: "毎月"})
    back = carry(rewritten, document.form, there.kept)
    assert [file.answers[SHARED] for file in back.snapshot.files] == ["毎月", "毎月"]
    assert {(piece.ref, piece.value) for piece in back.kept} == {("f1", "年1回"), ("f2", "年2回")}
