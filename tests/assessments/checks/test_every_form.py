"""The rules stand before every form and edition, whatever is missing in the document: they find or stay silent."""

from dataclasses import replace
from datetime import date

import pytest

from assessments import checks
from assessments.catalogue import get_form, known_editions
from assessments.checks.context import Context
from assessments.law.harvest import harvest
from assessments.snapshot import CHILD_KINDS, Node, Snapshot
from tests.assessments.checks.documents import ashiya
from tests.assessments.rendering.documents import filled

EDITIONS = [(key, edition) for key, editions in known_editions().items() for edition in editions]
LOST = {"lost": True}


def numbered(snapshot: Snapshot) -> list[str]:
    return [p.rule for p in checks.problems(snapshot, Context(snapshot, date(2025, 7, 1))) if p.rule[0] in "KC"]


def emptied(node: Node, value) -> Node:
    """The entry with every answer of its form replaced; None takes it away."""
    answers = dict.fromkeys(node.answers, value) if value is not None else {}
    children = {kind: tuple(emptied(child, value) for child in node.of(kind)) for kind in CHILD_KINDS}
    return replace(node, answers=answers, children=children)


def everywhere(snapshot: Snapshot, value) -> Snapshot:
    return replace(
        snapshot,
        answers=dict.fromkeys(snapshot.answers, value) if value is not None else {},
        systems=tuple(emptied(node, value) for node in snapshot.systems),
        files=tuple(emptied(node, value) for node in snapshot.files),
    )


@pytest.mark.parametrize(("key", "edition"), EDITIONS)
def test_a_filled_an_empty_and_a_lost_document_of_every_edition(key, edition):
    snapshot = replace(filled(key), edition=edition)
    assert set(numbered(snapshot)) <= {f"K{n}" for n in range(1, 24)} | {"C4"}
    assert numbered(everywhere(snapshot, LOST)) == []  # what cannot be read contradicts nothing
    assert numbered(Snapshot(key, edition, "999997", "見本市")) == []
    numbered(everywhere(snapshot, None))
    harvest(snapshot)
    harvest(everywhere(snapshot, LOST))


def test_a_document_as_it_was_found_has_unread_parts_and_no_numbered_error():
    found = checks.errors(checks.problems(ashiya(), Context(ashiya(), date(2025, 7, 1))))
    assert {problem.rule for problem in found} == {"取込み"}


def test_every_form_with_files_is_asked_the_same():
    """A rule that no form could ever break would be a slip of the data."""
    forms = {key: get_form(key) for key in ("juten", "zenkomoku")}
    faults = {key: set(numbered(filled(key))) for key in forms}
    assert {"K3", "K6", "K7"} & faults["juten"]
    assert faults["juten"] ^ faults["zenkomoku"] <= {"K8", "K9", "K13", "K18"}
