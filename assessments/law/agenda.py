"""The deadlines of a town, and which of them concern a person."""

from collections.abc import Iterable
from datetime import date

from municipalities.access import Visitor
from municipalities.models import Municipality, Role

from ..models import Assessment
from .calendar import Deadline
from .deadlines import deadlines
from .facts import facts_of


def of_town(municipality: Municipality, today: date) -> list[Deadline]:
    """All deadlines of a town, the next one first, with a fixed number of queries."""
    documents = Assessment.objects.filter(municipality=municipality).select_related("municipality", "department")
    found = [deadline for facts in facts_of(documents, today) for deadline in deadlines(facts)]
    return sorted(found, key=lambda deadline: (deadline.date, deadline.assessment.number, deadline.kind))


def of_person(visitor: Visitor, found: Iterable[Deadline]) -> list[Deadline]:
    """Those that this person has to see to: an author their departments', a coordinator all of the town."""
    return [deadline for deadline in found if concerns(visitor, deadline.assessment)]


def concerns(visitor: Visitor, assessment: Assessment) -> bool:
    if visitor.is_coordinator:
        return True
    return Role.AUTHOR in visitor.roles and assessment.department_id in visitor.department_ids
