"""The calendar of a town, its feed, and the threshold of an office."""

import re
from datetime import date

from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import FeedKey
from tests.assessments.law.documents import make_document, make_version
from tests.assessments.law.pages import page


def test_the_calendar_of_the_town_and_of_a_person(cast, document):
    other = make_document(cast, number="2", name="税の事務", department=None)
    make_version(other, 1, on=date(2024, 5, 1))
    address = reverse("calendar", args=["999997"])
    text = cast.client("reviewer").get(address).content.decode()
    assert "令和8年4月1日" in text and "年1回の見直し" in text
    assert "過ぎています" in text and "税の事務" in text
    mine = cast.client("author").get(address, {"of": "mine"}).content.decode()
    assert "税の事務" not in mine and "住民基本台帳" in mine
    assert cast.client("stranger").get(address).status_code == 404


def test_a_feed_of_ones_own_until_the_address_is_changed(cast, document):
    address = reverse("calendar", args=["999997"])
    cast.client("author").post(reverse("calendar_address", args=["999997"]))
    feed = re.search(r'value="(http[^"]+\.ics)"', cast.client("author").get(address).content.decode())[1]
    answer = cast.client("resident").get(feed)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    assert answer.content.decode().startswith("BEGIN:VCALENDAR\r\n")
    assert "DTSTART;VALUE=DATE:20260401" in answer.content.decode()
    assert cast.client("resident").get(feed.replace("999997", "888885")).status_code == 404
    assert cast.client("resident").get(feed[:-6] + "x.ics").status_code == 404
    cast.client("author").post(reverse("calendar_address", args=["999997"]))
    assert cast.client("resident").get(feed).status_code == 404
    assert FeedKey.objects.count() == 1


def test_a_feed_ends_when_the_person_leaves(cast, document):
    cast.client("author").post(reverse("calendar_address", args=["999997"]))
    text = cast.client("author").get(reverse("calendar", args=["999997"])).content.decode()
    feed = re.search(r'value="(http[^"]+\.ics)"', text)[1]
    cast.author.is_active = False
    cast.author.save()
    assert cast.client("resident").get(feed).status_code == 404


def test_the_threshold_of_an_office_and_what_the_documents_contradict(cast, document):
    """T8: 様式2 Ⅱ1 = 様式3 Ⅰ1③, Ⅴ1② agrees with Ⅲ, Ⅳ1 with the forms that exist."""
    assert "基礎項目評価書がまだありません" in page(cast, "author", "threshold")
    answers = {
        "kiso.I.1.office_name": "住民基本台帳に関する事務",
        "kiso.II.1.persons": "30万人以上",
        "kiso.II.2.handlers": "500人未満",
        "kiso.II.3.incident": "発生なし",
        "kiso.IV.1.kind": "基礎項目評価書",
    }
    make_document(cast, "kiso", "2", answers=answers)
    text = page(cast, "author", "threshold")
    assert "基礎項目評価及び全項目評価の実施が義務付けられる（規則第7条）" in text
    assert "全項目評価書が必要です" in text
    assert text.count("ほかの評価書と違うところ（3件）") == 1
    told = page(cast, "author", "warnings")
    assert told.count(">T8<") == 3


def test_a_task_opens_when_the_level_rises_and_what_is_voluntary_is_said(cast, document):
    """rules.md §1 by hand: 5万人 and 30 people = 基礎; 500 people = 基礎+重点; 20万人 and an accident = 基礎+全項目."""
    answers = {"kiso.I.1.office_name": "住民基本台帳に関する事務", "kiso.II.1.persons": "1万人以上10万人未満"}
    answers |= {"kiso.II.2.handlers": "500人未満", "kiso.II.3.incident": "発生なし"}
    kiso = make_document(cast, "kiso", "2", answers=answers)
    make_version(kiso, 1, on=date(2025, 6, 1))
    told = page(cast, "author", "threshold")
    assert "基礎項目評価の実施が義務付けられる（規則第5条）" in told
    assert "重点項目評価書は任意に実施しているものです。" in told and "必要ですが" not in told
    calendar = reverse("calendar", args=["999997"])
    assert "しきい値判断による評価の実施" not in cast.client("author").get(calendar).content.decode()
    kiso.answers |= {"kiso.II.2.handlers": "500人以上"}
    kiso.save()
    assert "任意に実施" not in page(cast, "author", "threshold")
    kiso.answers |= {"kiso.II.1.persons": "10万人以上30万人未満", "kiso.II.3.incident": "発生あり"}
    kiso.save()
    told = page(cast, "author", "threshold")
    assert "過去1年以内の特定個人情報に関する重大事故が「発生あり」" in told or "500人以上" in told
    assert "全項目評価書が必要ですが" in told
    due = cast.client("author").get(calendar).content.decode()
    assert "しきい値判断の結果、全項目評価書が必要ですが、まだ公表されていません。" in due and "令和7年7月1日" in due


def test_numbers_can_be_tried_out(cast, clock):
    address = reverse("town_threshold", args=["999997"])
    text = cast.client("author").get(address, {"persons": "150000", "handlers": "499"}).content.decode()
    assert "基礎項目評価及び重点項目評価の実施が義務付けられる" in text
    exempt = cast.client("author").get(address, {"persons": "150000", "handlers": "1", "staff": "1"}).content.decode()
    assert "番号法第28条第1項括弧書" in exempt
    assert "error-summary" in cast.client("author").get(address, {"persons": "多数"}).content.decode()


def test_the_pages_cost_a_fixed_number_of_queries(cast, document, django_assert_max_num_queries):
    for number in range(2, 12):
        make_version(make_document(cast, number=str(number)), 1, on=date(2025, 6, 1))
    client, address = cast.client("coordinator"), reverse("calendar", args=["999997"])
    client.get(address)
    with django_assert_max_num_queries(16):
        client.get(address)


def test_whoever_signs_in_sees_what_is_due_and_the_ways_there(cast, document, time_machine):
    time_machine.move_to("2026-03-01 09:00+09:00", tick=False)
    town = reverse("town", args=["999997"])
    told = cast.client("author").get(town).content.decode()
    assert "期限が近いもの（1件）" in told and reverse("calendar", args=["999997"]) in told
    assert reverse("town_threshold", args=["999997"]) in told and reverse("town_procedure", args=["999997"]) not in told
    assert reverse("town_procedure", args=["999997"]) in cast.client("coordinator").get(town).content.decode()
    assert "期限が近いもの" not in cast.client("reviewer").get(town).content.decode()


def test_the_list_of_a_town_costs_the_same_for_one_and_for_many(cast, document):
    costs = []
    for number in range(2, 12):
        make_version(make_document(cast, number=str(number)), 1, on=date(2024, 6, 1))
        client, address = cast.client("coordinator"), reverse("town", args=["999997"])
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        costs.append(len(captured))
    assert costs[0] == costs[-1] <= 16


def test_what_is_near_is_told_on_other_pages(cast, document, time_machine):
    told = Template("{% load law %}{% soon_due visitor %}")
    context = Context({"visitor": cast.visitor("author")})
    assert told.render(context).strip() == ""
    time_machine.move_to("2026-03-01 09:00+09:00", tick=False)
    assert "（あと31日）" in told.render(context)
    assert "期限が近いもの（1件）" in told.render(context)
    assert told.render(Context({"visitor": cast.visitor("reviewer")})).strip() == ""  # not theirs to do
