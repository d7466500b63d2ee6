"""What a resident is told of the differences between two published versions."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from assessments.snapshot import ChangeEntry
from tests.assessments.public.publishing import make_document, make_version, supersede, text

pytestmark = pytest.mark.django_db
TOWN = "/public/999997/"
NAME = "juten.I.1.office_name"


def changes(client, version: int = 2, query: str = "") -> BeautifulSoup:
    return BeautifulSoup(client.get(f"{TOWN}1/v{version}/changes/{query}").content, "html.parser")


def rows(soup) -> list[str]:
    return [" ".join(row.get_text(" ").split()) for row in soup.select(".table-changes tbody tr")]


def two_versions(cast, old, new):
    document = make_document(cast)
    supersede(make_version(document, old))
    make_version(document, new, number=2)
    return document


def test_a_changed_item_is_told_by_its_place_and_marked_in_both_texts(cast, client):
    two_versions(cast, text(I__1__office_name="税務課の事務"), text(I__1__office_name="市民課の事務"))
    page = changes(client)
    assert "変わったところは1件です" in "".join(page.get_text().split())
    row = page.select_one(".table-changes tbody tr")
    assert [step.get_text() for step in row.select(".path-step")][0] == "Ⅰ 基本情報"
    assert "税" in row.select_one("del").get_text()
    assert "市民" in row.select_one("ins").get_text()
    assert "削除：" in row.get_text(), "said aloud, not by colour and line alone"
    assert "追加：" in row.get_text()


def test_what_the_town_says_about_a_change_stands_beside_it(cast, client):
    said = ChangeEntry(
        item="Ⅰ", date="2025-03-31", timing="事後", note="組織改正のため。", version=2, addresses=(("", NAME),)
    )
    new = replace(text(I__1__office_name="市民課の事務"), changes=(said,))
    two_versions(cast, text(I__1__office_name="税務課の事務"), new)
    assert "変更日 令和7年3月31日 提出時期 事後 説明 組織改正のため。" in rows(changes(client))[0]


def test_an_entry_that_came_or_went_is_one_row(cast, client):
    whole = text()
    two_versions(cast, replace(whole, systems=whole.systems[:-1]), whole)
    found = rows(changes(client))
    assert len(found) == 1
    assert found[0].startswith("新しく追加 Ⅰ 基本情報")
    assert "（記載なし）" in found[0]


def test_the_first_version_has_nothing_before_it(cast, client):
    make_version(make_document(cast))
    assert "最初の版です" in changes(client, 1).get_text()
    detail = BeautifulSoup(client.get(f"{TOWN}1/").content, "html.parser")
    assert detail.find("a", string="前回から変わったところ") is None


def test_equal_texts_are_said_to_be_equal(cast, client):
    two_versions(cast, text(), text())
    assert "変わったところはありません。" in changes(client).get_text()


def test_a_withdrawn_version_is_not_quoted_by_its_successor(cast, client):
    document = make_document(cast)
    supersede(make_version(document, text(I__1__office_name="はじめの事務")))
    secret = {"number": 2, "state": "withdrawn", "withdrawn_reason": "誤り"}
    make_version(document, text(I__1__office_name="載せてはならない事務"), **secret)
    make_version(document, text(I__1__office_name="正しい事務"), number=3)
    page = changes(client, 3)
    assert "載せてはならない" not in page.get_text()
    assert "はじめ" in rows(page)[0]


def test_unchanged_paragraphs_are_left_out_until_asked_for(cast, client):
    same = "\n".join(f"{n}番目の変わらない段落である。" for n in range(1, 30))
    old, new = (text(I__1__office_content=f"{same}\n{word}の段落") for word in ("古い", "新しい"))
    two_versions(cast, old, new)
    assert "3番目の変わらない段落" in rows(changes(client, query="?all=1"))[0]
    folded = changes(client)
    assert "（略）" in folded.select_one(".legend").get_text()
