"""公表日 belongs to a published version: a draft over it shows none until publication fills it in."""

import pytest

from assessments import changes, workflow
from assessments.policies import open_version
from assessments.rendering.page import document_html
from assessments.snapshot import lines, take
from assessments.views.pages import to
from changelog.lines import compare
from tests.builders import (
    DAY,
    OFFICE,
    at_once,
    explain,
    imported_document,
    published,
    rows,
    sample,
    small_document,
    stored,
    submitted,
    write,
)

PUBLISHED_ON = "juten.cover.published_on"
FIRST, PRINTED = DAY.replace(month=7), "令和7年7月1日"


@pytest.fixture
def document(cast):
    document = small_document(cast)
    published(cast, document, day=FIRST)
    return document


def test_a_new_draft_shows_no_day_on_its_cover(cast, document):
    assert stored(document, PUBLISHED_ON) == FIRST.isoformat()
    write(cast, document, OFFICE, "新しい事務の名称")
    assert stored(document, PUBLISHED_ON) is None
    cover = document_html(take(document), mode="screen").split("<section")[1]
    assert "公表日" in cover and PRINTED not in cover
    sheet = cast.client("author").get(to("sheet", document, "cover")).text
    assert PRINTED not in sheet
    assert [row.label.split("\n")[-1] for row in rows(document)] == ["①事務の名称"]
    assert PRINTED in cast.client().get(f"/public/{cast.town.code}/1/").text


def test_published_and_its_rows_make_the_next_version_which_has_its_own_day(cast, document):
    before = changes.frozen_snapshot(document.versions.get().content)
    write(cast, document, OFFICE, "新しい事務の名称")
    later = DAY.replace(month=10)
    version = published(cast, document, day=later)
    after = changes.frozen_snapshot(version.content)
    assert (before.cover("published_on"), after.cover("published_on")) == (FIRST.isoformat(), later.isoformat())
    assert stored(document, PUBLISHED_ON) == later.isoformat()
    told = compare(lines(before), lines(after))
    assert [(c.before, c.after) for c in told] == [(r.before, r.after) for r in version.change_rows.all()]


def test_taking_back_sending_back_and_withdrawing_are_as_before(cast, document):
    write(cast, document, OFFICE, "新しい事務の名称")
    explain(cast, document)
    workflow.take_back(submitted(cast, document), by=cast.visitor("author"))
    workflow.send_back(submitted(cast, document), by=cast.visitor("reviewer"), comment="直してください。")
    workflow.withdraw(document.versions.get(number=1), by=cast.visitor("approver"), comment="誤り")
    version = published(cast, document)
    assert (version.number, version.state) == (2, "published")
    assert stored(document, PUBLISHED_ON) == DAY.isoformat()


def test_looking_and_saving_the_same_leave_the_published_day(cast, document):
    write(cast, document, OFFICE, stored(document, OFFICE))
    assert open_version(document) is None and stored(document, PUBLISHED_ON) == FIRST.isoformat()


def test_a_day_that_somebody_writes_into_the_draft_stays(cast, document):
    write(cast, document, PUBLISHED_ON, "令和8年4月予定")
    write(cast, document, OFFICE, "新しい事務の名称")
    assert stored(document, PUBLISHED_ON) == "令和8年4月予定"


def test_the_first_edit_of_an_imported_version_leaves_its_frozen_day(cast):
    data = sample()
    data["answers"][PUBLISHED_ON] = "2025-06-30"
    document = imported_document(cast, data)
    write(cast, document, OFFICE, "新しい事務の名称")
    assert stored(document, PUBLISHED_ON) is None
    frozen = document.versions.get(number=1)
    assert changes.frozen_snapshot(frozen.content).cover("published_on") == "2025-06-30"
    workflow.release(frozen, by=cast.visitor("coordinator"), render=at_once)
