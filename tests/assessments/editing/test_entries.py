"""Entries are added, copied, moved, removed and brought back; their numbers follow the order by themselves."""

import pytest
from django.http import Http404

from assessments import editing
from assessments.catalogue import get_form
from assessments.models import ENTRY_MODELS
from assessments.policies import open_version
from assessments.snapshot import Snapshot, lines, outline, take
from tests.builders import FILE, document_in, filled_document, rows, small_document, write

pytestmark = pytest.mark.django_db
KINDS = tuple(ENTRY_MODELS)
NAMES = {
    "systems": "juten.I.2.name",
    "files": "juten.II.1.file_name",
    "outsourcing": "juten.II.4e.title",
    "provisions": "juten.II.5p.to",
    "transfers": "juten.II.5t.to",
}


def nodes(document, kind: str):
    snapshot = take(document)
    if kind in ("systems", "files"):
        return getattr(snapshot, kind)
    return snapshot.files[0].of(kind)


def named(document, kind: str) -> list[tuple[int, str]]:
    """(number, name) of the entries as the form prints them."""
    return [(node.number, node.answers.get(NAMES[kind], "")) for node in nodes(document, kind)]


def add(cast, document, kind: str, name: str = ""):
    entry = editing.add_entry(document, kind, file_ref=FILE, by=cast.visitor("author"))
    if name:
        write(cast, document, NAMES[kind], name, entry.ref)
    return entry


def three(cast, kind: str):
    """A document with entries 1, 甲, 乙 of the kind."""
    document = small_document(cast)
    first = named(document, kind)[0][1]
    return document, first, add(cast, document, kind, "甲"), add(cast, document, kind, "乙")


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_entry_stands_last_and_is_empty(cast, kind):
    document = small_document(cast)
    before = nodes(document, kind)
    entry = add(cast, document, kind)
    *kept, new = nodes(document, kind)
    assert tuple(kept) == before
    assert (new.ref, new.number, dict(new.answers), new.records) == (entry.ref, len(before) + 1, {}, ())
    assert entry.history.get().history_user == cast.author


@pytest.mark.parametrize("kind", KINDS)
def test_entries_move_up_and_down_and_stop_at_the_ends(cast, kind):
    document, first, _, last = three(cast, kind)
    move = lambda steps: editing.move_entry(document, kind, last.ref, steps, by=cast.visitor("author"))  # noqa: E731
    move(-1)
    assert named(document, kind) == [(1, first), (2, "乙"), (3, "甲")]
    move(-5)
    assert named(document, kind) == [(1, "乙"), (2, first), (3, "甲")]
    move(+1)
    assert named(document, kind) == [(1, first), (2, "乙"), (3, "甲")]
    move(+9)
    assert named(document, kind) == [(1, first), (2, "甲"), (3, "乙")]


@pytest.mark.parametrize("kind", KINDS)
def test_a_removed_entry_can_be_brought_back_to_its_place(cast, kind):
    document, first, middle, _ = three(cast, kind)
    whole = take(document).canonical()
    editing.remove_entry(document, kind, middle.ref, by=cast.visitor("author"))
    assert named(document, kind) == [(1, first), (2, "乙")]
    editing.restore_entry(document, kind, middle.ref, by=cast.visitor("author"))
    assert take(document).canonical() == whole


@pytest.mark.parametrize("kind", KINDS)
def test_a_removal_is_remembered_with_who_and_when(cast, kind):
    document, _, entry, _ = three(cast, kind)
    editing.remove_entry(document, kind, entry.ref, by=cast.visitor("coordinator"))
    entry.refresh_from_db()
    assert entry.removed_by == cast.coordinator and entry.removed_at is not None
    assert entry.history.first().history_user == cast.coordinator


@pytest.mark.parametrize("kind", KINDS)
def test_a_copy_stands_behind_its_original_under_a_ref_of_its_own(cast, kind):
    document, first, middle, _ = three(cast, kind)
    copied = editing.copy_entry(document, kind, middle.ref, by=cast.visitor("author"))
    assert named(document, kind) == [(1, first), (2, "甲"), (3, "甲"), (4, "乙")]
    assert nodes(document, kind)[2].ref == copied.ref != middle.ref


def test_a_copied_file_brings_everything_it_holds(cast):
    document = filled_document(cast)
    copied = editing.copy_entry(document, "files", FILE, by=cast.visitor("author"))
    first, second = take(document).files[:2]
    assert second.ref == copied.ref
    assert without_refs(first) == without_refs(second)
    assert len(second.records) == 255 and len(second.of("transfers")) == 16


