"""What is withheld, on pages that are about something else: one line in a template, nothing in its view."""

from django import template

from ..changes import frozen_snapshot
from ..models import Assessment, SubmissionPdf, Version, Withholding
from ..snapshot import take
from ..snapshot.annex_parts import annex_parts
from ..snapshot.hidden import is_held_at
from ..snapshot.hiding import identifying
from ..views.withheld_parts import reached, withheld_lines

register = template.Library()


@register.inclusion_tag("withholding/_list.html")
def withheld_in(version: Version) -> dict[str, object]:
    """What the frozen content of a version withholds: ``{% withheld_in version %}``."""
    snapshot = frozen_snapshot(version.content)
    lines = withheld_lines(snapshot) if snapshot.withheld else []
    return {"assessment": version.assessment, "lines": lines, "reached": reached(snapshot), "level": "h2"}


@register.inclusion_tag("withholding/_list.html")
def withheld_now(assessment: Assessment) -> dict[str, object]:
    """What the working copy withholds, and the 提出用 PDFs: ``{% withheld_now assessment %}``."""
    rows = list(Withholding.objects.filter(assessment=assessment, lifted_at=None).select_related("created_by"))
    pdfs = SubmissionPdf.objects.filter(content__version__assessment=assessment)
    numbers = pdfs.order_by("-content__version__number").values_list("content__version__number", flat=True)
    snapshot = take(assessment, changes=False) if rows else None
    context = {"assessment": assessment, "submissions": list(numbers), "lines": []}
    return context | ({"lines": withheld_lines(snapshot, rows), "reached": reached(snapshot)} if snapshot else {})


@register.inclusion_tag("withholding/_annex.html", takes_context=True)
def annex_withholding(context, annex) -> dict[str, object]:
    """With an annex in the list: which parts are withheld, and the way to do it. ``{% annex_withholding annex %}``."""
    snapshot, offered = context["snapshot"], not context.get("refusal")
    parts = [part for part in annex_parts(snapshot) if part.annex == annex]
    lines = [(part, [h for h in snapshot.withheld if is_held_at(h, snapshot, part)]) for part in parts]
    return {"assessment": context["assessment"], "lines": lines, "offered": offered}


@register.inclusion_tag("withholding/_mark.html", takes_context=True)
def withholding_mark(context) -> dict[str, object]:
    """Beside an item of the editor: whether it is withheld, and the way to do it. ``{% withholding_mark %}``."""
    page, placed = context.get("page"), context["placed"]
    snapshot = page.snapshot if page else None
    held = [h for h in snapshot.withheld if is_held_at(h, snapshot, placed)] if snapshot else []
    offered = not (
        context.get("refusal") or placed.derived or (snapshot and placed.item.code in identifying(snapshot.form))
    )
    return {"assessment": context["assessment"], "placed": placed, "held": held, "offered": offered}
