"""Annexes of the municipality: the list, one page for each, and what can be done with them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from .. import editing, policies
from ..catalogue import values
from ..editing.annexes import settled, state_of, value_of
from ..forms.annexes import AnnexForm
from ..models import Annex, Assessment
from ..snapshot import Annex as AnnexValue
from ..snapshot import take
from ..snapshot.annexes import KINDS
from .pages import document_context, to


@require_GET
def annexes(request: HttpRequest, code: str, number: str) -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    context = document_context(visitor, assessment, "別添・別紙")
    snapshot = take(assessment, changes=False)
    context |= {
        "snapshot": snapshot,
        "annexes": snapshot.annexes,
        "kinds": Annex.Kind.choices,
        "undo": request.session.pop("annex_undo", None),
    }
    return render(request, "annexes/list.html", context)


@require_http_methods(["GET", "POST"])
def annex(request: HttpRequest, code: str, number: str, ref: str = "") -> HttpResponse:
    """One annex, or (without a ref) a new one of the kind that was asked for."""
    visitor, assessment = policies.assessment_for(request.user, code, number)
    current = _current(assessment, ref, request.GET.get("kind", ""))
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = AnnexForm(current, *sent)
    context = {"base": request.POST.get("base") or (state_of(current) if ref else ""), "annex_form": form}
    if sent and form.is_valid():
        context |= _looked_at(form) if "preview" in request.POST else _saved(form, context["base"], assessment, visitor)
        if context.get("saved"):
            _tell_saved(request, context["saved"], form.warning)
            return redirect(to("annexes", assessment))
    context |= document_context(visitor, assessment, current.title or "別添・別紙の追加") | {"current": current}
    return render(request, "annexes/edit.html", context, status=409 if "conflict" in context else 200)


def _current(assessment: Assessment, ref: str, kind: str) -> AnnexValue:
    if not ref:
        if kind not in KINDS:
            raise Http404
        return AnnexValue("", "", kind=kind)
    rows = Annex.present.select_related("file").defer("file__data")
    return value_of(get_object_or_404(rows, assessment=assessment, ref=ref))


def _tell_saved(request: HttpRequest, title: str, warning: str) -> None:
    messages.success(request, f"「{title}」を保存しました。")
    if warning:
        messages.warning(request, warning)


def _looked_at(form: AnnexForm) -> dict[str, object]:
    """The table as it would be kept."""
    try:
        return {"preview": settled(form.annex)}
    except values.WrongValue as wrong:
        form.add_error(None, str(wrong))
        return {}


def _saved(form: AnnexForm, base: str, assessment: Assessment, visitor) -> dict[str, object]:
    try:
        return {"saved": editing.save_annex(assessment, form.annex, base=base, by=visitor).title}
    except editing.Conflict as conflict:
        return {"conflict": conflict, "base": state_of(conflict.current)}
    except values.WrongValue as wrong:
        form.add_error(None, str(wrong))
    except policies.Refused as refused:
        form.add_error(None, " ".join(refused.sentences))
    return {}


@require_POST
def act(request: HttpRequest, code: str, number: str, ref: str, act: str) -> HttpResponse:
    """One of up, down, remove, restore."""
    visitor, assessment = policies.assessment_for(request.user, code, number)
    try:
        row = _do(assessment, ref, act, visitor)
    except policies.Refused as refused:
        messages.error(request, " ".join(refused.sentences))
        return redirect(to("annexes", assessment))
    if act == "remove":
        request.session["annex_undo"] = {"ref": ref, "title": row.title}
    else:
        messages.success(request, f"「{row.title}」を{_DONE[act]}")
    return redirect(to("annexes", assessment))


_DONE = {"up": "1つ前に移しました。", "down": "1つ後ろに移しました。", "restore": "元に戻しました。"}


def _do(assessment: Assessment, ref: str, act: str, visitor) -> Annex:
    if act in ("up", "down"):
        return editing.move_annex(assessment, ref, -1 if act == "up" else 1, by=visitor)
    acts = {"remove": editing.remove_annex, "restore": editing.restore_annex}
    if act not in acts:
        raise Http404
    return acts[act](assessment, ref, by=visitor)


@require_GET
def file(request: HttpRequest, code: str, number: str, ref: str) -> HttpResponse:
    """The PDF of an annex as it is kept, to keep and look at."""
    _, assessment = policies.assessment_for(request.user, code, number)
    row = get_object_or_404(Annex.present.select_related("file"), assessment=assessment, ref=ref, file__isnull=False)
    response = HttpResponse(bytes(row.file.data), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, f"{row.title}.pdf")
    return response
