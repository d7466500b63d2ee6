"""計画管理書 of a town: on screen, for the printer, and as a table for Excel."""

import csv
import io

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from municipalities.access import visitor_for

from ..catalogue import get_form
from ..outputs.as_csv import plain
from ..planning import FORM, Plan, plan_of
from .pages import crumbs


@require_GET
def plan(request: HttpRequest, code: str) -> HttpResponse:
    visitor = visitor_for(request.user, code)
    form = get_form(FORM)
    context = {"visitor": visitor, "form": form, "plan": plan_of(visitor.municipality, timezone.localdate())}
    context["lines"] = [
        (document, [(item, said.get(item.code, "")) for item in context["plan"].columns])
        for document, said in context["plan"].rows
    ]
    context["crumbs"] = crumbs(visitor, ("", form.name))
    return render(request, "plan/plan.html", context)


@require_GET
def plan_csv(request: HttpRequest, code: str) -> HttpResponse:
    visitor = visitor_for(request.user, code)
    text = io.StringIO()
    rows = _cells(plan_of(visitor.municipality, timezone.localdate()))
    csv.writer(text).writerows([plain(cell) for cell in row] for row in rows)
    return _download("\ufeff" + text.getvalue(), f"keikaku-{code}.csv", "text/csv; charset=utf-8")


@require_GET
def plan_xlsx(request: HttpRequest, code: str) -> HttpResponse:
    visitor = visitor_for(request.user, code)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("計画管理書")
    for row in _cells(plan_of(visitor.municipality, timezone.localdate())):
        sheet.append([_text_cell(sheet, text) for text in row])
    data = io.BytesIO()
    book.save(data)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _download(data.getvalue(), f"keikaku-{code}.xlsx", kind)


def _text_cell(sheet, text: str) -> WriteOnlyCell:
    """A cell that stays text: what begins with = is no formula here."""
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    return cell


def _cells(plan: Plan) -> list[list[str]]:
    head = [item.label for item in plan.columns]
    above = [[item.label, text] for item, text in plan.head]
    return [*above, [], head, *([said.get(item.code, "") for item in plan.columns] for _, said in plan.rows)]


def _download(data: str | bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
