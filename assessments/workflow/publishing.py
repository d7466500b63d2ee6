"""Publication: Snapshot, PDF and hashes are frozen together for ever, or not at all."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from changelog.lines import compare
from changelog.rows import Plan, reconcile
from municipalities.access import Visitor
from municipalities.models import User

from .. import changes
from ..catalogue import values
from ..editing.withheld_rows import shows_withheld
from ..law import gate
from ..models import ChangeRow, FrozenPdf, Version
from ..policies import Refused
from ..rendering.pdf import render_pdf
from ..snapshot import Snapshot, lines
from . import filling
from .printing import Printed, Renderer, freeze_pdfs, print_pdfs
from .steps import State, check, decide, freeze, locked


def publish(
    version: Version, *, by: Visitor, published_on: date, comment: str = "", render: Renderer = render_pdf
) -> Version:
    """Approved → published: Snapshot, PDFs and hashes are frozen together or not at all.

    The PDFs are rendered before the transaction, so that a process that is killed meanwhile leaves nothing half done.
    Of two people who publish at once, the second is refused.
    """
    version = Version.objects.select_related("assessment__municipality", "content").get(pk=version.pk)
    step = check("publish", version, by=by)
    approved = changes.frozen_snapshot(version.content)
    filled = filling.fill(version, approved, published_on, by=by.user)
    final = filled.snapshot.published_as(published_on.isoformat(), named(version, published_on))
    _check_procedure(version, final)
    printed = print_pdfs(final, render)
    with transaction.atomic():
        now = locked(version)
        check("publish", now, by=by)
        if now.content_id != version.content_id or approved.approval_sha256 != now.content.approval_sha256:
            raise Refused("承認された後に内容が変わりました。画面を開き直して、状態を確かめてください。")
        if filled.answers:
            filling.write_rows(now, final, published_on, by=by.user)
        _prove(now, final)
        decide(step, now, by=by.user, comment=comment)
        return _freeze_published(now, printed, filled.answers, by=by.user)


def _check_procedure(version: Version, final: Snapshot) -> None:
    """Raises Refused with everything that the procedure still lacks."""
    against = gate.stands_against_publication(version, final, changes.rows_of(version))
    if against := [*against, *filling.still_empty(version, final)]:
        raise Refused(*against)


def named(version: Version, published_on: date) -> dict[str, object]:
    return {"number": version.number, "origin": version.origin, "published_on": published_on.isoformat()}


def _freeze_published(version: Version, printed: Printed, filled: Mapping[str, values.Value], *, by: User) -> Version:
    assessment, published_on = version.assessment, date.fromisoformat(printed.snapshot.version["published_on"])
    assessment.versions.filter(state=State.PUBLISHED).update(state=State.SUPERSEDED)
    version.content = freeze(printed.snapshot, assessment)
    freeze_pdfs(version.content, printed, by=by)
    version.state, version.is_public = State.PUBLISHED, True
    version.published_by, version.published_at, version.published_on = by, timezone.now(), published_on
    version.save()
    item = assessment.spec.cover_item("published_on")
    assessment.answers = {**assessment.answers, **filled, item.code: published_on.isoformat()}
    assessment.moved_from = {}
    assessment._history_user = by
    assessment.save()
    return version


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
    found = changes.frozen_snapshot(version.content)
    printed = print_pdfs(found, render)
    with transaction.atomic():
        version = locked(version)
        check("release", version, by=by)
        if shows_withheld(version.assessment, found):
            raise Refused("作成中の版で非公表にした記載が、この版にそのまま書かれています。この版は公開できません。")
        if not FrozenPdf.objects.filter(content=version.content).exists():
            freeze_pdfs(version.content, printed, by=by.user)
        version.is_public = True
        version.save()
        decide(step, version, by=by.user, comment=comment)
    return version
