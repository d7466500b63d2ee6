"""The coordinator manages who works in the town, and as what."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from .. import actions
from ..access import coordinator_of
from ..forms import NewMemberForm, RolesForm
from ..members import members_of
from .page import act, secret_shown_once, sent, settings_page

LIST = ("members", "職員")


def members(request, code):
    visitor = coordinator_of(request.user, code)
    people = members_of(visitor.municipality)
    return settings_page(request, visitor, "members", ("", LIST[1]), people=people)


def member_add(request, code):
    visitor = coordinator_of(request.user, code)
    form = NewMemberForm(request.POST or None, town=visitor.municipality)
    if sent(request, form):
        added = act(form, actions.add_member, visitor.municipality, **form.cleaned_data, by=request.user)
        if added:
            return _password_page(request, visitor, *added, title="職員を追加しました")
    return settings_page(request, visitor, "member_add", LIST, ("", "職員の追加"), form=form)


def member_edit(request, code, pk):
    visitor = coordinator_of(request.user, code)
    town, member = visitor.municipality, _member(visitor, pk)
    initial = RolesForm.initial_of(member)
    form = RolesForm(request.POST or None, town=town, member=member, initial=initial)
    if sent(request, form) and act(form, actions.change_member, town, member, **form.cleaned_data, by=request.user):
        messages.success(request, f"{member}さんの登録を変更しました。")
        return redirect("members", code)
    return settings_page(request, visitor, "member_edit", LIST, ("", f"{member}さん"), form=form, member=member)


def member_deactivate(request, code, pk):
    visitor = coordinator_of(request.user, code)
    member = _member(visitor, pk)
    sentences = []
    if request.method == "POST":
        try:
            actions.stop_member(visitor.municipality, member, by=request.user)
            messages.success(request, f"{member}さんの利用を停止しました。")
            return redirect("members", code)
        except actions.Refused as refused:
            sentences = [refused.sentence]
    way = (LIST, ("", f"{member}さんの利用の停止"))
    return settings_page(request, visitor, "member_deactivate", *way, member=member, sentences=sentences)


@require_POST
def member_resume(request, code, pk):
    visitor = coordinator_of(request.user, code)
    member = _member(visitor, pk)
    try:
        actions.resume_member(visitor.municipality, member, by=request.user)
        messages.success(request, f"{member}さんの利用を再開しました。役割は停止前のままです。")
    except actions.Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("members", code)


def member_reset_password(request, code, pk):
    visitor = coordinator_of(request.user, code)
    member = _member(visitor, pk)
    sentences = []
    if request.method == "POST":
        try:
            password = actions.reset_password(member, visitor.municipality, by=request.user)
            return _password_page(request, visitor, member, password, title="パスワードを再設定しました")
        except actions.Refused as refused:
            sentences = [refused.sentence]
    way = (LIST, ("", f"{member}さんのパスワードの再設定"))
    return settings_page(request, visitor, "member_reset_password", *way, member=member, sentences=sentences)


def _member(visitor, pk):
    return get_object_or_404(members_of(visitor.municipality), pk=pk)


def _password_page(request, visitor, member, password, *, title):
    context = {"member": member, "password": password, "title": title}
    return secret_shown_once(settings_page(request, visitor, "member_password", LIST, ("", title), **context))
