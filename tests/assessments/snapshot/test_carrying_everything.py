"""Whatever a document says, it comes back from another edition or form as it was, and stays in normal form there."""

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
