"""From draft to approved: what is approved is what was frozen at submission."""

from django.db import transaction
from django.utils import timezone

from municipalities.access import Visitor

from .. import changes, checks
from ..models import Version
from ..policies import Refused
from ..snapshot import Snapshot, take
from ..snapshot.hidden import decided
from .printing import lay_out_ahead
from .steps import check, decide, freeze, locked


class Incomplete(Refused):
    """The document is not ready. ``problems``: all of it, with links to the items."""

    def __init__(self, problems: list[checks.Problem]) -> None:
        super().__init__(*(problem.sentence for problem in problems))
        self.problems = problems


@transaction.atomic
def submit(version: Version, *, by: Visitor, comment: str = "") -> Version:
    """Draft → in review. Raises Incomplete with everything that is missing, Refused."""
    version = locked(version)
    step = check("submit", version, by=by)
    changes.refresh(version.assessment, version)
    snapshot = take(version.assessment)
    if found := checks.submission_problems(snapshot, changes.rows_of(version)):
        raise Incomplete(found)
    if not _says_something_new(version, snapshot):
        raise Refused("前の版から変わったところがありません。提出するには、どこかを変更してください。")
    version.content = freeze(snapshot, version.assessment)
    version.state, version.submitted_by, version.submitted_at = step.to, by.user, timezone.now()
    version.save()
    decide(step, version, by=by.user, comment=comment)
    return version


def _says_something_new(version: Version, snapshot: Snapshot) -> bool:
    """A first version, a row of the change list, another form or edition, or other things withheld than before."""
    base = changes.base_version(version.assessment)
    if base is None or changes.rows_of(version).exists():
        return True
    before = changes.frozen_snapshot(base.content)
    if (before.form_key, before.edition) != (snapshot.form_key, snapshot.edition):
        return True
    return decided(snapshot.withheld) != decided(before.withheld)


def _back_to_draft(name: str, version: Version, by: Visitor, comment: str) -> Version:
    version = locked(version)
    step = check(name, version, by=by, comment=comment)
    decide(step, version, by=by.user, comment=comment)
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
    version = locked(version)
    step = check("approve", version, by=by)
    if seen != version.content.approval_sha256:
        raise Refused("ご覧になった後に内容が変わりました。今の内容をもう一度確かめてから承認してください。")
    version.state, version.approved_by, version.approved_at = step.to, by.user, timezone.now()
    version.save()
    decide(step, version, by=by.user, comment=comment)
    lay_out_ahead(version)
    return version
