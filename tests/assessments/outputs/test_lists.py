"""A town prints its changes: the same rows in each layout, with pages, in its own words; rows merged and split."""

import csv
import io

import pikepdf
import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from assessments import editing
from assessments.demo import story
from assessments.models import ChangeRow, TownPreferences
from assessments.outputs import pages
from assessments.outputs import rows as printed
from assessments.policies import Refused, open_version
from assessments.snapshot import take
from tests.builders import (
    DEPT,
    FILE,
    OFFICE,
    OUTSOURCING,
    SYSTEM,
    imported_document,
    published,
    rows,
    small_document,
    small_sample,
    write,
)

pytestmark = pytest.mark.django_db
KINDS = "layout official takatsuki kawaguchi shinjuku comparison".split()[1:]


@pytest.fixture
def document(cast):
    """Published, and changed in two places and by a new system since."""
    document = small_document(cast)
    published(cast, document)
    write(cast, document, OFFICE, "住民基本台帳に関する新しい事務")
    write(cast, document, DEPT, "市民生活部市民窓口課")
    entry = editing.add_entry(document, "systems", by=cast.visitor("author"))
    write(cast, document, "juten.I.2.name", "証明書コンビニ交付システム", entry.ref)
    return document


def at(document, name="lists", *args):
    return reverse(name, args=[document.municipality.code, document.number, *args])


