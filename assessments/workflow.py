"""From draft to publication: one table of steps; a state is a row in it (design: 規則第5〜7条の実施手続の前段).

What is approved is what was frozen at submission, and what is published is what was approved.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from changelog.lines import compare
from municipalities.access import Visitor
from municipalities.models import Role, User

from . import changes, checks, policies
from .models import Assessment, ChangeRow, Decision, FrozenContent, FrozenPdf, Version
from .policies import Refused
from .rendering.pdf import RenderedPdf, render_pdf
from .snapshot import Snapshot, lines, take

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
        Step("withdraw", "取り下げる", (State.PUBLISHED,), State.WITHDRAWN, (Role.APPROVER,), comment=True),
        Step("release", "公開する", (State.PUBLISHED,), State.PUBLISHED, (Role.COORDINATOR,)),
    )
}


class Incomplete(Refused):
    """The document is not ready. ``problems``: all of it, with links to the items."""

    def __init__(self, problems: list[checks.Problem]) -> None:
        super().__init__(*(problem.sentence for problem in problems))
        self.problems = problems


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
    if step.name == "release" and (version.is_public or version.origin != Version.Origin.IMPORTED):
        return "この版はすでに公開されています。"
    return ""


def available(version: Version | None, *, by: Visitor) -> list[Step]:
    """The steps that this person can take now."""
    return [step for step in STEPS.values() if not refusal(step, version, by=by)]


def _locked(version: Version) -> Version:
    """The version as it is now, with its document locked against every other writer."""
    Assessment.objects.select_for_update(of=("self",)).get(pk=version.assessment_id)
    return Version.objects.select_related("assessment__municipality", "content", "submitted_by").get(pk=version.pk)


def _check(name: str, version: Version, *, by: Visitor, comment: str = "") -> Step:
    step = STEPS[name]
    if version.assessment.municipality_id != by.municipality.pk:
        raise Refused("この評価書はあなたの団体のものではありません。")
    if sentence := refusal(step, version, by=by):
        raise Refused(sentence)
    if step.comment and not comment.strip():
        raise Refused(f"「{step.label}」には理由を書いてください。")
    return step


def _decide(step: Step, version: Version, *, by: User, comment: str = "") -> None:
    Decision.objects.create(
        version=version, step=step.name, by=by, at=timezone.now(), comment=comment, content=version.content
    )


def freeze(snapshot: Snapshot, assessment: Assessment) -> FrozenContent:
    """Write a Snapshot where nobody can change it."""
    return FrozenContent.objects.create(
        assessment=assessment,
        snapshot=snapshot.canonical(),
        sha256=snapshot.sha256,
        approval_sha256=snapshot.approval_sha256,
    )


@transaction.atomic
def submit(version: Version, *, by: Visitor, comment: str = "") -> Version:
    """Draft → in review. Raises Incomplete with everything that is missing, Refused."""
    version = _locked(version)
    step = _check("submit", version, by=by)
    changes.refresh(version.assessment, version)
    snapshot = take(version.assessment)
    if found := checks.submission_problems(snapshot, changes.rows_of(version)):
        raise Incomplete(found)
    if changes.base_version(version.assessment) and not changes.rows_of(version).exists():
        raise Refused("前の版から変わったところがありません。提出するには、どこかを変更してください。")
    version.content = freeze(snapshot, version.assessment)
    version.state, version.submitted_by, version.submitted_at = step.to, by.user, timezone.now()
    version.save()
    _decide(step, version, by=by.user, comment=comment)
    return version


def _back_to_draft(name: str, version: Version, by: Visitor, comment: str) -> Version:
    version = _locked(version)
    step = _check(name, version, by=by, comment=comment)
    _decide(step, version, by=by.user, comment=comment)
    version.state, version.content = step.to, None
    version.submitted_by = version.submitted_at = version.approved_by = version.approved_at = None
    version.save()
    return version


@transaction.atomic
def take_back(version: Version, *, by: Visitor, comment: str = "") -> Version:
    """In review → draft, by who submitted, while nobody has decided."""
    return _back_to_draft("take_back", version, by, comment)


@transaction.atomic
def send_back(version: Version, *, by: Visitor, comment: str) -> Version:
    """In review or approved → draft, with the reason."""
    return _back_to_draft("send_back", version, by, comment)


@transaction.atomic
def approve(version: Version, *, by: Visitor, seen: str, comment: str = "") -> Version:
    """In review → approved. ``seen``: the approval hash of the content that the reviewer had before them."""
    version = _locked(version)
    step = _check("approve", version, by=by)
    if seen != version.content.approval_sha256:
        raise Refused("ご覧になった後に内容が変わりました。今の内容をもう一度確かめてから承認してください。")
    version.state, version.approved_by, version.approved_at = step.to, by.user, timezone.now()
    version.save()
    _decide(step, version, by=by.user, comment=comment)
    return version


def publish(
    version: Version,
    *,
    by: Visitor,
    published_on: date,
    comment: str = "",
    render: Callable[[Snapshot], RenderedPdf] = render_pdf,
) -> Version:
    """Approved → published: Snapshot, PDF and hashes are frozen together or not at all.

    The PDF is rendered before the transaction, so that a process that is killed meanwhile leaves nothing half done.
    Of two people who publish at once, the second is refused.
    """
    version = Version.objects.select_related("assessment__municipality", "content").get(pk=version.pk)
    step = _check("publish", version, by=by)
    approved = changes.frozen_snapshot(version.content)
    final = approved.published_as(published_on.isoformat(), _named(version, published_on))
    pdf = render(final)
    with transaction.atomic():
        now = _locked(version)
        _check("publish", now, by=by)
        if now.content_id != version.content_id or final.approval_sha256 != now.content.approval_sha256:
            raise Refused("承認された後に内容が変わりました。画面を開き直して、状態を確かめてください。")
        _prove(now, final)
        _decide(step, now, by=by.user, comment=comment)
        return _publish(now, final, pdf, by=by.user, published_on=published_on)


def _named(version: Version, published_on: date) -> dict[str, object]:
    return {"number": version.number, "origin": version.origin, "published_on": published_on.isoformat()}


def _publish(version: Version, final: Snapshot, pdf: RenderedPdf, *, by: User, published_on: date) -> Version:
    assessment = version.assessment
    assessment.versions.filter(state=State.PUBLISHED).update(state=State.SUPERSEDED)
    version.content = freeze(final, assessment)
    freeze_pdf(version.content, pdf)
    version.state, version.is_public = State.PUBLISHED, True
    version.published_by, version.published_at, version.published_on = by, timezone.now(), published_on
    version.save()
    item = assessment.spec.cover_item("published_on")
    assessment.answers = {**assessment.answers, item.code: published_on.isoformat()}
    assessment._history_user = by
    assessment.save()
    return version


def freeze_pdf(content: FrozenContent, pdf: RenderedPdf) -> FrozenPdf:
    return FrozenPdf.objects.create(
        content=content, data=pdf.data, sha256=pdf.sha256, page_count=pdf.page_count, pages=pdf.pages
    )


def _prove(version: Version, final: Snapshot) -> None:
    """Published N + rows = N+1, item by item, or nothing is published."""
    base = changes.base_version(version.assessment)
    if base is None:
        return
    told = {tuple(a) for row in ChangeRow.objects.filter(version=version, retired=False) for a in row.addresses}
    found = {a for change in compare(changes.frozen_lines(base.content), lines(final)) for a in change.addresses}
    if told != found:
        raise Refused("変更箇所の一覧が前の版との差と一致しません。差し戻して、変更箇所を更新してください。")


@transaction.atomic
def withdraw(version: Version, *, by: Visitor, comment: str) -> Version:
    """Published → withdrawn: residents see the reason instead of the text."""
    version = _locked(version)
    step = _check("withdraw", version, by=by, comment=comment)
    version.state, version.withdrawn_reason = step.to, comment.strip()
    version.save()
    _decide(step, version, by=by.user, comment=comment)
    return version


def release(version: Version, *, by: Visitor, render: Callable[[Snapshot], RenderedPdf] = render_pdf) -> Version:
    """Show an imported version to residents as it was found; its PDF is rendered and frozen now."""
    version = Version.objects.select_related("assessment__municipality", "content").get(pk=version.pk)
    step = _check("release", version, by=by)
    pdf = render(changes.frozen_snapshot(version.content))
    with transaction.atomic():
        version = _locked(version)
        _check("release", version, by=by)
        if not FrozenPdf.objects.filter(content=version.content).exists():
            freeze_pdf(version.content, pdf)
        version.is_public = True
        version.save()
        _decide(step, version, by=by.user)
    return version
