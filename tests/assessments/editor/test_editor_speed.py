"""Opening the largest sheet must feel instant: few bytes, few queries, nothing drawn that nobody has asked for."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.snapshot import take
from assessments.views.pages import to
from tests.builders import filled_document, published, small_document, write

pytestmark = pytest.mark.django_db


def opened(cast, document):
    file = take(document, changes=False).files[0]
    url = to("file_sheet", document, "II", file.ref)
    client = cast.client("author")
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url)
    return answer, len(queries)


def test_the_largest_sheet_is_small(cast):
    answer, _ = opened(cast, filled_document(cast))
    assert answer.status_code == 200 and len(answer.content) <= 120 * 1024


def test_a_long_document_costs_no_more_queries_than_a_short_one(cast):
    short, long = small_document(cast, "1"), filled_document(cast, "2")
    for document in (short, long):
        published(cast, document)
        write(cast, document, "juten.I.1.office_name", "別の名称")
    assert opened(cast, long)[1] == opened(cast, short)[1] <= 20


def test_one_entry_alone_is_answered_to_the_script_only(cast):
    document = filled_document(cast)
    file = take(document, changes=False).files[0]
    url = to("file_sheet", document, "II", file.ref) + f"?part={file.of('transfers')[5].ref}"
    part = cast.client("author").get(url, headers={"X-Requested-With": "fetch"}).content.decode()
    assert part.count("<form") == 8 and "<html" not in part
    assert "<html" in cast.client("author").get(url).content.decode()  # a person gets the page with the entry open
    assert cast.client("author").get(url + "x", headers={"X-Requested-With": "fetch"}).status_code == 404
