"""Mails 90, 30 and 7 days before, each once; and the feed as RFC 5545 wants it."""

import re
from datetime import UTC, date, datetime

import pytest
from django.core import mail
from django.core.management import call_command

from assessments.law import ical
from assessments.law.calendar import Deadline
from assessments.models import Reminder, ReviewNote
from tests.assessments.law.documents import make_document, make_version
from tests.people import make_department, make_person


@pytest.fixture
def document(cast):
    for who in (cast.author, cast.coordinator, cast.reviewer, cast.stranger):
        who.email = f"{who.username}@example.lg.jp"
        who.save()
    document = make_document(cast)
    make_version(document, 1, on=date(2025, 6, 30))
    return document


def send(time_machine, day: date) -> list[str]:
    """Whom the run of that day writes to."""
    time_machine.move_to(datetime(day.year, day.month, day.day, 6, tzinfo=UTC), tick=False)
    mail.outbox.clear()
    call_command("sendreminders", "--site=https://hyokasho.example.lg.jp", verbosity=0)
    return [message.to[0].split("@")[0] for message in mail.outbox]


def test_ninety_thirty_and_seven_days_before_and_never_twice(cast, document, time_machine):
    """見直し: 令和8年6月30日."""
    assert send(time_machine, date(2026, 3, 31)) == []  # 91 days
    assert send(time_machine, date(2026, 4, 1)) == ["author", "coordinator"]
    assert send(time_machine, date(2026, 4, 2)) == []
    assert send(time_machine, date(2026, 6, 1)) == ["author", "coordinator"]  # the run of the 31st of May was missed
    assert send(time_machine, date(2026, 6, 23)) == ["author", "coordinator"]
    assert send(time_machine, date(2026, 6, 30)) == []
    assert send(time_machine, date(2026, 7, 1)) == []  # over: the calendar tells it
    assert Reminder.objects.count() == 6


def test_what_the_mail_says(cast, document, time_machine):
    send(time_machine, date(2026, 6, 23))
    message = mail.outbox[0]
    assert message.subject == "【要対応】見本市の特定個人情報保護評価書の期限（1件）"
    assert "令和8年6月30日（あと7日）　年1回の見直し" in message.body
    assert "https://hyokasho.example.lg.jp/work/999997/calendar/?of=mine" in message.body
    for person in (cast.author, cast.coordinator, cast.reviewer):
        assert str(person) not in message.body and person.email not in message.body


def test_a_recorded_review_ends_the_reminders(cast, document, time_machine):
    ReviewNote.objects.create(assessment=document, on=date(2026, 5, 1), by=cast.author)
    assert send(time_machine, date(2026, 6, 23)) == []
    assert send(time_machine, date(2027, 4, 24)) == ["author", "coordinator"]  # 7 days before the new year


def test_an_author_is_told_of_their_departments_only(cast, document, time_machine):
    elsewhere = make_department(cast.town, "税務課")
    other = make_person(cast.town, "author", departments=[elsewhere], username="other", email="other@example.lg.jp")
    make_person(cast.town, "author", departments=[cast.department], username="silent")  # no address
    gone = make_person(cast.town, "author", departments=[cast.department], username="gone", email="gone@example.lg.jp")
    gone.is_active = False
    gone.save()
    assert other.email
    assert send(time_machine, date(2026, 6, 23)) == ["author", "coordinator"]


def test_a_trial_run_sends_and_remembers_nothing(cast, document, time_machine, capsys):
    time_machine.move_to(datetime(2026, 6, 23, tzinfo=UTC), tick=False)
    call_command("sendreminders", "--dry-run")
    assert "999997 author: 1" in capsys.readouterr().out
    assert mail.outbox == [] and not Reminder.objects.exists()


class Paper:
    pk = 7

    def __str__(self) -> str:
        return "住民基本台帳に関する事務; 重点項目評価書, 見本市"


def feed_of(*days: date) -> str:
    found = [Deadline(day, "review", "見直しの時期です。\n確かめてください。", Paper()) for day in days]
    return ical.feed(
        "期限（見本市）", [(d, "https://example.lg.jp/work/") for d in found], datetime(2026, 1, 2, 3, tzinfo=UTC)
    )


def test_lines_end_with_crlf_and_are_no_longer_than_75_octets():
    text = feed_of(date(2026, 6, 30), date(2028, 2, 29))
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    unfolded = text.replace("\r\n ", "")
    assert "SUMMARY:【年1回の見直し】住民基本台帳に関する事務\\; 重点項目評価書\\, 見本市\r\n" in unfolded
    assert "DESCRIPTION:見直しの時期です。\\n確かめてください。\\n根拠：規則第14条第1項・指針第7\r\n" in unfolded


def test_a_deadline_is_a_whole_day_with_a_lasting_name():
    text = feed_of(date(2028, 2, 29))
    assert "DTSTART;VALUE=DATE:20280229\r\nDTEND;VALUE=DATE:20280301\r\n" in text
    assert "DTSTAMP:20260102T030000Z\r\n" in text
    assert re.findall(r"UID:(.+)\r\n", text) == re.findall(r"UID:(.+)\r\n", feed_of(date(2028, 2, 29)))
    assert [text.count(f"{word}:VEVENT") for word in ("BEGIN", "END")] == [1, 1]


@pytest.mark.parametrize("line", ["a" * 75, "a" * 76, "あ" * 25, "あ" * 26, "a" * 74 + "😀", ""])
def test_folding_never_cuts_a_character(line):
    folded = ical.folded(line)
    assert folded.replace("\r\n ", "") == line
    assert all(len(part.encode()) <= 75 for part in folded.split("\r\n"))
