"""Saving one item costs the same number of queries in a short and in a long document (issue 2, item 11)."""

from copy import deepcopy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments import editing
from assessments.snapshot import take
from tests.builders import FILE, OFFICE, TRANSFER, document_from, published, small_sample, stored, write

pytestmark = pytest.mark.django_db
TEN_FILES_OF_SIXTEEN = {"files": 10, "transfers": 16}


def long_sample(files: int, transfers: int):
    """The small sample, its file so many times and in each its destination so many times."""
    data = small_sample()
    first = data["files"][0]
    data["files"] = [deepcopy(first) for _ in range(files)]
    for n, file in enumerate(data["files"], start=1):
        one = file["transfers"][0]
        file["ref"], file["transfers"] = f"f{n}", [{**deepcopy(one), "number": t} for t in range(1, transfers + 1)]
        file["answers"]["juten.II.5.has"]["counts"]["移転を行っている"] = transfers
        for kind in ("outsourcing", "provisions", "transfers"):
            for t, child in enumerate(file[kind], start=1):
                child["ref"] = f"f{n}{kind[0]}{t}"
    return data


def queries(act) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        act()
    return len([q for q in captured if "SAVEPOINT" not in q["sql"]])


@pytest.fixture
def short_and_long(cast):
    short = document_from(cast, small_sample(), "1")
    long = document_from(cast, long_sample(**TEN_FILES_OF_SIXTEEN), "2")
    for document in (short, long):
        published(cast, document)
    assert len([*take(long).nodes]) == 1 + 10 * (1 + 1 + 1 + 16)
    return short, long


@pytest.mark.parametrize("code, ref", [(OFFICE, ""), ("juten.III.2.r1_measures", FILE), ("juten.II.5t.use", TRANSFER)])
def test_saving_one_item_asks_the_database_as_often_in_a_long_document(cast, short_and_long, code, ref):
    counts = []
    for document in short_and_long:
        write(cast, document, OFFICE, "下書きを開く最初の記載")
        base, by = editing.fingerprint(stored(document, code, ref)), cast.visitor("author")
        counts.append(queries(lambda: editing.save_answer(document, (ref, code), "新しい記載", base=base, by=by)))  # noqa: B023
    assert counts[0] == counts[1] <= 22


def test_saving_costs_no_more_when_there_are_many_rows_already(cast, short_and_long):
    _, document = short_and_long
    for n in range(1, 11):
        write(cast, document, "juten.II.3.purpose", f"{n}番目の使用目的", f"f{n}")
    base, by = editing.fingerprint(stored(document, OFFICE)), cast.visitor("author")
    assert queries(lambda: editing.save_answer(document, ("", OFFICE), "新しい記載", base=base, by=by)) <= 22


def test_a_snapshot_costs_the_same_for_every_length(short_and_long):
    short, long = short_and_long
    assert take(short).municipality_name == take(long).municipality_name  # and both have their town at hand
    assert queries(lambda: take(short)) == queries(lambda: take(long)) <= 10
