"""Whose turn it is with each document, and who did what lately."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.db.models import Prefetch, Q

from municipalities.access import Visitor

from .. import policies, workflow
from ..catalogue import Form, values
from ..models import (
    Annex,
    Assessment,
    OutsourcingEntry,
    PersonalInformationFile,
    RecordItem,
    RiskMeasure,
    System,
    TransferDestination,
    Version,
)

State = Version.State
# State -> what the person whose turn it is has to do.
_TURN = {
    State.IN_REVIEW: ("approve", "確認してください"),
    State.APPROVED: ("publish", "決裁してください"),
    State.DRAFT: ("submit", "作成中です"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A document in the list of a town."""

    assessment: Assessment
    open: Version | None
    public: Version | None
    turn: str

    @property
    def state(self) -> str:
        return (self.open or self.public).get_state_display() if self.open or self.public else "版なし"


def lines(visitor: Visitor, query: str = "") -> list[Line]:
    """The documents of the visitor's town, with a fixed number of queries; ``query`` looks in number and name."""
    found = policies.assessments_of(visitor).prefetch_related(
        Prefetch("versions", Version.objects.order_by("-number").defer("withdrawn_reason"))
    )
    if query:
        found = found.filter(
            Q(number__icontains=query) | Q(name__icontains=query) | Q(department__name__icontains=query)
        )
    ordered = sorted(found, key=lambda a: (len(a.number.split("-")[0]), a.number))
    return [_line(visitor, assessment) for assessment in ordered]


def _line(visitor: Visitor, assessment: Assessment) -> Line:
    versions = list(assessment.versions.all())
    for version in versions:
        version.assessment = assessment
    opened = next((v for v in versions if v.is_open), None)
    public = next((v for v in versions if v.state in (State.PUBLISHED, State.WITHDRAWN)), None)
    return Line(assessment, opened, public, _turn(visitor, opened))


def _turn(visitor: Visitor, version: Version | None) -> str:
    if version is None:
        return ""
    step, words = _TURN[version.state]
    return "" if workflow.refusal(workflow.STEPS[step], version, by=visitor) else words


@dataclass(frozen=True, slots=True)
class Act:
    """One saved change: who, when, where, and the items that it touched."""

    when: datetime
    who: str
    what: str
    items: tuple[str, ...]


_KINDS = {"+": "追加", "~": "変更", "-": "削除"}
_LATEST = 200


def recent_acts(assessment: Assessment) -> list[Act]:
    """The latest saves of the document and everything in it, newest first."""
    files = PersonalInformationFile.objects.filter(assessment=assessment).values_list("pk", flat=True)
    sources = (
        Assessment.history.filter(id=assessment.pk),
        System.history.filter(assessment_id=assessment.pk),
        PersonalInformationFile.history.filter(assessment_id=assessment.pk),
        *(m.history.filter(file_id__in=list(files)) for m in (OutsourcingEntry, TransferDestination, RiskMeasure)),
        RecordItem.history.filter(file_id__in=list(files)),
        Annex.history.filter(assessment_id=assessment.pk),
    )
    rows = chain.from_iterable(s.select_related("history_user").order_by("-history_date")[:_LATEST] for s in sources)
    newest = sorted(rows, key=lambda row: row.history_date, reverse=True)[:_LATEST]
    return [_act(assessment.spec, row) for row in newest]


def _act(form: Form, row) -> Act:
    who = str(row.history_user or "（取込み・コマンド）")
    what = f"{row.instance_type._meta.verbose_name}を{_KINDS[row.history_type]}"
    return Act(row.history_date, who, what, tuple(_touched(form, row)))


def _touched(form: Form, row) -> Iterator[str]:
    if row.history_type != "~" or not hasattr(row, "answers"):
        if hasattr(row, "title") or hasattr(row, "text"):
            yield getattr(row, "title", "") or row.text
        return
    past = row.prev_record.answers if row.prev_record else {}
    for code in dict.fromkeys([*past, *row.answers]):
        if past.get(code) != row.answers.get(code) and code in form.places:
            item = form.item(code)
            yield f"{item.heading}：{values.as_text(item, row.answers.get(code))[:80] or '（空欄にした）'}"
