"""How the staff come in: the sign-in, its lock, the first password, and what a page in the background is told."""

import pytest
from django.contrib.auth import get_user

from tests.people import PASSWORD, client_of, make_person

pytestmark = pytest.mark.django_db


def sign_in(client, username="author", password=PASSWORD, **data):
    return client.post("/login/", {"username": username, "password": password, **data})


def test_a_clerk_signs_in_and_comes_to_the_work_pages(cast, client):
    answer = sign_in(client)
    assert answer.status_code == 302
    assert answer["Location"] == "/work/"
    assert get_user(client) == cast.author


def test_the_way_on_is_followed_only_within_the_site(cast, client):
    assert sign_in(client, next="/work/999997/")["Location"] == "/work/999997/"
    client.post("/logout/")
    assert sign_in(client, next="https://example.com/steal")["Location"] == "/work/"


def test_a_wrong_password_is_told_in_plain_words_and_not_which_half_was_wrong(cast, client):
    for username in ("author", "nobody"):
        page = sign_in(client, username=username, password="wrong").content.decode()
        assert "利用者名かパスワードが違います。" in page


def test_five_failures_close_the_sign_in_for_a_while_and_say_what_to_do(cast, client):
    for _ in range(5):
        answer = sign_in(client, password="wrong")
    assert answer.status_code == 429
    page = answer.content.decode()
    assert "15分間サインインできません" in page
    assert "取りまとめ担当に再設定を依頼してください" in page
    assert sign_in(client).status_code == 429, "the right password does not open it before the time"
    assert sign_in(client, username="reviewer").status_code == 302, "a colleague at the same machine is not locked"


def test_a_stopped_person_does_not_come_in(cast, client):
    cast.author.is_active = False
    cast.author.save()
    assert sign_in(client).status_code == 200
    assert not get_user(client).is_authenticated


def test_signing_out_needs_a_button_not_a_link(cast):
    client = cast.client("author")
    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/")["Location"] == "/login/"
    assert not get_user(client).is_authenticated


def test_a_page_asked_for_without_sign_in_leads_to_it_and_back(cast, client):
    assert client.get("/password/")["Location"] == "/login/?next=/password/"


@pytest.mark.parametrize("headers", [{"HX-Request": "true"}, {"X-Requested-With": "fetch"}])
def test_a_background_save_after_the_session_ended_is_told_so(cast, client, headers):
    answer = client.post("/password/", headers=headers)
    assert answer.status_code == 401
    assert "サインインし直してから" in answer.content.decode()


def test_a_form_sent_after_the_session_ended_leads_back_to_its_page_not_to_its_target(cast, client):
    answer = client.post("/password/", headers={"Referer": "http://testserver/work/999997/?page=2"})
    assert answer["Location"] == "/login/?next=/work/999997/%3Fpage%3D2"
    answer = client.post("/password/", headers={"Referer": "https://example.com/"})
    assert answer["Location"] == "/login/?next=/work/"


def test_the_temporary_password_opens_only_the_change_of_password(cast):
    newcomer = make_person(cast.town, "author", username="newcomer", must_change_password=True)
    client = client_of(newcomer)
    assert client.get("/work/999997/settings/")["Location"] == "/password/"
    page = client.get("/password/").content.decode()
    assert "あなただけが知っているパスワードに変えてください" in page

    def change(new, again=None):
        data = {"old_password": PASSWORD, "new_password1": new, "new_password2": again or new}
        return client.post("/password/", data)

    assert "今のパスワードとは違うパスワード" in change(PASSWORD).content.decode()
    assert "一致しません" in change("atarashii-kotoba-1", "atarashii-kotoba-2").content.decode()
    assert "短すぎます" in change("mijikai").content.decode()
    assert change("atarashii-kotoba-1")["Location"] == "/work/"
    newcomer.refresh_from_db()
    assert not newcomer.must_change_password
    assert newcomer.check_password("atarashii-kotoba-1")
    assert get_user(client) == newcomer, "the session goes on"


@pytest.mark.browser
def test_sign_in_is_accessible_at_a_desk_and_on_a_phone(cast, visit):
    from tests.browser import PHONE, assert_accessible

    page = visit.page()
    page.goto("/login/")
    assert_accessible(page)
    page.fill("#id_username", "author")
    page.fill("#id_password", "wrong")
    page.click("text=サインインする")
    page.wait_for_selector(".error-summary:focus")
    assert_accessible(page)
    phone = visit.page(cast.author, PHONE)
    phone.goto("/password/")
    assert_accessible(phone)
