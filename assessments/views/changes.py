"""変更箇所: what differs from the last published version, and what a person adds to it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from changelog.diff import mark
from municipalities.middleware import is_background

from .. import changes, editing, policies
from ..forms.rows import NOTES, ManyRowsForm, RowForm
from ..models import ChangeRow
from ..snapshot import take
from .pages import document_context, to
from .sheets import place_of


@require_GET
def change_list(request: HttpRequest, code: str, number: str) -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    context = document_context(visitor, assessment, "変更箇所")
    rows = list(changes.rows_of(context["version"]))
    context |= _lists(assessment, rows)
    context |= {
        "base": changes.base_version(assessment),
        "many": ManyRowsForm(pks=[row.pk for row in rows]),
        "notes": NOTES,
    }
    return render(request, "changes/list.html", context)


def _lists(assessment, rows: list[ChangeRow]) -> dict[str, list]:
    """Rows of the annex and, apart, what only fills in what the import could not read."""
    snapshot = take(assessment, changes=False)
    shown = [shown_row(row) | {"place": _place(assessment, snapshot, row), "form": RowForm.of(row)} for row in rows]
    return {
        "rows": [line for line in shown if not line["row"].supplement],
        "supplements": [line for line in shown if line["row"].supplement],
    }


def shown_row(row: ChangeRow) -> dict[str, object]:
    """A row with its two cells marked by character."""
    before, after = mark(row.printed_before, row.printed_after)
    return {"row": row, "path": row.printed_label.split("\n"), "before": before, "after": after}


def _place(assessment, snapshot, row: ChangeRow) -> str:
    return place_of(assessment, snapshot, tuple(row.addresses[0])) if row.addresses else ""


@require_POST
def save_one(request: HttpRequest, code: str, number: str, pk: int) -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    row = get_object_or_404(ChangeRow, pk=pk, assessment=assessment)
    form = RowForm.of(row, request.POST)
    if not form.is_valid():
        return _answer(request, assessment, 422, "invalid", [e for errors in form.errors.values() for e in errors])
    try:
        editing.save_row(assessment, pk, by=visitor, **form.cleaned_data)
    except policies.Refused as refused:
        return _answer(request, assessment, 403, "refused", list(refused.sentences))
    return _answer(request, assessment, 200, "saved", [])


@require_POST
def save_many(request: HttpRequest, code: str, number: str) -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    rows = {row.pk: row for row in changes.rows_of(policies.open_version(assessment))}
    form = ManyRowsForm(request.POST, pks=rows)
    if not form.is_valid():
        messages.error(request, " ".join(e for errors in form.errors.values() for e in errors))
        return redirect(to("changes", assessment))
    try:
        for pk in form.cleaned_data["rows"]:
            editing.save_row(assessment, pk, by=visitor, **_merged(rows[pk], form.cleaned_data))
        messages.success(request, f"{len(form.cleaned_data['rows'])}行に書き込みました。")
    except policies.Refused as refused:
        messages.error(request, " ".join(refused.sentences))
    return redirect(to("changes", assessment))


def _merged(row: ChangeRow, said: dict) -> dict:
    kept = {name: getattr(row, name) for name in ("changed_on", "timing", "note", "reason")}
    return kept | {name: said[name] for name in ("changed_on", "timing", "note") if said[name]}


def _answer(request: HttpRequest, assessment, code: int, status: str, sentences: list[str]) -> HttpResponse:
    now = timezone.localtime().strftime("%H:%M")
    if is_background(request):
        return JsonResponse({"status": status, "sentences": sentences, "at": now}, status=code)
    if sentences:
        messages.error(request, " ".join(sentences))
    else:
        messages.success(request, f"保存しました {now}")
    return redirect(to("changes", assessment))
