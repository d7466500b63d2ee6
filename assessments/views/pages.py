"""What the pages of a document share: the way there, the state, and what the visitor can do next."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from municipalities.access import Visitor

from .. import policies, workflow
from ..catalogue import wareki
from ..models import Assessment


def crumbs(visitor: Visitor, *rest: tuple[str, str]) -> list[tuple[str, str]]:
    """(address, name) from the town's list to this page."""
    return [(reverse("town", args=[visitor.municipality.code]), visitor.municipality.name), *rest]


def to(name: str, assessment: Assessment, *args: object) -> str:
    """The address of a page of a document."""
    return reverse(name, args=[assessment.municipality.code, assessment.number, *args])


def way_back(request: HttpRequest, otherwise: str) -> str:
    """The page that a form was sent from, as it says itself (``here``); only ever a page of ours."""
    here = request.POST.get("here", "")
    ours = here.startswith("/") and url_has_allowed_host_and_scheme(here, allowed_hosts=None)
    return here if ours else otherwise


def document_context(visitor: Visitor, assessment: Assessment, here: str = "") -> dict[str, Any]:
    """For every page of a document: who looks, at what, in which state, and why it cannot be edited (if so)."""
    version = policies.open_version(assessment)
    way = [(to("document", assessment), str(assessment))] + ([("", here)] if here else [])
    return {
        "visitor": visitor,
        "assessment": assessment,
        "form": assessment.spec,
        "version": version,
        "latest": version or assessment.versions.order_by("-number").first(),
        "refusal": policies.refuse_edit(visitor, assessment, version),
        "steps": workflow.available(version, by=visitor),
        "labels": {name: step.label for name, step in workflow.STEPS.items()},
        "today": wareki.format_wareki(timezone.localdate()),
        "crumbs": crumbs(visitor, *way),
    }
