"""計画管理書 (様式1, 規則第3条): filled from the documents themselves, one row for each of a town's documents.

Reads the working copies with a fixed number of queries; what is law (1年, 5年) is computed from the day of publication.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from municipalities.models import Municipality

from .catalogue import Item, get_form, values, wareki
from .catalogue.loader import HERE, read
from .models import Assessment, PersonalInformationFile, Version

FORM = "keikaku"
REVIEW_YEARS, REDO_YEARS = 1, 5  # 規則第14条第1項, 第15条


@dataclass(frozen=True, slots=True)
class Plan:
    """``columns``: the items of the form's rows; ``rows``: (document, {code: text}) in the order of their numbers."""

    columns: tuple[Item, ...]
    rows: tuple[tuple[Assessment, Mapping[str, str]], ...]


def plan_of(municipality: Municipality) -> Plan:
    """The 計画管理書 of a town as its documents say it now."""
    documents = list(Assessment.objects.filter(municipality=municipality).select_related("department", "agency"))
    files = _files(documents)
    published = _published(documents)
    form = get_form(FORM)
    section = next(section for section in form.sections if section.repeat == "per_assessment")
    rows = [(a, _row(a, files[a.pk], published.get(a.pk, ()))) for a in sorted(documents, key=_order)]
    return Plan(tuple(section.items), tuple(rows))


def _order(assessment: Assessment) -> tuple[int, str]:
    return len(assessment.number.split("-")[0]), assessment.number


def _files(documents: list[Assessment]) -> dict[int, list[PersonalInformationFile]]:
    found = defaultdict(list)
    for file in PersonalInformationFile.present.filter(assessment__in=documents):
        found[file.assessment_id].append(file)
    return found


def _published(documents: list[Assessment]) -> dict[int, list[date]]:
    found = defaultdict(list)
    versions = Version.objects.filter(assessment__in=documents, published_on__isnull=False).order_by("number")
    for pk, day in versions.values_list("assessment_id", "published_on"):
        found[pk].append(day)
    return found


def _row(assessment: Assessment, files, days) -> dict[str, str]:
    sources = read(HERE / "plan.toml")
    said = {code: _first(assessment, assessment.answers, wanted) for code, wanted in sources["items"].items()}
    for code, wanted in sources["files"].items():
        said[code] = "\n".join(filter(None, (_first(assessment, file.answers, wanted) for file in files)))
    for code, wanted in sources["names"].items():
        said[code] = said.get(code) or _first(assessment, assessment.answers, wanted)
    return said | _computed(assessment, days)


def _first(assessment: Assessment, answers: Mapping[str, values.Value], wanted: list[str]) -> str:
    places = assessment.spec.places
    texts = (values.as_text(places[c][2], answers.get(c)) for c in wanted if c in places and c in answers)
    return wareki.as_printed(next((text for text in texts if text), ""))


def _computed(assessment: Assessment, days: list[date]) -> dict[str, str]:
    last = days[-1] if days else None
    first = days[0] if days else None
    kinds = get_form(FORM).item(f"{FORM}.rows.kind").labels
    kind = next((label for label in kinds if label.endswith(assessment.spec.short_name)), "")
    found = {
        "number": assessment.number,
        "name": str(assessment),
        "kind": kind,
        "published": _print(last),
        "review": _print(_after(last, REVIEW_YEARS)),
        "redo": _print(_after(first, REDO_YEARS)),
        "ended": _print(assessment.ended_on),
    }
    return {f"{FORM}.rows.{name}": text for name, text in found.items()}


def _after(day: date | None, years: int) -> date | None:
    """The same day some years later; the 29th of February becomes the 28th."""
    if day is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _print(day: date | None) -> str:
    return wareki.format_wareki(day) if day else ""
