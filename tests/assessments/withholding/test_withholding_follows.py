"""What is withheld follows its text: into another edition, a copy, a file that is read again, another town's reader."""

import json
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from assessments import exporting, workflow
from assessments.audience import public_snapshot
from assessments.catalogue import get_form
from assessments.editing import copy_assessment
from assessments.editing.moving import move_back, move_to
from assessments.editing.withheld_rows import share_withheld
from assessments.editing.withholding import lift, withhold
from assessments.importing import apply
from assessments.importing.interchange import read_json
from assessments.importing.reading import read_file
from assessments.importing.report import Unreadable
from assessments.models import Version
from assessments.snapshot import Annex, Withheld, masked, take
from assessments.snapshot.redacting import fold
from tests.assessments.withholding.story import (
    ADDRESS,
    PLAIN,
    REASON,
    SECRET,
    TOWN,
    drawn,
    public_words,
    publish,
    start,
    write,
)

pytestmark = pytest.mark.django_db
ENTRY = ("s5", "juten.I.2.functions")


@pytest.fixture
def document(cast):
    assessment = start(cast)
    write(assessment, cast, f"毎日、{SECRET}する。")
    withhold(assessment, ADDRESS, passage=SECRET, reason=REASON, by=cast.visitor("author"))
    return assessment


def says(snapshot, words=SECRET) -> bool:
    return fold(words) in fold(snapshot.canonical())


@pytest.mark.parametrize("target", [("zenkomoku", "5jouhou"), ("kiso", "2024-10"), ("juten", "4jouhou")])
def test_in_another_form_and_back_it_stays_hidden_and_so_do_the_old_rows(cast, document, target):
    publish(document, cast)
    write(document, cast, f"毎週、{SECRET}する。")
    publish(document, cast)
    before = take(document).withheld
    try:
        move_to(document, get_form(*target), by=cast.visitor("author"))
    except PermissionDenied:
        pytest.skip("this form has no room for the entries")
    document.refresh_from_db()
    moved = take(document)
    assert not says(masked(moved))
    assert [row for row in masked(moved).changes if PLAIN in dict(row.addresses).values()][0].after == "（非公表）"
    move_back(document, by=cast.visitor("author"))
    document.refresh_from_db()
    assert [(h.ref, h.code, h.passage) for h in take(document).withheld] == [(h.ref, h.code, h.passage) for h in before]
    assert not says(masked(take(document)))


def test_a_copy_of_the_document_withholds_the_same(cast, document):
    copy = copy_assessment(document, "2", "写し", by=cast.visitor("author"), department=cast.department)
    assert [(h.code, h.passage, h.reason) for h in take(copy).withheld] == [(PLAIN, SECRET, REASON)]
    assert not says(masked(take(copy)))


def test_export_and_import_lose_nothing_and_show_nothing(cast, client, document):
    write(document, cast, SECRET, ENTRY)
    withhold(document, ENTRY, reason=REASON, by=cast.visitor("author"))
    version = publish(document, cast)
    data = json.dumps(exporting.frozen(version), ensure_ascii=False).encode()
    reading = read_file(data)
    found = apply.import_as_found(reading, cast.town, "7", user=cast.coordinator, department=cast.department)
    apply.keep_file(cast.town, "full.json", data, {}, user=None, assessment=found)
    assert take(found).withheld == replace(take(document), withheld=take(found).withheld).withheld
    assert {h.code for h in take(found).withheld} == {PLAIN, ENTRY[1]}
    workflow.release(found.versions.get(), by=cast.visitor("coordinator"), render=drawn)
    for address in (f"{TOWN}7/", f"{TOWN}7/v1.json", f"{TOWN}7/v1.pdf", f"{TOWN}7/v1/"):
        text = fold(client.get(address).content.decode())
        assert fold(SECRET) not in text and fold(REASON) not in text, address
    assert client.get(f"{TOWN}7/v1/original/").status_code == 404, "the file itself holds everything"


