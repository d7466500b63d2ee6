"""The interchange JSON of a document: the working copy, or a version as it was frozen."""

from typing import Any

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
    """A frozen version, with the SHA-256 of its PDF where one was published."""
    data = frozen_snapshot(version.content).as_json()
    pdf = FrozenPdf.objects.filter(content=version.content).only("sha256").first()
    if pdf:
        data["version"] = {**data["version"], "sha256": pdf.sha256}
    return data
