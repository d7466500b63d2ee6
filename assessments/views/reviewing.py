"""年1回の見直し (規則第14条第1項): recorded also when nothing has to be changed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from .. import policies
from ..catalogue import wareki
from ..editing import recording
from ..forms.law import ReviewForm
from .pages import document_context, to


@require_http_methods(["GET", "POST"])
def reviews(request: HttpRequest, code: str, number: str) -> HttpResponse:
    visitor, assessment = policies.assessment_for(request.user, code, number)
    today = timezone.localdate()
    form = ReviewForm(request.POST or None, initial={"on": wareki.format_wareki(today)})
    if request.method == "POST" and form.is_valid() and _recorded(assessment, visitor, form, today):
        messages.success(request, "見直しを記録しました。")
        return redirect(to("reviews", assessment))
    context = document_context(visitor, assessment, "見直しの記録")
    context |= {"review_form": form, "notes": assessment.review_notes.select_related("by").order_by("-on", "-pk")}
    context["cannot_record"] = recording.refuse_record(visitor, assessment)
    return render(request, "law/reviews.html", context, status=422 if form.errors else 200)


def _recorded(assessment, visitor, form: ReviewForm, today) -> bool:
    try:
        recording.review(assessment, by=visitor, today=today, **form.cleaned_data)
    except policies.Refused as refused:
        form.add_error(None, " ".join(refused.sentences))
        return False
    return True
