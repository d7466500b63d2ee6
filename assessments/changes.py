"""変更箇所 of the open version: the net difference from the last published one, refreshed after every write.

One refresh costs a fixed number of queries. What a person wrote in a row stays (changelog.rows decides).
"""

from collections.abc import Iterable
from functools import lru_cache

from django.db.models import QuerySet

from changelog.lines import Change, Line, compare
from changelog.rows import reconcile

from .catalogue import get_form, values
from .models import Assessment, ChangeRow, FrozenContent, Version
from .snapshot import Snapshot, lines, outline, take
from .snapshot.carrying import carry


def base_version(assessment: Assessment) -> Version | None:
    """The version that the change list starts from: the last one that was published (or found outside)."""
    return (
        assessment.versions.filter(state__in=Version.PUBLIC_STATES)
        .order_by("-number")
        .select_related("content")
        .defer("content__snapshot")
        .first()
    )


@lru_cache(maxsize=64)
def _frozen(pk: int, sha256: str) -> Snapshot:
    """Frozen content never changes, so it is read and parsed once per process."""
    return Snapshot.from_text(FrozenContent.objects.get(pk=pk).snapshot)


@lru_cache(maxsize=64)
def _frozen_lines(pk: int, sha256: str) -> tuple[Line, ...]:
    return tuple(lines(_frozen(pk, sha256)))


def frozen_snapshot(content: FrozenContent) -> Snapshot:
    """The Snapshot that was frozen in this content."""
    return _frozen(content.pk, content.sha256)


def frozen_lines(content: FrozenContent) -> tuple[Line, ...]:
    return _frozen_lines(content.pk, content.sha256)


@lru_cache(maxsize=64)
def _carried(pk: int, sha256: str, form_key: str, edition: str) -> Snapshot:
    return carry(_frozen(pk, sha256), get_form(form_key, edition)).snapshot


@lru_cache(maxsize=64)
def _carried_lines(pk: int, sha256: str, form_key: str, edition: str) -> tuple[Line, ...]:
    return tuple(lines(_carried(pk, sha256, form_key, edition)))


def carried_snapshot(content: FrozenContent, assessment: Assessment) -> Snapshot:
    """The frozen document in the form and edition that the working copy is written in now."""
    frozen = frozen_snapshot(content)
    if (frozen.form_key, frozen.edition) == (assessment.form, assessment.edition):
        return frozen
    return _carried(content.pk, content.sha256, assessment.form, assessment.edition)


def base_lines(content: FrozenContent, assessment: Assessment) -> tuple[Line, ...]:
    """What the working copy is compared with: a move to another edition is no change of the document."""
    if carried_snapshot(content, assessment) is frozen_snapshot(content):
        return frozen_lines(content)
    return _carried_lines(content.pk, content.sha256, assessment.form, assessment.edition)


def between(old: FrozenContent, new: FrozenContent) -> list[Change]:
    """What changed from one frozen document to another, in the form and edition of the newer one."""
    target = frozen_snapshot(new)
    frozen = frozen_snapshot(old)
    if (frozen.form_key, frozen.edition) == (target.form_key, target.edition):
        return compare(frozen_lines(old), frozen_lines(new))
    return compare(_carried_lines(old.pk, old.sha256, target.form_key, target.edition), frozen_lines(new))


def net_changes(assessment: Assessment, snapshot: Snapshot | None = None) -> list[Change]:
    """What the working copy says otherwise than the last published version; [] before the first publication."""
    base = base_version(assessment)
    if base is None:
        return []
    return compare(base_lines(base.content, assessment), lines(snapshot or take(assessment, changes=False)))


def rows_of(version: Version | None) -> QuerySet[ChangeRow]:
    """The rows of a version that say a difference now, in the order of the form; none while no version is open."""
    if version is None:
        return ChangeRow.objects.none()  # rows without a version are what every town typed before it came here
    return ChangeRow.objects.filter(version=version, retired=False).order_by("position", "pk")


def refresh(assessment: Assessment, version: Version, snapshot: Snapshot | None = None) -> list[ChangeRow]:
    """Bring the rows of the open version up to date. Returns those that changed or are new."""
    base = base_version(assessment)
    if base is None:
        return []
    changes = compare(base_lines(base.content, assessment), lines(snapshot or take(assessment, changes=False)))
    plan = reconcile(list(ChangeRow.objects.filter(version=version)), changes)
    supplements = _supplements(carried_snapshot(base.content, assessment), changes)
    touched = []
    for fields in plan.create:
        touched.append(ChangeRow(assessment=assessment, version=version, **fields))
    for row, fields in plan.update:
        for name, value in fields.items():
            setattr(row, name, value)
        touched.append(row)
    for row in touched:
        row.supplement = _key(row.addresses) in supplements
    _write(touched, plan)
    return touched


def _write(touched: Iterable[ChangeRow], plan) -> None:
    """Computed text is no person's act: it is written without history (changes of what a person adds have theirs)."""
    new = [row for row in touched if row.pk is None]
    ChangeRow.objects.bulk_create(new)
    retired = list(plan.retire)
    for row in retired:
        row.retired = True
    old = [row for row in touched if row.pk is not None and row not in new] + retired
    if old:
        names = ["position", "kind", "addresses", "label", "before", "after", "retired", "supplement"]
        ChangeRow.objects.bulk_update(old, names, batch_size=100)
    if plan.delete:
        ChangeRow.objects.filter(pk__in=[row.pk for row in plan.delete]).delete()


def _key(addresses) -> frozenset[tuple[str, str]]:
    return frozenset((ref, code) for ref, code in addresses)


def _supplements(base: Snapshot, changes: Iterable[Change]) -> set[frozenset[tuple[str, str]]]:
    """Changes that only fill in what the import could not read."""
    lost = {node.ref for node in base.nodes if node.lost}
    unread = {p.address for sheet in outline(base) for p in sheet.items if p.is_unknown or lost & {p.address[0]}}
    return {_key(change.addresses) for change in changes if _within(change, lost) or _only_unread(change, unread)}


def _within(change: Change, lost: set[str]) -> bool:
    """An entry of a file whose pages were missing: it stood there before, nobody knows how."""
    return change.kind == "entry_added" and all(lost & set(line.group[:-1]) for line in change.new)


def _only_unread(change: Change, unread: set[tuple[str, str]]) -> bool:
    if not unread & set(change.addresses):
        return False
    for old, new in zip(change.old or change.new, change.new or change.old, strict=False):
        if old.address not in unread:
            return False
        now = dict(new.parts)
        differing = [text for key, text in old.parts if now.get(key) != text]
        if any(not text.startswith(values.UNKNOWN) for text in differing):
            return False
    return True
