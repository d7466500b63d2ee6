"""Which rows of the change list ask whether they are a 重要な変更 (規則第11条), and what they look like by themselves."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.utils import timezone

from municipalities.access import Visitor

from .. import changes
from ..editing.judging import Judgement, judge_row
from ..forms.rows import RowForm
from ..law import gate
from ..law.important import Answers, Subject, propose, recognised, subject_of
from ..models import Assessment, ChangeRow
from ..snapshot import Snapshot

NOT_JUDGED = "重要な変更かどうかが未判断"


class Asking:
    """Made for one request, with a fixed number of queries however many rows there are."""

    def __init__(self, assessment: Assessment, rows: list[ChangeRow], snapshot: Snapshot) -> None:
        self.assessment, self.snapshot = assessment, snapshot
        for row in rows:
            row.assessment = assessment
        self._asked = {row.pk for row in gate.asked_about(rows, snapshot)}
        self.doubts: list[str] = []

    def asks(self, row: ChangeRow) -> bool:
        return row.pk in self._asked

    def waits(self, row: ChangeRow) -> bool:
        """Nobody has judged it on the text that it has now."""
        return self.asks(row) and not row.judged_as

    def subject(self, row: ChangeRow) -> Subject:
        return subject_of(row, self.assessment.spec, self.entry_kinds)

    @cached_property
    def entry_kinds(self) -> dict[str, str]:
        """The kind of each entry by its ref, of the document as it is and as it was published."""
        base = changes.base_version(self.assessment)
        texts = [self.snapshot, *([changes.frozen_snapshot(base.content)] if base else [])]
        return {node.ref: node.kind for text in texts for node in text.nodes}

    def judge(self, row: ChangeRow, nature: str, reason: str, words: Mapping[str, Any], *, by: Visitor) -> None:
        """Write one judgement of many; what speaks against it is kept for the person. Raises Refused."""
        subject, told = self.subject(row), {name: words[name] for name in ("changed_on", "timing", "note")}
        judge_row(self.assessment, row.pk, Judgement(nature, reason, **told), starred=subject.starred, by=by)
        if told["changed_on"]:
            proposal = propose(subject, Answers(told["changed_on"], nature), timezone.localdate())
            self.doubts += [f"「{row.short_label}」：{sentence}" for sentence in proposal.warnings]

    def line(self, row: ChangeRow) -> dict[str, object]:
        """What its part of the page shows: whether it asks, and what makes it look formal (a person decides)."""
        return {"asked": self.asks(row), "looks": recognised(self.subject(row)) if self.waits(row) else None}

    def state(self, form: RowForm) -> str:
        """What a row still lacks, in words."""
        return "。".join(filter(None, [form.state, NOT_JUDGED if self.waits(form.row) else ""]))
