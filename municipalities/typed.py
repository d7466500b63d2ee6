"""What somebody typed into a form that could not be taken: shown again, so that it can be copied."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.debug import sensitive_post_parameters

TECHNICAL = set("csrfmiddlewaretoken at ref code base rows next who here act key basis seen".split())


def typed(request: HttpRequest) -> list[str]:
    """The texts of the form that was sent, without passwords and without what the page itself put there."""
    readable = (name for name in request.POST if name not in TECHNICAL and "password" not in name)
    return [text for name in readable for text in request.POST.getlist(name) if text.strip()]


def not_saved(request: HttpRequest, sentences: Iterable[str], *, status: int, url: str, action: str) -> HttpResponse:
    """A page that says why nothing was saved and shows what was typed; ``action``: the words on the link to ``url``."""
    context = {"sentences": list(sentences), "typed": typed(request), "url": url, "action": action}
    response = render(request, "errors/not_saved.html", context, status=status)
    add_never_cache_headers(response)
    return response


@sensitive_post_parameters()
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's own page for a form without a valid token, with what was typed into it."""
    return render(request, "403_csrf.html", {"typed": typed(request)}, status=403)
