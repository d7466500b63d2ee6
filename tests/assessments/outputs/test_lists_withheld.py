"""A list of a document in which words are withheld (規則第13条): one copy for residents, one in full, never mistaken."""

import csv
import io
from datetime import date
from urllib.parse import unquote

import pikepdf
import pypdfium2
import pytest
from openpyxl import load_workbook

from assessments import editing
from assessments.editing.withholding import lift, withhold
from assessments.outputs import pages
from assessments.rendering.pdf import RenderedPdf
from tests.assessments.withholding.story import ADDRESS, PLAIN, REASON, SECRET, WORK, publish, start, write

pytestmark = pytest.mark.django_db
OTHER = ("", "juten.I.6.dept")
SUBMISSION = "提出用（公表しない記載を含む）"


def drawn(snapshot, **options) -> RenderedPdf:
    """Stands for a PDF: in full the item stands on page 5, masked on page 3."""
    return RenderedPdf(b"%PDF", 9, {f"|{PLAIN}": [5 if snapshot.withheld else 3]})


@pytest.fixture
def document(cast, monkeypatch):
    """Published with a passage withheld; changed there and elsewhere since. In the draft the item has moved on by ten."""
    assessment = start(cast)
    write(assessment, cast, f"毎日、{SECRET}する。")
    withhold(assessment, ADDRESS, passage=SECRET, reason=REASON, by=cast.visitor("author"))
    publish(assessment, cast, render=drawn)
    write(assessment, cast, f"毎週、{SECRET}する。")
    write(assessment, cast, "市民生活部市民窓口課", OTHER)
    monkeypatch.setattr(pages, "pages_of", lambda shown: {f"|{PLAIN}": [15 if shown.withheld else 13]})
    return assessment


def get(cast, kind: str, layout: str = "takatsuki", **said):
    answer = cast.client("author").get(f"{WORK}lists/changes.{kind}", {"layout": layout, "chosen": "1"} | said)
    assert answer.status_code == 200
    return answer


def lines(cast, layout: str = "takatsuki", **said) -> list[list[str]]:
    return list(csv.reader(io.StringIO(get(cast, "csv", layout, **said).content.decode("utf-8-sig"))))


def row_of(cast, words: str, layout: str = "takatsuki", **said) -> list[str]:
    return next(line for line in lines(cast, layout, **said) if any(words in cell for cell in line))


def test_the_list_for_residents_hides_what_is_withheld(cast, document):
    for layout in ("official", "takatsuki", "kawaguchi", "shinjuku", "comparison"):
        assert SECRET in str(lines(cast, layout))
        hidden = str(lines(cast, layout, public="1"))
        assert SECRET not in hidden and "（非公表）" in hidden and "窓口" in hidden


def test_pages_are_those_of_the_same_copy(cast, document):
    """高槻型 says where it stands in the draft, 川口型 where in the published document."""
    assert row_of(cast, SECRET)[-1] == "15"
    assert row_of(cast, "（非公表）", public="1")[-1] == "13"
    assert row_of(cast, SECRET, "kawaguchi")[1] == "P5"
    assert row_of(cast, "（非公表）", "kawaguchi", public="1")[1] == "P3"


def test_pages_of_a_published_version_are_those_of_its_pdfs(cast, document):
    publish(document, cast, date(2026, 5, 10), render=drawn)
    assert row_of(cast, SECRET)[-1] == "5"
    assert row_of(cast, "（非公表）", public="1")[-1] == "3"


def test_what_is_looked_up_on_the_page_are_the_pages_of_the_copy(cast, document, monkeypatch):
    asked = []
    monkeypatch.setattr(pages, "pages_of", lambda shown: asked.append(bool(shown.withheld)) or {})
    for said in ("", "&public=1"):
        cast.client("author").post(f"{WORK}lists/pages/?layout=takatsuki&chosen=1{said}")
    assert asked == [True, False]


def test_a_row_that_reads_the_same_gets_no_reason(cast, document):
    masked = row_of(cast, "（非公表）", public="1")
    assert masked[2:4] == ["（非公表）", ""]
    assert row_of(cast, "窓口", public="1")[3] == "下線部分変更"


