"""The table of steps: who may take which step, from which states to which. A state is a row in it."""

from dataclasses import dataclass

from django.utils import timezone

from municipalities.access import Visitor
from municipalities.models import Role, User

from .. import policies
from ..catalogue import values
from ..models import Assessment, Decision, FrozenContent, Version
from ..policies import Refused
from ..snapshot import Snapshot

State = Version.State


@dataclass(frozen=True, slots=True)
class Step:
    """One step: who may take it from which states to which; ``four_eyes``: never who submitted."""

    name: str
    label: str
    froms: tuple[str, ...]
    to: str
    roles: tuple[str, ...]
    four_eyes: bool = False
    comment: bool = False
    hint: str = ""


STEPS = {
    step.name: step
    for step in (
        Step("submit", "提出する", (State.DRAFT,), State.IN_REVIEW, (Role.AUTHOR, Role.COORDINATOR)),
        Step("take_back", "引き戻す", (State.IN_REVIEW,), State.DRAFT, (Role.AUTHOR, Role.COORDINATOR)),
        Step(
            "send_back",
            "差し戻す",
            (State.IN_REVIEW, State.APPROVED),
            State.DRAFT,
            (Role.REVIEWER, Role.APPROVER),
            comment=True,
        ),
        Step("approve", "承認する", (State.IN_REVIEW,), State.APPROVED, (Role.REVIEWER,), four_eyes=True),
        Step("publish", "決裁して公表する", (State.APPROVED,), State.PUBLISHED, (Role.APPROVER,), four_eyes=True),
        Step("end", "事務を終了する", (State.PUBLISHED,), State.PUBLISHED, (Role.APPROVER,)),
        Step("withdraw", "取り下げる", (State.PUBLISHED,), State.WITHDRAWN, (Role.APPROVER,), comment=True),
        Step("release", "公開する", (State.PUBLISHED,), State.PUBLISHED, (Role.COORDINATOR,)),
    )
}


def refusal(step: Step, version: Version | None, *, by: Visitor) -> str:
    """Why this person may not take this step now, "" when they may. What the document lacks is asked later."""
    if version is None or version.state not in step.froms:
        return f"今の状態では「{step.label}」はできません。画面を開き直して、状態を確かめてください。"
    if not by.is_any(*step.roles):
        return f"「{step.label}」は{'か'.join(Role(r).label for r in step.roles)}だけができます。"
    if step.name == "submit" and not policies.writes_for(by, version.assessment):
        return "提出できるのは、担当部署の作成者と取りまとめ担当です。"
    if step.four_eyes and version.submitted_by_id == by.user.pk:
        return f"提出した人は自分で「{step.label}」ことができません。ほかの人に依頼してください。"
    if step.name == "take_back" and version.submitted_by_id != by.user.pk:
        return "引き戻せるのは、提出した人だけです。"
    if step.name == "end" and (version.assessment.ended_on or policies.open_version(version.assessment)):
        return (
            "作成中の版がある間と、すでに終了した後は、事務の終了はできません。作成中の版を公表してからにしてください。"
        )
    if step.name == "release" and (version.is_public or version.origin != Version.Origin.IMPORTED):
        return "この版はすでに公開されています。"
    return ""


def available(version: Version | None, *, by: Visitor) -> list[Step]:
    """The steps that this person can take now."""
    return [step for step in STEPS.values() if not refusal(step, version, by=by)]


def locked(version: Version) -> Version:
    """The version as it is now, with its document locked against every other writer."""
    Assessment.objects.select_for_update(of=("self",)).get(pk=version.assessment_id)
    return Version.objects.select_related("assessment__municipality", "content", "submitted_by").get(pk=version.pk)


def check(name: str, version: Version, *, by: Visitor, comment: str = "") -> Step:
    step = STEPS[name]
    if version.assessment.municipality_id != by.municipality.pk:
        raise Refused("この評価書はあなたの団体のものではありません。")
    if sentence := refusal(step, version, by=by):
        raise Refused(sentence)
    if step.comment and not values.clean_text(comment):
        raise Refused(f"「{step.label}」には理由を書いてください。")
    return step


def decide(step: Step, version: Version, *, by: User, comment: str = "") -> None:
    Decision.objects.create(
        version=version,
        step=step.name,
        by=by,
        at=timezone.now(),
        comment=values.clean_text(comment),
        content=version.content,
    )


def freeze(snapshot: Snapshot, assessment: Assessment) -> FrozenContent:
    """Write a Snapshot where nobody can change it."""
    return FrozenContent.objects.create(
        assessment=assessment,
        snapshot=snapshot.canonical(),
        sha256=snapshot.sha256,
        approval_sha256=snapshot.approval_sha256,
    )
