"""The draft as the PDF that it will become, with 「案」 on each page: made in the background, shown when it is there."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from .. import policies
from ..models import Assessment, Rendering
from ..rendering import queue
from .pages import document_context, to


@require_GET
def preview(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """``?at=``: the section (its anchor) or the item ("ref|code") that is to be opened first. ``?marked=1``: with what
    changed since the last publication underlined, struck through and barred at the margin."""
    visitor, assessment = policies.assessment_for(request.user, code, number)
    context = document_context(visitor, assessment, "PDFで確かめる")
    return render(request, "preview/preview.html", context | _shown(request, assessment, _current(request, assessment)))


@require_POST
def preview_start(request: HttpRequest, code: str, number: str) -> HttpResponse:
    _, assessment = policies.assessment_for(request.user, code, number)
    return _answer(request, assessment, queue.request(assessment, by=request.user, marked=_marked(request)))


@require_GET
def preview_status(request: HttpRequest, code: str, number: str) -> HttpResponse:
    _, assessment = policies.assessment_for(request.user, code, number)
    return _answer(request, assessment, _current(request, assessment))


@require_POST
def preview_cancel(request: HttpRequest, code: str, number: str) -> HttpResponse:
    _, assessment = policies.assessment_for(request.user, code, number)
    row = _current(request, assessment)
    if row:
        queue.cancel(row)
    return _answer(request, assessment, row)


@require_GET
def preview_pdf(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The file itself. ``?of=``: a certain finished one, so that a frame never shows another state than its page."""
    _, assessment = policies.assessment_for(request.user, code, number)
    done = assessment.renderings.filter(state=Rendering.State.DONE)
    row = done.filter(pk=request.GET["of"]).first() if request.GET.get("of", "").isdigit() else None
    row = row or done.filter(pk=getattr(_current(request, assessment), "pk", None)).first()
    if row is None:
        return redirect(to("preview", assessment))
    response = HttpResponse(bytes(row.data), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{assessment.municipality.code}-{assessment.number}-an.pdf"'
    response["Cache-Control"] = "private, no-cache"
    return response


def _answer(request: HttpRequest, assessment: Assessment, row: Rendering | None) -> HttpResponse:
    """The state alone to a page that listens; the whole page anew to one that does not."""
    if not request.htmx:
        return redirect(f"{to('preview', assessment)}{_query(request)}")
    return render(request, "preview/_state.html", {"assessment": assessment} | _shown(request, assessment, row))


def _shown(request: HttpRequest, assessment: Assessment, row: Rendering | None) -> dict[str, object]:
    at = request.GET.get("at", "")
    done = row is not None and row.state == Rendering.State.DONE
    return {
        "rendering": row,
        "query": _query(request),
        "marked": _marked(request),
        "waiting": row is None or row.is_abandoned,
        "pdf": f"{to('preview_pdf', assessment)}?of={row.pk}" if done else "",
        "page": row.first_page(at) if done else 1,
    }


def _current(request: HttpRequest, assessment: Assessment) -> Rendering | None:
    return queue.current(assessment, marked=_marked(request))


def _marked(request: HttpRequest) -> bool:
    return request.GET.get("marked") == "1"


def _query(request: HttpRequest) -> str:
    """What keeps the wanted place and kind through the requests of the page."""
    kept = QueryDict(mutable=True)
    for name in ("at", "marked"):
        if request.GET.get(name):
            kept[name] = request.GET[name]
    return f"?{kept.urlencode()}" if kept else ""
