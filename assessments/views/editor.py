"""One page per section of the form; each item is saved by itself."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from municipalities.middleware import is_background

from .. import editing, policies
from ..catalogue import values
from ..forms import ItemForm, RecordsForm, item_form
from ..forms.pictures import picture_at
from ..models import Assessment
from ..snapshot import Address
from . import saving
from .pages import document_context, to
from .sheets import SheetPage, sheet_page


@require_GET
def first(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The first section that can be written in; where a file was just removed, the first file that is left."""
    _, assessment = policies.assessment_for(request.user, code, number)
    section = next(s for s in assessment.spec.sections if assessment.spec.answerable(s))
    return redirect(to("sheet", assessment, section.slug))


@never_cache  # a page out of the browser's memory would start from old values
@require_GET
def sheet(request: HttpRequest, code: str, number: str, slug: str, ref: str = "") -> HttpResponse:
    """A sheet with its items; asked by the script for one entry (?part=ref) that entry alone."""
    visitor, assessment = policies.assessment_for(request.user, code, number)
    wanted = request.GET.get("part", "")
    page = sheet_page(assessment, slug, ref, opened=wanted or request.GET.get("open", ""))
    if page is None:
        raise Http404
    context = document_context(visitor, assessment, page.title) | {"page": page}
    if wanted and is_background(request):
        return _part(request, page, wanted, context)
    context |= {"beside": page.beside(context["version"]), "undo": request.session.pop("undo", None)}
    context |= {"originals": assessment.imported_files.defer("data") if page.unknown else ()}
    return render(request, "editor/sheet.html", context)


def _part(request: HttpRequest, page: SheetPage, ref: str, context: dict) -> HttpResponse:
    part = page.part(ref)
    if part is None:
        raise Http404
    return render(request, "editor/_frames.html", context | {"part": part})


@require_POST
def save_item(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Which item, and from which value the browser started: ``at`` = "ref code base", or the three by name."""
    visitor, assessment = policies.assessment_for(request.user, code, number)
    ref, item_code, base = saving.stamp_of(request)
    form = _form(request, assessment, (ref, item_code))

    def save() -> editing.Saved:
        return editing.save_answer(assessment, (ref, item_code), form.answer, base=base, by=visitor)

    return _kept(request, assessment, visitor, form, save)


def _form(request: HttpRequest, assessment: Assessment, address: Address) -> ItemForm:
    """What was sent for an item, beside what is kept. Http404 for what cannot be answered."""
    holder, item = editing.holder_of(assessment, address), assessment.spec.item(address[1])
    if not item.has_answer:
        raise Http404
    return item_form(item, values.answer(item, holder.answers), data=request.POST, files=request.FILES)


@require_POST
def save_file_records(request: HttpRequest, code: str, number: str, ref: str) -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    _, _, base = saving.stamp_of(request)
    form = RecordsForm(assessment.spec.record_item, [], "", data=request.POST)

    def save() -> editing.Saved:
        return editing.save_records(assessment, ref, *form.answer, base=base, by=visitor)

    return _kept(request, assessment, visitor, form, save)


def _kept(request: HttpRequest, assessment: Assessment, visitor, form, save) -> HttpResponse:
    """Save, and say what became of it."""
    if saving.is_another_person(request):
        return saving.refused(request, saving.ANOTHER_PERSON)
    if not form.is_valid():
        return saving.invalid(request, [e for errors in form.errors.values() for e in errors])
    try:
        saved = save()
    except editing.Conflict as conflict:
        return saving.conflict(request, assessment, form, conflict, visitor)
    except policies.Refused as refused:
        return saving.refused(request, *refused.sentences)
    return saving.saved(request, assessment, form, saved)


@require_GET
def figure(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """A figure of the working copy as a picture. A drawing may act when it is opened alone: here it may not."""
    _, assessment = policies.assessment_for(request.user, code, number)
    address = (request.GET.get("ref", ""), request.GET.get("code", ""))
    value = editing.holder_of(assessment, address).answers.get(address[1])
    found = picture_at(value, request.GET.get("n", ""))
    if found is None:
        raise Http404
    response = HttpResponse(found[1], content_type=found[0])
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
    response["Cache-Control"] = "private, max-age=3600"
    return response
