"""The coordinator's settings of the town itself: its departments and 評価実施機関."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from .. import actions
from ..access import coordinator_of
from ..forms import DepartmentForm, agency_form, department_name_form
from .page import act, sent, settings_page

DEPARTMENTS, AGENCIES = ("departments", "部署"), ("agencies", "評価実施機関")
STEPS = {"up": -1, "down": 1}


def town_settings(request, code):
    visitor = coordinator_of(request.user, code)
    return settings_page(request, visitor, "settings")


def departments(request, code):
    visitor = coordinator_of(request.user, code)
    town = visitor.municipality
    form = department_name_form(request.POST or None)
    if sent(request, form) and act(form, actions.add_department, town, form.cleaned_data["name"], by=request.user):
        messages.success(request, f"部署「{form.cleaned_data['name']}」を追加しました。")
        return redirect("departments", code)
    return settings_page(
        request, visitor, "departments", ("", DEPARTMENTS[1]), form=form, things=town.departments.all()
    )


def department_edit(request, code, pk):
    visitor = coordinator_of(request.user, code)
    department = get_object_or_404(visitor.municipality.departments, pk=pk)
    title = department.name
    form = DepartmentForm(request.POST or None, initial={"name": title, "is_active": department.is_active})
    if sent(request, form) and act(form, actions.change_department, department, **form.cleaned_data, by=request.user):
        messages.success(request, f"部署「{department}」を変更しました。")
        return redirect("departments", code)
    return settings_page(request, visitor, "department_edit", DEPARTMENTS, ("", title), form=form, thing=department)


def agencies(request, code):
    visitor = coordinator_of(request.user, code)
    town = visitor.municipality
    form = agency_form(request.POST or None)
    if sent(request, form) and act(form, actions.add_agency, town, form.cleaned_data["name"], by=request.user):
        messages.success(request, f"評価実施機関「{form.cleaned_data['name']}」を追加しました。")
        return redirect("agencies", code)
    return settings_page(request, visitor, "agencies", ("", AGENCIES[1]), form=form, things=town.agencies.all())


def agency_edit(request, code, pk):
    visitor = coordinator_of(request.user, code)
    agency = get_object_or_404(visitor.municipality.agencies, pk=pk)
    title = agency.name
    form = agency_form(request.POST or None, initial={"name": title})
    if sent(request, form) and act(
        form, actions.rename_agency, agency, name=form.cleaned_data["name"], by=request.user
    ):
        messages.success(request, f"評価実施機関の名前を「{agency}」に変更しました。")
        return redirect("agencies", code)
    return settings_page(request, visitor, "agency_edit", AGENCIES, ("", title), form=form, thing=agency)


@require_POST
def agency_remove(request, code, pk):
    visitor = coordinator_of(request.user, code)
    agency = get_object_or_404(visitor.municipality.agencies, pk=pk)
    try:
        actions.remove_agency(agency, by=request.user)
        messages.success(request, f"評価実施機関「{agency}」を削除しました。")
    except actions.Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("agencies", code)


@require_POST
def department_move(request, code, pk):
    return _move(request, code, pk, "departments")


@require_POST
def agency_move(request, code, pk):
    return _move(request, code, pk, "agencies")


def _move(request, code, pk, kind):
    visitor = coordinator_of(request.user, code)
    thing = get_object_or_404(getattr(visitor.municipality, kind), pk=pk)
    actions.move(thing, STEPS.get(request.POST.get("step"), 0), by=request.user)
    return redirect(kind, code)
