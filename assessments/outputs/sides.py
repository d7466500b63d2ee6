"""Which texts may be laid beside each other, and by whom: the permission is asked on both sides.

A side is named in the address: 「draft」 or 「3」 (this document), 「12/draft」 「12/3」 (another of the town),
「282065/1/3」 (another town: what it has made public, nothing else).
"""

from dataclasses import dataclass

from django.http import Http404

from municipalities.access import Visitor

from .. import changes, policies, publication
from ..models import Assessment, Version
from ..snapshot import Snapshot, take

DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts. ``document``: its town and number, to know whether both are of one document."""

    key: str
    title: str
    snapshot: Snapshot
    document: tuple[str, str]


def default_sides(assessment: Assessment) -> tuple[str, str]:
    """The published version and the draft over it; between publications the last two versions."""
    base = changes.base_version(assessment)
    if policies.open_version(assessment):
        return str(base.number) if base else DRAFT, DRAFT
    numbers = list(assessment.versions.order_by("-number").values_list("number", flat=True)[:2])
    return (str(numbers[-1]), str(numbers[0])) if numbers else (DRAFT, DRAFT)


def side_for(visitor: Visitor, assessment: Assessment, key: str) -> Side:
    """The text that the key names. Http404 unless it is there and this visitor may read it."""
    parts = key.split("/")
    if len(parts) == 3 and parts[0] != visitor.municipality.code:
        return _public(*parts)
    if len(parts) == 3:
        parts = parts[1:]
    if len(parts) == 2 and parts[0] != assessment.number:
        found = policies.assessments_of(visitor).filter(number=parts[0]).first()
        if found is None:
            raise Http404
        assessment = found
    return _own(assessment, key, parts[-1])


def _own(assessment: Assessment, key: str, which: str) -> Side:
    document = (assessment.municipality.code, assessment.number)
    if which == DRAFT:
        return Side(key, f"{assessment} 作業中の内容", take(assessment, changes=False), document)
    found = assessment.versions.filter(number=number_of(which)).select_related("content").first()
    if found is None:
        raise Http404
    if found.content is None:
        return Side(key, f"{assessment} 作業中の内容", take(assessment, changes=False), document)
    return Side(key, f"{assessment} {_name(found)}", changes.frozen_snapshot(found.content), document)


def _name(version: Version) -> str:
    return f"{version}（{version.get_state_display()}）"


def _public(code: str, number: str, which: str) -> Side:
    found, _ = publication.publication(code, number, number_of(which))
    town = found.version.assessment.municipality
    return Side(f"{code}/{number}/{which}", f"{town.name} {found.name} {found.version}", found.snapshot, (code, number))


def number_of(text: str) -> int:
    """The number of a version. Http404 for anything else."""
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise Http404
    return int(text)
