"""Gathers what the deadlines of documents come from, with a fixed number of queries however many documents there are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.core.cache import cache

from ..models import Assessment, ChangeRow, FrozenContent, Milestone, ReviewNote, Version
from ..snapshot import Snapshot
from .deadlines import Facts
from .harvest import Harvest, harvest
from .siblings import offices
from .threshold import answers_of, asks


def facts_of(documents: Iterable[Assessment], today: date) -> list[Facts]:
    """The facts of these documents. Siblings are looked for among them: give all of a town."""
    found = list(documents)
    versions = _grouped(Version.objects.filter(assessment__in=found).order_by("number"))
    open_rows = ChangeRow.objects.filter(assessment__in=found, version__state__in=Version.OPEN_STATES, retired=False)
    rows, milestones = _grouped(open_rows), _grouped(Milestone.objects.filter(assessment__in=found))
    notes, assessed = _grouped(ReviewNote.objects.filter(assessment__in=found)), _assessed(found, versions)
    said, forms = _harvests(versions), offices(found, _public(versions))
    return [
        Facts(
            assessment=document,
            today=today,
            versions=tuple(versions[document.pk]),
            assessed=frozenset(assessed[document.pk]),
            milestones=tuple(milestones[document.pk]),
            notes=tuple(notes[document.pk]),
            rows=tuple(rows[document.pk]),
            said=said.get(document.pk, Harvest()),
            now=_threshold(document),
            siblings=forms[document.pk],
        )
        for document in found
    ]


def _grouped(rows) -> dict[int, list]:
    found = defaultdict(list)
    for row in rows:
        found[row.assessment_id].append(row)
    return found


def _assessed(documents: list[Assessment], versions: Mapping[int, list[Version]]) -> dict[int, set[int]]:
    """The first version that was published, those with an important change, and those recorded as made again."""
    important = ChangeRow.objects.filter(assessment__in=documents, nature=ChangeRow.Nature.IMPORTANT, retired=False)
    again = Milestone.objects.filter(assessment__in=documents, kind="redo")
    found: dict[int, set[int]] = defaultdict(set)
    for assessment, version in [*_pairs(important), *_pairs(again)]:
        found[assessment].add(version)
    for assessment, numbered in versions.items():
        first = next((v.pk for v in numbered if v.published_on), None)
        found[assessment].add(first)
    return found


def _public(versions: Mapping[int, list[Version]]) -> set[int]:
    return {pk for pk, numbered in versions.items() if any(v.state in Version.PUBLIC_STATES for v in numbered)}


def _pairs(rows) -> list[tuple[int, int]]:
    return list(rows.filter(version__isnull=False).values_list("assessment_id", "version_id"))


def _harvests(versions: Mapping[int, list[Version]]) -> dict[int, Harvest]:
    """What the public version of each document says; read once for ever, since frozen text never changes."""
    current = {pk: v.content_id for pk, all_ in versions.items() for v in all_ if v.state == Version.State.PUBLISHED}
    hashes = dict(FrozenContent.objects.filter(pk__in=current.values()).values_list("pk", "sha256"))
    keys = {content: f"harvest-1-{sha256}" for content, sha256 in hashes.items()}
    known = cache.get_many(keys.values())
    missing = [content for content, key in keys.items() if key not in known]
    for content in FrozenContent.objects.filter(pk__in=missing) if missing else ():
        known[keys[content.pk]] = harvest(Snapshot.from_text(content.snapshot))
    cache.set_many({keys[content]: known[keys[content]] for content in missing}, timeout=None)
    return {pk: known[keys[content]] for pk, content in current.items() if content in keys}


def _threshold(document: Assessment):
    snapshot = Snapshot(document.form, document.edition, "", "", document.answers)
    return answers_of(snapshot) if asks(snapshot) else None
