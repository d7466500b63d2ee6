"""Adding, copying, moving, removing and bringing back entries from the editor."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from .. import editing, policies
from ..editing import texts
from ..models import Assessment
from ..snapshot import file_heading, outline, take
from .pages import to
from .sheets import place_of


@require_POST
def act(request: HttpRequest, code: str, number: str, kind: str, act: str) -> HttpResponse:
    """One of add, copy, up, down, remove, restore."""
    visitor, assessment = policies.assessment_for(request.user, code, number)
    ref, file_ref = request.POST.get("ref", ""), request.POST.get("file", "")
    name = _heading(assessment, ref) if act == "remove" else ""
    try:
        entry = _do(assessment, kind, act, ref, file_ref, visitor)
    except policies.Refused as refused:
        messages.error(request, " ".join(refused.sentences))
        return redirect(request.POST.get("here", "") or to("document", assessment))
    if act == "remove":
        request.session["undo"] = {"kind": kind, "ref": ref, "name": name}
    else:
        messages.success(request, _DONE[act])
    return redirect(_place(request, assessment, entry.ref, act))


def _do(assessment: Assessment, kind: str, act: str, ref: str, file_ref: str, visitor):
    if act == "add":
        return editing.add_entry(assessment, kind, file_ref=file_ref, by=visitor)
    if act in ("up", "down"):
        return editing.move_entry(assessment, kind, ref, -1 if act == "up" else 1, by=visitor)
    acts = {"copy": editing.copy_entry, "remove": editing.remove_entry, "restore": editing.restore_entry}
    if act not in acts:
        raise Http404
    return acts[act](assessment, kind, ref, by=visitor)


def _place(request: HttpRequest, assessment: Assessment, ref: str, act: str) -> str:
    here = request.POST.get("here", "")
    if act == "remove":
        return to("edit", assessment) if not here or ref in here else here  # the page of a removed file is gone
    return place_of(assessment, take(assessment, changes=False), (ref, "")) or here or to("edit", assessment)


_DONE = {
    "add": "追加しました。",
    "copy": "写しを後ろに作りました。",
    "up": "1つ前に移しました。番号は自動で付け直されます。",
    "down": "1つ後ろに移しました。番号は自動で付け直されます。",
    "restore": "元に戻しました。",
}


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
