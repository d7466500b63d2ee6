"""Recording the procedure with its evidence, the yearly review, and what the town asks."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments import changes
from assessments.models import Evidence, Milestone, ReviewNote, TownProcedure
from assessments.policies import open_version
from tests.assessments.law.documents import make_row, record
from tests.assessments.law.pages import page, url

PDF = b"%PDF-1.7\n%notice\n"


def add(cast, who: str = "author", **data):
    return cast.client(who).post(url("milestone_add"), data)


def test_a_step_is_recorded_with_its_evidence_and_fills_the_form(cast, document):
    file = SimpleUploadedFile("答申 控え.pdf", PDF)
    said = {"kind": "third_party", "on": "令和7年6月2日", "note": "個人情報保護審議会に諮問", "evidence": file}
    assert add(cast, **said).status_code == 302
    found = Milestone.objects.get()
    assert (found.on, found.version.number, found.by) == (date(2025, 6, 2), 2, cast.author)
    proof = Evidence.objects.get()
    assert (proof.media_type, proof.size) == ("application/pdf", len(PDF))
    answer = cast.client("reviewer").get(url("evidence", found.pk))
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert cast.client("stranger").get(url("evidence", found.pk)).status_code == 404
    assert "個人情報保護審議会に諮問" in page(cast, "author", "procedure")
    cast.client("author").post(url("milestone_fill"), {"code": "juten.V.3.how"})
    document.refresh_from_db()
    assert document.answers["juten.V.3.how"] == "個人情報保護審議会に諮問"
    rows = changes.rows_of(open_version(document))
    assert [["", "juten.V.3.how"]] in [row.addresses for row in rows]


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.pdf", b"MZ not a pdf"), ("a.html", b"<script>"), ("a.pdf", b""), ("a.svg", b"<svg/>"), ("a.png", PDF)],
)
def test_evidence_is_what_its_name_says(cast, document, name, data):
    answer = add(cast, kind="submission", on="令和7年6月2日", evidence=SimpleUploadedFile(name, data))
    assert answer.status_code == 422
    assert not Milestone.objects.exists()


def test_a_record_that_makes_no_sense_is_refused_with_sentences(cast, document):
    wrong = add(cast, kind="public_comment", on="令和7年6月2日", until="令和7年6月1日")
    assert "終わりの日が、始まりの日より前です。" in wrong.content.decode()
    assert "緊急時" in add(cast, kind="emergency", on="令和7年6月2日").content.decode()
    assert add(cast, kind="nothing", on="令和7年6月2日").status_code == 422
    assert add(cast, kind="submission", on="きのう").status_code == 422
    assert not Milestone.objects.exists()


def test_what_a_published_version_rests_on_is_not_taken_away(cast, document):
    kept = record(document.versions.get(number=1), "submission", date(2025, 3, 30), by=cast.author)
    free = record(open_version(document), "submission", date(2025, 6, 30), by=cast.author)
    for milestone in (kept, free):
        cast.client("author").post(url("milestone_remove", milestone.pk))
    assert list(Milestone.objects.all()) == [kept]


def test_the_coordinator_says_what_the_town_asks(cast, document):
    address = reverse("town_procedure", args=["999997"])
    assert cast.client("author").get(address).status_code == 403
    assert cast.client("stranger").get(address).status_code == 404
    said = {"form": "juten", "juten-kinds": ["third_party", "submission"]}
    save = reverse("save_town_procedure", args=["999997"])
    assert cast.client("author").post(save, said).status_code == 403
    cast.client("coordinator").post(save, said)
    assert sorted(TownProcedure.objects.values_list("form", "kind")) == [
        ("juten", "submission"),
        ("juten", "third_party"),
    ]
    assert cast.client("coordinator").post(save, {"form": "nothing"}).status_code == 404
    make_row(open_version(document), "juten.I.4.legal_basis", nature="important")
    text = page(cast, "author", "procedure")
    assert "第2版は、まだ公表できません" in text and "「第三者点検」の記録がありません" in text


def test_a_review_without_change_is_recorded(cast, document):
    """「見直したが変更なし」."""
    cast.client("author").post(url("reviews"), {"on": "令和7年6月30日", "changed": "", "note": "変更なし"})
    found = ReviewNote.objects.get()
    assert (found.on, found.changed, found.by) == (date(2025, 6, 30), False, cast.author)
    assert "変更なし" in page(cast, "reviewer", "reviews")
    late = cast.client("author").post(url("reviews"), {"on": "令和7年7月2日", "changed": ""})
    assert late.status_code == 422 and ReviewNote.objects.count() == 1
