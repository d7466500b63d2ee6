"""Tells every template who the visitor of the town in the address is, for views that do not say it themselves."""

from django.http import Http404
from django.utils.functional import SimpleLazyObject

from .access import Visitor, visitor_for


def visitor(request) -> dict[str, object]:
    """``visitor``: asked for only when a template reads it; a view's own ``visitor`` stands before it."""
    return {"visitor": SimpleLazyObject(lambda: _visitor(request))}


def _visitor(request) -> Visitor | None:
    match = getattr(request, "resolver_match", None)
    code = match.kwargs.get("code") if match else None
    if not code or not request.user.is_authenticated:
        return None
    try:
        return visitor_for(request.user, code)
    except Http404:
        return None
