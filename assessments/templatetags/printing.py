"""Characters that the PDF cannot show, on pages that are about something else: one line in a template."""

from collections.abc import Iterable

from django import template

from ..changes import frozen_snapshot, rows_of
from ..checks.context import Context
from ..checks.dismissed import beside_reasons
from ..checks.printing import remarks
from ..models import Assessment, ChangeRow, Version
from ..snapshot import Snapshot, take
from ..views.pages import to
from ..views.places import Places

register = template.Library()


@register.inclusion_tag("preview/_characters.html", takes_context=True)
def unprintable_now(context) -> dict[str, object]:
    """In the working copy: ``{% unprintable_now %}``."""
    assessment, version = context["assessment"], context["version"]
    lines = _lines(assessment, take(assessment, changes=False), rows_of(version))
    return {"assessment": assessment, "lines": lines, "refusal": context.get("refusal")}


@register.inclusion_tag("preview/_characters.html")
def unprintable_in(version: Version) -> dict[str, object]:
    """In what was submitted: ``{% unprintable_in version %}``. It cannot be edited now."""
    lines = _lines(version.assessment, frozen_snapshot(version.content), rows_of(version))
    return {"assessment": version.assessment, "lines": lines, "refusal": True}


def _lines(assessment: Assessment, snapshot: Snapshot, rows: Iterable[ChangeRow]) -> list[dict[str, object]]:
    """Each remark with the way to where it is put right, and with the reason for which somebody left it so."""
    context = Context(snapshot)
    if not (found := remarks(snapshot, rows, context)):
        return []
    places = Places(assessment, snapshot, context)
    warned = beside_reasons(found, assessment.dismissals.select_related("by"))
    return [
        {"problem": line.problem, "dismissal": line.dismissal, "url": _url(places, line.problem)} for line in warned
    ]


def _url(places: Places, problem) -> str:
    return f"{to('changes', places.assessment)}#row-{problem.row}" if problem.row else places.url(problem.address)
