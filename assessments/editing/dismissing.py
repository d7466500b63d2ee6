"""Setting a warning aside with the reason that the reviewer reads. Errors cannot be set aside."""

from django.db import transaction
from django.http import Http404

from municipalities.access import Visitor

from .. import policies
from ..catalogue import values
from ..checks.problem import Problem
from ..models import Assessment, Dismissal


@transaction.atomic
def dismiss(assessment: Assessment, problem: Problem, *, reason: str, by: Visitor) -> Dismissal:
    """Keep why this warning is right as it is. Raises Refused."""
    _check(assessment, by)
    if not problem.is_warning:
        raise policies.Refused("直さなければ提出できないものは、確認済みにできません。")
    if not (reason := values.clean_text(reason)):
        raise policies.Refused("このままでよい理由を書いてください。確認者が読みます。")
    ref, code = problem.address or ("", "")
    found = assessment.dismissals.filter(basis=problem.basis).first() or Dismissal(assessment=assessment)
    found.rule, found.ref, found.code = problem.rule, ref, code
    found.basis, found.sentence, found.reason, found.by = problem.basis, problem.sentence, reason, by.user
    found._history_user = by.user
    found.save()
    return found


@transaction.atomic
def take_up(assessment: Assessment, pk: int, *, by: Visitor) -> None:
    """Bring a warning back. Raises Refused; Http404 for another document's."""
    _check(assessment, by)
    found = assessment.dismissals.filter(pk=pk).first()
    if found is None:
        raise Http404
    found._history_user = by.user
    found.delete()


def _check(assessment: Assessment, by: Visitor) -> None:
    policies.check_edit(by, assessment, policies.open_version(assessment))