@pytest.mark.parametrize("layout", ["takatsuki", "kawaguchi", "shinjuku"])
def test_an_entry_without_anything_withheld_keeps_its_form(cast, document, layout):
    open_entry = editing.add_entry(document, "systems", by=cast.visitor("author"))
    write(document, cast, "申請管理システム", (open_entry.ref, "juten.I.2.name"))
    write(document, cast, "申請を受け付ける。", (open_entry.ref, "juten.I.2.functions"))
    full, public = (
        [line for line in lines(cast, layout, **said) if "申請" in str(line)] for said in ({}, {"public": "1"})
    )
    assert full == public and full


def test_an_entry_in_which_something_is_withheld_is_told_as_a_whole(cast, document):
    entry = editing.add_entry(document, "systems", by=cast.visitor("author"))
    write(document, cast, "申請管理システム", (entry.ref, "juten.I.2.name"))
    write(document, cast, f"毎晩、{SECRET}しない。", (entry.ref, "juten.I.2.functions"))
    assert "申請管理システム" in str(lines(cast))
    hidden = str(lines(cast, public="1"))
    assert SECRET not in hidden and "毎晩、（非公表）しない。" in hidden


def test_the_copies_are_told_apart_by_their_names(cast, document):
    names = {said: unquote(get(cast, "pdf", public=said)["Content-Disposition"]) for said in ("", "1")}
    assert "変更箇所一覧_1_第2版案_提出用.pdf" in names[""] and "-draft-submission.pdf" in names[""]
    assert "変更箇所一覧_1_第2版案_公表用.pdf" in names["1"] and "-draft-public.pdf" in names["1"]
    first = unquote(get(cast, "csv", version="1", public="1")["Content-Disposition"])
    assert "変更箇所一覧_1_第1版_公表用.csv" in first


@pytest.mark.parametrize(("said", "stamp"), [("", SUBMISSION), ("1", "公表用")])
def test_each_copy_says_which_it_is(cast, document, said, stamp):
    pdf = get(cast, "pdf", public=said).content
    with pikepdf.open(io.BytesIO(pdf)) as made:
        assert str(made.docinfo.Title).startswith(f"【{stamp}】【案】変更箇所｜見本市")
    for page in pypdfium2.PdfDocument(pdf):
        assert stamp in page.get_textpage().get_text_bounded()
    sheet = load_workbook(io.BytesIO(get(cast, "xlsx", public=said).content)).active
    assert sheet["A1"].value == f"【案】変更箇所　{stamp}"
    assert lines(cast, public=said)[0] == ["【案】変更箇所", stamp]
    page = cast.client("author").get(f"{WORK}lists/", {"layout": "takatsuki", "chosen": "1", "public": said})
    assert f"<h2>【案】変更箇所</h2><p>{stamp}</p>" in page.content.decode()


def test_only_a_version_that_is_not_published_says_that_it_is_a_draft(cast, document):
    publish(document, cast, date(2026, 5, 10), render=drawn)
    assert lines(cast)[0] == ["変更箇所", SUBMISSION]
    assert "第2版_提出用.csv" in unquote(get(cast, "csv")["Content-Disposition"])


def test_after_it_was_lifted_there_are_still_two_copies_of_what_was_hidden_before(cast, document):
    lift(document, document.withholdings.get().pk, by=cast.visitor("author"))
    assert lines(cast, version="1")[0] == ["変更箇所", SUBMISSION]


def test_without_anything_withheld_nothing_is_said(cast):
    assessment = start(cast)
    publish(assessment, cast, render=drawn)
    write(assessment, cast, "毎日、点検する。")
    assert lines(cast, "official")[0] == ["【案】変更箇所"] == lines(cast, "official", public="1")[0]
    assert "公表用" in unquote(get(cast, "csv", "official", public="1")["Content-Disposition"])
    assert "提出用" not in unquote(get(cast, "csv", "official")["Content-Disposition"])
