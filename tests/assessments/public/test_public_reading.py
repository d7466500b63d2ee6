"""The resident's stories: finding a town, its documents, one of them, and reading it. No sign-in anywhere."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache

from assessments.models import Version
from municipalities.models import Department
from tests.assessments.public.publishing import make_document, make_original, make_version, supersede, text
from tests.people import make_town

pytestmark = pytest.mark.django_db
TOWN = "/public/999997/"


def page(client, address: str, status: int = 200) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == status, address
    return BeautifulSoup(answer.content, "html.parser")


def words(soup, selector: str) -> list[str]:
    return [" ".join(found.get_text().split()) for found in soup.select(selector)]


def test_a_resident_finds_the_town_the_document_and_its_text(cast, client):
    make_version(make_document(cast), text(I__1__office_name="住民基本台帳に関する事務"))
    home = page(client, "/")
    assert words(home, "tbody tr") == ["見本市 1件 令和7年4月1日"]
    towns = page(client, home.select_one("tbody a")["href"])
    assert words(towns, "tbody tr") == ["1 住民基本台帳に関する事務 重点項目評価書 重点項目評価書 令和7年4月1日 市民課"]
    document = page(client, towns.select_one("tbody a")["href"])
    assert words(document, "h1") == ["住民基本台帳に関する事務 重点項目評価書"]
    assert words(document, "title") == ["住民基本台帳に関する事務 重点項目評価書｜見本市｜評価書工房"]
    assert "住民基本台帳に関する事務" in document.select_one("article.hyokasho #s-I").get_text()
    assert document.select_one(".actions .btn-primary").get_text() == "PDFで読む（74ページ、33\xa0バイト）"


def test_the_contents_lead_to_every_section(cast, client):
    make_version(make_document(cast))
    document = page(client, f"{TOWN}1/")
    targets = [link["href"] for link in document.select(".reader-toc a")]
    assert len(targets) > 8
    assert all(document.find(id=target.removeprefix("#")) for target in targets)


def test_the_contents_name_the_pages_of_the_pdf(cast, client):
    pages = {
        "|juten.I.1.office_name": [3],
        "|juten.I.1.office_content": [3, 4],
        "f1|juten.II.1.file_name": [9],
        "s-A2": [20],
    }
    make_version(make_document(cast), pages=pages)
    contents = dict(
        zip(*(words(page(client, f"{TOWN}1/"), f".reader-toc {part}") for part in ("a", "li")), strict=True)
    )
    assert contents["Ⅰ 基本情報"] == "Ⅰ 基本情報 PDF 3ページ"
    assert contents["（別添2）変更箇所"] == "（別添2）変更箇所 PDF 20ページ"
    assert contents["Ⅳ 開示請求、問合せ"] == "Ⅳ 開示請求、問合せ"


def test_a_town_is_found_by_a_part_of_its_name_in_any_width(cast, client):
    make_version(make_document(cast))
    assert words(page(client, "/?q=見本"), "tbody th") == ["見本市"]
    assert words(page(client, "/?q=隣町"), "tbody th") == [], "nothing published there"
    assert "見つかりませんでした" in page(client, "/?q=隣町").get_text()


def test_documents_stand_in_the_order_of_their_numbers_and_are_narrowed_by_text(cast, client):
    tax = Department.objects.create(municipality=cast.town, name="税務課")
    for number in ("10", "2", "2-1", "1"):
        name = f"評価書その{number}"
        make_version(make_document(cast, number, department=tax if number == "10" else cast.department), text(name))
    assert words(page(client, TOWN), "tbody td[data-label=番号]") == ["1", "2", "2-1", "10"]
    assert words(page(client, f"{TOWN}?q=税務"), "tbody td[data-label=番号]") == ["10"]
    assert words(page(client, f"{TOWN}?q=その２"), "tbody td[data-label=番号]") == ["2", "2-1"]


def test_drafts_and_what_was_not_released_do_not_exist(cast, client):
    document = make_document(cast)
    Version.objects.create(assessment=document, number=1, state="draft")
    found = make_document(cast, "2")
    make_version(found, origin="imported", is_public=False)
    for number in ("1", "2"):
        for end in ("", "v1/", "v1.pdf", "v1.json", "v1/changes/", "v1/original/"):
            assert client.get(f"{TOWN}{number}/{end}").status_code == 404
    assert "まだありません" in page(client, TOWN).get_text()
    assert words(page(client, "/"), "tbody th") == []


def test_a_draft_changes_nothing_that_residents_see(cast, client):
    document = make_document(cast)
    make_version(document)
    Version.objects.create(assessment=document, number=2, state="draft")
    document.name, document.form, document.answers = "新しい名称", "kiso", {"juten.I.1.office_name": "下書きの事務"}
    document.save()
    for address in ("/", TOWN, f"{TOWN}1/", f"{TOWN}1/v1/", f"{TOWN}feed/", f"{TOWN}1/v1.json"):
        shown = client.get(address).content.decode()
        for secret in ("新しい名称", "下書き", "基礎項目評価書</td>"):
            assert secret not in shown, address
    assert client.get(f"{TOWN}1/v2/").status_code == 404


def test_an_old_version_says_so_and_leads_to_the_current_one(cast, client):
    document = make_document(cast)
    supersede(make_version(document))
    make_version(document, text("改訂した評価書"), number=2)
    old = page(client, f"{TOWN}1/v1/")
    assert "これは古い版（第1版）です" in words(old, ".alert")[0]
    assert old.select_one(".alert a")["href"] == f"{TOWN}1/"
    assert old.select_one("meta[name=robots]")["content"] == "noindex"
    now = page(client, f"{TOWN}1/")
    assert words(now, "h1") == ["改訂した評価書"]
    assert now.select_one(".alert") is None
    assert words(now, "#versions tbody th") == ["第2版", "第1版"]
    assert page(client, f"{TOWN}1/v2/").select_one("link[rel=canonical]")["href"] == f"{TOWN}1/"


def test_a_withdrawn_version_shows_the_reason_and_not_the_text(cast, client):
    document = make_document(cast)
    supersede(make_version(document))
    reason = "別の事務の記載が混ざっていたため。"
    answers = {"number": 2, "state": "withdrawn", "withdrawn_reason": reason}
    make_version(document, text(I__1__office_name="混ざった事務"), **answers)
    for address in (f"{TOWN}1/", f"{TOWN}1/v2/", f"{TOWN}1/v2/changes/"):
        shown = page(client, address)
        assert reason in words(shown, ".alert")[0]
        assert "混ざった事務" not in shown.get_text()
        assert "取下げ" in shown.get_text()
    for end in ("v2.pdf", "v2.json"):
        answer = client.get(f"{TOWN}1/{end}")
        assert answer.status_code == 410
        assert reason in answer.content.decode()
        assert "混ざった事務" not in answer.content.decode()
    assert "取下げ" in words(page(client, TOWN), "tbody tr")[0]
    assert client.get(f"{TOWN}1/v1.pdf").status_code == 200, "the older version stays"


def test_an_imported_version_says_what_it_is_and_gives_its_original(cast, client):
    document = make_document(cast)
    snapshot = replace(text(), unplaced=({"after": "", "text": "どこにも入らない文"},))
    make_version(document, snapshot, origin="imported", published_on=None)
    make_original(document, "原本（公表）.txt", "text/plain", "公表されていた文".encode())
    make_original(document, "later.txt", "text/plain", b"brought into a draft later")
    shown = page(client, f"{TOWN}1/")
    assert "読み取れなかった部分" in shown.get_text()
    assert "令和7年4月1日" in words(shown, ".facts")[0], "the day that the cover prints"
    assert words(shown, ".unplaced") == ["どこにも入らない文"]
    answer = client.get(shown.find("a", string=lambda s: s and "取り込んだ原本" in s)["href"])
    assert answer.content.decode() == "公表されていた文"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Type"] == "application/octet-stream"


def test_an_original_that_could_run_in_a_browser_is_never_shown_by_it(cast, client):
    document = make_document(cast)
    make_version(document, origin="imported")
    make_original(document, 'x";/../evil.html', "text/html", b"<script>alert(1)</script>")
    answer = client.get(f"{TOWN}1/v1/original/")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "attachment" in answer["Content-Disposition"]
    assert "/" not in answer["Content-Disposition"]


def test_the_pages_are_the_same_for_everybody_and_touch_no_session(cast, client):
    make_version(make_document(cast))
    for address in ("/", TOWN, f"{TOWN}1/", f"{TOWN}1/v1/", f"{TOWN}1/v1/changes/"):
        answer = client.get(address)
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
        assert "public" in answer["Cache-Control"]
        assert cast.client("coordinator").get(address).content == answer.content
        assert client.post(address).status_code == 405


def test_unknown_towns_and_numbers_are_not_found(cast, client):
    make_version(make_document(cast))
    for address in ("/public/123455/", f"{TOWN}9/", f"{TOWN}1/v9/", "/public/888885/1/", f"{TOWN}1/v1/original/"):
        assert client.get(address).status_code == 404
    assert "まだありません" in page(client, "/public/888885/").get_text(), "a town without publications is no error"


def test_a_hostile_text_stays_text(cast, client):
    evil = "<script>alert(1)</script>"
    make_version(make_document(cast), text(evil, I__1__office_name=evil))
    for address in (TOWN, f"{TOWN}1/", f"{TOWN}?q={evil}", f"/?q={evil}"):
        assert evil not in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("address", "queries"),
    [("/", 1), (TOWN, 3), (f"{TOWN}feed/", 3), (f"{TOWN}1/", 3)],
)
def test_a_page_costs_the_same_for_one_and_for_many(cast, client, django_assert_num_queries, address, queries):
    def asked():
        cache.clear()  # titles are remembered, and a test must not depend on who asked before
        with django_assert_num_queries(queries):
            client.get(address)

    first = make_document(cast, "1")
    make_version(first)
    client.get(address)
    asked()
    supersede(first.versions.get())
    make_version(first, text("その2"), number=2)
    client.get(address)
    for number in ("2", "3"):
        make_version(make_document(cast, number))
        other = replace(cast, town=make_town(f"{number}00009", f"第{number}の市"))
        make_version(make_document(other, number))
    asked()
