"""What is due, on pages that are about something else."""

from django import template
from django.utils import timezone

from .. import changes
from ..catalogue import values
from ..catalogue.wareki import as_printed
from ..law import agenda
from ..views.calendar import line
from ..workflow import filling

register = template.Library()
_SHOWN = 5


@register.inclusion_tag("law/_soon.html")
def soon_due(visitor) -> dict[str, object]:
    """The next deadlines of this person that are over or near: ``{% soon_due visitor %}``."""
    today = timezone.localdate()
    found = agenda.of_person(visitor, agenda.of_town(visitor.municipality, today))
    near = [deadline for deadline in found if deadline.state(today) != "later"]
    return {"visitor": visitor, "lines": [line(deadline, today) for deadline in near[:_SHOWN]], "count": len(near)}


@register.inclusion_tag("law/_late.html")
def filled_at_publication(version) -> dict[str, object]:
    """What publication will write into the form from the records: ``{% filled_at_publication version %}``."""
    if version is None or version.content_id is None or not version.is_open:
        return {"lines": []}
    approved = changes.frozen_snapshot(version.content)
    found = [(approved.form.places[code], answer) for code, answer in filling.late_answers(version, approved).items()]
    return {"lines": [(block, item, values.as_text(item, answer)) for (_, block, item), answer in found]}


@register.filter
def printed(text: str) -> str:
    """A stored day as the form prints it; any other text as it is."""
    return as_printed(text)
