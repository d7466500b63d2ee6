"""Anywhere to anywhere: two versions, a draft and what is published, two documents, the same work of two towns."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from municipalities.access import Visitor

from .. import policies, publication
from ..models import Assessment, Version
from ..outputs.comparing import comparison_of
from ..outputs.sides import Side, default_sides, side_for
from .pages import document_context
from .public import for_everybody
from .public_pages import crumbs

VIEWS = ("sides", "inline")


@require_GET
def compare(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """``?old=…&new=…`` (see outputs.sides), ``view=inline``, ``all=1``, ``variants=1``."""
    visitor, assessment = policies.assessment_for(request.user, code, number)
    wanted = [
        request.GET.get(name) or default
        for name, default in zip(("old", "new"), default_sides(assessment), strict=True)
    ]
    sides = [side_for(visitor, assessment, key) for key in wanted]
    context = document_context(visitor, assessment, "比べる") | _compared(request, *sides)
    context |= {"choices": _choices(visitor, assessment), "others": _others(visitor, assessment)}
    return render(request, "compare/compare.html", context)


@require_GET
def choose(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Documents of other towns that are public: the same work, the same form first."""
    visitor, assessment = policies.assessment_for(request.user, code, number)
    query = request.GET.get("q", "").strip()
    towns = [town for town in publication.towns(query) if town != visitor.municipality][:20] if query else []
    found = [(town, _public_documents(town, assessment)) for town in towns]
    context = document_context(visitor, assessment, "ほかの団体と比べる") | {"query": query, "found": found}
    return render(request, "compare/choose.html", context)


@for_everybody
def public_compare(request: HttpRequest, code: str, number: str, old: int, new: int) -> HttpResponse:
    """Two public versions of one document, for residents."""
    sides = [_public_side(code, number, wanted) for wanted in (old, new)]
    shown, _ = publication.publication(code, number, new)
    town = shown.version.assessment.municipality
    way = (reverse("public_document", args=[code, number]), shown.name), ("", "版を比べる")
    context = {"town": town, "shown": shown, "crumbs": crumbs(town, *way)} | _compared(request, *sides)
    return render(request, "compare/public.html", context)


def _public_side(code: str, number: str, wanted: int) -> Side:
    found, _ = publication.publication(code, number, wanted)
    return Side(str(wanted), str(found.version), found.snapshot, (code, number))


def _compared(request: HttpRequest, old: Side, new: Side) -> dict:
    whole, variants = bool(request.GET.get("all")), bool(request.GET.get("variants"))
    one_document = old.document == new.document
    parts = comparison_of(old.snapshot, new.snapshot, one_document=one_document, whole=whole, ignore_variants=variants)
    view = request.GET.get("view") if request.GET.get("view") in VIEWS else "sides"
    return {
        "old": old,
        "new": new,
        "parts": parts,
        "count": sum(part.count for part in parts),
        "view": view,
        "whole": whole,
        "variants": variants,
        "one_document": one_document,
        "address_of": {name: _address(request, **said) for name, said in _SWITCHES.items()},
    }


_SWITCHES = {
    "sides": {"view": ""},
    "inline": {"view": "inline"},
    "all": {"all": "1"},
    "changed": {"all": ""},
    "with_variants": {"variants": ""},
    "without_variants": {"variants": "1"},
}


def _address(request: HttpRequest, **said: str) -> str:
    query = request.GET.copy()
    for name, value in said.items():
        query[name] = value
        if not value:
            del query[name]
    return f"?{query.urlencode()}"


def _choices(visitor: Visitor, assessment: Assessment) -> list[tuple[str, list[tuple[str, str]]]]:
    """(name of the group, [(key, title)]) for the two lists of texts of this town."""
    frozen = assessment.versions.filter(content__isnull=False).order_by("-number")
    mine = [("draft", "作業中の内容"), *((str(v.number), f"{v}（{v.get_state_display()}）") for v in frozen)]
    standing = Version.objects.filter(assessment__municipality=visitor.municipality, state=Version.State.PUBLISHED)
    of = {version.assessment_id: version for version in standing.defer("withdrawn_reason")}
    others = []
    for other in policies.assessments_of(visitor).exclude(pk=assessment.pk).order_by("number"):
        others.append((f"{other.number}/draft", f"{other}（{other.number}）作業中の内容"))
        if version := of.get(other.pk):
            title = f"{other}（{other.number}）{version.get_state_display()}の版"
            others.append((f"{other.number}/{version.number}", title))
    return [("この評価書", mine), ("この団体のほかの評価書", others)] if others else [("この評価書", mine)]


def _others(visitor: Visitor, assessment: Assessment) -> str:
    return reverse("compare_choose", args=[visitor.municipality.code, assessment.number])


def _public_documents(town, assessment: Assessment) -> list[dict]:
    found = [p for p in publication.documents(town) if not p.is_withdrawn]
    form = assessment.spec.short_name
    return [
        {"publication": p, "key": f"{town.code}/{p.version.assessment.number}/{p.version.number}"}
        for p in sorted(found, key=lambda p: p.title.form != form)
    ]
