"""May this person do this now? Every refusal is a sentence for that person.

``assessment_for`` is the only way to a document for a signed-in person: another town's does not exist (404).
"""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from municipalities.access import Visitor, visitor_for
from municipalities.models import Role, User

from .models import Assessment, Version


class Refused(PermissionDenied):
    """An act is not allowed. ``sentences``: everything that stands against it, each for a person."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def assessments_of(visitor: Visitor) -> QuerySet[Assessment]:
    """The documents that a visitor sees: all of their town (an author edits only those of their departments)."""
    return Assessment.objects.filter(municipality=visitor.municipality).select_related("municipality", "department")


def assessment_for(user: User, code: str, number: str) -> tuple[Visitor, Assessment]:
    """The visitor and the document. Http404 for a stranger and for another town's number."""
    visitor = visitor_for(user, code)
    assessment = assessments_of(visitor).filter(number=number).select_related("agency").first()
    if assessment is None:
        raise Http404
    return visitor, assessment


def open_version(assessment: Assessment) -> Version | None:
    """The version being worked on (draft, in review or approved); None between publications."""
    return assessment.versions.filter(state__in=Version.OPEN_STATES).first()


def writes_for(visitor: Visitor, assessment: Assessment) -> bool:
    """An author writes for their departments, a coordinator for the whole town."""
    if visitor.is_coordinator:
        return True
    return Role.AUTHOR in visitor.roles and assessment.department_id in visitor.department_ids


def refuse_edit(visitor: Visitor, assessment: Assessment, version: Version | None) -> str:
    """Why this person may not edit the document now; "" when they may."""
    if assessment.ended_on:
        return "この事務は終了しています。評価書は終了の日から3年間公表され、編集はできません。"
    if not writes_for(visitor, assessment):
        if Role.AUTHOR in visitor.roles:
            return "この評価書は、あなたの担当部署のものではないため編集できません。担当部署の変更は取りまとめ担当に依頼してください。"
        return "編集できるのは、担当部署の作成者と取りまとめ担当です。"
    if version and version.state == Version.State.IN_REVIEW:
        return "確認中のため編集できません。直すときは、提出した人が引き戻すか、確認者が差し戻してください。"
    if version and version.state == Version.State.APPROVED:
        return "承認済みのため編集できません。直すときは、確認者か決裁者が差し戻してください。"
    return ""


def check_edit(visitor: Visitor, assessment: Assessment, version: Version | None) -> None:
    """Raises Refused unless the document may be edited by this person now."""
    if sentence := refuse_edit(visitor, assessment, version):
        raise Refused(sentence)


def check_coordinator(visitor: Visitor) -> None:
    """Raises Refused unless the visitor is a coordinator of the town."""
    if not visitor.is_coordinator:
        raise Refused("この操作は取りまとめ担当だけができます。")