def lines(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_page_shows_the_list_and_offers_three_files(cast, document):
    page = cast.client("author").get(at(document), {"layout": "comparison"}).content.decode()
    assert "新旧対照表" in page and "窓口" in page
    assert '<ins class="lined" data-called="印"><span class="visually-hidden">' in page
    for kind in ("pdf", "xlsx", "csv"):
        assert f"{at(document, 'list_file', kind)}?layout=comparison" in page


@pytest.mark.parametrize("layout", KINDS)
def test_each_layout_as_a_file(cast, document, layout, monkeypatch):
    monkeypatch.setattr(pages, "pages_of", lambda snapshot: {f"|{DEPT}": [6, 7], f"|{OFFICE}": [3]})
    answer = cast.client("author").get(at(document, "list_file", "csv"), {"layout": layout})
    text = answer.content.decode("utf-8-sig")
    assert "証明書コンビニ交付システム" in text and "窓口" in text
    assert ("6,7" in text) == (layout in ("takatsuki", "shinjuku"))  # 川口型 cites the published document
    assert "attachment" in answer["Content-Disposition"]


def test_the_title_of_the_pdf_names_town_and_document(cast, document):
    answer = cast.client("author").get(at(document, "list_file", "pdf"), {"layout": "comparison"})
    with pikepdf.open(io.BytesIO(answer.content)) as made:
        assert str(made.docinfo.Title) == "【案】新旧対照表｜見本市 住民基本台帳に関する事務 重点項目評価書"


def test_a_town_that_its_document_does_not_name_is_named_first(cast, document):
    write(cast, document, "juten.cover.name", "市税に関する事務 重点項目評価書")
    answer = cast.client("author").get(at(document, "list_file", "pdf"))
    with pikepdf.open(io.BytesIO(answer.content)) as made:
        assert str(made.docinfo.Title) == "【案】変更箇所｜見本市 市税に関する事務 重点項目評価書"


def test_a_whole_entry_is_told_with_its_name_and_items(cast, document):
    version = open_version(document)
    found = list(
        printed.print_rows(printed.chosen_rows(document, version, everything=False), _edges(document, version))
    )
    (entry,) = [row for row in found if row.kind == "entry_added"]
    assert (entry.name, entry.items) == (
        "証明書コンビニ交付システム",
        (("①システムの名称", "証明書コンビニ交付システム"),),
    )


def _edges(document, version):
    return printed.edges_of(document, version)


def test_pages_of_an_entry_are_all_that_it_reaches(cast, document):
    within = pages.refs_within(take(document, changes=False))
    known = {f"{SYSTEM}|a": [3], f"{SYSTEM}|b": [4, 5], f"{FILE}|c": [9], f"{OUTSOURCING}|d": [10], "|e": [1]}
    assert pages.where(known, [(SYSTEM, "")], within) == (3, 4, 5)
    assert pages.where(known, [(FILE, "")], within) == (9, 10)
    assert pages.where(known, [("", "e"), (SYSTEM, "a")], within) == (1, 3)


def test_all_versions_and_the_time_before(cast):
    sample = small_sample()
    sample["changes"] = story.read("ashiya.json")["changes"][:5]
    data_rows = imported_document(cast, sample)
    before = ChangeRow.objects.filter(assessment=data_rows, version=None).count()
    assert before
    write(cast, data_rows, OFFICE, "新しい事務の名称")
    one = lines(cast.client("author").get(at(data_rows, "list_file", "csv")))
    everything = lines(cast.client("author").get(at(data_rows, "list_file", "csv"), {"rows": "all"}))
    assert len(one) == 3
    assert len(everything) >= before + 2


def test_all_versions_are_those_up_to_the_one_that_is_chosen(cast):
    document = small_document(cast)
    published(cast, document)
    write(cast, document, OFFICE, "住民基本台帳に関する新しい事務")
    second = published(cast, document)
    write(cast, document, OFFICE, "第3版の事務の名称")
    said = {"version": second.number, "rows": "all"}
    until = lines(cast.client("author").get(at(document, "list_file", "csv"), said))
    assert "第3版の事務の名称" not in str(until) and "住民基本台帳に関する新しい事務" in str(until)
    everything = lines(cast.client("author").get(at(document, "list_file", "csv"), {"rows": "all"}))
    assert len(everything) == len(until) + 1


def test_an_imported_version_says_that_it_came_with_rows(cast):
    sample = small_sample()
    sample["changes"] = story.read("ashiya.json")["changes"][:5]
    document, author = imported_document(cast, sample), cast.client("author")
    page = author.get(at(document), {"layout": "takatsuki"}).content.decode()
    assert "これまでの版の変更箇所は5行あります" in page and "変更箇所はありません。</td>" not in page
    (link,) = BeautifulSoup(page, "html.parser").select("p.box a")
    everything = author.get(at(document) + link["href"]).content.decode()
    assert "これまでの版の変更箇所は" not in everything and "list-table" in everything
    assert "takatsuki" in link["href"]


def test_before_the_first_change_there_is_nothing_else_to_show(cast):
    page = cast.client("author").get(at(small_document(cast))).content.decode()
    assert "変更箇所はありません。" in page and "これまでの版の変更箇所は" not in page


def test_pages_that_nobody_has_looked_up_are_blank(cast, document, monkeypatch):
    """The place in the published document is no place in the draft; what is gone from the draft has no other."""
    where = {f"|{DEPT}": [6, 7], f"|{OFFICE}": [3], f"{SYSTEM}|juten.I.2.name": [4]}
    monkeypatch.setattr(pages, "frozen_pages", lambda content, public: where)
    editing.remove_entry(document, "systems", SYSTEM, by=cast.visitor("author"))
    author, said = cast.client("author"), {"layout": "takatsuki"}
    page = author.get(at(document), said).content.decode()
    assert "ページ番号を調べる" in page and shown_pages(page) == {""}
    monkeypatch.setattr(pages, "known_pages", lambda snapshot: {f"|{DEPT}": [8], f"|{OFFICE}": [3]})
    page = author.get(at(document), said).content.decode()
    assert "ページ番号を調べる" not in page and shown_pages(page) == {"", "8", "3", "4"}


def shown_pages(page: str) -> set[str]:
    rows = BeautifulSoup(page, "html.parser").select(".list-table tbody tr")
    return {row.find_all(["td", "th"])[-1].get_text(strip=True) for row in rows if len(row.find_all("td")) > 2}


def test_a_town_has_words_of_its_own(cast, document):
    said = {"kawaguchi-title": "住民基本台帳に関する事務における変更箇所一覧", "kawaguchi-reason": "摘要"}
    assert cast.client("author").post(at(document, "list_words"), said).status_code == 403
    cast.client("coordinator").post(at(document, "list_words"), said)
    assert TownPreferences.objects.get().lists == {
        "kawaguchi": {"title": said["kawaguchi-title"], "columns": {"reason": "摘要"}}
    }
    page = cast.client("author").get(at(document), {"layout": "kawaguchi"}).content.decode()
    assert said["kawaguchi-title"] in page and "摘要" in page


@pytest.mark.parametrize("address", ["lists", "list_words", "change_log", "compare", "compare_choose"])
def test_a_stranger_finds_nothing(cast, document, address):
    assert cast.client("stranger").get(at(document, address)).status_code == 404
    assert cast.client("resident").get(at(document, address)).status_code == 302


def test_a_hand_made_address_is_mended(cast, document):
    odd = {"layout": "x", "context": "99", "fold": "1", "chosen": "1", "rows": "?", "marks": "<"}
    assert cast.client("author").get(at(document), odd).status_code == 200
    assert cast.client("author").get(at(document), {"version": "0"}).status_code == 404
    assert cast.client("author").get(at(document, "list_file", "exe")).status_code == 404


def test_rows_become_one_and_come_apart_again(cast, document):
    first, second = [row for row in rows(document) if row.kind == "changed"]
    editing.save_row(document, first.pk, by=cast.visitor("author"), timing="事後", note="同じ説明")
    answer = cast.client("author").post(
        at(document, "merge_rows"), {"rows": [first.pk, second.pk], "label": "文言等修正"}
    )
    assert answer.status_code == 302
    merged = next(row for row in rows(document) if len(row.addresses) == 2)
    assert (merged.printed_label, merged.note, merged.timing) == ("文言等修正", "同じ説明", "事後")
    assert "新しい事務" in merged.after and "市民窓口課" in merged.after
    assert not merged.override_parted
    write(cast, document, DEPT, "市民生活部市民窓口課窓口係")
    again = next(row for row in rows(document) if len(row.addresses) == 2)
    assert again.pk == merged.pk and "窓口係" in again.after and again.override_parted
    with pytest.raises(Refused):
        editing.split_row(document, merged.pk, by=cast.visitor("author"))
    editing.save_row(document, merged.pk, by=cast.visitor("author"), timing="事後", note="同じ説明", custom_label="")
    cast.client("author").post(at(document, "split_row", merged.pk))
    apart = [row for row in rows(document) if row.kind == "changed"]
    assert [len(row.addresses) for row in apart] == [1, 1]
    assert {row.note for row in apart} == {"同じ説明"}


def test_a_merged_row_of_which_one_item_was_put_back_is_published(cast, document):
    old = "市民生活部市民室市民課"
    first, second = [row.pk for row in rows(document) if row.kind == "changed"]
    editing.merge_rows(document, [first, second], by=cast.visitor("author"))
    write(cast, document, DEPT, _before(document, DEPT) or old)
    for row in rows(document):
        if row.kind == "entry_added":
            editing.remove_entry(document, "systems", row.addresses[0][0], by=cast.visitor("author"))
    assert published(cast, document).state == "published"


def _before(document, code):
    line = next(row for row in rows(document) if ["", code] in row.addresses)
    return next((part.split(" ", 1)[1] for part in line.before.split("\n") if part.startswith("①部署")), "")


def test_what_cannot_be_merged_is_said(cast, document):
    (one, *_rest) = rows(document)
    with pytest.raises(Refused):
        editing.merge_rows(document, [one.pk], by=cast.visitor("author"))
    answer = cast.client("author").post(at(document, "merge_rows"), {"rows": [one.pk, "²", "9" * 5000]}, follow=True)
    assert "2つ以上" in answer.content.decode()
    assert cast.client("stranger").post(at(document, "merge_rows"), {"rows": [one.pk]}).status_code == 404


def test_one_reason_for_many_rows(cast, document):
    picked = [row.pk for row in rows(document)]
    cast.client("author").post(at(document, "save_rows"), {"rows": picked, "reason": "組織改正のため"})
    assert {row.reason for row in rows(document)} == {"組織改正のため"}
