"""Another edition of the form, or another form: shown first, done in one act, undone until the next publication."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from .. import policies
from ..catalogue import Form, UnknownForm, get_form, known_editions, startable_forms
from ..editing import moving
from ..models import Assessment
from ..snapshot import take
from ..snapshot.carrying import carry
from .pages import document_context, to


def _targets(assessment: Assessment) -> list[Form]:
    """The other editions of this form, and the other forms in their current edition."""
    editions = [get_form(assessment.form, edition) for edition in known_editions()[assessment.form]]
    others = [form for form in startable_forms() if form.key != assessment.form]
    return [form for form in (*editions, *others) if (form.key, form.edition) != (assessment.form, assessment.edition)]


@require_GET
def moves(request: HttpRequest, code: str, number: str) -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    context = document_context(visitor, assessment, "様式の移し替え")
    context |= {"targets": _targets(assessment), "kept": list(_described(assessment.kept))}
    if wanted := request.GET.get("form"):
        context["target"] = target = _form(wanted, request.GET.get("edition", ""))
        carried = carry(take(assessment, changes=False), target)
        context |= {"carried": carried, "lost_places": list(_described(piece.as_json() for piece in carried.kept))}
        context["new_items"] = [target.item(item) for item in carried.new]
    return render(request, "moving/moves.html", context)


def _described(kept):
    """Kept pieces with the words of the form that they come from."""
    for piece in kept:
        if "absent" in piece:
            continue
        form = get_form(piece["code"].split(".", 1)[0])
        section, block, item = form.places[piece["code"]]
        yield {"section": section.heading, "block": block.heading, "item": item, "value": piece["value"]}


def _form(key: str, edition: str) -> Form:
    try:
        return get_form(key, edition)
    except UnknownForm as error:
        raise Http404 from error


@require_POST
def move(request: HttpRequest, code: str, number: str) -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    try:
        if request.POST.get("back"):
            moving.move_back(assessment, by=visitor)
            messages.success(request, "様式を元に戻しました。")
        else:
            form = _form(request.POST.get("form", ""), request.POST.get("edition", ""))
            moving.move_to(assessment, form, by=visitor)
            messages.success(request, f"{form.form_no}（{form.short_name}）に移し替えました。")
    except policies.Refused as refused:
        messages.error(request, " ".join(refused.sentences))
    return redirect(to("moves", assessment))
