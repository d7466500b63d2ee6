"""The operator of the installation: which towns there are, and who begins in them. No texts of documents."""

from functools import wraps

from django.contrib import messages
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from .. import actions
from ..forms import NameForm, NewAccountForm, NewTownForm
from ..members import members_of
from ..models import Municipality
from .page import act, secret_shown_once, sent


def operators_only(view):
    """For everybody else these pages do not exist."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_operator:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@operators_only
def town_list(request):
    towns = Municipality.objects.annotate(people=Count("memberships__user", distinct=True))
    return _page(request, "list", towns=towns)


@operators_only
def town_add(request):
    form = NewTownForm(request.POST or None)
    if sent(request, form):
        added = act(form, actions.add_town, **form.cleaned_data, by=request.user)
        if added:
            return _password_page(request, *added)
    return _page(request, "add", ("", "団体の追加"), form=form)


@operators_only
def town_detail(request, code):
    town = get_object_or_404(Municipality, code=code)
    form = NameForm(request.POST or None, label="団体名", max_length=60, initial={"name": town.name})
    if sent(request, form):
        actions.rename_town(town, form.cleaned_data["name"], by=request.user)
        messages.success(request, "団体名を変更しました。公表済みの評価書に書かれた名前は変わりません。")
        return redirect("town_detail", code)
    return _page(request, "detail", ("", town.name), town=town, people=members_of(town), form=form)


@operators_only
def town_coordinator_add(request, code):
    town = get_object_or_404(Municipality, code=code)
    form = NewAccountForm(request.POST or None)
    if sent(request, form):
        added = act(form, actions.add_coordinator, town, **form.cleaned_data, by=request.user)
        if added:
            return _password_page(request, town, *added)
    return _page(request, "coordinator_add", _to(town), ("", "取りまとめ担当の追加"), town=town, form=form)


@operators_only
def operator_reset_password(request, code, pk):
    town = get_object_or_404(Municipality, code=code)
    member = get_object_or_404(members_of(town), pk=pk)
    sentences = []
    if request.method == "POST":
        try:
            password = actions.reset_password(member, None, by=request.user)
            return _password_page(request, town, member, password)
        except actions.Refused as refused:
            sentences = [refused.sentence]
    way = (_to(town), ("", "パスワードの再設定"))
    return _page(request, "reset_password", *way, town=town, member=member, sentences=sentences)


def _to(town):
    return (reverse("town_detail", args=[town.code]), town.name)


def _page(request, template, *way, **context):
    crumbs = [(reverse("town_list") if way else "", "団体の登録"), *way]
    return render(request, f"municipalities/operator/{template}.html", context | {"crumbs": crumbs})


def _password_page(request, town, member, password):
    context = {"town": town, "member": member, "password": password}
    return secret_shown_once(_page(request, "password", _to(town), ("", "渡すもの"), **context))
