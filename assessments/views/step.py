"""基礎 in step: where two documents of one 事務 differ, side by side, and what is to be done about each item."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from changelog.diff import mark
from municipalities.access import Visitor

from .. import editing, policies
from .. import step as reading
from ..catalogue import get_form, values
from ..editing import step as writing
from ..forms.step import JoinForm, StartFromForm
from ..models import Assessment
from ..snapshot import take
from . import saving
from .pages import crumbs, document_context, to
from .starting import TAKEN

MOVED_ON = "表示した後に記載が変わったため、何もしていません。今の記載を確かめてください。"


@require_GET
def step(request: HttpRequest, code: str, number: str) -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    context = document_context(visitor, assessment, "同じ事務の評価書")
    others = reading.companions(assessment)
    free = _free(visitor, assessment, others)
    context |= {
        "pairs": [_pair(visitor, assessment, other) for other in others],
        "suggested": reading.same_name(assessment, free),
        "join_form": JoinForm(free),
        "may_join": policies.writes_for(visitor, assessment),
        "may_start": visitor.begins_documents and bool(reading.other_forms(assessment.spec)),
    }
    return render(request, "step/step.html", context)


def _free(visitor: Visitor, assessment: Assessment, others: list[Assessment]):
    taken = [assessment.pk, *(other.pk for other in others)]
    return policies.assessments_of(visitor).filter(ended_on=None).exclude(pk__in=taken)


def _pair(visitor: Visitor, here: Assessment, there: Assessment) -> dict[str, object]:
    """Another document with what differs: open items first, apart what was left as it is."""
    found = reading.differences(take(here, changes=False), take(there, changes=False))
    lines = [_line(d) for d in reading.with_reasons(found, here, there)]
    return {
        "other": there,
        "refusal": policies.refuse_edit(visitor, there, policies.open_version(there)),
        "open": [line for line in lines if not line["difference"].left],
        "left": [line for line in lines if line["difference"].left],
    }


def _line(difference: reading.Difference) -> dict[str, object]:
    here, there = mark(difference.here.text, difference.there.text)
    places = {"place": "　".join(difference.here.path), "other_place": "　".join(difference.there.path)}
    return {"difference": difference, "here": here, "there": there} | places


@require_POST
def act(request: HttpRequest, code: str, number: str, other: str, act: str) -> HttpResponse:
    """One of forth, back (which way a text is written), leave, join."""
    visitor, assessment = policies.assessment_for(request.user, code, number)
    _, companion = policies.assessment_for(request.user, code, other)
    try:
        messages.success(request, _do(act, visitor, assessment, companion, request.POST))
    except policies.Refused as refused:
        return saving.not_done(request, refused.sentences, to("in_step", assessment))
    except values.WrongValue as wrong:
        messages.error(request, str(wrong))
    except (writing.MovedOn, editing.Conflict):
        messages.error(request, MOVED_ON)
    return redirect(to("in_step", assessment))


def _do(act: str, visitor: Visitor, here: Assessment, there: Assessment, said) -> str:
    key, basis = said.get("key", ""), said.get("basis", "")
    if act == "join":
        writing.join(here, there, by=visitor)
        return f"評価書番号 {there.number} と、同じ事務の評価書として結びました。"
    if there.pk not in {one.pk for one in reading.companions(here)}:
        raise Http404
    if act == "forth":
        writing.accept(here, there, key, basis=basis, by=visitor)
        return f"評価書番号 {there.number} の作成中の版に書きました。"
    if act == "back":
        writing.accept(there, here, key, basis=basis, by=visitor)
        return f"評価書番号 {here.number} の作成中の版に書きました。"
    if act == "leave":
        writing.leave_apart(here, there, key, said.get("reason", ""), basis=basis, by=visitor)
        return "このままにします。どちらかの記載が変わると、もう一度お知らせします。"
    raise Http404


@require_POST
def choose(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Put the document together with one that was chosen from the list."""
    visitor, assessment = policies.assessment_for(request.user, code, number)
    form = JoinForm(_free(visitor, assessment, []), request.POST)
    if not form.is_valid():
        messages.error(request, "結ぶ評価書を選んでください。")
        return redirect(to("in_step", assessment))
    return act(request, code, number, form.cleaned_data["other"].number, "join")


@require_POST
def part(request: HttpRequest, code: str, number: str) -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    try:
        writing.part(assessment, by=visitor)
        messages.success(request, "結びを解きました。どちらの記載も変わりません。")
    except policies.Refused as refused:
        messages.error(request, " ".join(refused.sentences))
    return redirect(to("in_step", assessment))


@require_http_methods(["GET", "POST"])
def start_from(request: HttpRequest, code: str, number: str) -> HttpResponse:
    visitor, source = policies.assessment_for(request.user, code, number)
    editing.check_start(visitor, None, any_department=True)
    form = StartFromForm(visitor, source, request.POST or None)
    if request.method == "POST" and form.is_valid() and (made := _started(form, source, visitor)):
        messages.success(request, "評価書を作りました。同じ意味の項目の記載を写しています。")
        return redirect(to("document", made))
    way = ((to("document", source), str(source)), ("", "ほかの様式の評価書を作る"))
    context = {"visitor": visitor, "source": source, "start_form": form, "crumbs": crumbs(visitor, *way)}
    return render(request, "step/start.html", context)


def _started(form: StartFromForm, source: Assessment, visitor: Visitor) -> Assessment | None:
    said = form.cleaned_data
    target = get_form(said["form"])
    try:
        return writing.start_from(
            source, target, said["number"], said["name"], by=visitor, department=said["department"]
        )
    except editing.NumberTaken:
        form.add_error("number", TAKEN.format(said["number"]))
        return None
