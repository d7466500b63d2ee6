"""How the sample document of 見本市 came to be: every step is taken by the person whose step it is.

``ashiya.json`` is 芦屋市's published 重点項目評価書 (令和7年6月30日公表) in the interchange format; ``mihon.json`` is a
copy under the name of a town that does not exist, with the parts filled in that the machine could not read.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from municipalities.access import Visitor, visitor_for
from municipalities.models import Municipality

from .. import changes, editing, workflow
from ..catalogue import values
from ..editing.creating import new_assessment
from ..editing.desk import draft_over
from ..importing import apply
from ..importing.reading import read_file
from ..models import Assessment, Version
from ..policies import open_version
from ..snapshot import Snapshot
from .people import Town

HERE = Path(__file__).parent
Edits = Iterable[tuple[str, str, values.Value]]  # (ref of the entry, code, new value)

SECOND: Edits = (
    ("s5", "juten.I.2.functions", "1. 証明書の作成機能 証明書交付センターからの証明書発行要求に対して、各種証明書データを作成し、送付する。\n2. 既存住基システム、税務システム及び戸籍システムとのデータ連携 各種システムと証明書に関するデータ連携を行う。\n3. 発行履歴の管理機能 証明書の発行履歴を記録し、管理する。"),
    ("", "juten.I.6.head_title", "市民窓口課長"),
    ("", "juten.I.6.dept", "市民生活部市民窓口課"),
    ("f1", "juten.II.2.dept", "市民窓口課、駅前市民サービスコーナー"),
    ("f1t3", "juten.II.5t.to", "総務部 財務室 市民税課"),
    ("f1o2", "juten.II.4e.handlers", "10人以上50人未満"),
)  # fmt: skip
THIRD: Edits = (
    ("f1t6", "juten.II.5t.to", "こども福祉部 福祉室 介護支援課"),
    ("f1", "juten.III.9.education_how", "住基事務担当者に対して以下を行う。\n・職員に対して、初任時及び毎年1回、個人情報保護及び情報セキュリティに関する研修を行う。\n・会計年度任用職員に対して、着任時に研修を行う。\n・研修を欠席した者には、後日、資料の配布と理解度の確認を行う。"),
    ("f2", "juten.II.3.user_count", "50人以上100人未満"),
)  # fmt: skip


def read(name: str) -> dict[str, Any]:
    return json.loads((HERE / name).read_text(encoding="utf-8"))


def tell_ashiya(town: Town) -> None:
    """芦屋市: one document as it was found, shown to residents untouched."""
    data = (HERE / "ashiya.json").read_bytes()
    reading = read_file(data)
    found = apply.import_as_found(
        reading, town.municipality, "1", user=town.coordinator, department=town.department, agency=town.agency
    )
    apply.keep_file(
        town.municipality, "ashiya.json", data, {"summary": reading.report.summary()}, user=None, assessment=found
    )
    workflow.release(found.versions.get(), by=visitor_for(town.coordinator, town.municipality.code))


def tell_mihon(town: Town) -> None:
    """見本市: two versions published by author, reviewer and approver, and a draft that goes on."""
    author = visitor_for(town.author, town.municipality.code)
    assessment = _start(town, author)
    _publish(assessment, town, date(2025, 7, 1))
    _edit(assessment, SECOND, author)
    _explain(assessment, author, date(2026, 4, 1))
    _publish(assessment, town, date(2026, 4, 10))
    _edit(assessment, THIRD, author)
    editing.add_entry(assessment, "systems", by=author)


@transaction.atomic
def _start(town: Town, author: Visitor) -> Assessment:
    snapshot = Snapshot.from_json(read("mihon.json"))
    assessment = new_assessment(
        town.municipality, snapshot, "1", user=author.user, agency=town.agency, department=town.department
    )
    draft_over(assessment, by=author)
    return assessment


def _edit(assessment: Assessment, edits: Edits, author: Visitor) -> None:
    for ref, code, value in edits:
        current = editing.holder_of(assessment, (ref, code)).answers.get(code)
        editing.save_answer(assessment, (ref, code), value, base=editing.fingerprint(current), by=author)
        assessment.refresh_from_db()


def _explain(assessment: Assessment, author: Visitor, day: date) -> None:
    words: Mapping[str, Any] = {
        "changed_on": day,
        "timing": "事後",
        "note": "事前の提出・公表が不要なその他の項目の変更",
    }
    for row in changes.rows_of(open_version(assessment)):
        editing.save_row(assessment, row.pk, by=author, **words)


def _publish(assessment: Assessment, town: Town, day: date) -> Version:
    code = town.municipality.code
    version = workflow.submit(open_version(assessment), by=visitor_for(town.author, code))
    reviewer = visitor_for(town.reviewer, code)
    version = workflow.approve(
        version, by=reviewer, seen=version.content.approval_sha256, comment="内容を確認しました。"
    )
    version = workflow.publish(version, by=visitor_for(town.approver, code), published_on=day)
    assessment.refresh_from_db()
    return version


def is_told(municipality: Municipality) -> bool:
    return Assessment.objects.filter(municipality=municipality).exists()
