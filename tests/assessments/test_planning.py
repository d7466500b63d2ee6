"""計画管理書 says what the documents say."""

from datetime import date

import pytest

from assessments import editing
from assessments.models import Version
from assessments.planning import plan_of

pytestmark = pytest.mark.django_db


def started(cast, number: str, form: str = "juten"):
    by = cast.visitor("author")
    name = f"見本市 事務{number}"
    return editing.start_assessment(form, number, name, by=by, agency=cast.agency, department=cast.department)


def save(cast, assessment, code: str, value) -> None:
    base = editing.fingerprint(editing.holder_of(assessment, ("", code)).answers.get(code))
    editing.save_answer(assessment, ("", code), value, base=base, by=cast.visitor("author"))


def test_a_row_is_read_from_the_document(cast):
    document = started(cast, "1")
    save(cast, document, "juten.I.6.dept", "市民課")
    save(cast, document, "juten.I.1.persons", "10万人以上30万人未満")
    ((found, said),) = plan_of(cast.town).rows
    assert found == document
    assert said["keikaku.rows.number"] == "1"
    assert said["keikaku.rows.dept"] == "市民課"
    assert said["keikaku.rows.persons"] == "10万人以上30万人未満"
    assert said["keikaku.rows.kind"] == "基礎項目評価書及び重点項目評価書"


def test_review_and_redo_are_counted_from_publication(cast):
    document = started(cast, "1")
    Version.objects.filter(assessment=document).update(published_on=date(2024, 2, 29))
    ((_, said),) = plan_of(cast.town).rows
    assert said["keikaku.rows.review"] == "令和7年2月28日"
    assert said["keikaku.rows.redo"] == "令和11年2月28日"


def test_rows_stand_in_the_order_of_their_numbers(cast):
    for number in ("10", "2", "1"):
        started(cast, number, "kiso")
    assert [document.number for document, _ in plan_of(cast.town).rows] == ["1", "2", "10"]


def test_the_cost_does_not_grow_with_the_documents(cast, django_assert_num_queries):
    started(cast, "1")
    with django_assert_num_queries(3):
        plan_of(cast.town)
    started(cast, "2")
    started(cast, "3", "zenkomoku")
    with django_assert_num_queries(3):
        plan_of(cast.town)


def test_the_table_can_be_taken_along(cast):
    started(cast, "1")
    client = cast.client("reviewer")
    assert "見本市 事務1" in client.get(f"/work/{cast.town.code}/plan/").text
    assert "見本市 事務1" in client.get(f"/work/{cast.town.code}/plan.csv").content.decode("utf-8-sig")
    assert client.get(f"/work/{cast.town.code}/plan.xlsx").content.startswith(b"PK")
    assert cast.client("stranger").get(f"/work/{cast.town.code}/plan.csv").status_code == 404
