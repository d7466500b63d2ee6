"""The deadlines of a town: a page, and a feed for a person's own calendar."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from municipalities.access import Visitor, visitor_for

from ..law import agenda, ical
from ..law.calendar import Deadline
from ..models import FeedKey
from ..models.reminding import new_nonce
from .pages import crumbs, to

_SIGNER = signing.Signer(salt="calendar-feed")
_GROUPS = (("over", "過ぎています"), ("soon", "90日以内"), ("later", "それより先"))


@require_GET
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    visitor = visitor_for(request.user, code)
    today, mine = timezone.localdate(), request.GET.get("of") == "mine"
    found = agenda.of_town(visitor.municipality, today)
    shown = agenda.of_person(visitor, found) if mine else found
    context = {"visitor": visitor, "groups": grouped(shown, today), "mine": mine, "count": len(shown)}
    context |= {"crumbs": crumbs(visitor, ("", "期限の一覧")), "address": _address(request, visitor)}
    return render(request, "law/calendar.html", context)


def grouped(found: list[Deadline], today) -> list[tuple[str, str, list[dict]]]:
    """(state, heading, lines) for each group that has any."""
    groups = []
    for state, heading in _GROUPS:
        lines = [line(deadline, today) for deadline in found if deadline.state(today) == state]
        groups += [(state, heading, lines)] if lines else []
    return groups


def line(deadline: Deadline, today) -> dict:
    left = deadline.remaining(today)
    words = "今日" if left == 0 else f"あと{left}日" if left > 0 else f"{-left}日過ぎています"
    return {"deadline": deadline, "left": words, "url": to(deadline.to, deadline.assessment)}


@require_POST
def new_address(request: HttpRequest, code: str) -> HttpResponse:
    """Make the address of the feed, or another one; the old one stops working."""
    visitor = visitor_for(request.user, code)
    FeedKey.objects.update_or_create(
        user=request.user, municipality=visitor.municipality, defaults={"nonce": new_nonce()}
    )
    messages.success(request, "カレンダーのアドレスを作りました。前のアドレスは使えません。")
    return redirect("calendar", code=code)


def _address(request: HttpRequest, visitor: Visitor) -> str:
    key = FeedKey.objects.filter(user=request.user, municipality=visitor.municipality).first()
    if key is None:
        return ""
    token = _SIGNER.sign_object({"key": key.pk, "nonce": key.nonce})
    return request.build_absolute_uri(reverse("calendar_feed", args=[visitor.municipality.code, token]))


@login_not_required
@never_cache
@require_GET
def feed(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """What a calendar program fetches: who has the address reads it, while the person still works in the town."""
    visitor = _bearer(code, token)
    today = timezone.localdate()
    found = agenda.of_person(visitor, agenda.of_town(visitor.municipality, today))
    name = f"評価書の期限（{visitor.municipality.name}）"
    pairs = [(d, request.build_absolute_uri(to(d.to, d.assessment))) for d in found]
    response = HttpResponse(ical.feed(name, pairs, timezone.now()), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="kigen.ics"'
    return response


def _bearer(code: str, token: str) -> Visitor:
    try:
        said = _SIGNER.unsign_object(token)
        key = FeedKey.objects.select_related("user").get(pk=said["key"], nonce=said["nonce"], municipality__code=code)
    except (signing.BadSignature, FeedKey.DoesNotExist, KeyError, TypeError, ValueError):
        raise Http404
    return visitor_for(key.user, code)
