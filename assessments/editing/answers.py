"""One answer is saved at a time; if somebody else has changed it meanwhile, nothing is overwritten."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from simple_history.utils import bulk_create_with_history

from municipalities.access import Visitor

from ..catalogue import Item, values
from ..models import (
    Assessment,
    ChangeRow,
    OutsourcingEntry,
    PersonalInformationFile,
    RecordItem,
    RiskMeasure,
    System,
    TransferDestination,
)
from ..models.base import Tracked
from ..snapshot import Address, Snapshot
from .derived import settle_file_list
from .desk import Desk, desk


def fingerprint(value: values.Value) -> str:
    """What a browser remembers of the value that it started from: 16 hex digits. No ○ is the same as no answer."""
    text = json.dumps(None if value is False else value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:16]


class Conflict(Exception):
    """Somebody else changed the same item. ``current``: what stands there now; ``who`` / ``when``: they and then."""

    def __init__(self, current: values.Value, who: str, when: datetime | None) -> None:
        super().__init__("同じ項目をほかの人が先に保存しました。")
        self.current, self.who, self.when = current, who, when


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did: the value as kept, the rows it touched, whether anything changed, and the document after it."""

    value: values.Value
    rows: tuple[ChangeRow, ...]
    changed: bool
    snapshot: Snapshot | None = None  # None when nothing was written


def holder_of(assessment: Assessment, address: Address) -> Tracked:
    """The row that keeps the answer of an address. Http404 when the entry or the item does not exist."""
    ref, code = address
    form = assessment.spec
    if code not in form.places:
        raise Http404
    kind = form.holder_of(code)
    if not kind:
        return assessment
    if kind != "files":
        return _entry(assessment, kind, ref)
    file = _first(PersonalInformationFile.present.filter(assessment=assessment, ref=ref))
    _, block, item = form.places[code]
    if not item.risk_key:
        return file
    frame = f"{block.code}.{item.risk_key}"
    return RiskMeasure.objects.filter(file=file, frame=frame).first() or RiskMeasure(file=file, frame=frame)


def _entry(assessment: Assessment, kind: str, ref: str) -> Tracked:
    if kind == "systems":
        return _first(System.present.filter(assessment=assessment, ref=ref))
    within = {"file__assessment": assessment, "file__removed_at": None, "ref": ref}
    if kind == "outsourcing":
        return _first(OutsourcingEntry.present.filter(**within))
    return _first(TransferDestination.present.filter(direction=kind, **within))


def _first(rows):
    found = rows.first()
    if found is None:
        raise Http404
    return found


def save_answer(assessment: Assessment, address: Address, value: values.Value, *, base: str, by: Visitor) -> Saved:
    """Save one item.

    ``base``: the fingerprint of the value that the visitor started from. Raises values.WrongValue, Conflict,
    policies.Refused, or Http404 for an address that is not there.
    """
    with desk(assessment, by=by) as at:
        holder = holder_of(at.assessment, address)
        item = at.assessment.spec.item(address[1])
        if not item.has_answer:
            raise Http404
        value, current = values.clean(item, value), values.answer(item, holder.answers)
        if value == current or values.as_text(item, value) == values.as_text(item, current) == "":
            return Saved(current, (), False)
        if base != fingerprint(current):
            raise Conflict(current, *_last_writer(holder, item))
        _put(at, holder, item, value)
    return Saved(value, tuple(at.touched), True, at.snapshot)


def _put(at: Desk, holder: Tracked, item: Item, value: values.Value) -> None:
    if item == at.assessment.spec.file_name_item:
        settle_file_list(at)
    if value is None or (item.kind == "flag" and value is False):
        holder.answers.pop(item.code, None)
    else:
        holder.answers[item.code] = value
    entry = holder.file if isinstance(holder, RiskMeasure) else holder
    if getattr(entry, "lost", False):
        entry.lost = False  # somebody has begun to fill in what was lost
        if entry is not holder:
            at.save(entry)
    if item == at.assessment.spec.cover_item("name"):
        holder.name = values.as_text(item, value)[:400]
    at.save(holder)


def _last_writer(holder: Tracked, item: Item) -> tuple[str, datetime | None]:
    """Who gave the item its present value, by the history of its row."""
    writer, when = "", None
    current = holder.answers.get(item.code)
    if holder.pk is None:
        return writer, when
    for past in holder.history.select_related("history_user")[:50]:
        if past.answers.get(item.code) != current:
            break
        writer, when = str(past.history_user or ""), past.history_date
    return writer, when


def save_records(assessment: Assessment, ref: str, texts: list[str], note: str, *, base: str, by: Visitor) -> Saved:
    """Save the numbered 記録項目 of a file and the text beside them (「別添1のとおり」); rows that stay keep their history."""
    with desk(assessment, by=by) as at:
        file = _first(PersonalInformationFile.present.filter(assessment=at.assessment, ref=ref))
        texts = [t for text in texts if (t := values.clean_text(text))]
        note = values.clean_text(note)
        rows = list(RecordItem.objects.filter(file=file))
        current = [[row.text for row in rows], file.records_text]
        if [texts, note] == current:
            return Saved(current, (), False)
        if base != fingerprint(current):
            raise Conflict(current, *_last_of_records(file))
        _write_records(at, file, rows, texts)
        if note != file.records_text or file.lost:
            file.records_text, file.lost = note, False
            at.save(file)
        at.written = True
    return Saved([texts, note], tuple(at.touched), True, at.snapshot)


def _last_of_records(file: PersonalInformationFile) -> tuple[str, datetime | None]:
    past = RecordItem.history.filter(file_id=file.pk).select_related("history_user").order_by("-history_id").first()
    return (str(past.history_user or ""), past.history_date) if past else ("", None)


def _write_records(at: Desk, file, rows: list[RecordItem], texts: list[str]) -> None:
    """Rows of the same text are moved, others are written anew, what is left over is deleted."""
    kept: dict[str, list[RecordItem]] = {}
    for row in rows:
        kept.setdefault(row.text, []).append(row)
    new = []
    for position, text in enumerate(texts):
        if kept.get(text):
            row = kept[text].pop(0)
            if row.position != position:
                RecordItem.objects.filter(pk=row.pk).update(position=position)
        else:
            new.append(RecordItem(file=file, position=position, text=text))
    bulk_create_with_history(new, RecordItem, default_user=at.by.user)
    for rest in kept.values():
        for row in rest:
            row._history_user = at.by.user
            row.delete()