def without_refs(node):
    children = {kind: [without_refs(child) for child in node.of(kind)] for kind in node.children}
    return dict(node.answers), node.records, node.records_text, node.lost, children


def test_refs_name_one_entry_each_after_any_number_of_copies(cast):
    document = small_document(cast)
    for _ in range(2):
        for file in list(document.files.all()):
            editing.copy_entry(document, "files", file.ref, by=cast.visitor("author"))
    refs = [node.ref for node in take(document).nodes]
    assert len(take(document).files) == 4 and len(set(refs)) == len(refs)
    lines(take(document))  # and no two items share an address
    assert len({placed.anchor for sheet in outline(take(document)) for placed in sheet.items}) == sum(
        len(block.items) for sheet in outline(take(document)) for block in sheet.blocks
    )


def test_a_copy_is_written_apart_from_its_original(cast):
    document = small_document(cast)
    copied = editing.copy_entry(document, "files", FILE, by=cast.visitor("author"))
    write(cast, document, "juten.III.2.r1_measures", "写しだけの措置", copied.ref)
    original, copy = take(document).files
    assert copy.answers["juten.III.2.r1_measures"] == "写しだけの措置" != original.answers["juten.III.2.r1_measures"]


def test_a_removed_file_takes_its_sheets_with_it_and_brings_them_back(cast):
    document = filled_document(cast)
    whole = take(document).canonical()
    editing.remove_entry(document, "files", FILE, by=cast.visitor("author"))
    assert [file.number for file in take(document).files] == [1, 2]
    assert not [line for line in lines(take(document)) if FILE in line.group]
    editing.restore_entry(document, "files", FILE, by=cast.visitor("author"))
    assert take(document).canonical() == whole


@pytest.mark.parametrize("act", ["move", "copy", "remove", "restore"])
def test_what_a_removed_file_holds_is_out_of_reach(cast, act):
    document = small_document(cast)
    entry = add(cast, document, "outsourcing", "甲")
    author = cast.visitor("author")
    if act == "restore":
        editing.remove_entry(document, "outsourcing", entry.ref, by=author)
    editing.remove_entry(document, "files", FILE, by=author)
    acts = {
        "move": lambda: editing.move_entry(document, "outsourcing", entry.ref, -1, by=author),
        "copy": lambda: editing.copy_entry(document, "outsourcing", entry.ref, by=author),
        "remove": lambda: editing.remove_entry(document, "outsourcing", entry.ref, by=author),
        "restore": lambda: editing.restore_entry(document, "outsourcing", entry.ref, by=author),
    }
    with pytest.raises(Http404):
        acts[act]()


@pytest.mark.parametrize(
    "kind, ref", [("systems", "nothing"), ("risks", "f1"), ("provisions", "f1t1"), ("files", "s1")]
)
def test_an_entry_that_is_not_there_is_not_found(cast, kind, ref):
    document = small_document(cast)
    with pytest.raises(Http404):
        editing.remove_entry(document, kind, ref, by=cast.visitor("author"))
    assert open_version(document).number == 1


def test_a_removed_entry_is_removed_once(cast):
    document, _, entry, _ = three(cast, "systems")
    editing.remove_entry(document, "systems", entry.ref, by=cast.visitor("author"))
    with pytest.raises(Http404):
        editing.remove_entry(document, "systems", entry.ref, by=cast.visitor("author"))


def test_an_entry_of_another_document_is_not_found(cast):
    first, second = small_document(cast, "1"), small_document(cast, "2")
    system = add(cast, first, "systems")
    with pytest.raises(Http404):
        editing.remove_entry(second, "systems", system.ref, by=cast.visitor("author"))


def test_an_act_on_entries_opens_a_draft_and_a_failed_one_does_not(cast):
    document = document_in(cast, "published").assessment
    with pytest.raises(Http404):
        editing.move_entry(document, "systems", "nothing", 1, by=cast.visitor("author"))
    assert open_version(document) is None
    add(cast, document, "systems", "新システム")
    assert open_version(document).state == "draft"
    assert [row.kind for row in rows(document)] == ["entry_added"]


def test_the_form_names_entries_by_their_number(cast):
    document, _, entry, _ = three(cast, "transfers")
    form = get_form(document.form, document.edition)
    headings = {b.node.ref: b.heading for s in outline(take(document), form) for b in s.blocks if b.node}
    assert headings[entry.ref] == "移転先2"


def test_a_new_document_begins_with_one_system_and_one_file(cast):
    snapshot = take(
        editing.start_assessment("juten", "9", "新しい", by=cast.visitor("coordinator"), agency=None, department=None)
    )
    assert (len(snapshot.systems), len(snapshot.files)) == (1, 1)
    assert isinstance(snapshot, Snapshot)
