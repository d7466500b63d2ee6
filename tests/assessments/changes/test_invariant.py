"""Published version N + its rows = version N+1, item by item, after whatever people did in between (design.md §6).

Random people edit, add, copy, move, remove, bring back, save records and words; then it is proved from the tables.
"""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments import changes, editing
from assessments.models import ENTRY_MODELS, ChangeRow
from assessments.policies import open_version
from assessments.snapshot import CHILD_KINDS, lines, outline, take
from changelog.lines import contradictions, unproven
from changelog.rows import Plan, reconcile
from tests.assessments.snapshot.strategies import answer, words
from tests.builders import document_from, explain, published, rows, small_sample, stored
from tests.people import make_cast

pytestmark = pytest.mark.django_db
KINDS = st.sampled_from(sorted(ENTRY_MODELS))


def two_files() -> dict:
    """Enough of each kind to be moved about, in few words: two systems, two files with two of what they hold."""
    data = small_sample()
    shorten(data)
    data["systems"] = [{**data["systems"][0], "ref": f"s{n}", "number": n} for n in (1, 2)]
    first = data["files"][0]
    first["records"] = first["records"][:3]
    data["files"] = [{**first, "ref": f"f{n}", "number": n} for n in (1, 2)]
    for file in data["files"]:
        for kind in CHILD_KINDS:
            file[kind] = [{**file[kind][0], "ref": f"{file['ref']}{kind[0]}{n}", "number": n} for n in (1, 2)]
        file["answers"] = file["answers"] | {"juten.II.4.has": {"choice": "委託する", "count": 2}}
        counts = {"提供を行っている": 2, "移転を行っている": 2}
        file["answers"]["juten.II.5.has"] = {"checked": list(counts), "unknown": [], "counts": counts}
    return data


def shorten(data) -> None:
    """Long answers make a slow proof, and no better one."""
    for value in data.values() if isinstance(data, dict) else data:
        if isinstance(value, dict | list):
            shorten(value)
        elif isinstance(data, dict) and isinstance(value, str) and len(value) > 60:
            key = next(key for key, found in data.items() if found is value)
            data[key] = value[:20].strip()


class People:
    """Does one random thing after another to a document, as its author."""

    def __init__(self, cast, document, data) -> None:
        self.cast, self.document, self.data, self.by = cast, document, data, cast.visitor("author")
        self.removed: list[tuple[str, str]] = []

    def act(self) -> None:
        self.data.draw(st.sampled_from([self.edit, self.edit, self.edit, self.add, self.copy, self.move, self.remove,
                                        self.restore, self.records, self.say]))()  # fmt: skip

    def entry(self, kind: str) -> str | None:
        snapshot = take(self.document, changes=False)
        refs = [node.ref for node in snapshot.nodes if node.kind == kind]
        return self.data.draw(st.sampled_from(refs)) if refs else None

    def edit(self) -> tuple:
        places = [p for s in outline(take(self.document, changes=False)) for p in s.items if p.item.has_answer]
        placed = self.data.draw(st.sampled_from(places))
        return placed.address, self.save(placed.address, self.data.draw(answer(placed.item)))

    def save(self, address, value):
        """Returns what stood there before."""
        before = stored(self.document, address[1], address[0])
        editing.save_answer(self.document, address, value, base=editing.fingerprint(before), by=self.by)
        return before

    def add(self) -> None:
        kind, file = self.data.draw(KINDS), self.entry("files") or ""
        if file or kind in ("systems", "files"):
            editing.add_entry(self.document, kind, file_ref=file, by=self.by)

    def copy(self) -> None:
        self._with_entry(lambda kind, ref: editing.copy_entry(self.document, kind, ref, by=self.by))

    def move(self) -> None:
        steps = self.data.draw(st.integers(-2, 2))
        self._with_entry(lambda kind, ref: editing.move_entry(self.document, kind, ref, steps, by=self.by))

    def remove(self) -> None:
        def act(kind, ref):
            editing.remove_entry(self.document, kind, ref, by=self.by)
            self.removed.append((kind, ref))

        self._with_entry(act)

    def _with_entry(self, act) -> None:
        kind = self.data.draw(KINDS)
        if ref := self.entry(kind):
            act(kind, ref)

    def restore(self) -> None:
        files = {node.ref for node in take(self.document, changes=False).files}
        for kind, ref in reversed(self.removed):
            row = ENTRY_MODELS[kind].objects.get(ref=ref)
            if row.removed_at and (not hasattr(row, "file") or row.file.ref in files):
                editing.restore_entry(self.document, kind, ref, by=self.by)
                return

    def records(self) -> None:
        if ref := self.entry("files"):
            file = next(node for node in take(self.document, changes=False).files if node.ref == ref)
            texts = self.data.draw(st.lists(st.one_of(words, st.sampled_from(file.records or ("氏名",))), max_size=4))
            base = editing.fingerprint([list(file.records), file.records_text])
            editing.save_records(self.document, ref, texts, self.data.draw(words), base=base, by=self.by)

    def say(self) -> None:
        if found := rows(self.document):
            row = self.data.draw(st.sampled_from(found))
            editing.save_row(self.document, row.pk, by=self.by, note=self.data.draw(words), timing="事後")


def prove(document) -> None:
    """The rows in the table are the difference, no more and no less, and lead from the old text to the new."""
    version = open_version(document)
    if version is None:
        return
    base, now = changes.base_version(document), lines(take(document, changes=False))
    old = changes.base_lines(base.content, document)
    found = changes.net_changes(document)
    assert contradictions(old, found) == []
    assert unproven(old, found, now) == []
    shown = rows(document)
    assert [(r.label, r.before, r.after) for r in shown] == [(c.label, c.before, c.after) for c in found]
    assert [r.position for r in shown] == sorted(r.position for r in shown)
    assert reconcile(list(ChangeRow.objects.filter(version=version)), found) == Plan()


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_people_do_the_rows_are_the_difference(data):
    with transaction.atomic():
        cast = make_cast()
        document = document_from(cast, two_files())
        published(cast, document)
        people = People(cast, document, data)
        for _ in range(data.draw(st.integers(1, 10))):
            people.act()
            document.refresh_from_db()
        prove(document)
        transaction.set_rollback(True)


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_undoing_everything_leaves_nothing_to_tell(data):
    """Whoever puts every text back as it was has changed nothing."""
    with transaction.atomic():
        cast = make_cast()
        document = document_from(cast, two_files())
        published(cast, document)
        people = People(cast, document, data)
        before = {}
        for _ in range(data.draw(st.integers(1, 6))):
            address, value = people.edit()
            before.setdefault(address, value)
        explain(cast, document)
        for address, value in before.items():
            people.save(address, value)
        assert rows(document) == []
        transaction.set_rollback(True)
