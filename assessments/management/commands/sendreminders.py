"""Mails about deadlines 90, 30 and 7 days before, each once: run it every day from a timer.

Without EMAIL_URL the mails are printed. They name documents, never citizens, and nobody but the reader.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.core.mail import EmailMessage
from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils import timezone

from assessments.catalogue.wareki import format_wareki
from assessments.law import agenda
from assessments.law.calendar import Deadline
from assessments.law.data import table
from assessments.models import Reminder
from municipalities.access import visitor_for
from municipalities.models import Municipality, User


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline that a person is reminded of, and how many days before."""

    deadline: Deadline
    days: int


class Command(BaseCommand):
    help = "Send each person one mail about their deadlines that are 90, 30 or 7 days away and were not told yet."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--site", default="", help="address of the site for links, e.g. https://hyokasho.example.lg.jp"
        )
        parser.add_argument("--dry-run", action="store_true", help="print whom it would write to, and send nothing")

    def handle(self, *args, site: str, dry_run: bool, **options) -> None:
        today, sent = timezone.localdate(), 0
        for town in Municipality.objects.all():
            found = agenda.of_town(town, today)
            for user in _people(town) if found else ():
                due = list(_due(user, town, found, today))
                if due and not dry_run:
                    _send(user, town, due, today, site)
                sent += bool(due)
                if due and dry_run:
                    self.stdout.write(f"{town.code} {user.username}: {len(due)}")
        self.stdout.write(f"{sent} mail(s)")


def _people(town: Municipality) -> list[User]:
    """Who works in the town and can be written to."""
    found = User.objects.filter(memberships__municipality=town, is_active=True).exclude(email="")
    return list(found.distinct().order_by("pk"))


def _due(user: User, town: Municipality, found: list[Deadline], today: date) -> Iterator[Due]:
    """What this person has not been told of yet. A day that was missed is made up for by the next run."""
    told = set(Reminder.objects.filter(user=user).values_list("deadline", "days"))
    for deadline in agenda.of_person(visitor_for(user, town.code), found):
        left = deadline.remaining(today)
        days = min((days for days in table("deadlines")["remind"] if 0 <= left <= days), default=None)
        if days is not None and (deadline.key, days) not in told:
            yield Due(deadline, days)


def _send(user: User, town: Municipality, due: list[Due], today: date, site: str) -> None:
    subject = f"【要対応】{town.name}の特定個人情報保護評価書の期限（{len(due)}件）"
    EmailMessage(subject, _body(town, due, today, site), to=[user.email]).send()
    Reminder.objects.bulk_create(
        (Reminder(user=user, deadline=one.deadline.key, days=one.days) for one in due), ignore_conflicts=True
    )


def _body(town: Municipality, due: list[Due], today: date, site: str) -> str:
    lines = [f"{town.name}の特定個人情報保護評価書について、期限が近いものをお知らせします。", ""]
    for one in due:
        deadline = one.deadline
        lines += [
            f"■ {format_wareki(deadline.date)}（あと{deadline.remaining(today)}日）　{deadline.label}",
            f"　評価書番号 {deadline.assessment.number}　{deadline.assessment}",
            f"　{deadline.sentence}",
            f"　根拠：{deadline.source}",
            "",
        ]
    address = site.rstrip("/") + reverse("calendar", args=[town.code]) + "?of=mine"
    return "\n".join([*lines, f"期限の一覧：{address}", "", "評価書工房からの自動のお知らせです。"])
