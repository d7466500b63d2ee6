"""Published version N + its rows = version N+1, for every publication of a document that people keep changing.

Each round random people rewrite, copy, move, remove, bring back and word rows; then the document goes through review
and is published for real, and every published pair is proved from what was frozen and from the rows in the table.
"""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments import changes, editing
from assessments.catalogue import known_editions
from assessments.catalogue.loader import get_form
from assessments.editing.moving import move_to
from assessments.models import ENTRY_MODELS
from assessments.policies import open_version
from assessments.snapshot import lines, outline, take
from assessments.snapshot.carrying import carry
from changelog.lines import contradictions, unproven
from tests.assessments.changes.test_invariant import People, prove, two_files
from tests.assessments.snapshot.strategies import some_words
from tests.builders import OFFICE, document_from, draft_over, published, rows, write
from tests.people import make_cast

pytestmark = pytest.mark.django_db
WRITTEN = ("text", "long_text")


class CarefulPeople(People):
    """What they do leaves a document that may be published."""

    def act(self) -> None:
        acts = [self.rewrite, self.rewrite, self.rewrite, self.copy, self.move, self.remove, self.restore, self.merge,
                self.say]  # fmt: skip
        self.data.draw(st.sampled_from(acts))()
        self.document.refresh_from_db()

    def rewrite(self) -> None:
        sheets = outline(take(self.document, changes=False))
        places = [p for s in sheets for p in s.items if p.item.kind in WRITTEN and p.item.has_answer and p.text]
        free = [p for p in places if not (p.item.derived or p.item.required.condition or ".cover." in p.item.code)]
        placed = self.data.draw(st.sampled_from(free))
        self.save(placed.address, f"新しい{self.data.draw(some_words)}")

    def _with_entry(self, act) -> None:
        """Of each kind one entry stays in each file."""
        kind = self.data.draw(st.sampled_from(sorted(ENTRY_MODELS)))
        snapshot = take(self.document, changes=False)
        lists = [snapshot.systems, snapshot.files, *(file.of(kind) for file in snapshot.files if kind not in KINDS)]
        refs = [node.ref for nodes in lists if len(nodes) > 1 for node in nodes if node.kind == kind]
        if refs:
            act(kind, self.data.draw(st.sampled_from(refs)))

    def merge(self) -> None:
        found = [row for row in rows(self.document) if row.kind == "changed"][:2]
        if len(found) == 2:
            editing.merge_rows(self.document, [row.pk for row in found], by=self.by)


KINDS = ("systems", "files")


def prove_published(document) -> int:
    """Each pair of versions from their frozen contents; how many there are."""
    versions = list(document.versions.exclude(content=None).order_by("number").select_related("content"))
    for old, new in zip(versions, versions[1:], strict=False):
        found = changes.between(old.content, new.content)
        frozen = changes.frozen_snapshot(new.content)
        before = lines(carry(changes.frozen_snapshot(old.content), frozen.form).snapshot)
        assert contradictions(before, found) == []
        assert unproven(before, found, changes.frozen_lines(new.content)) == []
        told = [tuple(pair) for row in changes.rows_of(new) for pair in row.addresses]
        assert sorted(told) == sorted(address for change in found for address in change.addresses)
        entries = [entry for entry in frozen.changes if entry.version == new.number]
        assert len(entries) == changes.rows_of(new).filter(supplement=False).count()
    return len(versions) - 1


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_publication_is_the_one_before_and_its_rows(data):
    with transaction.atomic():
        cast = make_cast()
        document = document_from(cast, two_files())
        published(cast, document)
        people = CarefulPeople(cast, document, data)
        for _ in range(data.draw(st.integers(1, 3))):
            for _ in range(data.draw(st.integers(1, 5))):
                people.act()
            prove_rows(document)
            if open_version(document) is not None and rows(document):
                published(cast, document)
        prove_published(document)
        transaction.set_rollback(True)


def prove_rows(document) -> None:
    """As ``prove``, but for rows that people merged, whose words are composed of several."""
    if all(len(row.addresses) == 1 for row in rows(document)):
        prove(document)


@pytest.mark.parametrize("edition", sorted(set(known_editions()["juten"]) - {"5jouhou"}))
def test_a_move_to_another_edition_is_no_change_and_publication_proves_it(cast, edition):
    document = document_from(cast, two_files())
    published(cast, document)
    draft_over(document, by=cast.visitor("author"))
    move_to(document, get_form("juten", edition), by=cast.visitor("author"))
    document.refresh_from_db()
    prove(document)
    assert rows(document) == []
    write(cast, document, OFFICE, "新しい事務の名称")
    published(cast, document)
    assert prove_published(document) == 1
