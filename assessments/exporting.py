"""The interchange JSON of a document: the working copy, or a version as it was frozen."""

from typing import Any

from .audience import public_snapshot
from .changes import frozen_snapshot
from .models import Assessment, FrozenPdf, Version
from .snapshot import outline, take


def working_copy(assessment: Assessment) -> dict[str, Any]:
    """The document as it stands now, with what is computed (the list of files in Ⅰ) said in full."""
    snapshot = take(assessment)
    data = snapshot.as_json()
    for sheet in outline(snapshot):
        for placed in sheet.items:
            if placed.derived and placed.value and not sheet.file:
                data["answers"].setdefault(placed.item.code, placed.value)
    return data


def frozen(version: Version) -> dict[str, Any]:
    """A frozen version in full, for the staff and for the submission, with the SHA-256 of its public PDF."""
    return _named(frozen_snapshot(version.content).as_json(), version)


def public(version: Version) -> dict[str, Any]:
    """What residents may read of a frozen version."""
    return _named(public_snapshot(version.content).as_json(), version)


def _named(data: dict[str, Any], version: Version) -> dict[str, Any]:
    pdf = FrozenPdf.objects.filter(content=version.content).only("sha256").first()
    if pdf:
        data["version"] = {**data["version"], "sha256": pdf.sha256}
    return data
