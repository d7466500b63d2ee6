"""非公表 (規則第13条): one item at a time, with its reason; and the 提出用 PDF, which only the staff of the town gets."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from .. import policies
from ..editing import withholding as editing
from ..forms.withholding import WithholdForm
from ..models import Assessment, SubmissionPdf, Withholding
from ..snapshot import Placed, Snapshot, take
from ..snapshot.hidden import placed_at
from .pages import document_context, to
from .places import place_of
from .withheld_parts import asked, preview, withheld_here


@require_http_methods(["GET", "POST"])
def withhold(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """``?ref=&code=``: the item. What must be confirmed is asked when it comes to that."""
    visitor, assessment = policies.assessment_for(request.user, code, number)
    context = document_context(visitor, assessment, "非公表") | _item(request, assessment)
    form = WithholdForm(request.POST or None, ask=asked(request.POST))
    context |= {"withhold_form": form}
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            context |= _tried(context["snapshot"], context["placed"], form.words)
        elif _done(request, assessment, visitor, context):
            return redirect(context["back"] or to("document", assessment))
    return render(request, "withholding/withhold.html", context, status=422 if context.get("sentences") else 200)


def _item(request: HttpRequest, assessment: Assessment) -> dict[str, object]:
    address = (request.GET.get("ref", ""), request.GET.get("code", ""))
    snapshot = take(assessment)
    placed = placed_at(snapshot, address)
    if placed is None:
        raise Http404
    found = {"snapshot": snapshot, "placed": placed, "back": place_of(assessment, snapshot, address)}
    return found | {"held_here": withheld_here(assessment, snapshot, placed)}


def _tried(snapshot: Snapshot, placed: Placed, words: dict) -> dict[str, object]:
    """What residents would read; or what the act itself would be refused with, so that a trial promises nothing else."""
    against = editing.objections(snapshot, placed, passage=words["passage"], reason=words["reason"])
    return {"sentences": against} if against else {"seen": preview(snapshot, placed.address, words["passage"])}


def _done(request: HttpRequest, assessment: Assessment, visitor, context: dict) -> bool:
    """Whether it was done; else the page says what stands against it and asks what has to be confirmed."""
    form = context["withhold_form"]
    try:
        editing.withhold(assessment, context["placed"].address, by=visitor, **form.words)
    except editing.Unconfirmed as unconfirmed:
        ask = (*asked(request.POST), {"public": "public_before", "section": "whole_section"}[unconfirmed.what])
        context |= {"withhold_form": WithholdForm(request.POST, ask=ask), "sentences": unconfirmed.sentences}
        return False
    except policies.Refused as refused:
        context |= {"sentences": refused.sentences}
        return False
    messages.success(request, "非公表にしました。公表する版には「（非公表）」と載ります。")
    return True


@require_POST
def lift(request: HttpRequest, code: str, number: str, pk: int) -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    row = get_object_or_404(Withholding, pk=pk, assessment=assessment)
    try:
        editing.lift(assessment, row.pk, by=visitor)
        messages.success(request, "公表に戻しました。次に公表する版から載ります。")
    except policies.Refused as refused:
        messages.error(request, " ".join(refused.sentences))
    return redirect(
        place_of(assessment, take(assessment, changes=False), (row.ref, row.code)) or to("document", assessment)
    )


@require_GET
def submission_pdf(request: HttpRequest, code: str, number: str, version: int) -> HttpResponse:
    """The version in full, as it is submitted. Never kept by a cache on the way."""
    _, assessment = policies.assessment_for(request.user, code, number)
    pdf = get_object_or_404(SubmissionPdf, content__version__assessment=assessment, content__version__number=version)
    response = HttpResponse(bytes(pdf.data), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{code}-{number}-v{version}-teishutsu.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
