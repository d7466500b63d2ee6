"""What the browser is told after a save: what is kept now, and every part of the page that has changed with it.

Without a script the page is shown anew, and a message says the same.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone

from municipalities.access import Visitor
from municipalities.middleware import is_background
from municipalities.typed import not_saved, typed

from .. import editing, policies
from ..catalogue import values
from ..forms import RecordsForm, item_form
from ..models import Assessment
from .sheets import SheetPage, sheet_page

ANOTHER_PERSON = (
    "この画面を開いた人とは別の人がサインインしているため、保存していません。"
    "記載を控えてから、画面を開き直してください。"
)
OVERTAKEN = "同じ項目をほかの人が先に保存していたため、保存していません。今の記載を確かめてください。"


def stamp_of(request: HttpRequest) -> tuple[str, str, str]:
    """(ref, code, base) of what is being saved."""
    stamp = request.POST.get("at", "").split(" ")
    if len(stamp) == 3:
        return stamp[0], stamp[1], stamp[2]
    return tuple(request.POST.get(name, "") for name in ("ref", "code", "base"))


def _anchor(ref: str, code: str) -> str:
    """The name of an item on the page, as snapshot.Placed.anchor makes it."""
    return f"i-{ref}-{code}" if ref else f"i-{code}"


def is_another_person(request: HttpRequest) -> bool:
    """The page was opened by somebody else, who has left a colleague signed in on the same machine."""
    return request.POST.get("who", "") not in ("", str(request.user.pk))


def now() -> str:
    return timezone.localtime().strftime("%H:%M")


def back(request: HttpRequest) -> HttpResponse:
    """Where the page cannot listen to an answer (no script), it is shown anew."""
    return redirect(_page_of_item(request))


def _page_of_item(request: HttpRequest) -> str:
    ref, code, _ = stamp_of(request)
    anchor = f"#{_anchor(ref, code)}" if code else ""
    here = request.headers.get("Referer", "").split("#")[0]
    fallback = request.path.rsplit("/", 2)[0] + "/edit/"
    return (here if here.startswith(request.build_absolute_uri("/")) else fallback) + anchor


def not_taken(request: HttpRequest, sentences: list[str], *, status: int, url: str = "") -> HttpResponse:
    """Without a script the page is gone; then what was typed stands on a page of its own."""
    return not_saved(request, sentences, status=status, url=url or _page_of_item(request), action="元の画面へ戻る")


def not_done(request: HttpRequest, sentences: Iterable[str], url: str) -> HttpResponse:
    """An act was refused: said on the page it came from, or where words were written, beside these."""
    if typed(request):
        return not_taken(request, list(sentences), status=422, url=url)
    messages.error(request, " ".join(sentences))
    return redirect(url)


def saved(request: HttpRequest, assessment: Assessment, form, saved: editing.Saved) -> HttpResponse:
    if not is_background(request):
        messages.success(request, f"保存しました {now()}")
        return back(request)
    ref, code, _ = stamp_of(request)
    page = sheet_page(assessment, request.POST.get("slug", ""), request.POST.get("sheet", ""), snapshot=saved.snapshot)
    stamp = " ".join((ref, code, editing.fingerprint(saved.value)))
    answer = {"status": "saved", "at": now(), "stamp": stamp, **_redrawn(request, assessment, form, saved.value)}
    return JsonResponse(answer | (page_parts(request, assessment, page) if page else {}))


def _redrawn(request: HttpRequest, assessment: Assessment, form, value: values.Value) -> dict[str, Any]:
    """The fields as they are kept, where that may differ from what was typed: a day, a number, a figure."""
    if isinstance(form, RecordsForm) or form.item.kind in ("text", "long_text"):
        return {}
    return {"fields": _fields(request, assessment, form.item, value), "swap": form.item.kind == "figure"}


def _fields(request: HttpRequest, assessment: Assessment, item, value: values.Value) -> str:
    """The fields of an item with this value, for the place that the browser names."""
    ref, code, _ = stamp_of(request)
    anchor = _anchor(ref, code)
    if item.kind == "record_list":
        form = RecordsForm(item, *(value or ([], "")), anchor=anchor)
    else:
        form = item_form(item, values.answer(item, {} if value is None else {item.code: value}), anchor=anchor)
    context = {"form": form, "assessment": assessment, "address": (ref, code), "label": item.heading}
    return render_to_string(form.template, context, request)


def page_parts(request: HttpRequest, assessment: Assessment, page: SheetPage) -> dict[str, Any]:
    """Everything on the page that a save may change, by name."""
    beside = page.beside(policies.open_version(assessment))
    context = {"page": page, "assessment": assessment, "beside": beside}
    parts = {
        name: render_to_string(f"editor/_{name}.html", context, request)
        for name in ("contents", "jumps", "todo", "rows")
    }
    return {"parts": parts, "items": _items(page), "entries": _entries(page)}


def _items(page: SheetPage) -> dict[str, list]:
    """Anchor -> [required?, unknown?, sentences] of the items that have any of them."""
    found = {}
    for group in page.groups:
        for part in group.parts:
            for placed in part.answerable:
                said = [p.sentence for p in page.problems.get(placed.address, ())]
                if said or part.requires(placed):
                    found[placed.anchor] = [part.requires(placed), placed.is_unknown, said]
    return found


def _entries(page: SheetPage) -> dict[str, list[str]]:
    """Ref -> [heading, name, what is left to do] of the entries of the sheet."""
    return {
        part.node.ref: [part.heading, part.name, part.state]
        for group in page.groups
        for part in group.parts
        if part.node
    }


def invalid(request: HttpRequest, sentences: list[str]) -> HttpResponse:
    return _said(request, 422, "invalid", sentences)


def refused(request: HttpRequest, *sentences: str) -> HttpResponse:
    return _said(request, 403, "refused", list(sentences))


def _said(request: HttpRequest, status: int, name: str, sentences: list[str]) -> HttpResponse:
    if not is_background(request):
        return not_taken(request, sentences, status=status)
    return JsonResponse({"status": name, "sentences": sentences}, status=status)


def conflict(
    request: HttpRequest, assessment: Assessment, form, conflict: editing.Conflict, visitor: Visitor
) -> HttpResponse:
    """Both texts, and the choice: theirs, mine, or both to look at."""
    if not is_background(request):
        return not_taken(request, [OVERTAKEN], status=409)
    ref, code, _ = stamp_of(request)
    context = {
        "conflict": conflict,
        "own": conflict.who == str(visitor.user),
        "theirs": _readable(form.item, conflict.current),
        "anchor": _anchor(ref, code),
    }
    return JsonResponse(
        {
            "status": "conflict",
            "stamp": " ".join((ref, code, editing.fingerprint(conflict.current))),
            "theirs": context["theirs"],
            "html": render_to_string("editor/_conflict.html", context, request),
            "fields": _fields(request, assessment, form.item, conflict.current),
        },
        status=409,
    )


def _readable(item, value: values.Value) -> str:
    """What the other person wrote, as text: a pair of records and note, or an answer."""
    if item.kind == "record_list":
        return "\n".join([*value[0], value[1]]).strip()
    return values.as_text(item, value)
