"""The questions inside the list of changes: asked at each row of a ※ item, proposed, decided without leaving the page."""

import re
from copy import deepcopy
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments import editing, workflow
from assessments.models import ChangeRow
from assessments.policies import open_version
from assessments.workflow import Incomplete
from tests.assessments.law.conftest import published_with_draft
from tests.assessments.law.documents import make_row
from tests.assessments.law.pages import page as page_of
from tests.assessments.law.pages import url
from tests.browser import DESK, PHONE, assert_accessible
from tests.builders import document_from, explain, published, rows, small_sample, stored, write

PLACE, BASIS, OFFICE = "juten.II.6.place", "juten.I.4.legal_basis", "juten.I.1.office_name"
LAW = "番号法第19条第7号"


@pytest.fixture
def small(cast):
    """A small document that is published."""
    data = small_sample()
    data["answers"][BASIS] = LAW
    data["files"][0]["answers"][PLACE] = "本庁舎のサーバ室"
    document = document_from(cast, data)
    published(cast, document)
    return document


def soup(cast, who: str = "author") -> BeautifulSoup:
    return BeautifulSoup(page_of(cast, who, "changes"), "html.parser")


def row_about(code: str) -> ChangeRow:
    return next(row for row in ChangeRow.objects.order_by("-pk") if row.addresses[0][1] == code)


def test_only_rows_of_marked_items_ask(cast, small):
    write(cast, small, BASIS, LAW.replace("7", "8"))
    write(cast, small, OFFICE, "新しい事務の名称")
    cards = {card["id"]: card for card in soup(cast).select(".row-card")}
    asks, rests = cards[f"row-{row_about(BASIS).pk}"], cards[f"row-{row_about(OFFICE).pk}"]
    assert asks.select(".judging") and "重要な変更かどうかが未判断" in asks.text
    assert "自動の見立て：法令の改正に合わせた語句の置換えです（番号法第19条第7号）" in asks.text
    assert not rests.select(".judging") and "未判断" not in rests.text
    assert "1行で、重要な変更かどうかの判断がまだです" in soup(cast).select_one("#summary").text
    assert "まだ判断されていません" in soup(cast, "reviewer").text and not soup(cast, "reviewer").select(".judging")


def test_without_a_judgement_nothing_is_submitted_and_the_refusal_leads_to_the_row(cast, small):
    write(cast, small, BASIS, LAW.replace("7", "8"))
    row = row_about(BASIS)
    editing.save_row(small, row.pk, by=cast.visitor("author"), changed_on=date(2025, 4, 1), timing="事後")
    with pytest.raises(Incomplete) as refused:
        workflow.submit(open_version(small), by=cast.visitor("author"))
    (problem,) = refused.value.problems
    assert (problem.rule, problem.row) == ("規則第11条", row.pk)
    check = BeautifulSoup(page_of(cast, "author", "check"), "html.parser")
    link = check.find("a", string=re.compile("重要な変更に当たるかどうか判断されていません"))
    assert link["href"] == f"{url('changes')}#row-{row.pk}"
    cast.client("author").post(url("decide", row.pk), {"nature": "formal", "changed_on": "R7.4.1", "timing": "事後"})
    assert workflow.submit(open_version(small), by=cast.visitor("author")).state == "in_review"
    review = page_of(cast, "reviewer", "review")
    assert "誤字・形式的な変更" in review


def test_a_judgement_ends_when_the_text_changes(cast, small):
    write(cast, small, BASIS, LAW.replace("7", "8"))
    explain(cast, small)
    assert row_about(BASIS).judged_as == "formal"
    write(cast, small, BASIS, "番号法第9条第1項")
    assert row_about(BASIS).judged_as == ""
    assert "「誤字・形式的な変更」と判断した後に、記載が変わりました" in page_of(cast, "author", "changes")


def test_an_entry_that_went_is_asked_about_by_its_kind(cast, small):
    """C5: 委託事項 are looked at when they come or go; 移転先 are not ※."""
    by = cast.visitor("author")
    editing.remove_entry(small, "outsourcing", "f1o1", by=by)
    editing.remove_entry(small, "transfers", "f1t1", by=by)
    asking = {row.get("id") for row in soup(cast).select(".row-card") if row.select(".judging")}
    removed = {row.addresses[0][0]: f"row-{row.pk}" for row in rows(small) if row.kind == "entry_removed"}
    assert removed["f1o1"] in asking and removed["f1t1"] not in asking


def test_many_rows_are_judged_at_once_and_only_those_that_ask(cast, small):
    write(cast, small, BASIS, LAW.replace("7", "8"))
    write(cast, small, PLACE, "本庁舎のサーバ室及びクラウド", "f1")
    write(cast, small, OFFICE, "新しい事務の名称")
    said = {"rows": [row.pk for row in rows(small)], "changed_on": "R7.4.1", "timing": "事後", "nature": "other"}
    refused = cast.client("author").post(url("save_rows"), said)
    assert refused.status_code == 422 and "重要な変更に当たらない理由を書いてください" in refused.content.decode()
    assert not ChangeRow.objects.exclude(nature="").exists() and not ChangeRow.objects.exclude(timing="").exists()
    said |= {"nature": "formal", "nature_reason": "号ずれのため"}
    answer = cast.client("author").post(url("save_rows"), said, follow=True).content.decode()
    assert "3行に書き込みました。" in answer
    assert "保管場所に「クラウド」が加わっています。" in answer  # C4: what speaks against it
    natures = {row.addresses[0][1]: (row.judged_as, row.nature_reason, row.reason) for row in rows(small)}
    assert natures == {
        BASIS: ("formal", "号ずれのため", ""),
        PLACE: ("formal", "号ずれのため", ""),
        OFFICE: ("", "", ""),
    }


