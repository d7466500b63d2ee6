"""The annexes of a town are withheld like items: part by part, from the author's list to what residents read."""

from dataclasses import replace

import pytest
from django.db import transaction

from assessments import editing, workflow
from assessments.editing.withholding import withhold
from assessments.models import Withholding
from assessments.policies import Refused
from assessments.rendering.foreign_pdf import cleaned
from assessments.snapshot import Annex, Withheld, masked, take
from assessments.snapshot.annex_parts import PDF, TABLE, TEXT
from assessments.snapshot.annexes import shared
from assessments.snapshot.redacting import fold
from tests.assessments.annexes.papers import pdf
from tests.assessments.withholding.story import (
    ADDRESS,
    REASON,
    SECRET,
    TOWN,
    WORK,
    drawn,
    public_words,
    publish,
    start,
    write,
)
from tests.browser import DESK, PHONE, assert_accessible

ROWS = (("機器", "場所"), ("複製装置", SECRET), ("端末", "窓口"))


@pytest.fixture
def document(cast):
    return start(cast)


def kept(document, cast, annex: Annex) -> str:
    """The ref under which the author keeps it."""
    editing.save_annex(document, annex, base="", by=cast.visitor("author"))
    return take(document).annexes[-1].ref


def held(document, cast, ref: str, code: str, passage: str = "", **said):
    return withhold(document, (ref, code), passage=passage, reason=REASON, by=cast.visitor("author"), **said)


def shown(document) -> dict[str, Annex]:
    return {annex.title: annex for annex in masked(take(document)).annexes}


def test_each_part_is_hidden_as_a_whole_or_by_a_passage(cast, document):
    text = kept(document, cast, Annex("", "別添3", text=f"一覧\n{SECRET}する。"))
    table = kept(document, cast, Annex("", "別紙2", "機器の一覧", "table", rows=ROWS))
    held(document, cast, text, TEXT, SECRET)
    assert shown(document)["別添3"].text == "一覧\n（非公表）する。"
    assert shown(document)["別紙2"].rows[1] == ("複製装置", "（非公表）")  # the same words in another annex
    held(document, cast, table, TABLE)
    assert shown(document)["別紙2"].rows == (("（非公表）",),)
    assert shown(document)["別紙2"].printed_title == "別紙2　機器の一覧"
    assert take(document).annexes[1].rows == ROWS


def test_a_passage_that_is_gone_from_a_table_hides_all_of_it(document):
    annex = Annex("a1", "別紙2", kind="table", rows=ROWS)
    full = replace(take(document), annexes=(annex,))
    for passage, rows in (("もうない文字", (("（非公表）",),)), ("窓口", (*ROWS[:2], ("端末", "（非公表）")))):
        made = masked(replace(full, withheld=(Withheld("a1", TABLE, passage, REASON),)))
        assert made.annexes[0].rows == rows


def test_a_pdf_is_withheld_as_a_whole_or_not_at_all(cast, document):
    file = shared(cleaned(pdf(1)).data)
    ref = kept(
        document, cast, Annex("", "別添4", "構成図", "pdf", file=file, file_name=f"{SECRET}.pdf", alt="機器の配置")
    )
    with pytest.raises(Refused, match="PDFの一部だけを非公表にすることはできません"), transaction.atomic():
        held(document, cast, ref, PDF, "機器の配置")
    held(document, cast, ref, PDF)
    annex = shown(document)["別添4"]
    assert (annex.file, annex.file_name, annex.alt, annex.text) == (None, "", "", "（非公表）")
    assert "base64" not in str(annex.as_json())


def test_nothing_that_residents_get_says_it(cast, client, document):
    ref = kept(document, cast, Annex("", "別添3", text=f"毎日、{SECRET}する。"))
    held(document, cast, ref, TEXT, SECRET)
    publish(document, cast)
    current = next(annex for annex in take(document).annexes if annex.ref == ref)
    changed = Annex(ref, "別添3", text=f"毎日、{SECRET}する。夜間は停止する。")
    editing.save_annex(document, changed, base=editing.annexes.state_of(current), by=cast.visitor("author"))
    document.refresh_from_db()
    publish(document, cast)
    for address, words in public_words(client, document).items():
        assert fold(SECRET) not in words and fold(REASON) not in words, address
    assert "別添3" in client.get(f"{TOWN}1/").content.decode()


def test_why_a_version_was_withdrawn_does_not_tell_it(cast, client, document):
    write(document, cast, f"毎日、{SECRET}する。")
    withhold(document, ADDRESS, passage=SECRET, reason=REASON, by=cast.visitor("author"))
    version = publish(document, cast, render=drawn)
    workflow.withdraw(version, by=cast.visitor("approver"), comment=f"「{SECRET}」の記載に誤りがあったため")
    for address, status in (
        (f"{TOWN}1/", 200),
        (f"{TOWN}1/v1/", 200),
        (f"{TOWN}1/v1.pdf", 410),
        (f"{TOWN}1/v1.json", 410),
    ):
        answer = client.get(address)
        assert answer.status_code == status
        assert "「（非公表）」の記載に誤りがあったため" in answer.content.decode(), address
        assert SECRET not in answer.content.decode()
    assert SECRET in cast.client("author").get(WORK).content.decode()


@pytest.mark.browser
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_author_withholds_it_from_the_list_of_annexes(cast, visit, size):
    document = start(cast)
    kept(document, cast, Annex("", "別添3", text=f"毎日、{SECRET}する。"))
    page = visit.page(cast.author, size=size)
    page.goto(f"{WORK}annexes/")
    assert_accessible(page)
    page.get_by_role("link", name="別添3の文章を非公表にする").click()
    assert_accessible(page)
    page.get_by_label("非公表にする部分").fill(SECRET)
    page.get_by_label("非公表にする理由").fill(REASON)
    page.get_by_role("button", name="公表される記載を確かめる").click()
    assert page.get_by_text("毎日、（非公表）する。").is_visible()
    page.get_by_role("button", name="非公表にする", exact=True).click()
    page.wait_for_url(f"**{WORK}annexes/**")
    assert Withholding.objects.get().code == TEXT
    assert page.get_by_text("一部非公表").is_visible()
    assert_accessible(page)
    page.goto(WORK)
    assert page.get_by_text("別添3 文章").is_visible()
