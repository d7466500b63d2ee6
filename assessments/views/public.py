"""What residents read without signing in: towns, their documents, one document, and what changed in it.

The same page for everybody: no session, no cookie, so that it may be kept by caches for a few minutes.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from .. import publication
from . import public_pages


def for_everybody(view):
    """No sign-in, read only, kept by caches for five minutes: a withdrawal must be seen soon."""
    return login_not_required(require_safe(cache_control(public=True, max_age=300)(view)))


@for_everybody
def home(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()
    return render(request, "public/home.html", {"towns": publication.towns(query), "query": query})


@for_everybody
def town(request: HttpRequest, code: str) -> HttpResponse:
    found, query = publication.town(code), request.GET.get("q", "").strip()
    documents = publication.documents(found, query)
    context = {"town": found, "documents": documents, "query": query, "crumbs": public_pages.crumbs(found)}
    return render(request, "public/town.html", context)


@for_everybody
def document(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The current version."""
    versions = publication.document(code, number)
    return render(request, "public/document.html", public_pages.reading(versions[0], versions))


@for_everybody
def version(request: HttpRequest, code: str, number: str, version: int) -> HttpResponse:
    """Any public version under an address of its own that stays."""
    found, versions = publication.publication(code, number, version)
    return render(request, "public/document.html", public_pages.reading(found, versions, fixed=True))


@for_everybody
def changes(request: HttpRequest, code: str, number: str, version: int) -> HttpResponse:
    """What this version says otherwise than the one before it."""
    found, versions = publication.publication(code, number, version)
    context = public_pages.changes(found, versions, whole="all" in request.GET)
    return render(request, "public/changes.html", context)


@for_everybody
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines are welcome to what is published, and need not try the rest."""
    return HttpResponse("User-agent: *\nDisallow: /work/\nDisallow: /login/\n", content_type="text/plain")
