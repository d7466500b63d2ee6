"""計画管理書 says what the documents say."""

from datetime import date

import pytest

from assessments import editing
from assessments.models import Assessment, ReviewNote, Version
from assessments.planning import plan_of
from tests.assessments.law.documents import record

pytestmark = pytest.mark.django_db
TODAY = date(2025, 7, 1)


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
    ((found, said),) = plan_of(cast.town, TODAY).rows
    assert found == document
    assert said["keikaku.rows.number"] == "1"
    assert said["keikaku.rows.dept"] == "市民課"
    assert said["keikaku.rows.persons"] == "10万人以上30万人未満"
    assert said["keikaku.rows.kind"] == "基礎項目評価書及び重点項目評価書"


def test_review_and_redo_are_counted_from_publication(cast):
    document = started(cast, "1")
    Version.objects.filter(assessment=document).update(published_on=date(2024, 2, 29))
    ((_, said),) = plan_of(cast.town, TODAY).rows
    assert said["keikaku.rows.review"] == "令和7年2月28日"
    assert said["keikaku.rows.redo"] == "令和11年2月28日"


def test_days_are_those_of_the_law_however_they_came(cast):
    """規則第14条・第15条: a look without change and a redo count as they do in the calendar."""
    document = started(cast, "1")
    version = document.versions.get()
    Version.objects.filter(pk=version.pk).update(published_on=date(2024, 2, 1))
    ReviewNote.objects.create(assessment=document, on=date(2025, 1, 20), by=cast.author)
    ((_, said),) = plan_of(cast.town, TODAY).rows
    assert (said["keikaku.rows.review"], said["keikaku.rows.redo"]) == ("令和8年1月20日", "令和11年2月1日")
    Assessment.objects.filter(pk=document.pk).update(ended_on=date(2025, 3, 31))
    ((_, said),) = plan_of(cast.town, TODAY).rows
    assert (said["keikaku.rows.review"], said["keikaku.rows.ended"]) == ("", "令和7年3月31日")


def test_the_threshold_of_an_office_stands_with_each_of_its_documents(cast):
    """様式2 says it for 様式3 too; more than is obliged is 任意."""
    longer, kiso = started(cast, "1", "juten"), started(cast, "2", "kiso")
    for document in (longer, kiso):
        form = document.form
        save(cast, document, f"{form}.I.1.office_name", "住民基本台帳に関する事務")
    answers = {"1.persons": "1,000人以上1万人未満", "2.handlers": "500人未満", "3.incident": "発生なし"}
    for end, label in answers.items():
        save(cast, kiso, f"kiso.II.{end}", label)
    (_, said), (_, basic) = plan_of(cast.town, TODAY).rows
    assert said["keikaku.rows.handlers"] == basic["keikaku.rows.handlers"] == "500人未満"
    assert said["keikaku.rows.result"] == "基礎項目評価の実施が義務付けられる"
    assert (said["keikaku.rows.voluntary"], basic["keikaku.rows.voluntary"]) == ("任意に実施", "")


def test_what_was_recorded_of_the_procedure_is_in_the_plan(cast):
    document = started(cast, "1", "zenkomoku")
    version = document.versions.get()
    record(version, "public_comment", date(2025, 8, 1), until=date(2025, 8, 31), by=cast.author)
    record(version, "development", date(2025, 12, 1), by=cast.author)
    ((_, said),) = plan_of(cast.town, TODAY).rows
    assert said["keikaku.rows.public_comment"] == "令和7年8月1日～令和7年8月31日の31日間"
    assert said["keikaku.rows.plan_date"] == "令和7年12月1日まで"


def test_rows_stand_in_the_order_of_their_numbers(cast):
    for number in ("10", "2", "1"):
        started(cast, number, "kiso")
    assert [document.number for document, _ in plan_of(cast.town, TODAY).rows] == ["1", "2", "10"]


def test_the_cost_does_not_grow_with_the_documents(cast, django_assert_num_queries):
    started(cast, "1")
    with django_assert_num_queries(8):
        plan_of(cast.town, TODAY)
    started(cast, "2")
    started(cast, "3", "zenkomoku")
    with django_assert_num_queries(8):
        plan_of(cast.town, TODAY)


def test_the_table_can_be_taken_along(cast):
    started(cast, "1")
    client = cast.client("reviewer")
    assert "見本市 事務1" in client.get(f"/work/{cast.town.code}/plan/").text
    assert "見本市 事務1" in client.get(f"/work/{cast.town.code}/plan.csv").content.decode("utf-8-sig")
    assert client.get(f"/work/{cast.town.code}/plan.xlsx").content.startswith(b"PK")
    assert cast.client("stranger").get(f"/work/{cast.town.code}/plan.csv").status_code == 404


def test_a_spreadsheet_computes_nothing_that_people_wrote(cast):
    save(cast, started(cast, "1"), "juten.I.6.dept", "=1+1")
    table = cast.client("author").get("/work/999997/plan.csv").content.decode()
    assert "'=1+1" in table and ",=1+1" not in table