def test_why_it_was_judged_so_is_never_printed_or_exported(cast, small):
    write(cast, small, BASIS, LAW.replace("7", "8"))
    explain(cast, small)
    said = {"nature": "formal", "changed_on": "R7.4.1", "timing": "事後", "nature_reason": "内輪の覚え書き"}
    cast.client("author").post(url("decide", row_about(BASIS).pk), said)
    assert "内輪の覚え書き" in page_of(cast, "author", "changes")
    published(cast, small)
    for address in ("", "v2/changes/", "v2.json"):
        answer = cast.client("resident").get(f"/public/999997/1/{address}")
        assert answer.status_code == 200 and "内輪の覚え書き" not in answer.content.decode()
    for name in ("lists", "export"):
        assert "内輪の覚え書き" not in page_of(cast, "author", name)


def test_a_refused_decision_keeps_what_was_written(cast, small):
    write(cast, small, BASIS, "番号法第9条第1項及び条例")
    said = {"nature": "other", "changed_on": "きのう", "timing": "事後", "note": "書いた説明"}
    for headers, status in (({}, 422), ({"HX-Request": "true"}, 200)):
        answer = cast.client("author").post(url("decide", row_about(BASIS).pk), said, headers=headers)
        text = answer.content.decode()
        assert answer.status_code == status
        assert "「きのう」は日付として読めません" in text and "書いた説明" in text
    assert answer["HX-Retarget"] == f"#judging-{row_about(BASIS).pk}"


def long_document(cast, files: int, number: str):
    data = small_sample()
    first = data["files"][0]
    data["files"] = [deepcopy(first) for _ in range(files)]
    for n, file in enumerate(data["files"], start=1):
        file["ref"], file["number"] = f"f{n}", n
        for kind in ("outsourcing", "provisions", "transfers"):
            file[kind][0]["ref"] = f"f{n}{kind[0]}1"
    return document_from(cast, data, number)


def test_many_rows_that_ask_cost_no_more_queries(cast):
    counts = []
    for number, files in (("1", 1), ("2", 12)):
        document = long_document(cast, files, number)
        published(cast, document)
        for n in range(1, files + 1):
            write(cast, document, PLACE, "別の建物", f"f{n}")
            write(cast, document, "juten.II.3.purpose", "別の目的", f"f{n}")
        editing.remove_entry(document, "outsourcing", "f1o1", by=cast.visitor("author"))
        address = f"/work/999997/{number}/changes/"
        cast.client("author").get(address)
        with CaptureQueriesContext(connection) as captured:
            text = cast.client("author").get(address).content.decode()
        assert text.count('class="judging"') > 2 * files
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 34


def changed_place(cast):
    document = published_with_draft(cast)
    place = stored(document, PLACE, "f1")
    write(cast, document, PLACE, place.replace("一定期間", "一年間"), "f1")
    write(cast, document, OFFICE, "新しい事務の名称")
    return document


@pytest.mark.browser
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_row_is_judged_where_it_stands(cast, visit, size):
    changed_place(cast)
    page = visit.page(cast.author, size)
    page.goto("/work/999997/1/changes/")
    page.locator(".judging summary").click()
    page.get_by_label("取扱いはいつ変わりますか").fill("R7.10.1")
    page.get_by_role("button", name="提案を見る").click()
    page.get_by_text("どれか1つを選んでください").wait_for()
    page.get_by_text("いいえ。漏えいなどのリスク").click()
    page.get_by_role("button", name="提案を見る").click()
    page.get_by_role("heading", name="提案").wait_for()
    assert_accessible(page)
    page.get_by_role("button", name="この内容で決める").click()
    page.get_by_text("判断：リスクを明らかに軽減させる変更").wait_for()
    page.wait_for_function("document.activeElement.className === 'judged'")
    row = row_about(PLACE)
    assert (row.judged_as, row.changed_on) == ("reduces", date(2025, 10, 1))
    assert page.locator(f"#row-{row.pk} [name=changed_on]").input_value() == "令和7年10月1日"
    assert "判断がまだです" not in page.locator("#summary").inner_text()
    page.locator(f"#row-{row.pk} [name=note]").fill("直した説明")  # the row saves itself as before
    page.locator("body").click()
    page.locator(f"#row-{row.pk} [data-item-state]").get_by_text("保存しました").wait_for()
    row.refresh_from_db()
    assert (row.judged_as, row.note) == ("reduces", "直した説明")
    assert_accessible(page)


@pytest.mark.browser
def test_the_rows_that_look_formal_are_picked_and_judged_together(cast, visit):
    document = published_with_draft(cast)
    write(cast, document, BASIS, stored(document, BASIS).replace("番号法", "番号法 "))
    write(cast, document, OFFICE, "新しい事務の名称")
    page = visit.page(cast.author)
    page.goto("/work/999997/1/changes/")
    page.get_by_role("button", name="形式的な変更と見立てた行を選ぶ（1行）").click()
    page.get_by_label("重要な変更かどうか", exact=True).select_option("formal")
    page.get_by_role("button", name="選んだ行に書き込む").click()
    page.get_by_text("1行に書き込みました").wait_for()
    assert row_about(BASIS).judged_as == "formal"
    assert_accessible(page)


def test_a_row_typed_before_the_document_came_here_is_not_asked_about(cast, document):
    row = make_row(open_version(document), BASIS, before="前", after="後")
    row.supplement = True
    row.save()
    assert not soup(cast).select(".judging")
