"""Starting a document: blank, or as a copy of another one of the town."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from municipalities.access import Visitor, visitor_for

from .. import editing, policies
from ..forms.documents import CopyForm, StartForm
from ..models import Assessment
from .pages import crumbs, to

TAKEN = "評価書番号 {} の評価書がすでにあります。別の番号にしてください。"


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, code: str) -> HttpResponse:
    visitor = visitor_for(request.user, code)
    editing.check_start(visitor, None, any_department=True)
    form = StartForm(visitor, request.POST or None)
    if request.method == "POST" and form.is_valid() and (made := _started(form, visitor)):
        messages.success(request, "評価書を作りました。項目ごとに自動で保存されます。")
        return redirect(to("edit", made))
    context = {"visitor": visitor, "start_form": form, "crumbs": crumbs(visitor, ("", "新しく作る"))}
    return render(request, "starting/start.html", context)


def _started(form: StartForm, visitor: Visitor) -> Assessment | None:
    said = form.cleaned_data
    about = {"agency": said["agency"], "department": said["department"]}
    try:
        return editing.start_assessment(said["form"], said["number"], said["name"], by=visitor, **about)
    except editing.NumberTaken:
        form.add_error("number", TAKEN.format(said["number"]))
        return None


@require_http_methods(["GET", "POST"])
def copy(request: HttpRequest, code: str, number: str) -> HttpResponse:
    visitor, source = policies.assessment_for(request.user, code, number)
    editing.check_start(visitor, None, any_department=True)
    form = CopyForm(visitor, request.POST or None, initial={"name": source.name, "department": source.department_id})
    if request.method == "POST" and form.is_valid() and (made := _copied(form, visitor, source)):
        messages.success(request, "写しを作りました。")
        return redirect(to("edit", made))
    context = {"visitor": visitor, "source": source, "start_form": form, "crumbs": crumbs(visitor, ("", "写しを作る"))}
    return render(request, "starting/copy.html", context)


def _copied(form: CopyForm, visitor: Visitor, source: Assessment) -> Assessment | None:
    said = form.cleaned_data
    try:
        return editing.copy_assessment(source, said["number"], said["name"], by=visitor, department=said["department"])
    except editing.NumberTaken:
        form.add_error("number", TAKEN.format(said["number"]))
        return None
