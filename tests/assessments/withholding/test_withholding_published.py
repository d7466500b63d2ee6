"""From the author who withholds a passage to the resident who reads: the secret is in no public place, ever."""

import hashlib
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from assessments import editing, workflow
from assessments.editing.withholding import Unconfirmed, lift, withhold
from assessments.models import FrozenPdf, SubmissionPdf, Version
from assessments.policies import Refused, open_version
from assessments.rendering.pdf import render_pdf
from assessments.snapshot import Snapshot, take
from assessments.snapshot.redacting import fold
from tests.assessments.withholding.story import (
    ADDRESS,
    PLAIN,
    REASON,
    SECRET,
    TOWN,
    drawn,
    pdf_text,
    public_words,
    publish,
    start,
    submit,
    write,
)

pytestmark = pytest.mark.django_db
PIECES = (SECRET, "Z7号室", "装置へ複製", REASON)


@pytest.fixture
def document(cast):
    assessment = start(cast)
    write(assessment, cast, f"毎日、{SECRET}する。")
    return assessment


def held(document, cast, passage=SECRET, **said):
    return withhold(document, ADDRESS, passage=passage, reason=REASON, by=cast.visitor("author"), **said)


def assert_nowhere(client, document, *pieces):
    for address, words in public_words(client, document).items():
        for piece in pieces or PIECES:
            assert fold(piece) not in words, (address, piece)


def test_the_pdfs_the_data_the_pages_and_the_feed_do_not_say_it(cast, client, document):
    held(document, cast)
    version = publish(document, cast, render=render_pdf)
    assert_nowhere(client, document)
    assert "（非公表）" in client.get(f"{TOWN}1/").content.decode()
    full = SubmissionPdf.objects.get(content=version.content)
    assert fold(SECRET) in fold(pdf_text(bytes(full.data)))
    assert "提出用" in pdf_text(bytes(full.data)), "the two are told apart on every page"
    public = FrozenPdf.objects.get(content=version.content)
    assert "提出用" not in pdf_text(bytes(public.data))
    assert full.sha256 != FrozenPdf.objects.get(content=version.content).sha256
    assert SECRET.encode() not in bytes(FrozenPdf.objects.get(content=version.content).data)


def test_a_whole_item_that_changes_and_is_lifted_stays_hidden_where_it_was(cast, client, document):
    held(document, cast, "")
    publish(document, cast)
    write(document, cast, "毎日、午前４時に別の建物へ複製する。")
    publish(document, cast, date(2026, 5, 10))
    assert_nowhere(client, document, *PIECES, "午前４時に別の建物")
    lift(document, document.withholdings.get().pk, by=cast.visitor("author"))
    write(document, cast, "毎日、別の建物へ複製する。")
    publish(document, cast, date(2026, 6, 10))
    assert_nowhere(client, document, *PIECES, "午前４時に")
    assert "毎日、別の建物へ複製する。" in client.get(f"{TOWN}1/v3.json").content.decode()
    rows = [row for row in client.get(f"{TOWN}1/v3.json").json()["changes"] if row["addresses"][0]["code"] == PLAIN]
    assert [(row["before"], row["after"]) for row in rows] == [
        ("（非公表）", "（非公表）"),
        ("（非公表）", "毎日、別の建物へ複製する。"),
    ]


def test_lifting_alone_is_a_new_version(cast, client, document):
    held(document, cast)
    publish(document, cast)
    lift(document, document.withholdings.get().pk, by=cast.visitor("author"))
    publish(document, cast, date(2026, 5, 10))
    assert SECRET in client.get(f"{TOWN}1/").content.decode()
    assert SECRET not in client.get(f"{TOWN}1/v1/").content.decode()


def test_an_entry_that_is_removed_takes_its_secret_out_of_the_rows(cast, client, document):
    address = ("s5", "juten.I.2.functions")
    write(document, cast, f"毎日、{SECRET}する。", address)
    withhold(document, address, reason=REASON, by=cast.visitor("author"))
    publish(document, cast)
    editing.remove_entry(document, "systems", "s5", by=cast.visitor("author"))
    editing.copy_entry(document, "systems", "s4", by=cast.visitor("author"))
    publish(document, cast, date(2026, 5, 10))
    data = client.get(f"{TOWN}1/v2.json").json()
    assert not [row for row in data["changes"] if fold("Z7号室") in fold(row["before"])]
    assert [row["before"] for row in data["changes"] if row["addresses"] == [{"ref": "s5", "code": ""}]] == [
        "（非公表）"
    ]
    assert_nowhere(client, document)


