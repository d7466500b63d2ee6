"""The end of a 事務: a last version whose title says so; it stays public for three years (規則第16条, 記載要領)."""

from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from changelog.lines import Change, compare
from municipalities.access import Visitor

from .. import changes
from ..catalogue import wareki
from ..models import Assessment, ChangeRow, Version
from ..policies import Refused
from ..rendering.pdf import render_pdf
from ..snapshot import ChangeEntry, Snapshot, lines
from .printing import Printed, Renderer, freeze_pdfs, print_pdfs
from .publishing import named
from .steps import State, check, decide, freeze, locked

NOTE = "事務の終了に伴う変更"


def end(
    version: Version,
    *,
    by: Visitor,
    ended_on: date,
    published_on: date,
    comment: str = "",
    render: Renderer = render_pdf,
) -> Version:
    """Publish the last version, with 【○年○月○日　終了】 behind the title. Raises Refused."""
    version = Version.objects.select_related("assessment__municipality", "content").get(pk=version.pk)
    step = check("end", version, by=by)
    if ended_on > published_on:
        raise Refused("終了日より前に公表することはできません。終了日か公表日を直してください。")
    final, change = _final(version, ended_on, published_on)
    printed = print_pdfs(final, render)
    with transaction.atomic():
        now = locked(version)
        check("end", now, by=by)
        last = _last_version(now, printed, by=by, published_on=published_on)
        _keep(now.assessment, final, last, change, by=by, ended_on=ended_on)
        decide(step, last, by=by.user, comment=f"終了日：{wareki.format_wareki(ended_on)}\n{comment}")
    return last


def _final(version: Version, ended_on: date, published_on: date) -> tuple[Snapshot, Change]:
    found = changes.frozen_snapshot(version.content)
    code = found.form.cover_item("name").code
    title = f"{found.cover('name')}【{wareki.format_wareki(ended_on)}　終了】"
    ended = replace(found, answers={**found.answers, code: title})
    change = compare(changes.frozen_lines(version.content), lines(ended))[0]
    number = version.number + 1
    entry = ChangeEntry(
        item=change.label,
        before=change.before,
        after=change.after,
        date=ended_on.isoformat(),
        timing=ChangeRow.Timing.AFTER,
        note=NOTE,
        version=number,
        addresses=change.addresses,
    )
    last = Version(number=number, origin=Version.Origin.PUBLISHED)
    ended = replace(ended, changes=(*ended.changes, entry))
    return ended.published_as(published_on.isoformat(), named(last, published_on)), change


def _last_version(version: Version, printed: Printed, *, by: Visitor, published_on: date) -> Version:
    version.assessment.versions.filter(state=State.PUBLISHED).update(state=State.SUPERSEDED)
    content = freeze(printed.snapshot, version.assessment)
    freeze_pdfs(content, printed, by=by.user)
    return Version.objects.create(
        assessment=version.assessment,
        number=printed.snapshot.version["number"],
        state=State.PUBLISHED,
        content=content,
        opened_by=by.user,
        published_by=by.user,
        published_at=timezone.now(),
        published_on=published_on,
        is_public=True,
    )


def _keep(
    assessment: Assessment, final: Snapshot, last: Version, change: Change, *, by: Visitor, ended_on: date
) -> None:
    """The working copy and its rows say the same as the last version."""
    ChangeRow.objects.create(
        assessment=assessment,
        version=last,
        kind=change.kind,
        addresses=[list(address) for address in change.addresses],
        label=change.label,
        before=change.before,
        after=change.after,
        changed_on=ended_on,
        timing=ChangeRow.Timing.AFTER,
        note=NOTE,
    )
    assessment.answers, assessment.name = dict(final.answers), final.cover("name")[:400]
    assessment.ended_on = ended_on
    assessment._history_user = by.user
    assessment.save()
