"""What people are told when something does not work: the reason, that nothing was changed, and the way on."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.views.defaults import server_error

from tests.people import PASSWORD, make_person

pytestmark = pytest.mark.django_db


def test_a_missing_page_leads_residents_and_staff_to_different_places(cast):
    assert 'href="/">公開ページの先頭へ' in cast.client().get("/nowhere/").content.decode()
    assert 'href="/work/">作業の画面へ戻る' in cast.client("author").get("/nowhere/").content.decode()


def test_a_refusal_says_the_sentence_and_the_role(cast):
    answer = cast.client("author").get("/work/999997/settings/")
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "団体の設定を見たり変えたりできるのは、取りまとめ担当だけです。" in page
    assert "あなたの見本市での役割：作成者（担当課）" in page


def test_a_form_that_cannot_be_trusted_changes_nothing_and_says_what_to_do(cast):
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/login/", {"username": "author", "password": PASSWORD})
    assert answer.status_code == 403
    assert "何も変更されていません" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_server_error_needs_neither_request_nor_database(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = server_error(rf.get("/")).content.decode()
    assert "処理できませんでした" in page
    assert "途中までの変更は取り消されています" in page


def test_a_name_with_markup_stays_a_name(cast):
    evil = "<b>太字</b>"
    make_person(cast.town, "author", name=evil, username="evil", departments=[cast.department])
    for page in ("members/", "members/add/"):
        assert evil not in cast.client("coordinator").get(f"/work/999997/settings/{page}").content.decode()
    assert evil not in render_to_string("403.html", {"exception": evil})
