"""PDFs that a page does not wait for: asked for once per state of a document, made by a worker, taken up again.

Where no worker runs (SQLite) the task backend does the work at once; the rows and the pages are the same.
"""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from municipalities.models import User

from .. import changes
from ..catalogue.withheld import SUBMISSION
from ..models import Assessment, Rendering
from ..snapshot import Snapshot, masked, take
from .marks import GONE, NONE, Marks, marks_between
from .pdf import RenderedPdf, engine, render_pdf

log = logging.getLogger(__name__)
KEPT = 4  # finished PDFs of one document
FAILED = "PDFを作成できませんでした。もう一度お試しください。同じことが続くときは、この番号を運用担当者に伝えてください：{number}"
TOO_LARGE = "評価書が大きすぎて、PDFを作成するためのメモリが足りませんでした。運用担当者に相談してください。"
State = Rendering.State


class Cancelled(Exception):
    """The person who waited does not want it any more."""


class Kind(StrEnum):
    """The PDFs that a draft has."""

    FULL = "full"  # all that is written; where something is withheld, the 提出用
    MARKED = "marked"  # the same with what changed since the last publication
    PUBLIC = "public"  # what residents will read


@dataclass(frozen=True)
class Wanted:
    """A PDF of a document as it stands now: what is drawn, and the former texts of what is marked in it."""

    assessment: Assessment
    snapshot: Snapshot
    marks: Marks

    @cached_property
    def key(self) -> str:
        return key_of(self.snapshot, self.marks)

    @property
    def marked_places(self) -> list[str]:
        return ["|".join(address) for address in self.marks] + ([GONE] if self.marks.gone else [])


def key_of(snapshot: Snapshot, marks: Marks) -> str:
    """What tells one draft PDF from another: the content, what is marked in it, and the software that draws it."""
    said = sorted(("|".join(address), text) for address, text in marks.items()) + list(marks.gone) if marks else ""
    return hashlib.sha256(f"{engine()}\n{snapshot.sha256}\n{said}".encode()).hexdigest()


def marks_of(assessment: Assessment, snapshot: Snapshot) -> Marks:
    """The former texts of what reads otherwise than in the last publication; none before the first."""
    base = changes.base_version(assessment)
    return marks_between(changes.carried_snapshot(base.content, assessment), snapshot) if base else NONE


def wanted(assessment: Assessment, kind: Kind = Kind.FULL, snapshot: Snapshot | None = None) -> Wanted:
    """Where nothing is to be marked or to be hidden, a kind is the same PDF as the full one."""
    snapshot = snapshot or take(assessment)
    if kind == Kind.PUBLIC:
        return Wanted(assessment, masked(snapshot), NONE)
    return Wanted(assessment, snapshot, marks_of(assessment, snapshot) if kind == Kind.MARKED else NONE)


def current(it: Wanted) -> Rendering | None:
    """The PDF, whatever became of it; None when nobody has asked yet."""
    return Rendering.objects.filter(assessment=it.assessment, key=it.key).first()


def request(it: Wanted, *, by: User) -> Rendering:
    """Have the PDF made unless it is there or under way. Asking twice is asking once."""
    with transaction.atomic():
        row, _ = Rendering.objects.select_for_update().get_or_create(
            assessment=it.assessment, key=it.key, defaults={"state": State.CANCELLED, "marked": bool(it.marks)}
        )
        if row.state == State.DONE or (row.is_under_way and not row.is_abandoned):
            return row
        _begin(row, it.snapshot, by)
        _drop_old(it.assessment, row)
    make.enqueue(row.pk)  # outside the transaction: without a worker this is the work itself
    row.refresh_from_db()
    return row


def _begin(row: Rendering, snapshot: Snapshot, by: User) -> None:
    row.state, row.message, row.data = State.QUEUED, "", None
    row.snapshot = snapshot.canonical()
    row.parts_done = row.parts_total = 0
    row.requested_by, row.requested_at, row.heard_at, row.finished_at = by, timezone.now(), timezone.now(), None
    row.save()


def _drop_old(assessment: Assessment, row: Rendering) -> None:
    over = [State.DONE, State.FAILED, State.CANCELLED]
    others = Rendering.objects.filter(assessment=assessment, state__in=over).exclude(pk=row.pk)
    Rendering.objects.filter(pk__in=list(others.values_list("pk", flat=True)[KEPT - 1 :])).delete()


def cancel(row: Rendering) -> None:
    """Whoever makes it stops at the next part."""
    stopped = {"state": State.CANCELLED, "snapshot": "", "finished_at": timezone.now()}
    Rendering.objects.filter(pk=row.pk, state__in=Rendering.UNDER_WAY).update(**stopped)
    row.refresh_from_db()


@task(queue_name="documents")
def make(pk: int) -> None:
    """Make one PDF. Safe to run twice: only one process gets a queued row."""
    run(pk, render_pdf)


def run(pk: int, render: Callable[..., RenderedPdf]) -> None:
    claimed = Rendering.objects.filter(pk=pk, state=State.QUEUED)
    if not claimed.update(state=State.RUNNING, heard_at=timezone.now()):
        return
    row = Rendering.objects.select_related("assessment").get(pk=pk)
    try:
        snapshot = Snapshot.from_text(row.snapshot)
        marks = marks_of(row.assessment, snapshot) if row.marked else NONE
        stamp = SUBMISSION if snapshot.withheld else ""
        pdf = render(snapshot, draft=True, marks=marks, stamp=stamp, tell=lambda done, total: _tell(pk, done, total))
    except Cancelled:
        return
    except MemoryError:
        _over(pk, state=State.FAILED, message=TOO_LARGE)
    except Exception:
        log.exception("rendering %s of %s failed", pk, row.assessment_id)
        _over(pk, state=State.FAILED, message=FAILED.format(number=pk))
    else:
        _over(pk, state=State.DONE, data=pdf.data, page_count=pdf.page_count, pages=pdf.pages | pdf.sections)


def _tell(pk: int, done: int, total: int) -> None:
    heard = {"parts_done": done, "parts_total": total, "heard_at": timezone.now()}
    if not Rendering.objects.filter(pk=pk, state=State.RUNNING).update(**heard):
        raise Cancelled


def _over(pk: int, **fields) -> None:
    """One update writes the whole result: nobody sees half a file, and what was cancelled stays so."""
    Rendering.objects.filter(pk=pk, state=State.RUNNING).update(snapshot="", finished_at=timezone.now(), **fields)
