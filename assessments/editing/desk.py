"""The desk that every write is done at: one transaction, the document locked, an open draft, rows refreshed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max

from municipalities.access import Visitor

from .. import changes, policies
from ..catalogue import values
from ..models import Assessment, ChangeRow, Version
from ..models.base import Tracked
from ..snapshot import Snapshot, take


@dataclass
class Desk:
    """The locked document while somebody writes in it."""

    assessment: Assessment
    version: Version
    by: Visitor
    touched: list[ChangeRow] = field(default_factory=list)
    written: bool = False
    snapshot: Snapshot | None = None  # the document after the write, for who shows it

    def save(self, row: Tracked, fields: list[str] | None = None) -> None:
        """Write a tracked row with its history row in the visitor's name."""
        row._history_user = self.by.user
        row.save(update_fields=fields if row.pk and fields else None)
        self.written = True


@contextmanager
def desk(assessment: Assessment, *, by: Visitor) -> Iterator[Desk]:
    """Open the document for one write. Raises policies.Refused when this person may not edit it now."""
    with transaction.atomic():
        locked = (
            Assessment.objects.select_for_update(of=("self",))
            .select_related("municipality")
            .get(pk=assessment.pk, municipality=by.municipality)
        )
        version = policies.open_version(locked)
        policies.check_edit(by, locked, version)
        at = Desk(locked, version or draft_over(locked, by=by), by)
        printed = _day_on_cover(locked)
        yield at
        if at.written and version is None and printed == _day_on_cover(locked):
            _leave_day_to_publication(at)
        if at.written:
            at.snapshot = take(locked, changes=False)
            at.touched = changes.refresh(locked, at.version, at.snapshot)
        elif version is None:
            at.version.delete()  # nothing was written: no draft was needed


def _day_on_cover(assessment: Assessment) -> values.Value:
    return assessment.answers.get(assessment.spec.cover_item("published_on").code)


def _leave_day_to_publication(at: Desk) -> None:
    """公表日 on the cover is that of the version before; a draft that showed it would pass for published."""
    if at.assessment.answers.pop(at.assessment.spec.cover_item("published_on").code, None) is not None:
        at.save(at.assessment, ["answers"])


def draft_over(assessment: Assessment, *, by: Visitor | None) -> Version:
    """A new draft behind the last version."""
    last = assessment.versions.aggregate(last=Max("number"))["last"] or 0
    return Version.objects.create(assessment=assessment, number=last + 1, opened_by=by.user if by else None)
