"""変更箇所: what differs from the last published version, and what a person adds to it."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from changelog.diff import mark
from municipalities.access import Visitor
from municipalities.middleware import is_background

from .. import changes, editing, policies
from ..forms.rows import NOTES, ManyRowsForm, RowForm
from ..models import Assessment, ChangeRow
from ..snapshot import take
from . import saving
from .asking import Asking
from .pages import document_context, to
from .places import Places


@never_cache  # a page out of the browser's memory would start from old values
@require_GET
def change_list(request: HttpRequest, code: str, number: str) -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    return render(request, "changes/list.html", _page(visitor, assessment))


def _page(visitor: Visitor, assessment: Assessment, many: ManyRowsForm | None = None) -> dict[str, object]:
    """``many``: what was typed for many rows and could not be taken."""
    context = document_context(visitor, assessment, "変更箇所")
    rows = list(changes.rows_of(context["version"]))
    many = many or ManyRowsForm(pks=[row.pk for row in rows])
    return context | _lists(assessment, rows) | {"base": changes.base_version(assessment), "many": many, "notes": NOTES}


def _lists(assessment: Assessment, rows: list[ChangeRow]) -> dict[str, list]:
    """Rows of the annex and, apart, what only fills in what the import could not read."""
    snapshot = take(assessment, changes=False)
    places, asking = Places(assessment, snapshot), Asking(assessment, rows, snapshot)
    shown = [_line(row, places, asking) for row in rows]
    told = [line for line in shown if not line["row"].supplement]
    return {
        "rows": told,
        "supplements": [line for line in shown if line["row"].supplement],
        "incomplete": [line for line in told if not line["form"].is_complete],
        "undecided": [line for line in told if line["asked"] and not line["row"].judged_as],
        "asks_any": any(line["asked"] for line in told),
        "looks_formal": sum(1 for line in told if line["looks"]),
    }


def _line(row: ChangeRow, places: Places, asking: Asking) -> dict[str, object]:
    form = RowForm.of(row)
    line = shown_row(row) | asking.line(row) | {"place": _place(places, row), "form": form}
    return line | {"state": asking.state(form)}


def row_context(assessment: Assessment, rows: list[ChangeRow], pk: int) -> dict[str, object]:
    """What the part of one row reads, with how far all of them are."""
    found = _lists(assessment, rows)
    line = next(line for line in found["rows"] if line["row"].pk == pk)
    return found | {"line": line, "notes": NOTES}


def shown_row(row: ChangeRow) -> dict[str, object]:
    """A row with its two cells marked by character."""
    before, after = mark(row.printed_before, row.printed_after)
    return {"row": row, "path": row.printed_label.split("\n"), "before": before, "after": after}


def _place(places: Places, row: ChangeRow) -> str:
    return next(filter(None, (places.url(tuple(address)) for address in row.addresses)), "")


@require_POST
def save_one(request: HttpRequest, code: str, number: str, pk: int) -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    row = get_object_or_404(ChangeRow, pk=pk, assessment=assessment)
    form = RowForm.of(row, request.POST)
    if saving.is_another_person(request):
        return _answer(request, assessment, 403, "refused", [saving.ANOTHER_PERSON])
    if not form.is_valid():
        return _answer(request, assessment, 422, "invalid", [e for errors in form.errors.values() for e in errors])
    if request.POST.get("at", form.stamp) != form.stamp and not form.says_the_same:
        return _conflict(request, assessment, form)
    try:
        row = editing.save_row(assessment, pk, by=visitor, **form.cleaned_data)
    except policies.Refused as refused:
        return _answer(request, assessment, 403, "refused", list(refused.sentences))
    return _answer(request, assessment, 200, "saved", [], stamp=RowForm.of(row).stamp)


def _conflict(request: HttpRequest, assessment: Assessment, form: RowForm) -> HttpResponse:
    """Two people on one row: both see both."""
    if not is_background(request):
        return _answer(request, assessment, 409, "conflict", [saving.OVERTAKEN])
    last = form.row.history.select_related("history_user").first()
    theirs = RowForm.of(form.row)
    context = {
        "own": last is not None and last.history_user == request.user,
        "conflict": {"who": str(last.history_user or "") if last else "", "when": last.history_date if last else None},
        "theirs": theirs.as_text,
        "anchor": f"row-{form.row.pk}",
    }
    html = render_to_string("editor/_conflict.html", context, request)
    fields = render_to_string("changes/_fields.html", {"form": theirs, "row": form.row}, request)
    told = {"status": "conflict", "stamp": theirs.stamp, "theirs": theirs.as_text, "html": html, "fields": fields}
    return JsonResponse(told, status=409)


@require_POST
def save_many(request: HttpRequest, code: str, number: str) -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    rows = {row.pk: row for row in changes.rows_of(policies.open_version(assessment))}
    form = ManyRowsForm(request.POST, pks=rows)
    if not form.is_valid() or not _written(assessment, rows, form, visitor):
        messages.error(request, " ".join(e for errors in form.errors.values() for e in errors))
        return render(request, "changes/list.html", _page(visitor, assessment, form), status=422)
    messages.success(request, f"{len(form.cleaned_data['rows'])}行に書き込みました。")
    if form.doubts:
        messages.warning(request, "判断を確かめてください。" + " ".join(form.doubts))
    return redirect(to("changes", assessment))


def _written(assessment: Assessment, rows: dict[int, ChangeRow], form: ManyRowsForm, by: Visitor) -> bool:
    """All of them or, when one is refused, none. What nobody has to judge is only written in."""
    said, picked = form.cleaned_data, [rows[pk] for pk in form.cleaned_data["rows"]]
    asking = Asking(assessment, picked, take(assessment, changes=False))
    try:
        with transaction.atomic():
            for row in picked:
                words = _merged(row, said)
                editing.save_row(assessment, row.pk, by=by, **words)
                if said["nature"] and asking.asks(row):
                    asking.judge(row, said["nature"], said["nature_reason"], words, by=by)
    except policies.Refused as refused:
        form.add_error(None, " ".join(refused.sentences))
        return False
    form.doubts = asking.doubts
    return True


def _merged(row: ChangeRow, said: dict) -> dict:
    kept = {name: getattr(row, name) for name in ("changed_on", "timing", "note", "reason")}
    return kept | {name: said[name] for name in ("changed_on", "timing", "note", "reason") if said[name]}


def _answer(
    request: HttpRequest, assessment: Assessment, code: int, status: str, sentences: list[str], stamp: str = ""
) -> HttpResponse:
    now = saving.now()
    if is_background(request):
        told = {"status": status, "sentences": sentences, "at": now, "stamp": stamp}
        return JsonResponse(told | (_summary(request, assessment) if status == "saved" else {}), status=code)
    if sentences:
        return saving.not_taken(request, sentences, status=code, url=to("changes", assessment))
    messages.success(request, f"保存しました {now}")
    return redirect(to("changes", assessment))


def _summary(request: HttpRequest, assessment: Assessment) -> dict[str, dict]:
    """How many rows are still incomplete, for the page that stays open."""
    rows = [r for r in changes.rows_of(policies.open_version(assessment)) if not r.supplement]
    asking = Asking(assessment, rows, take(assessment, changes=False))
    incomplete = [{"row": row} for row in rows if not RowForm.of(row).is_complete]
    context = {"rows": rows, "incomplete": incomplete, "undecided": [{"row": row} for row in rows if asking.waits(row)]}
    states = {f"row-{row.pk}": asking.state(RowForm.of(row)) for row in rows}
    return {"parts": {"summary": render_to_string("changes/_summary.html", context, request)}, "states": states}
