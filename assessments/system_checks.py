"""Validates the data files of the forms at start-up: a slip in a file is told before anybody opens a document."""

from collections import Counter
from collections.abc import Iterator

from django.core.checks import Error, register

from .catalogue import Condition, Form, get_form, known_editions
from .catalogue.spec import CHECK_KINDS, CHOICE_KINDS, KINDS, REPEATS


@register()
def check_catalogue(app_configs, **kwargs) -> list[Error]:
    """Every edition of every form can be read and is consistent in itself."""
    errors: list[Error] = []
    try:
        known = known_editions()
    except ValueError as reason:
        return [Error(f"A data file cannot be read: {reason}", id="assessments.E001")]
    for key, editions in known.items():
        for edition in editions:
            errors.extend(_errors_of(key, edition))
    return errors


def _errors_of(key: str, edition: str) -> list[Error]:
    try:
        form = get_form(key, edition)
    except (KeyError, TypeError, ValueError) as reason:
        return [Error(f"The data file of {key} {edition} cannot be read: {reason!r}", id="assessments.E001")]
    return [Error(f"{key} {edition}: {text}", id="assessments.E002") for text in form_problems(form)]


def form_problems(form: Form) -> Iterator[str]:
    """What is wrong with a form's data, as English sentences for the person who edits the files."""
    codes = Counter(item.code for section in form.sections for item in section.items)
    yield from (f"item code {code} stands {n} times" for code, n in codes.items() if n > 1)
    for section, block, item in form.places.values():
        if section.repeat not in REPEATS or block.repeat not in REPEATS:
            yield f"{block.code}: unknown repeat"
        if not item.code.startswith(f"{form.key}."):
            yield f"{item.code}: does not begin with the key of the form"
        if item.kind not in KINDS:
            yield f"{item.code}: unknown kind {item.kind}"
        if item.kind in CHECK_KINDS | CHOICE_KINDS and len(set(item.labels)) != len(item.labels or "x"):
            yield f"{item.code}: needs options, each once"
        if item.risk_key and item.risk_key not in {risk.key for risk in block.risks}:
            yield f"{item.code}: risk {item.risk_key} is not among the frames of {block.code}"
        for condition in filter(None, (item.required.condition, block.when)):
            yield from _condition_problems(form, item.code, condition)


def _condition_problems(form: Form, where: str, condition: Condition) -> Iterator[str]:
    if condition.code not in form.places:
        yield f"{where}: its condition names {condition.code}, which does not exist"
    elif condition.value and condition.value not in form.item(condition.code).labels:
        yield f"{where}: its condition wants {condition.value}, which is no option of {condition.code}"
