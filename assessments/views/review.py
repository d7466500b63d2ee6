"""Review happens on what was frozen; steps are taken here and nowhere else."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from municipalities.access import Visitor

from .. import changes, policies, workflow
from ..catalogue import wareki
from ..models import Assessment, Version
from ..rendering.page import document_html
from ..templatetags import typed
from .changes import shown_row
from .documents import linked_problems
from .pages import document_context, to, way_back

State = Version.State


@require_GET
def review(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The frozen rows, the frozen text, and the steps that this person can take."""
    visitor, assessment = policies.assessment_for(request.user, code, number)
    context = document_context(visitor, assessment, "確認")
    version = context["version"]
    if version is None or version.content is None:
        return redirect(to("document", assessment))
    context |= _rows(version) | {
        "article": document_html(changes.frozen_snapshot(version.content), mode="screen"),
        "reasons": {s.name: workflow.refusal(s, version, by=visitor) for s in workflow.STEPS.values()},
        "decisions": version.decisions.select_related("by"),
        "dismissals": assessment.dismissals.select_related("by"),
    }
    return render(request, "review/review.html", context)


def _rows(version: Version) -> dict[str, list]:
    rows = [shown_row(row) for row in changes.rows_of(version)]
    return {
        "rows": [line for line in rows if not line["row"].supplement],
        "supplements": [line for line in rows if line["row"].supplement],
    }


@require_GET
def frozen_version(request: HttpRequest, code: str, number: str, version: int) -> HttpResponse:
    """A version as it was frozen, for the staff."""
    visitor, assessment = policies.assessment_for(request.user, code, number)
    found = get_object_or_404(assessment.versions.select_related("content"), number=version, content__isnull=False)
    context = document_context(visitor, assessment, str(found))
    context |= {"shown": found, "article": document_html(changes.frozen_snapshot(found.content), mode="screen")}
    return render(request, "review/version.html", context)


@require_POST
def take_step(request: HttpRequest, code: str, number: str, name: str) -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    if name not in workflow.STEPS:
        raise Http404
    version = _version_for(name, assessment)
    try:
        _take(name, version, visitor, request.POST)
    except policies.Refused as refused:
        typed.remember(request, assessment, name)
        return _refused(request, visitor, version, refused)
    typed.forget(request)
    messages.success(request, DONE[name])
    return redirect(to("document", assessment))


def _refused(request: HttpRequest, visitor: Visitor, version: Version, refused: policies.Refused) -> HttpResponse:
    """What is missing is a page with ways to the items; anything else is said where the step was taken."""
    assessment = version.assessment
    if not isinstance(refused, workflow.Incomplete):
        messages.error(request, "\n".join(refused.sentences))
        return redirect(way_back(request, to("document", assessment)))
    context = document_context(visitor, assessment, "確認事項") | {"refused": True}
    context["problems"] = linked_problems(assessment, version, refused.problems)
    return render(request, "documents/check.html", context, status=422)


DONE = {
    "submit": "提出しました。確認者が確認するまで、内容は固定されます。",
    "take_back": "引き戻しました。もう一度編集できます。",
    "send_back": "差し戻しました。",
    "approve": "承認しました。",
    "publish": "公表しました。内容とPDFは確定し、変わりません。",
    "end": "事務を終了しました。最後の版を公表し、3年間公開します。",
    "withdraw": "取り下げました。公開ページには理由だけが表示されます。",
    "release": "公開しました。",
}


def _version_for(name: str, assessment: Assessment) -> Version:
    """The open version, or for steps with a published one that version. Http404 when there is none."""
    states = workflow.STEPS[name].froms
    if State.PUBLISHED in states:
        return get_object_or_404(assessment.versions.order_by("-number"), state__in=states)
    return _open(assessment)


def _open(assessment: Assessment) -> Version:
    version = policies.open_version(assessment) or assessment.versions.order_by("-number").first()
    if version is None:
        raise Http404
    return version


def _take(name: str, version: Version, visitor: Visitor, data) -> Version:
    comment = data.get("comment", "")
    if name == "approve":
        return workflow.approve(version, by=visitor, seen=data.get("seen", ""), comment=comment)
    if name == "publish":
        return workflow.publish(version, by=visitor, published_on=_not_later_than_today(_day(data)), comment=comment)
    if name == "end":
        ended_on = _day(data, "ended_on")
        today = timezone.localdate()
        return workflow.end(version, by=visitor, ended_on=ended_on, published_on=today, comment=comment)
    steps = {
        "release": workflow.release,
        "submit": workflow.submit,
        "take_back": workflow.take_back,
        "send_back": workflow.send_back,
        "withdraw": workflow.withdraw,
    }
    return steps[name](version, by=visitor, comment=comment)


def _not_later_than_today(day: date) -> date:
    if day > timezone.localdate():
        raise policies.Refused("公表日は、今日までの日付にしてください。決裁すると、すぐに公開されます。")
    return day


def _day(data, name: str = "published_on") -> date:
    written = data.get(name, "").strip()
    day = wareki.parse_date(written) if written else timezone.localdate()
    if day is None:
        raise policies.Refused(f"「{written}」は日付として読めません。例：令和7年4月1日")
    return day