def test_a_wording_of_ones_own_and_a_note_are_masked_too(cast, client, document):
    publish(document, cast, date(2026, 4, 1))
    write(document, cast, "別の内容", ("", "juten.I.7.others"))
    write(document, cast, f"毎週、{SECRET}しない。")
    held(document, cast, f"{SECRET}しない", public_before=True)
    for row in open_version(document).change_rows.all():
        words = {"custom_after": f"{SECRET}しないことにした。", "note": f"{SECRET}しないため"}
        day = date(2026, 4, 1)
        editing.save_row(document, row.pk, by=cast.visitor("author"), changed_on=day, timing="事後", **words)
    version = workflow.submit(open_version(document), by=cast.visitor("author"))
    version = workflow.approve(version, by=cast.visitor("reviewer"), seen=version.content.approval_sha256)
    workflow.publish(version, by=cast.visitor("approver"), published_on=date(2026, 5, 1), render=drawn)
    for address in (f"{TOWN}1/v2.json", f"{TOWN}1/v2.pdf", f"{TOWN}1/v2/"):
        assert fold(f"{SECRET}しない") not in fold(client.get(address).content.decode()), address


def test_ending_the_office_and_a_copied_entry_keep_it_hidden(cast, client, document):
    address = ("s5", "juten.I.2.functions")
    write(document, cast, SECRET, address)
    withhold(document, address, reason=REASON, by=cast.visitor("author"))
    held(document, cast)
    editing.copy_entry(document, "systems", "s5", by=cast.visitor("author"))
    publish(document, cast)
    assert document.withholdings.filter(code=address[1]).count() == 2
    workflow.end(
        document.versions.get(),
        by=cast.visitor("approver"),
        ended_on=date(2026, 5, 1),
        published_on=date(2026, 5, 2),
        render=drawn,
    )
    assert_nowhere(client, document)
    assert SubmissionPdf.objects.count() == 2


def test_the_reviewer_approves_what_is_withheld_with_the_text(cast, document):
    row = held(document, cast)
    first = submit(document, cast).content.approval_sha256
    workflow.take_back(open_version(document), by=cast.visitor("author"))
    lift(document, row.pk, by=cast.visitor("author"))
    second = submit(document, cast).content
    assert second.approval_sha256 != first
    assert "withheld" not in second.snapshot, "lifted before any version was public: it never was"


def test_without_anything_withheld_one_pdf_is_made_and_nothing_is_said(cast, document):
    version = publish(document, cast)
    assert not SubmissionPdf.objects.exists()
    assert "withheld" not in version.content.snapshot


def test_the_name_of_the_public_data_confirms_no_guess(cast, client, document):
    held(document, cast)
    content = publish(document, cast).content
    answer = client.get(f"{TOWN}1/v1.json")
    assert content.sha256 not in answer["ETag"]
    guess = Snapshot.from_text(content.snapshot)
    assert hashlib.sha256(guess.canonical().encode()).hexdigest() == content.sha256
    assert content.sha256 not in answer.content.decode()


def test_the_full_pdf_is_frozen_too(cast, document):
    held(document, cast)
    publish(document, cast)
    with pytest.raises(DatabaseError), transaction.atomic():
        SubmissionPdf.objects.update(page_count=2)


def test_what_is_public_already_is_said_with_its_version_and_recorded(cast, document):
    publish(document, cast)
    with pytest.raises(Unconfirmed, match="第1版ですでに公表"):
        held(document, cast)
    assert not Version.objects.filter(state="draft").exists(), "nothing was written, so no draft was opened"
    assert held(document, cast, public_before=True).public_in == 1


@pytest.mark.parametrize("who", ["reviewer", "approver", "stranger"])
def test_only_author_and_coordinator_decide_it_and_only_in_a_draft(cast, document, who):
    with pytest.raises(Exception, match="編集できるのは|Assessment matching"):
        withhold(document, ADDRESS, reason=REASON, by=cast.visitor(who))
    withhold(document, ADDRESS, reason=REASON, by=cast.visitor("coordinator"))
    submit(document, cast)
    with pytest.raises(Refused, match="確認中のため"):
        lift(document, document.withholdings.get().pk, by=cast.visitor("coordinator"))


def test_a_whole_section_is_hidden_only_by_who_says_so(cast, document):
    snapshot = take(document)
    section = next(s for s in snapshot.form.sections if s.slug == "IV")
    codes = [i.code for i in section.items if i.has_answer and snapshot.answers.get(i.code)]
    assert len(codes) > 1
    for code in codes[:-1]:
        withhold(document, ("", code), reason=REASON, by=cast.visitor("author"))
    with pytest.raises(Unconfirmed, match="何も残らなくなります"):
        withhold(document, ("", codes[-1]), reason=REASON, by=cast.visitor("author"))
    write(document, cast, None, ("", codes[-1]))
    with pytest.raises(Refused, match="公表される記載が何も残りません"):
        submit(document, cast)


def test_a_passage_that_was_edited_away_must_be_looked_at(cast, document):
    held(document, cast)
    write(document, cast, "毎日、午前５時に複製する。")
    with pytest.raises(Refused, match="非公表にした部分が、今の記載に見つかりません"):
        submit(document, cast)
