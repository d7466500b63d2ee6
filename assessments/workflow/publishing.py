"""Publication: Snapshot, PDF and hashes are frozen together for ever, or not at all."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils import timezone

from changelog.lines import compare
from changelog.rows import Plan, reconcile
from municipalities.access import Visitor
from municipalities.models import User

from .. import changes
from ..catalogue import values
from ..models import ChangeRow, FrozenContent, FrozenPdf, Version
from ..policies import Refused
from ..rendering.pdf import RenderedPdf, render_pdf
from ..snapshot import Snapshot, lines
from .steps import State, check, decide, freeze, locked

Renderer = Callable[[Snapshot], RenderedPdf]


def publish(
    version: Version, *, by: Visitor, published_on: date, comment: str = "", render: Renderer = render_pdf
) -> Version:
    """Approved → published: Snapshot, PDF and hashes are frozen together or not at all.

    The PDF is rendered before the transaction, so that a process that is killed meanwhile leaves nothing half done.
    Of two people who publish at once, the second is refused.
    """
    version = Version.objects.select_related("assessment__municipality", "content").get(pk=version.pk)
    step = check("publish", version, by=by)
    approved = changes.frozen_snapshot(version.content)
    final = approved.published_as(published_on.isoformat(), named(version, published_on))
    pdf = render(final)
    with transaction.atomic():
        now = locked(version)
        check("publish", now, by=by)
        if now.content_id != version.content_id or final.approval_sha256 != now.content.approval_sha256:
            raise Refused("承認された後に内容が変わりました。画面を開き直して、状態を確かめてください。")
        _prove(now, final)
        decide(step, now, by=by.user, comment=comment)
        return _freeze_published(now, final, pdf, by=by.user, published_on=published_on)


def named(version: Version, published_on: date) -> dict[str, object]:
    return {"number": version.number, "origin": version.origin, "published_on": published_on.isoformat()}


def _freeze_published(version: Version, final: Snapshot, pdf: RenderedPdf, *, by: User, published_on: date) -> Version:
    assessment = version.assessment
    assessment.versions.filter(state=State.PUBLISHED).update(state=State.SUPERSEDED)
    version.content = freeze(final, assessment)
    freeze_pdf(version.content, pdf)
    version.state, version.is_public = State.PUBLISHED, True
    version.published_by, version.published_at, version.published_on = by, timezone.now(), published_on
    version.save()
    item = assessment.spec.cover_item("published_on")
    assessment.answers = {**assessment.answers, item.code: published_on.isoformat()}
    assessment.moved_from = {}
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
    found = compare(changes.base_lines(base.content, version.assessment), lines(final))
    if reconcile(list(ChangeRow.objects.filter(version=version)), found) != Plan():
        raise Refused("変更箇所の一覧が前の版との差と一致しません。差し戻して、変更箇所を更新してください。")


@transaction.atomic
def withdraw(version: Version, *, by: Visitor, comment: str) -> Version:
    """Published → withdrawn: residents see the reason instead of the text."""
    version = locked(version)
    step = check("withdraw", version, by=by, comment=comment)
    version.state, version.withdrawn_reason = step.to, values.clean_text(comment)
    version.save()
    decide(step, version, by=by.user, comment=comment)
    return version


def release(version: Version, *, by: Visitor, comment: str = "", render: Renderer = render_pdf) -> Version:
    """Show an imported version to residents as it was found; its PDF is rendered and frozen now."""
    version = Version.objects.select_related("assessment__municipality", "content").get(pk=version.pk)
    step = check("release", version, by=by)
    pdf = render(changes.frozen_snapshot(version.content))
    with transaction.atomic():
        version = locked(version)
        check("release", version, by=by)
        if not FrozenPdf.objects.filter(content=version.content).exists():
            freeze_pdf(version.content, pdf)
        version.is_public = True
        version.save()
        decide(step, version, by=by.user, comment=comment)
    return version
