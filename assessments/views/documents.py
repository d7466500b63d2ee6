"""The lists of a town's documents, and one document with its state, versions and tasks."""

import json

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from municipalities.access import towns_of, visitor_for

from .. import changes, checks, editing, exporting, policies, workflow
from ..forms.documents import PrintingForm, SettingsForm
from ..models import Assessment, ImportedFile, Version
from ..snapshot import take
from . import inbox
from .overview import overview
from .pages import document_context, to
from .places import Places


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    towns = list(towns_of(request.user))
    if len(towns) == 1:
        return redirect("town", code=towns[0].code)
    return render(request, "documents/towns.html", {"towns": towns})


@require_GET
def town(request: HttpRequest, code: str) -> HttpResponse:
    visitor = visitor_for(request.user, code)
    query = request.GET.get("q", "").strip()
    lines = inbox.lines(visitor, query)
    context = {"visitor": visitor, "lines": lines, "query": query, "turns": [line for line in lines if line.turn]}
    return render(request, "documents/town.html", context)


@require_GET
def document(request: HttpRequest, code: str, number: str) -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    context = document_context(visitor, assessment)
    version = context["version"]
    versions = _versions(assessment)
    context |= {
        "versions": versions,
        "decisions": context["latest"].decisions.select_related("by") if context["latest"] else (),
        "originals": assessment.imported_files.defer("data"),
    }
    published = next((v for v in versions if v.state == Version.State.PUBLISHED), None)
    context["steps"] += workflow.available(published, by=visitor)
    may = {step.name for step in context["steps"]} | (set() if context["refusal"] else {"edit"})
    context |= overview(assessment, version, may, published)
    return render(request, "documents/document.html", context)


def _versions(assessment: Assessment) -> QuerySet[Version]:
    """The newest first. ``pdf_shown``: its PDF is where residents read it."""
    shown = Q(is_public=True, content__pdf__isnull=False) & ~Q(state=Version.State.WITHDRAWN)
    found = assessment.versions.order_by("-number").annotate(pdf_shown=shown)
    return found.select_related("submitted_by", "approved_by", "published_by")


@require_GET
def check(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Everything that stands against submitting, with links to the items."""
    visitor, assessment = policies.assessment_for(request.user, code, number)
    context = document_context(visitor, assessment, "確認事項")
    context |= {"problems": linked_problems(assessment, context["version"]), "nothing_to_do": _no_submission(context)}
    return render(request, "documents/check.html", context)


def _no_submission(context: dict) -> str:
    """Why this person has nothing to submit here; "" for who may do it now."""
    version = context["version"]
    if any(step.name == "submit" for step in context["steps"]):
        return ""
    if version is None:
        return "いまは、提出する下書きがありません。"
    if version.state != Version.State.DRAFT:
        return "この版は提出済みです。"
    return "作成中の版を提出できるのは、担当部署の作成者と、取りまとめ担当です。"


def linked_problems(assessment, version: Version | None, found=None) -> list[dict[str, object]]:
    """Problems with the address where each is put right, and the sheet that it belongs to."""
    snapshot = take(assessment, changes=False)
    found = checks.submission_problems(snapshot, changes.rows_of(version)) if found is None else found
    places = Places(assessment, snapshot)
    return [_linked(assessment, places, p) for p in found]


def _linked(assessment, places: Places, problem: checks.Problem) -> dict[str, object]:
    if problem.row:
        return {"problem": problem, "sheet": "変更箇所", "url": f"{to('changes', assessment)}#row-{problem.row}"}
    place = places.get(problem.address)
    sheet = place.title if place else "評価書全体"
    where = " ".join(step for step in problem.where if step not in sheet)
    return {"problem": problem, "sheet": sheet, "where": where, "url": places.url(problem.address)}


@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest, code: str, number: str) -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    policies.check_coordinator(visitor)
    form = SettingsForm(visitor, request.POST or None, instance=assessment)
    if request.method == "POST" and form.is_valid():
        editing.save_settings(assessment, by=visitor, **form.cleaned_data)
        messages.success(request, "担当を保存しました。")
        return redirect(to("document", assessment))
    return render(
        request,
        "documents/settings.html",
        document_context(visitor, assessment, "担当の設定") | {"settings_form": form},
    )


@require_http_methods(["GET", "POST"])
def printing(request: HttpRequest, code: str, number: str) -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    form = PrintingForm(request.POST or None, initial={"frames": assessment.frames})
    if request.method == "POST" and form.is_valid():
        editing.save_frames(assessment, by=visitor, **form.cleaned_data)
        messages.success(request, "印刷のしかたを保存しました。")
        return redirect(to("document", assessment))
    context = document_context(visitor, assessment, "印刷のしかた") | {"printing_form": form}
    return render(request, "documents/printing.html", context)


@require_GET
def export(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The working copy, or ``?version=N`` as it was frozen, as interchange JSON."""
    _, assessment = policies.assessment_for(request.user, code, number)
    wanted = request.GET.get("version", "")
    if wanted:
        version = get_object_or_404(
            assessment.versions, number=int(wanted) if wanted.isdecimal() else -1, content__isnull=False
        )
        data, name = exporting.frozen(version), f"{code}-{number}-v{version.number}.json"
    else:
        data, name = exporting.working_copy(assessment), f"{code}-{number}.json"
    response = HttpResponse(json.dumps(data, ensure_ascii=False, indent=1), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_GET
def original(request: HttpRequest, code: str, number: str, pk: int) -> HttpResponse:
    """The imported file, unchanged, as a download."""
    _, assessment = policies.assessment_for(request.user, code, number)
    file = get_object_or_404(ImportedFile, pk=pk, assessment=assessment)
    response = HttpResponse(bytes(file.data), content_type=file.media_type)
    suffix = "json" if "json" in file.media_type else "txt"
    response["Content-Disposition"] = f'attachment; filename="original-{file.pk}.{suffix}"'
    return response


@require_GET
def history(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Who changed what and when, the newest first."""
    visitor, assessment = policies.assessment_for(request.user, code, number)
    context = document_context(visitor, assessment, "編集の履歴") | {"acts": inbox.recent_acts(assessment)}
    return render(request, "documents/history.html", context)
