"""手続: what was done, with which evidence, and what still stands against publishing."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from municipalities.access import Visitor, coordinator_of

from .. import catalogue, changes, policies, workflow
from ..catalogue import values
from ..editing import recording
from ..forms.law import MilestoneForm, TownProcedureForm
from ..law import gate
from ..law.procedure import fillings, kinds, period_text, rule_of, steps_of, town_may_ask
from ..models import Assessment, Evidence, TownProcedure
from ..snapshot import take
from .pages import crumbs, document_context, to


@require_GET
def procedure(request: HttpRequest, code: str, number: str) -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    return _page(request, visitor, assessment, MilestoneForm(assessment.form))


def _page(
    request: HttpRequest, visitor, assessment: Assessment, form: MilestoneForm, status: int = 200
) -> HttpResponse:
    context = document_context(visitor, assessment, "手続")
    version, snapshot = context["version"], take(assessment, changes=False)
    records = assessment.milestones.select_related("version", "by", "evidence").defer("evidence__data")
    context |= {
        "record_form": form,
        "rule": rule_of(assessment.form),
        "steps_asked": _steps(assessment, records),
        "records": [{"record": r, "kind": kinds().get(r.kind), "period": period_text(r)} for r in records],
        "against": gate.stands_against_publication(version, snapshot, changes.rows_of(version)) if version else [],
        "fillings": _fillings(assessment, records),
        "cannot_record": recording.refuse_record(visitor, assessment),
    }
    return render(request, "law/procedure.html", context, status=status)


def _steps(assessment: Assessment, records) -> list[dict[str, object]]:
    asked = TownProcedure.objects.filter(municipality=assessment.municipality_id, form=assessment.form)
    version = policies.open_version(assessment)
    done = {r.kind: r for r in (gate.milestones_of(version) if version else records)}
    return [
        {"step": step, "record": done.get(step.kind.key)}
        for step in steps_of(assessment.form, asked.values_list("kind", flat=True))
    ]


def _fillings(assessment: Assessment, records) -> list[dict[str, object]]:
    """What the records would write into Ⅴ / Ⅵ where the document says otherwise."""
    form, found = assessment.spec, fillings(records, assessment.spec)
    return [
        {
            "item": item,
            "block": form.places[code][1],
            "text": values.as_text(item, answer),
            "now": values.as_text(item, assessment.answers.get(code)),
            "late": workflow.filling.is_late(item),
        }
        for code, answer in found.items()
        if (item := form.item(code)) and assessment.answers.get(code) != answer
    ]


@require_POST
def record(request: HttpRequest, code: str, number: str) -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    form = MilestoneForm(assessment.form, request.POST, request.FILES)
    if form.is_valid() and _recorded(assessment, form, visitor):
        messages.success(request, "記録しました。")
        return redirect(to("procedure", assessment))
    return _page(request, visitor, assessment, form, status=422)


def _recorded(assessment: Assessment, form: MilestoneForm, visitor: Visitor) -> bool:
    """False when it was refused: the form says why."""
    said = dict(form.cleaned_data)
    file = said.pop("evidence")
    upload = recording.Upload(file.name, file.read()) if file else None
    try:
        recording.record(assessment, recording.Entry(upload=upload, **said), by=visitor)
    except policies.Refused as refused:
        for sentence in refused.sentences:
            form.add_error(None, sentence)
        return False
    return True


@require_POST
def remove(request: HttpRequest, code: str, number: str, pk: int) -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    _act(request, "記録を消しました。", lambda: recording.remove(assessment, pk, by=visitor))
    return redirect(to("procedure", assessment))


@require_POST
def fill(request: HttpRequest, code: str, number: str) -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    wanted = request.POST.get("code", "")
    _act(request, "評価書に書き写しました。", lambda: recording.fill(assessment, wanted, by=visitor))
    return redirect(to("procedure", assessment))


def _act(request: HttpRequest, done: str, act) -> None:
    try:
        act()
        messages.success(request, done)
    except policies.Refused as refused:
        messages.error(request, " ".join(refused.sentences))


@require_GET
def evidence(request: HttpRequest, code: str, number: str, pk: int) -> HttpResponse:
    """The file of a record, as a download: it is never shown as a page of ours."""
    _, assessment = policies.assessment_for(request.user, code, number)
    found = get_object_or_404(Evidence, milestone__pk=pk, milestone__assessment=assessment)
    suffix = found.name.rsplit(".", 1)[-1].lower()
    response = HttpResponse(bytes(found.data), content_type=found.media_type)
    response["Content-Disposition"] = f'attachment; filename="evidence-{pk}.{suffix}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_GET
def town_procedure(request: HttpRequest, code: str) -> HttpResponse:
    """What the town's own procedure asks for each form: its coordinator decides."""
    visitor = coordinator_of(request.user, code)
    asked = TownProcedure.objects.filter(municipality=visitor.municipality)
    forms = [
        (form, TownProcedureForm(form.key, initial={"kinds": [a.kind for a in asked if a.form == form.key]}))
        for form in catalogue.startable_forms()
        if town_may_ask(form.key)
    ]
    context = {"visitor": visitor, "forms": forms, "crumbs": crumbs(visitor, ("", "手続の定め"))}
    return render(request, "law/town_procedure.html", context)


@require_POST
def save_town_procedure(request: HttpRequest, code: str) -> HttpResponse:
    visitor, wanted = coordinator_of(request.user, code), request.POST.get("form", "")
    form = TownProcedureForm(wanted, request.POST)
    if wanted not in catalogue.known_editions() or not form.is_valid():
        raise Http404
    recording.save_town_procedure(wanted, form.cleaned_data["kinds"], by=visitor)
    messages.success(request, "手続の定めを保存しました。")
    return redirect("town_procedure", code=code)
