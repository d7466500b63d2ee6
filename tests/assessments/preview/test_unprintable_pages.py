"""Characters that the PDF lacks are named wherever somebody looks before publication, each with the way to it."""

import pytest

from assessments import checks, editing
from assessments.editing import dismissing
from assessments.policies import open_version
from assessments.snapshot import take
from tests.assessments.preview.pages import address, read, words
from tests.builders import DAY, OFFICE, explain, published, rows, small_document, submitted, write

pytestmark = pytest.mark.django_db
WORK = "/work/999997/1/"
SAID = "「①事務の名称」の「𠮷」「外字 U+E000」は、PDFの書体にないため「〓」と印刷されます。"
TITLE = "入力のとおりに印刷できない文字があります"


@pytest.fixture
def document(cast):
    document = small_document(cast)
    write(cast, document, OFFICE, "𠮷田と\ue000の事務")
    return document


@pytest.mark.parametrize("page", ["preview/", "check/"])
def test_the_author_is_told_before_submission_with_the_way_to_the_item(cast, document, page):
    shown = read(cast.client("author").get(f"{WORK}{page}"))
    link = shown.find("a", string=lambda text: text and SAID in text)
    assert TITLE in words(shown) and link["href"] == f"{WORK}edit/I/#i-{OFFICE}"


def test_the_editor_says_it_beside_the_item(cast, document):
    shown = read(cast.client("author").get(f"{WORK}edit/I/"))
    assert SAID in words(shown.find(id=f"i-{OFFICE}-p"))


def test_reviewer_and_approver_read_it_where_they_decide(cast, document):
    version = submitted(cast, document)
    for who in ("reviewer", "approver"):
        assert SAID in words(read(cast.client(who).get(f"{WORK}review/")).aside)
        assert SAID in words(read(cast.client(who).get(f"{WORK}check/")))
    assert version.state == "in_review"


def test_why_it_was_left_so_is_read_beside_it(cast, document):
    told = next(p for p in checks.problems(take(document)) if p.rule == "文字")
    dismissing.dismiss(document, told, reason="戸籍の字のため。", by=cast.visitor("author"))
    submitted(cast, document)
    for page in ("preview/", "check/", "review/"):
        assert "確認済み：戸籍の字のため。（作田 みどり）" in words(read(cast.client("reviewer").get(f"{WORK}{page}")))


def test_a_row_is_named_with_the_way_to_it_and_can_be_set_aside(cast, document):
    write(cast, document, OFFICE, "よしだの事務")
    published(cast, document)
    write(cast, document, OFFICE, "戸籍の事務")
    row = rows(document)[0]
    author = cast.client("author")
    editing.save_row(document, row.pk, by=cast.visitor("author"), changed_on=DAY, timing="事後", note="😀のため")
    for page in ("preview/", "check/", "warnings/"):
        shown = read(author.get(f"{WORK}{page}"))
        assert "「😀」は、PDFの書体にない" in words(shown)
        assert shown.find("a", href=f"{WORK}changes/#row-{row.pk}")
    assert read(author.get(f"{WORK}changes/")).find(id=f"row-{row.pk}")
    basis = next(form for form in shown.select("form") if "dismiss" in form["action"] and "😀" in words(form.parent))
    said = {"basis": basis.find(attrs={"name": "basis"})["value"], "reason": "絵文字の説明のため。"}
    assert "確認済みの注意" in author.post(f"{WORK}warnings/dismiss/", said, follow=True).content.decode()


def test_nothing_is_said_of_a_document_that_prints_as_it_was_typed(cast, document):
    write(cast, document, OFFICE, "よしだの事務")
    explain(cast, document)
    for page in ("preview/", "check/"):
        assert TITLE not in words(read(cast.client("author").get(f"{WORK}{page}")))
    assert open_version(document).state == "draft" and address() == f"{WORK}preview/"
