"""Adding, copying, moving, removing and bringing back entries from the editor."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from municipalities.access import Visitor
from municipalities.middleware import is_background

from .. import editing, policies
from ..editing import texts
from ..models import Assessment
from ..snapshot import file_heading, outline, take
from . import saving
from .pages import to, way_back
from .sheets import place_of, sheet_page


@require_POST
def act(request: HttpRequest, code: str, number: str, kind: str, act: str) -> HttpResponse:
    """One of add, copy, up, down, remove, restore; with "do" in the address the pressed button says which."""
    visitor, assessment = policies.assessment_for(request.user, code, number)
    act, ref = _wanted(request, act)
    file_ref = request.POST.get("file", "")
    name = _heading(assessment, ref) if act == "remove" else ""
    try:
        entry = _do(assessment, kind, act, ref, file_ref, visitor)
    except policies.Refused as refused:
        return saving.refused(request, *refused.sentences)
    undo = {"kind": kind, "ref": ref, "name": name} if act == "remove" else None
    if is_background(request) and kind != "files":
        return _told(request, visitor, assessment, kind, act, entry.ref, undo)
    return _gone_there(request, assessment, act, entry.ref, undo)


def _wanted(request: HttpRequest, act: str) -> tuple[str, str]:
    """("up", ref) of a button with the value "up REF"."""
    if act != "do":
        return act, request.POST.get("ref", "")
    act, _, ref = request.POST.get("do", "").partition(" ")
    return act, ref


def _do(assessment: Assessment, kind: str, act: str, ref: str, file_ref: str, visitor: Visitor):
    if act == "add":
        return editing.add_entry(assessment, kind, file_ref=file_ref, by=visitor)
    if act in ("up", "down"):
        return editing.move_entry(assessment, kind, ref, -1 if act == "up" else 1, by=visitor)
    acts = {"copy": editing.copy_entry, "remove": editing.remove_entry, "restore": editing.restore_entry}
    if act not in acts:
        raise Http404
    return acts[act](assessment, kind, ref, by=visitor)


# --- the page changes in place ----------------------------------------------------------------------------------------


def _told(
    request: HttpRequest, visitor: Visitor, assessment: Assessment, kind: str, act: str, ref: str, undo: dict | None
) -> HttpResponse:
    """The new order, what the browser does not have yet, and every other part of the page that has changed."""
    page = sheet_page(assessment, request.POST.get("slug", ""), request.POST.get("sheet", ""), opened=ref)
    if page is None:
        raise Http404
    parts = {p.node.ref: p for group in page.groups if group.entry_kind == kind for p in group.parts}
    context = {"page": page, "assessment": assessment, "visitor": visitor}
    heading = parts[ref].heading if ref in parts else ""
    answer: dict[str, Any] = {"status": "done", "said": SAID[act].format(undo["name"] if undo else heading)}
    answer |= {"ref": ref, "order": list(parts), "html": _missing(request, parts, ref, context)}
    answer |= {"range": next((g.range for g in page.groups if g.entry_kind == kind), "")}
    if undo:
        answer["undo"] = render_to_string("editor/_undo.html", context | {"undo": undo}, request)
    return JsonResponse(answer | saving.page_parts(request, assessment, page))


def _missing(request: HttpRequest, parts: dict, ref: str, context: dict) -> dict[str, str]:
    have = set(request.POST.get("have", "").split())
    return {
        r: render_to_string("editor/_entry.html", context | {"part": part, "kind": part.entry_kind}, request)
        for r, part in parts.items()
        if r not in have
    }


SAID = {
    "add": "{}を追加しました。",
    "copy": "{}として写しを作りました。",
    "up": "{}に移しました。番号は自動で付け直されます。",
    "down": "{}に移しました。番号は自動で付け直されます。",
    "remove": "{}を削除しました。",
    "restore": "{}を元に戻しました。",
}


# --- another page, or no script ---------------------------------------------------------------------------------------


def _gone_there(request: HttpRequest, assessment: Assessment, act: str, ref: str, undo: dict | None) -> HttpResponse:
    snapshot = take(assessment, changes=False)
    if undo:
        request.session["undo"] = undo
    else:
        messages.success(request, SAID[act].format(_heading(assessment, ref)))
    here = way_back(request, to("edit", assessment))
    if undo and ref in here:
        here = to("edit", assessment)  # the page of a removed file is gone
    url = here if undo else place_of(assessment, snapshot, (ref, "")) or here
    return JsonResponse({"status": "go", "url": url}) if is_background(request) else redirect(url)


def _heading(assessment: Assessment, ref: str) -> str:
    """How the form names an entry now: 「移転先3」, 「(2) 本人確認情報ファイル」."""
    for sheet in outline(take(assessment, changes=False)):
        for block in sheet.blocks:
            if block.node and block.node.ref == ref:
                return block.heading
        if sheet.file and sheet.file.ref == ref:
            return file_heading(assessment.spec, sheet.file)
    return ""


@require_POST
def drop_unplaced(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Take a piece of imported text off the list once somebody has dealt with it."""
    visitor, assessment = policies.assessment_for(request.user, code, number)
    try:
        texts.drop_unplaced(assessment, request.POST.get("text", ""), by=visitor)
        messages.success(request, "未配置の記載を一覧から外しました。記載は取り込んだ版と履歴に残っています。")
    except policies.Refused as refused:
        messages.error(request, " ".join(refused.sentences))
    return redirect("document", code=code, number=number)
