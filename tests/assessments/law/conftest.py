"""A document to work on: 見本市's, published once, with a draft over it; and the way to its pages."""

from datetime import date

import pytest

from assessments.demo.story import read
from assessments.editing.creating import new_assessment
from assessments.editing.desk import draft_over
from assessments.models import Assessment
from assessments.policies import open_version
from assessments.snapshot import Snapshot, take
from tests.assessments.law.documents import freeze


def published_with_draft(cast) -> Assessment:
    snapshot = Snapshot.from_json(read("mihon.json"))
    made = new_assessment(cast.town, snapshot, "1", user=cast.author, agency=cast.agency, department=cast.department)
    draft_over(made, by=cast.visitor("author"))
    version = open_version(made)
    version.content, version.state, version.published_on = freeze(made, take(made)), "published", date(2025, 4, 1)
    version.save()
    draft_over(made, by=cast.visitor("author"))
    return made


@pytest.fixture
def clock(time_machine):
    time_machine.move_to("2025-07-01 09:00+09:00", tick=False)


@pytest.fixture
def document(cast, clock) -> Assessment:
    return published_with_draft(cast)
