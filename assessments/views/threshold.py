"""しきい値判断: the result of a 事務 with its reason, and a calculator for numbers that are not in a document yet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from municipalities.access import visitor_for

from .. import policies
from ..catalogue import get_form
from ..forms.law import CountForm
from ..law import threshold as law
from ..law.crossing import contradictions
from ..law.data import code, table
from ..law.siblings import siblings_of
from ..models import Assessment
from ..snapshot import Snapshot, take
from .pages import crumbs, document_context


@require_GET
def threshold(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The result that the 基礎項目評価書 of this 事務 gives, and whether the other documents agree with it."""
    visitor, assessment = policies.assessment_for(request.user, code, number)
    context = document_context(visitor, assessment, "しきい値判断")
    context |= _judged([assessment, *siblings_of(assessment)])
    return render(request, "law/threshold.html", context)


def _judged(documents: list[Assessment]) -> dict[str, object]:
    texts = [(document, take(document, changes=False)) for document in documents]
    kiso = next(((document, text) for document, text in texts if law.asks(text)), None)
    if kiso is None:
        return {"kiso": None}
    found, keys = law.of(kiso[1]), [document.form for document in documents]
    return {
        "kiso": kiso[0],
        "answers": law.answers_of(kiso[1]),
        "result": found,
        "missing": law.form_names(law.missing_forms(found, keys)) if found else "",
        "voluntary": [_voluntary(key) for key in keys if found and law.voluntary(found, key)],
        "contradictions": _contradictions(kiso[1], texts),
    }


def _voluntary(key: str) -> tuple[str, str]:
    """The name of the form, and the item in which it says that it is voluntary ("" where it has none)."""
    form = get_form(key)
    item = code(form, "threshold_result")
    return form.short_name, form.item(item).heading if item else ""


def _contradictions(kiso: Snapshot, texts: list[tuple[Assessment, Snapshot]]) -> list[tuple[Assessment, str]]:
    others = [(document, text) for document, text in texts if not law.asks(text)]
    return [(document, sentence) for document, text in others for _, sentence in contradictions(kiso, text)]


@require_GET
def calculator(request: HttpRequest, code: str) -> HttpResponse:
    visitor = visitor_for(request.user, code)
    form = CountForm(request.GET or None)
    context = {"visitor": visitor, "count_form": form, "crumbs": crumbs(visitor, ("", "しきい値判断"))}
    exempt = [row for row in table("threshold")["exempt"] if request.GET.get(row["key"])]
    context |= {"questions": table("threshold")["exempt"], "exempt": exempt, "asked": set(request.GET)}
    if form.is_valid():
        said = form.cleaned_data
        context["result"] = law.judge(law.counted(said["persons"], said["handlers"], incident=said["incident"]))
    return render(request, "law/calculator.html", context)
