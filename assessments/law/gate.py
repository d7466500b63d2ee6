"""What stands against publishing a version: the evidence that its form's procedure requires (規則第7条, 第9条, 第11条).

A 修正 that is no 重要な変更 needs neither comment nor check. ``stands_against_publication`` is asked by the workflow.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.utils import timezone

from .. import changes
from ..catalogue.wareki import format_wareki
from ..models import ChangeRow, Milestone, TownProcedure, Version
from ..snapshot import Snapshot
from .data import code, says_nothing, table
from .planned import day_of
from .procedure import Step, kinds, length, period_text, steps_of

Nature = ChangeRow.Nature


def stands_against_publication(version: Version, snapshot: Snapshot, rows: Iterable[ChangeRow]) -> list[str]:
    """Sentences, all at once; [] = nothing stands against it. ``rows``: those of the version; ``snapshot``: its text."""
    told = _told(rows)
    return [_undecided(row) for row in undecided(told, snapshot)] + evidence_missing(version, snapshot, told)


def evidence_missing(version: Version, snapshot: Snapshot, rows: Iterable[ChangeRow]) -> list[str]:
    """What the procedure still lacks: the workflow refuses to publish while this is not []."""
    told = _told(rows)
    by_kind = {record.kind: record for record in milestones_of(version)}
    if "emergency" in by_kind:
        return list(_reason(by_kind["emergency"]))
    important = [row for row in told if row.judged_as == Nature.IMPORTANT]
    whole = important or "redo" in by_kind or is_first(version)
    return [*(_lacking(version, snapshot, by_kind) if whole else ()), *_late(important, snapshot)]


def asks_whole_procedure(version: Version, rows: Iterable[ChangeRow]) -> bool:
    """A first assessment, one made again, or an important change; not where 規則第9条第2項 is recorded."""
    kinds_recorded = {record.kind for record in milestones_of(version)}
    important = any(row.judged_as == Nature.IMPORTANT for row in _told(rows))
    return "emergency" not in kinds_recorded and (important or "redo" in kinds_recorded or is_first(version))


def _told(rows: Iterable[ChangeRow]) -> list[ChangeRow]:
    return [row for row in rows if not row.supplement and not row.retired]


def milestones_of(version: Version) -> list[Milestone]:
    """The records of this version: made for it, or before any was open, since the last publication."""
    before = _published_before(version)
    records = version.assessment.milestones.select_related("evidence").defer("evidence__data")
    return [
        record
        for record in records
        if record.version_id == version.pk or (record.version_id is None and (before is None or record.on > before))
    ]


def is_first(version: Version) -> bool:
    """Nothing of this document was published or found before: the assessment is made for the first time."""
    earlier = version.assessment.versions.filter(number__lt=version.number, state__in=Version.PUBLIC_STATES)
    return not earlier.exists()


def undecided(rows: Iterable[ChangeRow], snapshot: Snapshot) -> list[ChangeRow]:
    """Rows of which nobody has said whether they are 重要な変更 (on the text that they have now)."""
    return [row for row in asked_about(rows, snapshot) if not row.judged_as]


def asked_about(rows: Iterable[ChangeRow], snapshot: Snapshot) -> list[ChangeRow]:
    """Rows of which somebody has to say it: changes of ※ items, and files and 委託事項 that came or went, which have
    to be looked at (C1, C4, C5)."""
    told = _told(rows)
    starred = {item.code for item in snapshot.form.items if item.star}
    entries = table("important")["entries"]
    kinds = _kinds_of_entries(told, snapshot)
    way = {ChangeRow.Kind.ENTRY_ADDED: "added", ChangeRow.Kind.ENTRY_REMOVED: "removed"}

    def asks(row: ChangeRow) -> bool:
        whole = {kinds[ref] for ref, code in row.addresses if not code and ref in kinds}
        gone_or_new = [entries[kind][way.get(row.kind, "added")] for kind in whole]
        return any(said != "no" for said in gone_or_new) or any(code in starred for _, code in row.addresses)

    return [row for row in told if asks(row)]


def _kinds_of_entries(rows: list[ChangeRow], snapshot: Snapshot) -> dict[str, str]:
    """The kind of each entry by its ref; an entry that went is looked up in what was published."""
    kinds = {node.ref: node.kind for node in snapshot.nodes}
    gone = next((row for row in rows if row.kind == ChangeRow.Kind.ENTRY_REMOVED), None)
    base = changes.base_version(gone.assessment) if gone else None
    return {node.ref: node.kind for node in changes.frozen_snapshot(base.content).nodes} | kinds if base else kinds


def _published_before(version: Version) -> date | None:
    days = version.assessment.versions.filter(number__lt=version.number, published_on__isnull=False)
    return days.order_by("-number").values_list("published_on", flat=True).first()


def asked_by_town(version: Version) -> list[str]:
    assessment = version.assessment
    wanted = TownProcedure.objects.filter(municipality=assessment.municipality_id, form=assessment.form)
    return list(wanted.values_list("kind", flat=True))


def _lacking(version: Version, snapshot: Snapshot, by_kind: dict[str, Milestone]) -> Iterator[str]:
    published = _publication_day(snapshot)
    for step in steps_of(snapshot.form_key, asked_by_town(version)):
        if step.duty and step.kind.key not in by_kind:
            yield _say("missing", step)
        elif step.duty:
            yield from _against(step, by_kind[step.kind.key], snapshot, published)


def _against(step: Step, record: Milestone, snapshot: Snapshot, published: date) -> Iterator[str]:
    if step.kind.period:
        yield from _comment(step, record, snapshot, published)
    elif record.on > published:
        yield _say("not_yet", step, day=format_wareki(record.on))
    if step.kind.key == "submission" and not hasattr(record, "evidence") and not record.note.strip():
        yield _say("no_receipt", step)


def _comment(step: Step, record: Milestone, snapshot: Snapshot, published: date) -> Iterator[str]:
    """原則30日以上; shorter only with the reason in Ⅵ2③ (規則第7条第1項)."""
    least, days = table("procedure")["public_comment"]["days"], length(record)
    if days is None:
        yield _say("no_end", step)
        return
    if record.until >= published:
        yield _say("running", step, day=format_wareki(record.until))
    item = code(snapshot.form, "comment_shortened")
    if item and days < least and says_nothing(str(snapshot.answers.get(item) or "")):
        told = {"days": days, "least": least, "period": period_text(record), "item": snapshot.form.item(item).heading}
        yield _say("short", step, **told)


def _late(important: Sequence[ChangeRow], snapshot: Snapshot) -> Iterator[str]:
    """規則第11条: あらかじめ. What took effect before publication cannot say 事前. (Late publication itself is not refused:
    it is better than none, and the row says 事後.)"""
    published = _publication_day(snapshot)
    for row in important:
        if row.timing == ChangeRow.Timing.BEFORE and row.changed_on and row.changed_on < published:
            days = {"day": format_wareki(row.changed_on), "published": format_wareki(published)}
            yield table("procedure")["refusal"]["late"].format(row=row.short_label, **days)


def _publication_day(snapshot: Snapshot) -> date:
    """The day that the version bears; today while it bears none of its own."""
    return day_of(str(snapshot.version.get("published_on") or "")) or timezone.localdate()


def _reason(record: Milestone) -> Iterator[str]:
    kind = kinds()["emergency"]
    if says_nothing(record.note):
        yield table("procedure")["refusal"]["no_reason"].format(label=kind.label, source=kind.source)


def _undecided(row: ChangeRow) -> str:
    return table("procedure")["refusal"]["undecided"].format(row=row.short_label)


def _say(name: str, step: Step, **words: object) -> str:
    return table("procedure")["refusal"][name].format(label=step.kind.label, source=step.kind.source, **words)
