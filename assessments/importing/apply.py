"""From a Reading to the tables: the imported text becomes version 1 "as found", outside the workflow."""

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from municipalities.access import Visitor
from municipalities.models import Agency, Department, Municipality, User

from ..catalogue import Item, values, wareki
from ..editing.creating import NumberTaken, new_assessment
from ..editing.overwrite import overwrite
from ..models import Assessment, ChangeRow, FrozenContent, ImportedFile, Version
from ..policies import Refused
from ..snapshot import ChangeEntry, Snapshot, take
from ..snapshot.carrying import Kept, carry
from .reading import FileReading as Reading


class AnotherTown(Exception):
    """The file says that it belongs to another town."""


def check_town(reading: Reading, municipality: Municipality) -> None:
    """Raises AnotherTown when the file names the code of another town."""
    town = reading.document.get("municipality") or {}
    if town.get("code") and town["code"] != municipality.code:
        raise AnotherTown(
            f"このファイルは{town.get('name') or '別の団体'}（団体コード {town['code']}）の評価書です。"
            f"{municipality.name}（{municipality.code}）には取り込めません。"
        )


def snapshot_of(reading: Reading, municipality: Municipality) -> Snapshot:
    """The Reading as a Snapshot of that town."""
    town = {"code": municipality.code, "name": municipality.name}
    return Snapshot.from_json({**reading.document, "municipality": town})


def number_of(reading: Reading) -> str:
    """The 評価書番号 that the file itself says, in half width; "" when it says none."""
    return unicodedata.normalize("NFKC", Snapshot.from_json(reading.document).cover("number")).strip()


@transaction.atomic
def import_as_found(
    reading: Reading,
    municipality: Municipality,
    number: str,
    *,
    user: User | None,
    department: Department | None = None,
    agency: Agency | None = None,
) -> Assessment:
    """A new document with version 1 as it was found. Raises NumberTaken, AnotherTown; then nothing is written."""
    check_town(reading, municipality)
    snapshot = snapshot_of(reading, municipality)
    try:
        with transaction.atomic():
            assessment = new_assessment(municipality, snapshot, number, user=user, agency=agency, department=department)
    except IntegrityError as error:
        raise NumberTaken(number) from error
    _write_history(assessment, snapshot.changes)
    _write_version(assessment, published_on(snapshot), user)
    return assessment


@transaction.atomic
def import_waiting(
    file: ImportedFile, reading: Reading, number: str, *, user: User | None, department: Department | None
) -> Assessment:
    """What a person has confirmed, with its original beside it. The second of two confirmations finds the first."""
    file = ImportedFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if file.assessment is None:
        file.assessment = import_as_found(reading, file.municipality, number, user=user, department=department)
        file.save(update_fields=["assessment"])
    return file.assessment


def import_into_draft(assessment: Assessment, reading: Reading, *, by: Visitor) -> None:
    """Lay the file over the draft, in the edition that the document is written in. Raises AnotherTown, Refused."""
    check_town(reading, by.municipality)
    if reading.document["form"] != assessment.form:
        raise Refused("様式が違う評価書には取り込めません。")
    found = snapshot_of(reading, by.municipality)
    carried = carry(found, assessment.spec)
    left = [_left_over(found.form.item(kept.code), kept) for kept in carried.kept]
    snapshot = replace(carried.snapshot, unplaced=(*carried.snapshot.unplaced, *left))
    overwrite(assessment, snapshot, whole=reading.whole, by=by)


def _left_over(item: Item, kept: Kept) -> dict[str, str]:
    return {"after": kept.code, "text": f"{item.heading}：{values.as_text(item, kept.value)}"}


def _write_version(assessment: Assessment, published_on: date | None, user: User | None) -> None:
    version = Version(
        assessment=assessment,
        number=1,
        state=Version.State.PUBLISHED,
        origin=Version.Origin.IMPORTED,
        published_on=published_on,
        opened_by=user,
    )
    version.content = _freeze_found(assessment, version)
    version.save()


def published_on(snapshot: Snapshot) -> date | None:
    """公表日 of the cover, or None when it is no date."""
    return wareki.parse_date(snapshot.cover("published_on"))


def _freeze_found(assessment: Assessment, version: Version) -> FrozenContent:
    taken = take(assessment)
    named: dict[str, Any] = {"number": 1, "origin": version.origin}
    if version.published_on:
        named["published_on"] = version.published_on.isoformat()
    found = Snapshot.from_json({**taken.as_json(), "version": named})
    return FrozenContent.objects.create(
        assessment=assessment,
        snapshot=found.canonical(),
        sha256=found.sha256,
        approval_sha256=found.approval_sha256,
    )


def _write_history(assessment: Assessment, entries: tuple[ChangeEntry, ...]) -> None:
    """Rows typed before the document came here; they belong to no version of ours."""
    ChangeRow.objects.bulk_create(
        ChangeRow(assessment=assessment, version=None, position=position, **_fields(entry))
        for position, entry in enumerate(entries)
    )


def _fields(entry: ChangeEntry) -> Mapping[str, Any]:
    day = wareki.parse_date(entry.date)
    iso = day is not None and day.isoformat() == entry.date
    return {
        "kind": ChangeRow.Kind.HISTORY,
        "addresses": [list(address) for address in entry.addresses],
        "label": entry.item,
        "before": entry.before,
        "after": entry.after,
        "changed_on": day if iso else None,
        "date_text": "" if iso else entry.date[:100],
        "timing": entry.timing if entry.timing in ChangeRow.Timing.values else "",
        "note": entry.note,
        "table": entry.table[:100],
        "source_version": entry.version,
    }


def keep_file(
    municipality: Municipality, name: str, data: bytes, report: dict, *, user: User | None, assessment=None
) -> ImportedFile:
    """The file as it was, beside the document (or waiting for a person to confirm)."""
    is_json = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    return ImportedFile.objects.create(
        municipality=municipality,
        assessment=assessment,
        name=name[-255:],
        media_type="application/json" if is_json else "text/plain; charset=utf-8",
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        report=report,
        imported_by=user,
    )
