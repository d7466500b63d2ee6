"""Which documents belong to the same 事務: 様式2 and the 様式3 or 様式4 of it (規則第5条: 様式2 is always made, T2)."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable

from ..models import Assessment
from .data import code

_FORM_WORDS = re.compile(r"(基礎|重点|全)項目評価書|特定個人情報保護評価書|【[^】]*】|\s")


def office_of(assessment: Assessment) -> str:
    """The name of the 事務, comparable: the answer, else the title without the name of its form."""
    wanted = code(assessment.spec, "office_name")
    said = assessment.answers.get(wanted) if wanted else ""
    name = said if isinstance(said, str) and said else assessment.name
    return _FORM_WORDS.sub("", unicodedata.normalize("NFKC", name)) or f"#{assessment.pk}"


def offices(documents: Iterable[Assessment], public: Collection[int]) -> dict[int, frozenset[str]]:
    """For each document the forms that are public for its 事務, among these documents; ended ones do not count."""
    forms, names = defaultdict(set), {}
    for document in documents:
        names[document.pk] = office_of(document)
        if document.pk in public and not document.ended_on:
            forms[names[document.pk]].add(document.form)
    return {pk: frozenset(forms[name]) for pk, name in names.items()}


def siblings_of(assessment: Assessment) -> list[Assessment]:
    """The other documents of the same 事務 in the same town that have not ended."""
    others = Assessment.objects.filter(municipality=assessment.municipality_id, ended_on__isnull=True)
    mine = office_of(assessment)
    return [other for other in others.exclude(pk=assessment.pk) if office_of(other) == mine]
