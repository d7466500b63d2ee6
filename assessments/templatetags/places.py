"""Where something stands in a form, for a reader: codes are for programs."""

from django import template

from ..catalogue import Form
from ..importing.places import Places

register = template.Library()


@register.filter
def place_in(code: str, form: Form) -> str:
    """「Ⅱ 2.基本情報の「⑥事務担当部署」」; "" for a code that the form does not have."""
    return Places(form, {}).item("", code) if code in form.places else ""
