"""What was typed for a step that was refused stands in its form again, until the step is taken."""

from django import template
from django.http import HttpRequest

from ..models import Assessment

register = template.Library()
KEY = "typed_for_step"
FIELDS = ("comment", "published_on", "ended_on")


def remember(request: HttpRequest, assessment: Assessment, step: str) -> None:
    said = {name: request.POST[name][:10000] for name in FIELDS if request.POST.get(name)}
    request.session[KEY] = {"document": assessment.pk, "step": step, "said": said}


def forget(request: HttpRequest) -> None:
    request.session.pop(KEY, None)


@register.simple_tag(takes_context=True)
def typed_for(context, step) -> dict[str, str]:
    """Field -> text; nothing for another step or another document."""
    kept = context["request"].session.get(KEY, {})
    mine = (kept.get("document"), kept.get("step")) == (context["assessment"].pk, step.name)
    return kept["said"] if mine else {}
