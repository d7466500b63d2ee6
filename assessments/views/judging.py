"""重要な変更かどうか: plain questions about a row, the proposal with its rule, and the decision of a person."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from .. import changes, policies
from ..catalogue import wareki
from ..editing.judging import Judgement, judge_row
from ..forms.law import DecisionForm, QuestionsForm
from ..law import gate
from ..law.important import Answers, Subject, propose, recognised, subject_of
from ..models import Assessment, ChangeRow
from ..snapshot import take
from .changes import shown_row
from .pages import document_context, to


@require_GET
def judgements(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Every row of a ※ item with what was decided; those that are open first."""
    visitor, assessment = policies.assessment_for(request.user, code, number)
    context = document_context(visitor, assessment, "重要な変更の判断")
    rows = [row for row in changes.rows_of(context["version"]) if not row.supplement]
    open_ = {row.pk for row in gate.undecided(rows, take(assessment, changes=False))}
    asked = [row for row in rows if row.pk in open_ or row.nature]
    context["lines"] = [
        shown_row(row) | {"open": row.pk in open_} for row in sorted(asked, key=lambda r: r.pk not in open_)
    ]
    context["others"] = len(rows) - len(asked)
    return render(request, "law/judgements.html", context)


@require_GET
def proposal(request: HttpRequest, code: str, number: str, pk: int) -> HttpResponse:
    """The questions about a row and, once they are answered, the proposal; a part of a page for htmx."""
    visitor, assessment = policies.assessment_for(request.user, code, number)
    row = _row(assessment, pk)
    context = document_context(visitor, assessment, "重要な変更の判断")
    context |= shown_row(row) | asked(assessment, row, request.GET)
    fragment = "HX-Request" in request.headers
    return render(request, "law/_proposal.html" if fragment else "law/proposal.html", context)


def asked(assessment: Assessment, row: ChangeRow, data) -> dict[str, object]:
    """The questions with their answers, and the decision that they propose."""
    subject = subject_of(row, assessment.spec, entry_kinds(assessment))
    found, answered = recognised(subject), "nature" in data
    questions = QuestionsForm(data if answered else None, initial=_first(row, found), auto_id=f"ask-{row.pk}-%s")
    context = {"questions": questions, "recognised": found, "subject": subject, "proposal": None}
    if answered and questions.is_valid():
        context |= _proposed(row, subject, Answers(**questions.cleaned_data))
    return context


def _first(row: ChangeRow, found) -> dict[str, object]:
    return {
        "when": wareki.format_wareki(row.changed_on) if row.changed_on else "",
        "nature": row.nature or ("formal" if found else ""),
        "reason": row.reason,
    }


def _proposed(row: ChangeRow, subject: Subject, answers: Answers) -> dict[str, object]:
    made = propose(subject, answers, timezone.localdate())
    initial = {"nature": made.nature, "changed_on": answers.when, "timing": made.timing, "note": made.note}
    initial["reason"] = answers.reason
    return {"proposal": made, "decision": DecisionForm(initial=initial, auto_id=f"decide-{row.pk}-%s")}


def entry_kinds(assessment: Assessment) -> dict[str, str]:
    """The kind of each entry by its ref, of the document as it is and as it was published."""
    base = changes.base_version(assessment)
    texts = [take(assessment, changes=False), *([changes.frozen_snapshot(base.content)] if base else [])]
    return {node.ref: node.kind for text in texts for node in text.nodes}


@require_POST
def decide(request: HttpRequest, code: str, number: str, pk: int) -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    form = DecisionForm(request.POST, auto_id=f"decide-{pk}-%s")
    subject = subject_of(_row(assessment, pk), assessment.spec, entry_kinds(assessment))
    try:
        if not form.is_valid():
            raise policies.Refused(*(error for errors in form.errors.values() for error in errors))
        judge_row(assessment, pk, Judgement(**form.cleaned_data), starred=subject.starred, by=visitor)
        messages.success(request, "判断を記録しました。")
    except policies.Refused as refused:
        messages.error(request, " ".join(refused.sentences))
    return _back(request, assessment, pk)


def _back(request: HttpRequest, assessment: Assessment, pk: int) -> HttpResponse:
    """Within the list of changes the page is read anew: its own fields show what was decided."""
    if "HX-Request" in request.headers:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return redirect(f"{to('judgements', assessment)}#row-{pk}")


def _row(assessment: Assessment, pk: int) -> ChangeRow:
    return get_object_or_404(changes.rows_of(policies.open_version(assessment)), pk=pk, assessment=assessment)