def test_the_public_data_is_read_again_without_inventing_answers(cast, client, document):
    withhold(document, ("f1", "juten.III.4.none"), reason=REASON, by=cast.visitor("author"))
    withhold(document, ("f1", "juten.II.3.source"), reason=REASON, by=cast.visitor("author"))
    publish(document, cast)
    reading = read_json(client.get(f"{TOWN}1/v1.json").content)
    answers = reading.document["files"][0]["answers"]
    assert answers["juten.III.4.none"] == answers["juten.II.3.source"] == {"lost": True}


@pytest.mark.parametrize("wrong", [{"code": "juten.no.such"}, {"ref": "x"}, "text", {"code": PLAIN, "ref": "x" * 65}])
def test_a_file_that_hides_something_unknown_is_not_read(document, wrong):
    data = take(document).as_json() | {"withheld": [wrong]}
    with pytest.raises(Unreadable, match="非公表とする指定"):
        read_json(json.dumps(data))


def test_rows_of_an_entry_that_is_gone_are_known_after_an_import(cast, document):
    data = take(document).as_json()
    data["withheld"] = [{"ref": "gone", "code": ENTRY[1], "lifted": 4}]
    data["changes"] = [{"item": "", "before": "全体の秘密", "addresses": [{"ref": "gone", "code": ""}], "version": 2}]
    found = apply.import_as_found(read_json(json.dumps(data)), cast.town, "8", user=None)
    assert [row.before for row in public_snapshot(found.versions.get().content).changes] == ["（非公表）"]


def test_an_imported_version_is_not_shown_with_what_a_draft_withholds(cast, document):
    data = replace(take(document), withheld=()).as_json()
    found = apply.import_as_found(read_json(json.dumps(data)), cast.town, "9", user=None, department=cast.department)
    withhold(found, ADDRESS, passage=SECRET, reason=REASON, by=cast.visitor("author"))
    with pytest.raises(PermissionDenied, match="非公表にした記載が、この版にそのまま"):
        workflow.release(found.versions.get(number=1), by=cast.visitor("coordinator"), render=drawn)
    assert not Version.objects.get(assessment=found, number=1).is_public


def test_text_that_fits_no_item_is_hidden_with_the_item_that_it_stood_behind(document):
    pieces = ({"after": PLAIN, "text": "切れ端"}, {"after": "", "text": f"（{SECRET}）"}, {"after": "", "text": "ほか"})
    shown = masked(replace(take(document), unplaced=pieces))
    assert [piece["text"] for piece in shown.unplaced] == ["（非公表）", "（（非公表））", "ほか"]


def test_annexes_of_the_town_say_it_no_more_than_the_form(document):
    annexes = (
        Annex("a1", "別添3", text=f"手順：{SECRET}"),
        Annex("a2", "別紙2", kind="table", rows=(("機器", SECRET), ("甲", "乙"))),
        Annex("a3", "別紙3", text="秘密の手順"),
    )
    full = replace(take(document), annexes=annexes)
    shown = masked(replace(full, withheld=(*full.withheld, Withheld("a3", "annex.text"))))
    assert [annex.text for annex in shown.annexes] == ["手順：（非公表）", "", "（非公表）"]
    assert shown.annexes[1].rows == (("機器", "（非公表）"), ("甲", "乙"))


def test_a_draft_that_lifts_it_shows_nothing_before_it_is_public(cast, client, document):
    publish(document, cast)
    lift(document, document.withholdings.get().pk, by=cast.visitor("author"))
    assert all(fold(SECRET) not in words for words in public_words(client, document).values())


def test_a_text_that_goes_over_to_another_document_stays_withheld_there(cast, document):
    other = copy_assessment(document, "2", "基礎", by=cast.visitor("author"), department=cast.department)
    for _ in range(2):
        share_withheld(document, ADDRESS, other, ENTRY, by=cast.visitor("author"))
    assert other.withholdings.get(code=ENTRY[1]).passage == SECRET
    write(other, cast, f"毎日、{SECRET}する。", ENTRY)
    assert not says(masked(take(other)))
