"""Whatever people do in a draft, published N + its rows = N+1: edits, reverts, reorderings, entries, editions, merging."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from assessments import changes, editing
from assessments.catalogue import get_form, known_editions
from assessments.editing.moving import move_to
from assessments.editing.rows import merge_rows, split_row
from assessments.models import ChangeRow
from assessments.policies import Refused, open_version
from assessments.snapshot import lines, take
from changelog.lines import compare, replay, unproven
from tests.builders import DEPT, FILE, OFFICE, published, small_document, write
from tests.people import make_cast

KINDS = (("systems", ""), ("outsourcing", FILE), ("provisions", FILE), ("transfers", FILE))
NAMES = {"systems": "juten.I.2.name", "outsourcing": "juten.II.4e.name"}
TEXTS = ("", "新しい記載", "①点検する。\n②監視する。", "番号法第19条第8号", "市民生活部市民窓口課", "<b>同上</b>")
ITEMS = ((OFFICE, ""), (DEPT, ""), ("juten.II.6.place", FILE), ("juten.I.1.content", ""))
acts = st.one_of(
    st.tuples(st.just("write"), st.integers(0, len(ITEMS) - 1), st.integers(0, len(TEXTS) - 1)),
    st.tuples(st.just("revert"), st.integers(0, len(ITEMS) - 1), st.just(0)),
    st.tuples(st.sampled_from(["add", "remove", "restore", "copy"]), st.integers(0, 3), st.integers(0, 3)),
    st.tuples(st.just("move"), st.integers(0, 3), st.integers(-2, 2)),
    st.tuples(st.sampled_from(["merge", "split", "edition"]), st.integers(0, 3), st.integers(0, 3)),
)


class Driver:
    """Does one act after another as the author; what is refused is no act."""

    def __init__(self, cast, document) -> None:
        self.cast, self.document, self.by = cast, document, cast.visitor("author")
        self.first = {item: self._value(*item) for item in ITEMS if self._known(item)}
        self.removed: list[tuple[str, str]] = []

    def _known(self, item) -> bool:
        return item[0] in self.document.spec.places

    def _value(self, code, ref):
        return editing.holder_of(self.document, (ref, code)).answers.get(code)

    def do(self, name: str, a: int, b: int) -> None:
        try:
            getattr(self, name)(a, b)
        except Refused:
            pass
        self.document.refresh_from_db()

    def write(self, a, b, value=None):
        if ITEMS[a] in self.first:
            write(self.cast, self.document, ITEMS[a][0], TEXTS[b] if value is None else value, ITEMS[a][1])

    def revert(self, a, b):
        if ITEMS[a] in self.first:
            self.write(a, b, self.first[ITEMS[a]] or "")

    def _refs(self, a) -> list[str]:
        kind, file = KINDS[a]
        return [entry.ref for entry in editing.entries.siblings(self.document, kind, file)]

    def add(self, a, b):
        kind, file = KINDS[a]
        entry = editing.add_entry(self.document, kind, by=self.by, file_ref=file)
        if kind in NAMES and NAMES[kind] in self.document.spec.places:
            write(self.cast, self.document, NAMES[kind], f"追加した{b}", entry.ref)

    def _with(self, a, b, act):
        refs = self._refs(a)
        if refs:
            act(KINDS[a][0], refs[b % len(refs)])

    def remove(self, a, b):
        def act(kind, ref):
            editing.remove_entry(self.document, kind, ref, by=self.by)
            self.removed.append((kind, ref))

        self._with(a, b, act)

    def restore(self, a, b):
        if self.removed:
            editing.restore_entry(self.document, *self.removed.pop(), by=self.by)

    def copy(self, a, b):
        self._with(a, b, lambda kind, ref: editing.copy_entry(self.document, kind, ref, by=self.by))

    def move(self, a, b):
        self._with(a, abs(b), lambda kind, ref: editing.move_entry(self.document, kind, ref, b, by=self.by))

    def merge(self, a, b):
        rows = list(changes.rows_of(open_version(self.document)).filter(supplement=False)[a : a + 2])
        merge_rows(self.document, [row.pk for row in rows], by=self.by)

    def split(self, a, b):
        for row in changes.rows_of(open_version(self.document)):
            if len(row.addresses) > 1:
                return split_row(self.document, row.pk, by=self.by)

    def edition(self, a, b):
        editions = known_editions()["juten"]
        move_to(self.document, get_form("juten", editions[a % len(editions)]), by=self.by)


def proof(document) -> None:
    """The rows tell exactly the differences, and with them the published text becomes the present one."""
    version = open_version(document)
    base = changes.base_version(document)
    old = changes.base_lines(base.content, document)
    new = lines(take(document, changes=False))
    found = compare(old, new)
    rows = ChangeRow.objects.filter(version=version, retired=False) if version else []
    told = {tuple(address) for row in rows for address in row.addresses}
    differing = {address for change in found for address in change.addresses}
    assert differing <= told
    assert all(any(tuple(address) in differing for address in row.addresses) for row in rows)
    by_rows = [change for change in found if told & set(change.addresses)]
    assert unproven(old, by_rows, new) == []
    assert {a: t for a, t in replay(old, by_rows).items() if t}.keys() == {line.address for line in new if line.text}


class Drive(TestCase):
    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(done=st.lists(acts, min_size=1, max_size=8))
    def test_rows_and_document_never_part(self, done):
        cast = make_cast()
        document = small_document(cast)
        published(cast, document)
        driver = Driver(cast, document)
        for act in done:
            driver.do(*act)
            proof(document)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "done",
    [
        [("write", 0, 1), ("write", 1, 4), ("merge", 0, 0), ("revert", 0, 0)],
        [("edition", 0, 0), ("write", 1, 4), ("edition", 1, 0)],
        [("move", 0, 1), ("write", 2, 2), ("copy", 0, 0), ("remove", 0, 1)],
    ],
)
def test_it_is_published_and_the_next_version_is_the_sum(cast, done):
    document = small_document(cast)
    first = published(cast, document)
    driver = Driver(cast, document)
    for act in done:
        driver.do(*act)
    proof(document)
    second = published(cast, document, day=date(2025, 5, 1))
    found = changes.between(first.content, second.content)
    told = {tuple(a) for row in ChangeRow.objects.filter(version=second, retired=False) for a in row.addresses}
    assert {address for change in found for address in change.addresses} <= told
