"""Puts versions where residents can find them, row by row: the workflow's own stories stand elsewhere."""

import hashlib
from dataclasses import replace
from datetime import date

from assessments.models import Assessment, FrozenContent, FrozenPdf, ImportedFile, Version
from assessments.snapshot import Snapshot
from tests.assessments.rendering.documents import filled

PDF = b"%PDF-1.7\n% a published document\n"


def make_document(cast, number: str = "1", **fields) -> Assessment:
    defaults = {"form": "juten", "edition": "5jouhou", "name": "下書きだけにある名称", "department": cast.department}
    return Assessment.objects.create(municipality=cast.town, number=number, **(defaults | fields))


def text(name: str = "住民基本台帳に関する事務 重点項目評価書", **answers) -> Snapshot:
    """A whole document under that name. ``answers``: by the code behind "juten.", dots written as two underscores."""
    snapshot = filled()
    new = {f"juten.{code.replace('__', '.')}": value for code, value in answers.items()}
    return replace(snapshot, answers={**snapshot.answers, "juten.cover.name": name, **new})


def make_version(
    document: Assessment, snapshot: Snapshot | None = None, *, number: int = 1, pages=None, **fields
) -> Version:
    """A frozen version with its PDF; published and public unless told otherwise."""
    defaults = {"state": "published", "is_public": True, "published_on": date(2025, 4, number)}
    snapshot = snapshot or text()
    snapshot = replace(snapshot, version={"number": number, "origin": "published"})
    content = FrozenContent.objects.create(
        assessment=document,
        snapshot=snapshot.canonical(),
        sha256=snapshot.sha256,
        approval_sha256=snapshot.approval_sha256,
    )
    data = PDF + str(number).encode()
    sha256 = hashlib.sha256(data).hexdigest()
    FrozenPdf.objects.create(content=content, data=data, sha256=sha256, page_count=74, pages=pages or {})
    return Version.objects.create(assessment=document, number=number, content=content, **(defaults | fields))


def supersede(version: Version) -> None:
    version.state = "superseded"
    version.save()


def make_original(document: Assessment, name: str, media_type: str, data: bytes) -> ImportedFile:
    sha256 = hashlib.sha256(data).hexdigest()
    return ImportedFile.objects.create(
        municipality=document.municipality,
        assessment=document,
        name=name,
        media_type=media_type,
        data=data,
        sha256=sha256,
    )
