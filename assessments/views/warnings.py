"""注意: everything that is worth a second look, and the reasons for which some of it was set aside."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from .. import changes, policies
from ..checks.dismissed import Warned, warned
from ..editing import dismissing
from ..law.siblings import siblings_of
from ..models import Assessment
from ..snapshot import Snapshot, take
from . import saving
from .pages import document_context, to
from .sheets import place_of


@require_GET
def warnings(request: HttpRequest, code: str, number: str) -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    context = document_context(visitor, assessment, "注意")
    snapshot, found = found_in(assessment)
    lines = [{"warned": line, "url": _url(assessment, snapshot, line)} for line in found]
    context["standing"] = [line for line in lines if line["warned"].dismissal is None]
    context["set_aside"] = [line for line in lines if line["warned"].dismissal]
    return render(request, "law/warnings.html", context)


def found_in(assessment: Assessment) -> tuple[Snapshot, list[Warned]]:
    """The warnings of the working copy, with those about the other documents of the same 事務."""
    snapshot = take(assessment)
    others = [take(other, changes=False) for other in siblings_of(assessment)]
    rows = changes.rows_of(policies.open_version(assessment))
    return snapshot, warned(snapshot, assessment.dismissals.select_related("by"), others, rows=rows)


def _url(assessment: Assessment, snapshot: Snapshot, line: Warned) -> str:
    if line.problem.row:
        return f"{to('changes', assessment)}#row-{line.problem.row}"
    return place_of(assessment, snapshot, line.problem.address) if line.problem.address else ""


@require_POST
def dismiss(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Set a warning aside that stands now; one that is gone meanwhile is not there (404)."""
    visitor, assessment = policies.assessment_for(request.user, code, number)
    _, found = found_in(assessment)
    line = next((line for line in found if line.problem.basis == request.POST.get("basis")), None)
    if line is None:
        raise Http404
    try:
        dismissing.dismiss(assessment, line.problem, reason=request.POST.get("reason", ""), by=visitor)
        messages.success(request, "確認済みにしました。理由は確認者に示されます。")
    except policies.Refused as refused:
        return saving.not_done(request, refused.sentences, to("warnings", assessment))
    return redirect(to("warnings", assessment))


@require_POST
def take_up(request: HttpRequest, code: str, number: str, pk: int) -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    try:
        dismissing.take_up(assessment, pk, by=visitor)
        messages.success(request, "注意を元に戻しました。")
    except policies.Refused as refused:
        messages.error(request, " ".join(refused.sentences))
    return redirect(to("warnings", assessment))
