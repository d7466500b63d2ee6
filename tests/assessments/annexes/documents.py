"""A published document of the cast's town, and annexes to write into its next version."""

from dataclasses import replace

from assessments.editing.creating import new_assessment
from assessments.models import Assessment, FrozenContent, Version
from assessments.rendering.foreign_pdf import cleaned
from assessments.snapshot import Annex, take
from assessments.snapshot.annexes import shared
from tests.assessments.public.publishing import text

ROWS = (("項番", "移転先", "用途"), ("49", "福祉課", "手当の支給"), ("68", "税務課", "賦課の決定"))
TABLE = Annex("", "別紙2", "番号法別表の事務", "table", rows=ROWS)
NOTE = Annex("", "別添3", "提供先一覧", "text", text="1 子ども課\n2 福祉課\n3 税務課")


def attached(data: bytes, **changed) -> Annex:
    annex = Annex(
        "", "別添4", "業務の流れ", "pdf", file=shared(cleaned(data).data), file_name="流れ図.pdf", alt="図の説明"
    )
    return replace(annex, **changed)


def published(cast, *annexes: Annex, number: str = "1") -> Assessment:
    """Version 1 is public with these annexes; the next edit opens a draft over it."""
    snapshot = replace(text(), municipality_code=cast.town.code, annexes=annexes)
    assessment = new_assessment(cast.town, snapshot, number, user=None, department=cast.department)
    taken = take(assessment)
    content = FrozenContent.objects.create(
        assessment=assessment,
        snapshot=taken.canonical(),
        sha256=taken.sha256,
        approval_sha256=taken.approval_sha256,
    )
    Version.objects.create(assessment=assessment, number=1, content=content, state="published", is_public=True)
    return assessment
