"""One page per section of the form; each item is saved by itself."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from municipalities.middleware import is_background

from .. import changes, editing, policies
from ..catalogue import values
from ..forms import item_form
from ..snapshot import take
from .pages import document_context, to
from .sheets import SheetPage, sheet_page


@require_GET
def first(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The first section that can be written in; where a file was just removed, the first file that is left."""
    _, assessment = policies.assessment_for(request.user, code, number)
    section = next(s for s in assessment.spec.sections if assessment.spec.answerable(s))
    return redirect(to("sheet", assessment, section.slug))


@require_GET
def sheet(request: HttpRequest, code: str, number: str, slug: str, ref: str = "") -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    page = sheet_page(assessment, slug, ref)
    if page is None:
        raise Http404
    context = document_context(visitor, assessment, page.title)
    context |= {"undo": request.session.pop("undo", None)}
    context |= {"page": page, "rows": changes.rows_of(context["version"]).filter(pk__in=page.row_pks)}
    return render(request, "editor/sheet.html", context)


@require_POST
def save_item(request: HttpRequest, code: str, number: str) -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    address = (request.POST.get("ref", ""), request.POST.get("code", ""))
    holder = editing.holder_of(assessment, address)
    item = assessment.spec.item(address[1])
    if not item.has_answer:
        raise Http404
    anchor = request.POST.get("anchor", "")
    form = item_form(item, values.answer(item, holder.answers), anchor=anchor, data=request.POST)
    if not form.is_valid():
        return _invalid(request, [e for errors in form.errors.values() for e in errors])
    try:
        saved = editing.save_answer(assessment, address, form.answer, base=request.POST.get("base", ""), by=visitor)
    except editing.Conflict as conflict:
        return _conflict(request, item, anchor, conflict)
    except policies.Refused as refused:
        return _refused(request, refused)
    return _saved(request, assessment, saved)


@require_POST
def save_file_records(request: HttpRequest, code: str, number: str, ref: str) -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    texts = request.POST.get("value", "").splitlines()
    try:
        saved = editing.save_records(
            assessment, ref, texts, request.POST.get("text", ""), base=request.POST.get("base", ""), by=visitor
        )
    except editing.Conflict as conflict:
        return _conflict(request, assessment.spec.record_item, request.POST.get("anchor", ""), conflict)
    except policies.Refused as refused:
        return _refused(request, refused)
    return _saved(request, assessment, saved)


def _back(request: HttpRequest) -> HttpResponse:
    """Where the page cannot listen to an answer (no script), it is shown anew."""
    return redirect(request.POST.get("here") or request.path.rsplit("/", 2)[0] + "/edit/")


def _saved(request: HttpRequest, assessment, saved: editing.Saved) -> HttpResponse:
    now = timezone.localtime().strftime("%H:%M")
    if not is_background(request):
        messages.success(request, f"保存しました {now}")
        return _back(request)
    page = sheet_page(
        assessment,
        request.POST.get("slug", ""),
        request.POST.get("sheet", ""),
        snapshot=take(assessment, changes=False),
    )
    return JsonResponse(
        {
            "status": "saved",
            "at": now,
            "base": editing.fingerprint(saved.value),
            "parts": _parts(request, assessment, page),
        }
    )


def _parts(request: HttpRequest, assessment, page: SheetPage | None) -> dict[str, str]:
    """The parts of the page that a save changes: the rows beside the editor and the table of contents."""
    if page is None:
        return {}
    version = policies.open_version(assessment)
    rows = changes.rows_of(version).filter(pk__in=page.row_pks)
    context = {"page": page, "assessment": assessment, "rows": rows, "version": version}
    return {
        "rows": render_to_string("editor/_rows.html", context, request),
        "contents": render_to_string("editor/_contents.html", context, request),
    }


def _invalid(request: HttpRequest, sentences: list[str]) -> HttpResponse:
    if not is_background(request):
        messages.error(request, " ".join(sentences))
        return _back(request)
    return JsonResponse({"status": "invalid", "sentences": sentences}, status=422)


def _refused(request: HttpRequest, refused: policies.Refused) -> HttpResponse:
    if not is_background(request):
        messages.error(request, " ".join(refused.sentences))
        return _back(request)
    return JsonResponse({"status": "refused", "sentences": list(refused.sentences)}, status=403)


def _conflict(request: HttpRequest, item, anchor: str, conflict: editing.Conflict) -> HttpResponse:
    """Both texts, and the choice: theirs, mine, or both to look at."""
    context = {"item": item, "anchor": anchor, "conflict": conflict, "theirs": readable(item, conflict.current)}
    if not is_background(request):
        messages.error(
            request, "同じ項目をほかの人が先に保存していたため、保存していません。今の記載を確かめてください。"
        )
        return _back(request)
    return JsonResponse(
        {
            "status": "conflict",
            "base": editing.fingerprint(conflict.current),
            "theirs": context["theirs"],
            "html": render_to_string("editor/_conflict.html", context, request),
            "form": _their_form(request, item, anchor, conflict),
        },
        status=409,
    )


def readable(item, value) -> str:
    """What the other person wrote, as text: a pair of records and note, or an answer."""
    if item.kind == "record_list":
        return "\n".join([*value[0], value[1]]).strip()
    return values.as_text(item, value)


def _their_form(request: HttpRequest, item, anchor: str, conflict: editing.Conflict) -> str:
    if item.kind == "record_list":
        return ""
    value = values.answer(item, {item.code: conflict.current} if conflict.current is not None else {})
    form = item_form(item, value, anchor=anchor)
    return render_to_string("editor/_fields.html", {"form": form}, request)
