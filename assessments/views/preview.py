"""The draft as the PDF that it will become, with 「案」 on each page: made in the background, shown when it is there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from municipalities.middleware import is_background

from .. import policies
from ..models import Assessment, Rendering
from ..rendering.queue import Kind
from .pages import document_context, to
from .previewed import Shown


@require_GET
def preview(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """``?at=``: the section (its anchor) or the item ("ref|code") that is to be opened first. ``?kind=``: marked (what
    changed since the last publication is underlined, struck through and barred at the margin) or public."""
    visitor, assessment = policies.assessment_for(request.user, code, number)
    context = document_context(visitor, assessment, "PDFで確かめる") | {"shown": Shown(assessment, request.GET)}
    return render(request, "preview/preview.html", context)


@require_POST
def preview_start(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Without a worker the answer comes when the PDF is there; the page asks for the status meanwhile."""
    _, assessment = policies.assessment_for(request.user, code, number)
    shown = Shown(assessment, request.GET)
    shown.start(by=request.user)
    return _answer(request, shown)


@require_GET
def preview_status(request: HttpRequest, code: str, number: str) -> HttpResponse:
    _, assessment = policies.assessment_for(request.user, code, number)
    return _answer(request, Shown(assessment, request.GET))


@require_POST
def preview_cancel(request: HttpRequest, code: str, number: str) -> HttpResponse:
    _, assessment = policies.assessment_for(request.user, code, number)
    shown = Shown(assessment, request.GET)
    shown.cancel()
    return _answer(request, shown)


@require_GET
def preview_pdf(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The file itself. ``?of=``: a certain finished one, so that a frame never shows another state than its page."""
    _, assessment = policies.assessment_for(request.user, code, number)
    done = assessment.renderings.filter(state=Rendering.State.DONE)
    named = {str(pk): pk for pk in done.values_list("pk", flat=True)}  # what is typed into an address may be any text
    pk = named.get(request.GET.get("of")) or getattr(Shown(assessment, request.GET).rendering, "pk", None)
    if (row := done.filter(pk=pk).first()) is None:
        return redirect(to("preview", assessment))
    response = HttpResponse(bytes(row.data), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{_file_name(assessment, request.GET.get("kind"))}"'
    response["Cache-Control"] = "private, no-cache"
    return response


def _file_name(assessment: Assessment, kind: str | None) -> str:
    """Files of the same document must not be mistaken for each other in a folder."""
    told = f"-{kind}" if kind in (Kind.PUBLIC, Kind.MARKED) else ""
    return f"{assessment.municipality.code}-{assessment.number}-an{told}.pdf"


def _answer(request: HttpRequest, shown: Shown) -> HttpResponse:
    """The state alone to a page that listens; the whole page anew to one that does not."""
    if not is_background(request):
        return redirect(f"{to('preview', shown.assessment)}{shown.query}")
    return render(request, "preview/_state.html", {"assessment": shown.assessment, "shown": shown})
