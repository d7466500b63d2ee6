"""The only gate to what a resident may read: versions that were published, and imported ones that were released.

Titles come from what was frozen, never from the working copy: a draft may already bear another name.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.core.cache import cache
from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import Length
from django.http import Http404

from municipalities.models import Municipality

from . import audience, catalogue
from .catalogue.wareki import parse_date
from .models import FrozenContent, FrozenPdf, ImportedFile, Version
from .snapshot import Snapshot, masked

State = Version.State


@dataclass(frozen=True, slots=True)
class Title:
    """What a list says of a frozen document."""

    name: str
    form: str
    agency: str
    printed_date: str

    @classmethod
    def of(cls, snapshot: Snapshot) -> "Title":
        form = catalogue.get_form(snapshot.form_key, snapshot.edition)
        return cls(snapshot.cover("name"), form.short_name, snapshot.cover("agency"), snapshot.cover("published_on"))


@dataclass(frozen=True, slots=True)
class Publication:
    """A version that residents may know of. ``is_current``: nothing newer of this document is public."""

    version: Version
    title: Title
    is_current: bool

    @property
    def name(self) -> str:
        return self.title.name or f"評価書番号 {self.version.assessment.number}"

    @property
    def is_withdrawn(self) -> bool:
        return self.version.state == State.WITHDRAWN

    @property
    def is_imported(self) -> bool:
        return self.version.origin == Version.Origin.IMPORTED

    @property
    def published_on(self) -> date | None:
        """The day of publication; of an imported version the day that its cover names."""
        return self.version.published_on or parse_date(self.title.printed_date)

    @property
    def address(self) -> tuple[str, str, int]:
        """Town, document and version, as every address of the public site names them."""
        assessment = self.version.assessment
        return assessment.municipality.code, assessment.number, self.version.number

    @property
    def snapshot(self) -> Snapshot:
        """The frozen text without what is withheld. Http404 for a withdrawn version: its text is not for reading any more."""
        if self.is_withdrawn:
            raise Http404
        return audience.public_snapshot(self.version.content)

    @property
    def withdrawn_reason(self) -> str:
        """Why it was withdrawn; what it withheld is not told by the reason either."""
        return audience.without_withheld(self.version.content, self.version.withdrawn_reason)

    @property
    def sha256(self) -> str:
        """The name of what residents read of it."""
        return audience.public_sha256(self.version.content)


def public_versions() -> QuerySet[Version]:
    """Every version that residents may know of, without its long texts."""
    return (
        Version.objects.filter(is_public=True, state__in=Version.PUBLIC_STATES)
        .select_related("assessment__municipality", "assessment__department", "content")
        .defer("content__snapshot", "assessment__answers", "assessment__unplaced")
        .order_by("assessment_id", "-number")
    )


def towns(search: str = "") -> list[Municipality]:
    """The towns with something to read. ``documents``: how many; ``latest``: the last day of publication."""
    public = Q(assessments__versions__is_public=True, assessments__versions__state__in=Version.PUBLIC_STATES)
    found = Municipality.objects.filter(public).annotate(
        documents=Count("assessments", distinct=True), latest=Max("assessments__versions__published_on")
    )
    wanted = _plain(search)
    return [town for town in found if wanted in _plain(town.name)]


def town(code: str) -> Municipality:
    found = Municipality.objects.filter(code=code).first()
    if found is None:
        raise Http404
    return found


def documents(town: Municipality, search: str = "") -> list[Publication]:
    """The current version of every public document of the town, by number."""
    newest_first = groupby(public_versions().filter(assessment__municipality=town), key=lambda v: v.assessment_id)
    current = [_current(list(versions)) for _, versions in newest_first]
    titles = _titles(version.content for version in current)
    found = [Publication(version, titles[version.content_id], True) for version in current]
    wanted = _plain(search)
    return sorted((p for p in found if wanted in _searched(p)), key=lambda p: natural(p.version.assessment.number))


def latest(town: Municipality, limit: int = 30) -> list[Publication]:
    """What the town published last, the newest first; withdrawn versions are no news to be read."""
    found = public_versions().filter(assessment__municipality=town, published_on__isnull=False)
    versions = list(found.exclude(state=State.WITHDRAWN).order_by("-published_on", "-pk")[:limit])
    titles = _titles(version.content for version in versions)
    return [Publication(v, titles[v.content_id], v.state == State.PUBLISHED) for v in versions]


def document(code: str, number: str) -> list[Publication]:
    """The public versions of one document, the current one first, then newest first. Http404 when there is none."""
    found = public_versions().filter(assessment__municipality__code=code, assessment__number=number)
    versions = list(found.order_by("-number"))
    if not versions:
        raise Http404
    current, titles = _current(versions), _titles(version.content for version in versions)
    publications = [Publication(v, titles[v.content_id], v is current) for v in versions]
    return sorted(publications, key=lambda p: not p.is_current)


def publication(code: str, number: str, version: int) -> tuple[Publication, list[Publication]]:
    """One public version, and all of its document. Http404 unless residents may know of it."""
    versions = document(code, number)
    found = next((p for p in versions if p.version.number == version), None)
    if found is None:
        raise Http404
    return found, versions


def predecessor(publication: Publication, versions: Iterable[Publication]) -> Publication | None:
    """The last readable version before this one, which the changes are told from."""
    before = (p for p in versions if p.version.number < publication.version.number and not p.is_withdrawn)
    return max(before, key=lambda p: p.version.number, default=None)


def pdf_of(publication: Publication) -> FrozenPdf | None:
    """The frozen PDF without its bytes; ``size``: how many there are. None when there is none to read."""
    if publication.is_withdrawn:
        return None
    found = FrozenPdf.objects.filter(content=publication.version.content_id).defer("data")
    return found.annotate(size=Length("data")).first()


def original_of(publication: Publication) -> ImportedFile | None:
    """The file that an imported version was read from: the first that came in for the document."""
    if publication.is_withdrawn or not publication.is_imported or audience.withholds(publication.version.content):
        return None  # nothing can be withheld from a file that is given as it is
    files = ImportedFile.objects.filter(assessment=publication.version.assessment_id)
    return files.defer("data", "report").annotate(size=Length("data")).order_by("imported_at", "pk").first()


def natural(number: str) -> list[tuple[int, str]]:
    """A key that puts 2 before 10, and 12 before 12-2."""
    return [(int(digits or 0), rest) for digits, rest in re.findall(r"(\d*)(\D*)", number)]


def _current(newest_first: list[Version]) -> Version:
    """What is in force: the published version; when everything was withdrawn, the newest of those."""
    return next((v for v in newest_first if v.state == State.PUBLISHED), newest_first[0])


def _titles(contents: Iterable[FrozenContent]) -> dict[int, Title]:
    """The titles by the key of the content. Frozen texts are long, so what they are called is remembered for ever."""
    keys = {f"public-title-{content.pk}-{content.sha256}": content.pk for content in contents}
    known = cache.get_many(keys)
    missing = {pk: key for key, pk in keys.items() if key not in known}
    fresh = {}
    for content in FrozenContent.objects.filter(pk__in=missing) if missing else ():
        fresh[missing[content.pk]] = Title.of(masked(Snapshot.from_text(content.snapshot)))
    cache.set_many(fresh, timeout=None)
    return {keys[key]: title for key, title in (known | fresh).items()}


def _searched(publication: Publication) -> str:
    assessment = publication.version.assessment
    words = (assessment.number, publication.name, publication.title.form, str(assessment.department or ""))
    return _plain(" ".join(words))


def _plain(text: str) -> str:
    """Width, case and spaces are no difference to who searches."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
