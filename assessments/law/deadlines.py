"""Deadlines of a document (規則第9条・第11条・第14条〜第16条, 指針第6・第7): pure, from its versions, records and text.

Each function is one kind of catalogue/law/deadlines.toml, where its number of years and its sentence stand.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ..catalogue.wareki import format_wareki
from ..models import Assessment, ChangeRow, Milestone, ReviewNote, Version
from . import threshold
from .calendar import Deadline, years_after
from .data import code, table
from .harvest import Harvest
from .procedure import period_text


@dataclass(frozen=True)
class Facts:
    """Everything that the deadlines of one document come from.

    ``assessed``: the versions with which the assessment was made or made again (not merely corrected, M5).
    ``rows``: those of the open version. ``siblings``: the forms that are public for the same 事務.
    ``said``: what the public version says; ``now``: the threshold's answers in the working copy.
    """

    assessment: Assessment
    today: date
    versions: tuple[Version, ...] = ()
    assessed: frozenset[int] = frozenset()
    milestones: tuple[Milestone, ...] = ()
    notes: tuple[ReviewNote, ...] = ()
    rows: tuple[ChangeRow, ...] = ()
    said: Harvest = Harvest()
    now: threshold.Answers | None = None
    siblings: frozenset[str] = frozenset()

    @property
    def published(self) -> list[tuple[date, Version]]:
        """The days of publication, the last one last."""
        return sorted(((v.published_on, v) for v in self.versions if v.published_on), key=lambda pair: pair[0])

    @property
    def open(self) -> Version | None:
        return next((v for v in self.versions if v.is_open), None)

    def records(self, kind: str) -> list[Milestone]:
        return [record for record in self.milestones if record.kind == kind]


Source = Callable[[Facts], Iterable[Deadline]]
SOURCES: list[tuple[str, Source]] = []


def deadlines(facts: Facts) -> list[Deadline]:
    """All deadlines of a document, the next one first. Of an ended 事務 only the end of its publication is left."""
    if facts.assessment.ended_on:
        return list(after_the_end(facts))
    found = [deadline for source in SOURCES for deadline in source(facts)]
    return sorted(found, key=lambda deadline: (deadline.date, deadline.kind))


def source(function: Source) -> Source:
    SOURCES.append(function)
    return function


def _make(facts: Facts, kind: str, day: date, *, to: str = "document", **words: object) -> Deadline:
    said = table("deadlines")["kind"][kind]["sentence"].format(**words)
    return Deadline(day, kind, said, facts.assessment, to)


def _years(kind: str) -> int:
    return table("deadlines")["kind"][kind]["years"]


def _days(kind: str) -> timedelta:
    return timedelta(days=table("deadlines")["kind"][kind]["days"])


@source
def yearly_review(facts: Facts) -> Iterator[Deadline]:
    """規則第14条第1項, 指針第7 (努力義務): one year after the last publication or the last recorded review (M1)."""
    days = [day for day, _ in facts.published] + [note.on for note in facts.notes]
    if facts.published:
        yield _make(facts, "review", years_after(max(days), _years("review")), to="reviews")


@source
def redo(facts: Facts) -> Iterator[Deadline]:
    """規則第15条 (努力義務): before five years have passed since the last (re-)assessment; a 修正 does not count (M5)."""
    made = [day for day, version in facts.published if version.pk in facts.assessed] or [d for d, _ in facts.published]
    if made:
        base = max(made) if facts.assessed else min(made)
        yield _make(facts, "redo", years_after(base, _years("redo")), base=format_wareki(base), to="procedure")


@source
def comment_end(facts: Facts) -> Iterator[Deadline]:
    """規則第7条第1項: the last day on which opinions are taken."""
    for record in facts.records("public_comment"):
        if record.until and record.until >= facts.today:
            yield _make(facts, "comment_end", record.until, period=period_text(record), to="procedure")


@source
def accident(facts: Facts) -> Iterator[Deadline]:
    """過去3年 (様式3・4: 個人情報), 過去1年 (様式2: 特定個人情報) (M7, T5), while the document says 発生あり."""
    kind = "incident" if code(facts.assessment.spec, "incident") else "recent_incident"
    days = [record.on for record in facts.records("incident")] or [day for day in [facts.said.incident] if day]
    if facts.said.happened and days:
        base = max(days)
        yield _make(facts, kind, years_after(base, _years(kind)), base=format_wareki(base), to="edit")


def after_the_end(facts: Facts) -> Iterator[Deadline]:
    """規則第16条, 記載要領: three years after the end of the 事務 (M6)."""
    base = facts.assessment.ended_on
    yield _make(facts, "ended", years_after(base, _years("ended")), base=format_wareki(base))


@source
def planned(facts: Facts) -> Iterator[Deadline]:
    """「…予定」: the day has to be put in when it has come (K17)."""
    for item, quoted, until in facts.said.plans:
        yield _make(facts, "planned", until, item=item, quoted=quoted, to="edit")


@source
def important_changes(facts: Facts) -> Iterator[Deadline]:
    """規則第11条: what is changed importantly is assessed and published before the change (C2)."""
    rows = _rows(facts, important=True)
    if not rows or any(record.version_id == facts.open.pk for record in facts.records("emergency")):
        return
    for row in rows:
        base = format_wareki(row.changed_on)
        yield _make(facts, "important", row.changed_on, base=base, row=row.short_label, to="procedure")
    yield from _comment_start(facts, min(row.changed_on for row in rows))


def _comment_start(facts: Facts, first: date) -> Iterator[Deadline]:
    asked = "public_comment" in table("procedure")["forms"][facts.assessment.form]["law"]
    begun = [record for record in facts.records("public_comment") if record.version_id in (None, facts.open.pk)]
    if asked and not begun:
        yield _make(facts, "comment_start", first - _days("comment_start"), base=format_wareki(first), to="procedure")


@source
def development(facts: Facts) -> Iterator[Deadline]:
    """規則第9条第1項, 指針第6: before programming starts (N1, N3)."""
    for record in facts.records("development"):
        if facts.open and record.version_id in (None, facts.open.pk):
            yield _make(facts, "development", record.on, base=format_wareki(record.on), to="procedure")


@source
def revise(facts: Facts) -> Iterator[Deadline]:
    """指針第7: a change that is not important is published 速やかに after it (M2)."""
    changed = [row.changed_on for row in _rows(facts, important=False) if row.changed_on <= facts.today]
    if changed:
        base = min(changed)
        yield _make(facts, "revise", base + _days("revise"), base=format_wareki(base), to="changes")


@source
def threshold_asks_for_more(facts: Facts) -> Iterator[Deadline]:
    """規則第14条第3項: the result asks for a form that does not exist (M4)."""
    found = threshold.judge(facts.now) if facts.now else None
    missing = threshold.missing_forms(found, facts.siblings) if found else ()
    if missing:
        base = facts.open.opened_at.date() if facts.open else facts.published[-1][0] if facts.published else facts.today
        names = threshold.form_names(missing)
        yield _make(facts, "threshold", base + _days("threshold"), forms=names, to="threshold")


@source
def emergency(facts: Facts) -> Iterator[Deadline]:
    """規則第9条第2項: afterwards 速やかに; it stays until a version is published."""
    for record in facts.records("emergency"):
        done = any(v.pk == record.version_id and v.published_on for v in facts.versions)
        later = record.version_id is None and any(day >= record.on for day, _ in facts.published)
        if not (done or later):
            base = format_wareki(record.on)
            yield _make(facts, "emergency", record.on + _days("emergency"), base=base, to="procedure")


def _rows(facts: Facts, *, important: bool) -> list[ChangeRow]:
    told = (row for row in facts.rows if row.changed_on and not (row.supplement or row.retired))
    return [row for row in told if (row.judged_as == ChangeRow.Nature.IMPORTANT) is important]
