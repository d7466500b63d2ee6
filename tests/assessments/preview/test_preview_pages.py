"""Which PDFs of a draft there are, at which page each opens, and what is said while it is made."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments import editing
from assessments.catalogue.withheld import SUBMISSION
from assessments.editing.withholding import withhold
from assessments.models import Rendering
from assessments.rendering import queue
from assessments.rendering.queue import Kind
from assessments.snapshot import outline, take
from tests.assessments.preview.pages import BACKGROUND, STATE, a_pdf, address, read, under_way, words
from tests.assessments.withholding.story import pdf_text
from tests.builders import (
    DEPT,
    FILE,
    OFFICE,
    SYSTEM,
    document_in,
    explain,
    published,
    small_document,
    submitted,
    write,
)

pytestmark = pytest.mark.django_db
SECRET = "第３計算機室"


@pytest.fixture
def document(cast):
    return small_document(cast)


@pytest.fixture
def changed(cast, document):
    """Published once, and the name of the office changed since."""
    published(cast, document)
    write(cast, document, OFFICE, "戸籍の事務")
    return document


def kinds(soup) -> list[str]:
    return [link.get_text() for link in soup.select(".kinds a")]


# --- what stands in an address ---


@pytest.mark.parametrize("of", ["²", "٣", "9" * 40, "-1", "x", ""])
def test_any_text_may_stand_behind_of(cast, document, of):
    assert cast.client("author").get(address(".pdf"), {"of": of}).status_code == 302
    a_pdf(document)
    assert cast.client("author").get(address(".pdf"), {"of": of}).content == b"%PDF-1.7"


@pytest.mark.parametrize("kind", ["marked", "public", "²", "no such thing"])
def test_a_kind_that_there_is_not_is_the_full_pdf(cast, document, kind):
    a_pdf(document)
    assert "PDFができました" in words(read(cast.client("author").get(address(), {"kind": kind})))


# --- where it opens ---


def test_the_editor_leads_to_the_section_that_is_edited(cast, document):
    editor = read(cast.client("author").get(f"/work/999997/1/edit/II/{FILE}/"))
    link = editor.find("a", string="PDFで確かめる")["href"]
    assert link == address(f"/?at=s-II-{FILE}")
    a_pdf(document, pages={f"s-II-{FILE}": [4, 5]})
    shown = read(cast.client("author").get(link))
    assert shown.iframe["src"].endswith("#page=4") and "9ページ中4ページ目から" in words(shown)
    assert (
        shown.find("a", string=lambda text: text and "編集に戻る" in text)["href"] == f"/work/999997/1/edit/II/{FILE}/"
    )


def test_every_section_and_item_has_its_page(cast, document):
    """What the editor hands over is what the layout knows."""
    row = queue.request(queue.wanted(document), by=cast.author)
    for sheet in outline(take(document)):
        asked = [sheet.anchor, *("|".join(p.address) for p in sheet.items if p.item.has_answer)]
        assert [at for at in asked if not row.first_page(at)] == []


def test_the_marked_copy_opens_at_its_first_mark_and_lists_the_marked_pages(cast, changed):
    write(cast, changed, DEPT, "戸籍課")
    a_pdf(changed, Kind.MARKED, pages={f"|{OFFICE}": [7, 8], f"|{DEPT}": [5], "|juten.I.1.office_content": [2]})
    shown = read(cast.client("reviewer").get(address(), {"kind": "marked"}))
    assert shown.iframe["src"].endswith("#page=5")
    links = shown.select(".marked-pages a")
    assert [link["href"].partition("#")[2] for link in links] == ["page=5", "page=7", "page=8"]
    assert {link["target"] for link in links} == {shown.iframe["name"]}


def test_the_review_page_leads_to_the_marks(cast, changed):
    from_review = cast.client("reviewer")
    explain(cast, changed)
    submitted(cast, changed)
    review = read(from_review.get("/work/999997/1/review/"))
    a_pdf(changed, Kind.MARKED, pages={f"|{OFFICE}": [3]})
    links = [link["href"] for link in review.select("main a, aside a") if "kind=marked" in link["href"]]
    assert len(links) == 2  # of the one row, and of the whole
    for link in links:
        assert read(from_review.get(link)).iframe["src"].endswith("#page=3")


# --- marked, or nothing to mark ---


def test_before_the_first_publication_nothing_can_be_marked(cast, document):
    assert kinds(read(cast.client("author").get(address()))) == []


def test_where_nothing_has_changed_it_says_so_and_shows_the_pdf(cast, document):
    published(cast, document)
    a_pdf(document)
    shown = read(cast.client("author").get(address(), {"kind": "marked"}))
    assert kinds(shown) == ["そのまま", "前回の公表から変わったところに印を付ける"]
    assert "印を付けるところはありません" in words(shown) and shown.iframe


def test_what_was_removed_with_its_entry_is_told_on_a_page_of_its_own(cast, document):
    published(cast, document)
    editing.remove_entry(document, "systems", SYSTEM, by=cast.visitor("author"))
    document.refresh_from_db()
    queue.request(queue.wanted(document, Kind.MARKED), by=cast.author)
    shown = read(cast.client("author").get(address(), {"kind": "marked"}))
    assert "（なくなった記載）" in words(shown.select(".marked-pages a")[-1])


# --- 提出用 and 公表用 ---


@pytest.fixture
def with_a_secret(cast, document):
    write(cast, document, OFFICE, f"{SECRET}で行う事務")
    withhold(document, ("", OFFICE), passage=SECRET, reason="防犯のため", by=cast.visitor("author"), public_before=True)
    return document


def test_both_outputs_are_named_and_the_public_one_is_as_residents_will_read_it(cast, with_a_secret):
    author = cast.client("author")
    full = read(author.get(address()))
    assert kinds(full) == ["提出用", "公表用"] and "表示しているのは提出用です" in words(full)
    public = queue.wanted(with_a_secret, Kind.PUBLIC)
    assert SECRET in take(with_a_secret).canonical() and SECRET not in public.snapshot.canonical()
    a_pdf(with_a_secret, Kind.PUBLIC, data=b"%PDF public")
    shown = read(author.get(address(), {"kind": "public"}))
    assert "表示しているのは公表用です" in words(shown)
    file = author.get(shown.iframe["src"].partition("#")[0])
    assert file.content == b"%PDF public" and "an-public.pdf" in file["Content-Disposition"]


def test_the_public_one_is_made_from_the_masked_text(cast, with_a_secret):
    cast.client("author").post(address("/start/?kind=public"), headers=BACKGROUND)
    row = Rendering.objects.get()
    assert row.state == STATE.DONE and row.key == queue.wanted(with_a_secret, Kind.PUBLIC).key
    assert SECRET not in pdf_text(row.data) and "提出用" not in pdf_text(row.data)


def test_the_one_for_submission_bears_the_stamp_that_it_will_have(cast, with_a_secret):
    cast.client("author").post(address("/start/"), headers=BACKGROUND)
    text = pdf_text(Rendering.objects.get().data)
    assert SECRET in text and SUBMISSION in text


def test_where_nothing_is_withheld_there_is_one_output(cast, changed):
    assert kinds(read(cast.client("author").get(address()))) == ["そのまま", "前回の公表から変わったところに印を付ける"]


# --- what is said while it is made ---


def state(cast, **query) -> str:
    return words(read(cast.client("author").get(address("/status/"), query, headers=BACKGROUND)))


def test_how_far_it_is_says_of_what(cast, document):
    under_way(document)
    assert "全部で9の部分（節や表）のうち、3までできました。" in state(cast)


def test_after_20_seconds_without_news_it_says_what_to_do(cast, document):
    under_way(document)
    assert "20秒以上" not in state(cast)
    under_way(document, heard_at=timezone.now() - timedelta(seconds=25))
    said = state(cast)
    assert "20秒以上進んでいません" in said and "「中止する」を押してから、もう一度作成してください" in said
    cast.client("author").post(address("/cancel/"))
    assert "もう一度作成する" in state(cast)


def test_who_waits_long_for_their_turn_is_told_whom_to_tell(cast, document):
    under_way(document, state=STATE.QUEUED, parts_total=0)
    assert "順番を待っています。" in state(cast)
    under_way(document, state=STATE.QUEUED, heard_at=timezone.now() - timedelta(seconds=25))
    assert "運用担当者に知らせてください" in state(cast)


# --- 提出前の確認 ---


@pytest.mark.parametrize(
    ("state", "who", "said"),
    [
        ("draft", "author", "PDFで確かめてから提出してください。 提出の画面へ"),
        ("draft", "reviewer", "提出できるのは、担当部署の作成者と、取りまとめ担当です"),
        ("in_review", "author", "この版は提出済みです"),
        ("published", "author", "提出する下書きがありません"),
    ],
)
def test_the_way_to_submission_is_shown_to_who_may_submit_something(cast, state, who, said):
    document_in(cast, state)
    page = words(read(cast.client(who).get("/work/999997/1/check/")).main)
    assert "直すところはありません。" in page and said in page
    assert ("提出の画面へ" in page) is (state == "draft" and who == "author")
