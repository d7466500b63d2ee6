"""Which department and 評価実施機関 a document belongs to: an act of the coordinator, outside the versions. How it is
printed belongs to the version, as its texts do."""

from django.db import transaction

from municipalities.access import Visitor
from municipalities.models import Agency, Department

from .. import policies
from ..models import Assessment
from .desk import desk


@transaction.atomic
def save_settings(assessment: Assessment, *, agency: Agency | None, department: Department | None, by: Visitor) -> None:
    """Raises Refused unless the visitor coordinates the town."""
    policies.check_coordinator(by)
    locked = Assessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk, municipality=by.municipality)
    locked.agency, locked.department = agency, department
    locked._history_user = by.user
    locked.save()


def save_frames(assessment: Assessment, *, frames: str, by: Visitor) -> bool:
    """One of catalogue.frames. Was it otherwise? Raises Refused when this person may not edit the document now."""
    with desk(assessment, by=by) as at:
        if at.assessment.frames == frames:
            return False
        at.assessment.frames = frames
        at.save(at.assessment, ["frames"])
        return True
