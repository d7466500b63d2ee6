"""What can be known only at publication (全項目 Ⅵ2・Ⅵ3: opinions, third-party check) is written in then, from the records.

Nothing else of the approved text moves. Each item that is filled becomes a row of the change list like any other, so
that published N + rows = N+1 holds; which items these are says the catalogue (``required_at = "publish"``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.db import transaction

from municipalities.models import User

from .. import changes, checks
from ..catalogue import Item, values
from ..checks.completeness import unfilled
from ..checks.context import Context
from ..law import gate
from ..law.procedure import fillings
from ..models import ChangeRow, Version
from ..snapshot import Snapshot
from ..snapshot.take import annex

NOTE = "公表時に手続の記録から記載"


@dataclass(frozen=True)
class Filled:
    """``snapshot``: the approved text with these answers, and with their rows in its annex."""

    snapshot: Snapshot
    answers: Mapping[str, values.Value] = field(default_factory=dict)


def late_answers(version: Version, approved: Snapshot) -> dict[str, values.Value]:
    """What the records of this version say otherwise than the approved text: {code: answer}."""
    form, merged = approved.form, _merged_with_others(version)
    return {
        code: answer
        for code, answer in fillings(gate.milestones_of(version), form).items()
        if is_late(form.item(code)) and code not in merged and approved.answers.get(code) != answer
    }


def is_late(item: Item) -> bool:
    return item.required.at == "publish"


def fill(version: Version, approved: Snapshot, published_on: date, *, by: User) -> Filled:
    """The approved text as it will be published. Writes nothing: the rows are made and taken back."""
    answers = late_answers(version, approved)
    if not answers:
        return Filled(approved)
    said = replace(approved, answers={**approved.answers, **answers})
    with transaction.atomic():
        write_rows(version, said, published_on, by=by)
        entries = tuple(annex(version.assessment))
        transaction.set_rollback(True)
    return Filled(replace(said, changes=entries), answers)


def write_rows(version: Version, said: Snapshot, published_on: date, *, by: User) -> None:
    """Bring the rows up to what will be published; new ones say why they are there."""
    for row in changes.refresh(version.assessment, version, said):
        if not (row.changed_on or row.timing):
            row.changed_on, row.timing, row.note = published_on, ChangeRow.Timing.AFTER, row.note or NOTE
            row._history_user = by
            row.save(update_fields=["changed_on", "timing", "note"])


def still_empty(version: Version, final: Snapshot) -> list[str]:
    """Sentences about late items that nobody has recorded, where the whole procedure is asked for."""
    if not gate.asks_whole_procedure(version, changes.rows_of(version)):
        return []
    day = final.form.cover_item("published_on")
    found: list[checks.Problem] = [p for p in unfilled(Context(final), at="publish") if p.address != ("", day.code)]
    return [f"{p.where[-1]}：{p.sentence}「手続」の画面で記録するか、差し戻して記入してください。" for p in found]


def _merged_with_others(version: Version) -> set[str]:
    """Items that share a row with others: what the reviewer approved there stays as it is."""
    rows = changes.rows_of(version)
    return {code for row in rows if len(row.addresses) > 1 for _, code in row.addresses}
