"""What the pages of a document share: the way there, the state, and what the visitor can do next."""

from typing import Any

from django.urls import reverse

from municipalities.access import Visitor

from .. import policies, workflow
from ..models import Assessment


def crumbs(visitor: Visitor, *rest: tuple[str, str]) -> list[tuple[str, str]]:
    """(address, name) from the town's list to this page."""
    return [(reverse("town", args=[visitor.municipality.code]), visitor.municipality.name), *rest]


def to(name: str, assessment: Assessment, *args: object) -> str:
    """The address of a page of a document."""
    return reverse(name, args=[assessment.municipality.code, assessment.number, *args])


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
        "crumbs": crumbs(visitor, *way),
    }
