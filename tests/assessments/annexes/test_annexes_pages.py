"""The pages on which a town appends its own annexes, as its people use them."""

import io
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.forms.annexes import as_paste, cells_of
from assessments.snapshot import take
from tests.assessments.annexes import papers
from tests.assessments.annexes.documents import NOTE, TABLE, attached, published
from tests.assessments.public.publishing import make_document, make_version, text
from tests.browser import DESK, PHONE, assert_accessible

AT = "/work/999997/1/annexes/"
PASTED = '項番\t移転先\t用途\n49\t"福祉課\n子ども課"\t手当\n68\t税務課\t賦課\n'


def annexes(document):
    return take(document, changes=False).annexes


def base_of(client, address: str) -> str:
    return client.get(address).context["base"]


def test_a_table_is_pasted_looked_at_and_saved(cast):
    document, author = published(cast), cast.client("author")
    said = {"title": "別紙2", "heading": "移転先", "text": "", "table": PASTED, "header": "on"}
    looked = author.post(f"{AT}new/?kind=table", said | {"preview": "1"})
    assert "3行、3列" in looked.text and not annexes(document)
    author.post(f"{AT}new/?kind=table", said)
    [annex] = annexes(document)
    assert annex.rows[1] == ("49", "福祉課\n子ども課", "手当")
    page = author.get(f"{AT}{annex.ref}/")
    assert cells_of(page.context["annex_form"].initial["table"]) == annex.rows


@pytest.mark.parametrize("rows", [(("a", 'b"c'), ("1\n2", "\t")), (("", "x"),), (('"', ""),)])
def test_a_table_goes_through_the_text_field_unchanged(rows):
    assert cells_of(as_paste(rows)) == rows


def test_a_lone_quote_does_not_swallow_the_rest_of_the_table():
    assert cells_of('1\t"番号法\n2\t税法') == (("1", '"番号法'), ("2", "税法"))


def test_a_pdf_is_uploaded_and_kept_while_only_its_words_change(cast):
    document, author = published(cast), cast.client("author")
    file = SimpleUploadedFile("流れ図.pdf", papers.pdf(2), "application/pdf")
    author.post(f"{AT}new/?kind=pdf", {"title": "別添4", "heading": "", "text": "", "alt": "窓口の流れ", "pdf": file})
    [annex] = annexes(document)
    author.post(
        f"{AT}{annex.ref}/",
        {"title": "別添4", "text": "", "alt": "窓口から保管まで", "base": base_of(author, f"{AT}{annex.ref}/")},
    )
    [after] = annexes(document)
    assert (after.file, after.file_name, after.alt) == (annex.file, "流れ図.pdf", "窓口から保管まで")
    kept = author.get(f"{AT}{annex.ref}/pdf/")
    assert kept.content == annex.file.data and kept["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("change", [papers.script, papers.launch, papers.embedded])
def test_a_hostile_pdf_is_refused_with_a_sentence_and_nothing_is_written(cast, change):
    document, author = published(cast), cast.client("author")
    file = io.BytesIO(papers.pdf(change=change))
    file.name = "a.pdf"
    page = author.post(f"{AT}new/?kind=pdf", {"title": "別添4", "text": "", "alt": "x", "pdf": file})
    assert "PDFの中に" in page.text and not annexes(document)
    assert document.versions.count() == 1


def test_a_removal_is_undone_from_the_page(cast):
    document, author = published(cast, NOTE, TABLE), cast.client("author")
    ref = annexes(document)[0].ref
    page = author.post(f"{AT}{ref}/do/remove/", follow=True)
    assert "「別添3」を削除しました" in page.text
    author.post(f"{AT}{ref}/do/restore/")
    assert [annex.title for annex in annexes(document)] == ["別添3", "別紙2"]
    author.post(f"{AT}{ref}/do/down/")
    assert [annex.title for annex in annexes(document)] == ["別紙2", "別添3"]


def test_a_conflict_shows_both_and_overwrites_only_on_purpose(cast):
    document, author, coordinator = published(cast, NOTE), cast.client("author"), cast.client("coordinator")
    address = f"{AT}{annexes(document)[0].ref}/"
    base = base_of(author, address)
    coordinator.post(address, {"title": "別添3", "text": "取手の文", "base": base})
    page = author.post(address, {"title": "別添3", "text": "作田の文", "base": base})
    assert page.status_code == 409
    assert "取手 まとめ" in page.text and "取手の文" in page.text and "作田の文" in page.text
    assert annexes(document)[0].text == "取手の文"
    author.post(address, {"title": "別添3", "text": "作田の文", "base": page.context["base"]})
    assert annexes(document)[0].text == "作田の文"


def test_strangers_see_nothing_and_reviewers_read_only(cast):
    document = published(cast, NOTE, attached(papers.pdf(1)))
    ref = annexes(document)[1].ref
    for address in (AT, f"{AT}new/?kind=text", f"{AT}{ref}/", f"{AT}{ref}/pdf/"):
        assert cast.client("stranger").get(address).status_code == 404
        assert cast.client("resident").get(address).status_code == 302
        assert cast.client("reviewer").get(address).status_code == 200
    assert cast.client("stranger").post(f"{AT}{ref}/do/remove/").status_code == 404
    cast.client("reviewer").post(f"{AT}{ref}/do/remove/")
    assert len(annexes(document)) == 2
    assert cast.client("author").get(f"{AT}new/?kind=hologram").status_code == 404


def test_the_row_of_an_annex_leads_to_it_and_the_document_names_the_page(cast):
    document, author = published(cast, NOTE), cast.client("author")
    ref = annexes(document)[0].ref
    author.post(f"{AT}{ref}/", {"title": "別添3", "text": "新", "base": base_of(author, f"{AT}{ref}/")})
    assert f"{AT}#a-{ref}" in author.get("/work/999997/1/changes/").text
    assert AT in author.get("/work/999997/1/").text
    assert AT in author.get("/work/999997/1/edit/", follow=True).text


@pytest.mark.browser
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_pages_are_accessible(cast, visit, size):
    document = published(cast, NOTE, TABLE, attached(papers.pdf(1)))
    page = visit.page(cast.author, size=size)
    for address in (AT, *(f"{AT}{annex.ref}/" for annex in annexes(document)), f"{AT}new/?kind=pdf"):
        page.goto(address)
        assert_accessible(page)
    page.get_by_role("button", name="保存する").click()
    assert page.locator(".error-summary").count() == 1
    assert_accessible(page)


@pytest.mark.browser
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_residents_read_the_annexes(cast, visit, size):
    shown = [replace(a, ref=f"x{n}") for n, a in enumerate((NOTE, TABLE, attached(papers.pdf(1))))]
    make_version(make_document(cast), replace(text(), annexes=tuple(shown)))
    page = visit.page(size=size)
    page.goto("/public/999997/1/")
    assert page.locator("#a-x1 table").get_attribute("aria-label") == "別紙2　番号法別表の事務"
    assert "図の説明" in page.locator("#a-x2").inner_text()
    assert_accessible(page)
