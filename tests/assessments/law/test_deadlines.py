"""規則第14条〜第16条, 指針第6・第7: the days of the law, walked through five years with a clock that is moved by hand."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from assessments.law.calendar import years_after
from assessments.law.deadlines import deadlines
from assessments.law.facts import facts_of
from assessments.models import Assessment, ReviewNote
from assessments.snapshot import Node
from tests.assessments.law.documents import empty, freeze, make_document, make_row, make_version, record

TOKYO = ZoneInfo("Asia/Tokyo")


def due(*documents) -> list[tuple[str, date]]:
    """Kind and day of every deadline of the documents, as they are in the database, today."""
    fresh = Assessment.objects.filter(pk__in=[d.pk for d in documents]).select_related("municipality")
    return [(d.kind, d.date) for facts in facts_of(fresh, timezone.localdate()) for d in deadlines(facts)]


def on(time_machine, day: date) -> None:
    time_machine.move_to(datetime(day.year, day.month, day.day, 9, tzinfo=TOKYO), tick=False)


def test_five_years_of_a_document(cast, time_machine):
    """Published in 2025; looked at every year; corrected once; made again before five years have passed."""
    document = make_document(cast)
    on(time_machine, date(2025, 6, 30))
    make_version(document, 1, on=date(2025, 6, 30))
    assert due(document) == [("review", date(2026, 6, 30)), ("redo", date(2030, 6, 30))]

    on(time_machine, date(2026, 5, 20))  # 見直したが変更なし
    ReviewNote.objects.create(assessment=document, on=date(2026, 5, 20), by=cast.author, note="変更なし")
    assert due(document) == [("review", date(2027, 5, 20)), ("redo", date(2030, 6, 30))]

    on(time_machine, date(2027, 4, 1))  # a 修正 begins a new year, but not new five years
    second = make_version(document, 2)
    make_row(second, "juten.I.6.dept", changed_on=date(2027, 4, 1), timing="事後")
    assert ("revise", date(2027, 5, 1)) in due(document)
    second.state, second.published_on, second.content = "published", date(2027, 4, 20), None
    document.versions.filter(number=1).update(state="superseded")
    second.content = freeze(document, empty(document))
    second.save()
    assert due(document) == [("review", date(2028, 4, 20)), ("redo", date(2030, 6, 30))]

    on(time_machine, date(2028, 4, 21))  # one day too late
    late = [d for facts in facts_of([document], timezone.localdate()) for d in deadlines(facts)][0]
    assert late.state(timezone.localdate()) == "over"
    assert late.remaining(timezone.localdate()) == -1

    on(time_machine, date(2029, 9, 1))  # an important change is planned
    third = make_version(document, 3)
    make_row(third, "juten.II.6.place", nature="important", changed_on=date(2030, 1, 4))
    assert ("important", date(2030, 1, 4)) in due(document)
    document.versions.filter(number=2).update(state="superseded")
    third.state, third.published_on, third.content = "published", date(2029, 12, 1), freeze(document, empty(document))
    third.save()
    assert due(document) == [("review", date(2030, 12, 1)), ("redo", date(2034, 12, 1))]


def test_a_recorded_redo_begins_new_five_years(cast, time_machine):
    on(time_machine, date(2030, 1, 10))
    document = make_document(cast)
    make_version(document, 1, on=date(2025, 2, 1))
    second = make_version(document, 2, on=date(2030, 1, 9))
    assert ("redo", date(2030, 2, 1)) in due(document)
    record(second, "redo", date(2029, 12, 1), by=cast.author)
    assert ("redo", date(2035, 1, 9)) in due(document)


def test_the_29th_of_february():
    assert years_after(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert years_after(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_an_accident_is_taken_out_after_three_years(cast, time_machine):
    """川口市: 事故 平成29年11月18日; the text itself names the day."""
    on(time_machine, date(2019, 12, 20))
    document = make_document(cast, "zenkomoku")
    told = {
        "zenkomoku.III.7.r1_incident": "発生あり",
        "zenkomoku.III.7.r1_incident_content": "平成29年11月18日(土)、USBメモリを紛失。",
    }
    snapshot = replace(empty(document), files=(Node("files", "f1", 1, told),))
    version = make_version(document, 1, on=date(2019, 12, 20), snapshot=snapshot)
    assert ("incident", date(2020, 11, 18)) in due(document)
    record(version, "incident", date(2017, 11, 20), by=cast.author)  # a person knows better
    assert ("incident", date(2020, 11, 20)) in due(document)


def test_the_basic_form_looks_at_one_year(cast, time_machine):
    on(time_machine, date(2025, 7, 1))
    kiso = make_document(cast, "kiso")
    version = make_version(kiso, 1, on=date(2025, 6, 1), snapshot=empty(kiso, II__3__incident="発生あり"))
    record(version, "incident", date(2025, 5, 10), by=cast.author)
    assert ("recent_incident", date(2026, 5, 10)) in due(kiso)


def test_three_years_of_publication_after_the_end(cast, time_machine):
    """規則第16条: nothing else is due any more."""
    on(time_machine, date(2025, 7, 1))
    document = make_document(cast, ended_on=date(2025, 3, 31))
    make_version(document, 1, on=date(2025, 4, 1))
    assert due(document) == [("ended", date(2028, 3, 31))]


def test_a_comment_ends_and_is_gone(cast, time_machine):
    document = make_document(cast, "zenkomoku")
    on(time_machine, date(2021, 12, 31))
    record(make_version(document), "public_comment", date(2021, 12, 1), until=date(2021, 12, 31), by=cast.author)
    assert due(document) == [("comment_end", date(2021, 12, 31))]
    on(time_machine, date(2022, 1, 1))
    assert due(document) == []


def test_a_plan_in_the_text_is_due_on_its_last_day(cast, time_machine):
    on(time_machine, date(2015, 7, 1))
    document = make_document(cast)
    make_version(document, 1, on=date(2015, 4, 1), snapshot=empty(document, V__3__date="平成28年11月予定"))
    assert ("planned", date(2016, 11, 30)) in due(document)


def test_an_important_change_is_planned_backwards_where_opinions_are_asked(cast, time_machine):
    """規則第7条・第11条: 30 days of comment and 30 for the rest before the change."""
    on(time_machine, date(2025, 7, 1))
    document = make_document(cast, "zenkomoku")
    make_version(document, 1, on=date(2025, 4, 1))
    version = make_version(document, 2)
    make_row(version, "zenkomoku.II.2.scope", nature="important", changed_on=date(2026, 1, 1))
    assert due(document)[:2] == [("comment_start", date(2025, 11, 2)), ("important", date(2026, 1, 1))]
    record(version, "public_comment", date(2025, 10, 1), until=date(2025, 10, 30), by=cast.author)
    assert ("comment_start", date(2025, 11, 2)) not in due(document)
    record(version, "emergency", date(2025, 12, 20), by=cast.author)
    assert ("important", date(2026, 1, 1)) not in due(document)
    assert ("emergency", date(2026, 1, 19)) in due(document)


def test_programming_waits_for_publication(cast, time_machine):
    """規則第9条第1項."""
    on(time_machine, date(2025, 7, 1))
    version = make_version(make_document(cast))
    record(version, "development", date(2025, 12, 1), by=cast.author)
    assert due(version.assessment) == [("development", date(2025, 12, 1))]


@pytest.mark.parametrize(("existing", "missing"), [((), True), (("juten",), False), (("zenkomoku",), False)])
def test_a_risen_threshold_opens_a_task(cast, time_machine, existing, missing):
    """規則第14条第3項 (芦屋市 2017: 10万人以上 from 1万人以上10万人未満)."""
    on(time_machine, date(2025, 7, 1))
    answers = {
        "kiso.II.1.persons": "10万人以上30万人未満",
        "kiso.II.2.handlers": "500人未満",
        "kiso.II.3.incident": "発生なし",
    }
    kiso = make_document(cast, "kiso", answers=answers)
    make_version(kiso, 1, on=date(2025, 6, 1))
    others = [make_document(cast, form, "2", name="住民基本台帳に関する事務　重点項目評価書") for form in existing]
    for other in others:
        make_version(other, 1, on=date(2025, 6, 1))
    found = due(kiso, *others)
    assert (("threshold", date(2025, 7, 1)) in found) is missing


def test_many_documents_cost_no_more_queries_than_one(cast, time_machine, django_assert_num_queries):
    on(time_machine, date(2025, 7, 1))
    for number in range(1, 9):
        make_version(make_document(cast, number=str(number)), 1, on=date(2025, 6, 1) + timedelta(days=number))
    documents = list(Assessment.objects.all())
    facts_of(documents, timezone.localdate())
    with django_assert_num_queries(7):
        assert len(facts_of(documents, timezone.localdate())) == 8
