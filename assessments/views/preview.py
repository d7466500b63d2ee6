"""The draft as the PDF that it will become, with 「案」 on each page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from .. import policies
from ..rendering.pdf import render_pdf
from ..snapshot import take
from .pages import document_context


@require_GET
def preview(request: HttpRequest, code: str, number: str) -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    return render(request, "preview/preview.html", document_context(visitor, assessment, "PDFで確かめる"))


@require_GET
def preview_pdf(request: HttpRequest, code: str, number: str) -> HttpResponse:
    _, assessment = policies.assessment_for(request.user, code, number)
    pdf = render_pdf(take(assessment), draft=True)
    response = HttpResponse(pdf.data, content_type="application/pdf")
    response["Content-Disposition"] = "inline"
    return response
