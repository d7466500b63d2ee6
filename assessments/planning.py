"""計画管理書 (様式1, 規則第3条): filled from the documents themselves, one row for each of a town's documents.

Reads the working copies with a fixed number of queries; days that are law (1年, 5年) come from law.deadlines.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from municipalities.models import Municipality

from .catalogue import Item, get_form, values, wareki
from .catalogue.loader import HERE, read
from .law import threshold
from .law.deadlines import Facts, deadlines
from .law.facts import facts_of
from .law.procedure import period_text
from .law.siblings import office_of
from .models import Assessment, PersonalInformationFile

FORM = "keikaku"
VOLUNTARY = "任意に実施"
# What has to be published by a day: the next of them is when the assessment is planned.
PLANNED = ("important", "development", "threshold", "emergency")


@dataclass(frozen=True, slots=True)
class Plan:
    """``head``: (item, text) of the form's head; ``columns``: the items of its rows; ``rows``: (document, {code: text})
    in the order of their numbers."""

    head: tuple[tuple[Item, str], ...]
    columns: tuple[Item, ...]
    rows: tuple[tuple[Assessment, Mapping[str, str]], ...]


def plan_of(municipality: Municipality, today: date) -> Plan:
    """The 計画管理書 of a town as its documents say it now."""
    documents = list(
        Assessment.objects.filter(municipality=municipality).select_related("municipality", "department", "agency")
    )
    files, facts = _files(documents), {found.assessment.pk: found for found in facts_of(documents, today)}
    basic = _basic(facts.values())
    form = get_form(FORM)
    section = next(section for section in form.sections if section.repeat == "per_assessment")
    rows = [
        (document, _row(facts[document.pk], files[document.pk], basic.get(office_of(document))))
        for document in sorted(documents, key=_order)
    ]
    return Plan(_head(form, documents, today), tuple(section.items), tuple(rows))


def _head(form, documents: list[Assessment], today: date) -> tuple[tuple[Item, str], ...]:
    agencies = dict.fromkeys(str(document.agency) for document in documents if document.agency)
    said = {"agency": "、".join(agencies), "updated": wareki.format_wareki(today)}
    found = (item for section in form.sections if section.repeat == "once" for item in section.items)
    return tuple((item, said[name]) for item in found if (name := item.code.rsplit(".", 1)[-1]) in said)


def _order(assessment: Assessment) -> tuple[int, str]:
    return len(assessment.number.split("-")[0]), assessment.number


def _files(documents: list[Assessment]) -> dict[int, list[PersonalInformationFile]]:
    found = defaultdict(list)
    for file in PersonalInformationFile.present.filter(assessment__in=documents):
        found[file.assessment_id].append(file)
    return found


def _basic(facts: Iterable[Facts]) -> dict[str, Facts]:
    """The document of each 事務 that its threshold is judged by."""
    return {office_of(found.assessment): found for found in facts if found.now and not found.assessment.ended_on}


def _row(facts: Facts, files, basic: Facts | None) -> dict[str, str]:
    assessment, sources = facts.assessment, read(HERE / "plan.toml")
    said = {code: _first(assessment, assessment.answers, wanted) for code, wanted in sources["items"].items()}
    for code, wanted in sources["files"].items():
        said[code] = "\n".join(filter(None, (_first(assessment, file.answers, wanted) for file in files)))
    for code, wanted in sources["names"].items():
        said[code] = said.get(code) or _first(assessment, assessment.answers, wanted)
    said |= {code: text for code, text in _recorded(facts).items() if text}
    for code, text in _judged(facts, basic).items():
        said[code] = said.get(code) or text
    return said | _computed(facts)


def _first(assessment: Assessment, answers: Mapping[str, values.Value], wanted: list[str]) -> str:
    places = assessment.spec.places
    texts = (values.as_text(places[c][2], answers.get(c)) for c in wanted if c in places and c in answers)
    return wareki.as_printed(next((text for text in texts if text), ""))


def _recorded(facts: Facts) -> dict[str, str]:
    """What was recorded of the procedure says more than the form does until it is published."""
    kinds = ("public_comment", "third_party")
    found = {kind: facts.records(kind) for kind in kinds}
    return {f"{FORM}.rows.{kind}": period_text(records[-1]) if records else "" for kind, records in found.items()}


def _judged(facts: Facts, basic: Facts | None) -> dict[str, str]:
    """しきい値判断 of the 事務, from its 基礎項目評価書, where the document does not say it itself."""
    answers = basic.now if basic else None
    result = threshold.judge(answers) if answers else None
    extra = bool(result) and threshold.voluntary(result, facts.assessment.form)
    said = {"result": result.text if result else "", "voluntary": VOLUNTARY if extra else ""}
    if answers:
        said |= {"handlers": answers.handlers, "incident": answers.incident, "persons": answers.persons}
    return {f"{FORM}.rows.{name}": text for name, text in said.items()}


def _computed(facts: Facts) -> dict[str, str]:
    assessment = facts.assessment
    days = {deadline.kind: deadline.date for deadline in reversed(deadlines(facts))}
    labels = get_form(FORM).item(f"{FORM}.rows.kind").labels
    planned = min((days[kind] for kind in PLANNED if kind in days), default=None)
    found = {
        "number": assessment.number,
        "name": str(assessment),
        "kind": next((label for label in labels if label.endswith(assessment.spec.short_name)), ""),
        "plan_date": f"{_print(planned)}まで" if planned else "",
        "published": _print(facts.published[-1][0] if facts.published else None),
        "review": _print(days.get("review")),
        "redo": _print(days.get("redo")),
        "ended": _print(assessment.ended_on),
    }
    return {f"{FORM}.rows.{name}": text for name, text in found.items()}


def _print(day: date | None) -> str:
    return wareki.format_wareki(day) if day else ""
