"""重要な変更かどうか: plain questions about a row, the proposal with its rule, and the decision of a person."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import reswap, retarget

from municipalities.access import Visitor

from .. import changes, policies
from ..catalogue import wareki
from ..editing.judging import Judgement, judge_row
from ..forms.law import DecisionForm, QuestionsForm
from ..law.important import Answers, Subject, propose, recognised
from ..models import Assessment, ChangeRow
from ..snapshot import take
from .asking import Asking
from .changes import row_context, shown_row
from .pages import document_context, to


@require_GET
def judgements(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Every row of a ※ item with what was decided; those that are open first."""
    visitor, assessment = policies.assessment_for(request.user, code, number)
    context = document_context(visitor, assessment, "重要な変更の判断")
    rows = [row for row in changes.rows_of(context["version"]) if not row.supplement]
    asking = Asking(assessment, rows, take(assessment, changes=False))
    asked = sorted((row for row in rows if asking.asks(row) or row.judged_as), key=lambda row: not asking.waits(row))
    context["lines"] = [shown_row(row) | {"open": asking.waits(row)} for row in asked]
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
    return render(request, "law/_proposal.html" if fragment else "law/proposal.html", context | {"in_list": fragment})


def asked(assessment: Assessment, row: ChangeRow, data) -> dict[str, object]:
    """The questions with their answers, and the decision that they propose."""
    subject = _subject(assessment, row)
    found, answered = recognised(subject), "when" in data
    questions = QuestionsForm(data if answered else None, initial=_first(row, found), auto_id=f"ask-{row.pk}-%s")
    context = {"questions": questions, "recognised": found, "subject": subject, "proposal": None}
    if answered and questions.is_valid():
        context |= _proposed(row, subject, Answers(**questions.cleaned_data))
    return context


def _first(row: ChangeRow, found) -> dict[str, object]:
    return {
        "when": wareki.format_wareki(row.changed_on) if row.changed_on else "",
        "nature": {"": "formal" if found else "", ChangeRow.Nature.IMPORTANT: "other"}.get(row.nature, row.nature),
        "reason": row.nature_reason,
    }


def _proposed(row: ChangeRow, subject: Subject, answers: Answers) -> dict[str, object]:
    made = propose(subject, answers, timezone.localdate())
    initial = {"nature": made.nature, "changed_on": answers.when, "timing": made.timing, "note": made.note}
    found = recognised(subject) if made.nature == ChangeRow.Nature.FORMAL else None
    initial["nature_reason"] = answers.reason or row.nature_reason or (found.sentence if found else "")
    return {"proposal": made, "decision": DecisionForm(initial=initial, auto_id=f"decide-{row.pk}-%s")}


def _subject(assessment: Assessment, row: ChangeRow) -> Subject:
    return Asking(assessment, [row], take(assessment, changes=False)).subject(row)


@require_POST
def decide(request: HttpRequest, code: str, number: str, pk: int) -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    row = _row(assessment, pk)
    form = DecisionForm(request.POST, auto_id=f"decide-{pk}-%s")
    if not _decided(assessment, row, form, visitor):
        return _again(request, visitor, row, form)
    if "HX-Request" in request.headers:
        return _in_the_list(request, visitor, assessment, pk)
    messages.success(request, "判断を記録しました。")
    return redirect(f"{to('judgements', assessment)}#row-{pk}")


def _decided(assessment: Assessment, row: ChangeRow, form: DecisionForm, visitor: Visitor) -> bool:
    """False when it was refused: the form says why, and keeps what was written."""
    if not form.is_valid():
        return False
    try:
        judge_row(
            assessment,
            row.pk,
            Judgement(**form.cleaned_data),
            starred=_subject(assessment, row).starred,
            by=visitor,
        )
    except policies.Refused as refused:
        for sentence in refused.sentences:
            form.add_error(None, sentence)
    return form.is_valid()


def _again(request: HttpRequest, visitor: Visitor, row: ChangeRow, form: DecisionForm) -> HttpResponse:
    """The questions and the decision as they were written, with what is wrong."""
    assessment = row.assessment
    said = form.data
    answers = {"when": said.get("asked_when", ""), "nature": said.get("asked_nature", ChangeRow.Nature.OTHER)}
    answers |= {"emergency": said.get("asked_emergency", ""), "reason": said.get("nature_reason", "")}
    context = document_context(visitor, assessment, "重要な変更の判断") | shown_row(row)
    context |= asked(assessment, row, answers) | {"decision": form}
    if "HX-Request" not in request.headers:
        return render(request, "law/proposal.html", context, status=422)
    response = render(request, "law/_proposal.html", context | {"in_list": True})
    return retarget(reswap(response, "outerHTML"), f"#judging-{row.pk}")


def _in_the_list(request: HttpRequest, visitor: Visitor, assessment: Assessment, pk: int) -> HttpResponse:
    """The row anew, with what was decided in its fields, and how many are still open."""
    context = document_context(visitor, assessment)
    rows = list(changes.rows_of(context["version"]))
    return render(request, "changes/_judged.html", context | row_context(assessment, rows, pk))


def _row(assessment: Assessment, pk: int) -> ChangeRow:
    row = get_object_or_404(changes.rows_of(policies.open_version(assessment)), pk=pk, assessment=assessment)
    row.assessment = assessment
    return row
