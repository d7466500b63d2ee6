"""What was typed into a form that could not be taken is shown again, never lost, and never with a password."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import document_in, rows, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(cast):
    return document_in(cast, "published").assessment


def test_an_expired_sign_in_shows_what_was_sent_and_the_way_back(cast, document):
    url = reverse("save_rows", args=["999997", document.number])
    answer = Client().post(url, {"note": "長い説明を書きました", "rows": "1"})
    page = answer.content.decode()
    assert answer.status_code == 401 and "長い説明を書きました" in page and "サインインし直す" in page
    assert "no-store" in answer["Cache-Control"]


def test_a_form_without_text_goes_to_the_sign_in_page(document):
    answer = Client().post(reverse("save_rows", args=["999997", document.number]), {"rows": "1"})
    assert answer.status_code == 302 and answer["Location"].startswith("/login/")


def test_a_form_whose_token_is_old_shows_what_was_sent(cast, document):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.author)
    answer = browser.post(reverse("save_rows", args=["999997", document.number]), {"note": "写しておきたい説明"})
    assert answer.status_code == 403 and "写しておきたい説明" in answer.content.decode()


def test_a_password_is_never_shown_again():
    answer = Client(enforce_csrf_checks=True).post("/login/", {"username": "sakusei", "password": "himitsu-no-kotoba"})
    assert answer.status_code == 403 and "himitsu-no-kotoba" not in answer.content.decode()


def test_many_rows_with_a_date_that_does_not_exist_keep_everything_that_was_typed(cast, document):
    write(cast, document, "juten.I.6.dept", "別の事務")
    row = rows(document)[0]
    said = {"rows": [row.pk], "changed_on": "令和8年13月45日", "timing": "事後", "note": "法令改正に伴う変更"}
    answer = cast.client("author").post(reverse("save_rows", args=["999997", document.number]), said)
    page = answer.content.decode()
    assert answer.status_code == 422 and "日付として読めません" in page
    assert 'value="令和8年13月45日"' in page and "法令改正に伴う変更</textarea>" in page
    assert f'name="rows" value="{row.pk}" form="many" data-pick data-incomplete checked' in page
    row.refresh_from_db()
    assert not row.timing


def test_one_row_without_a_script_says_why_and_shows_what_was_typed(cast, document):
    write(cast, document, "juten.I.6.dept", "別の事務")
    url = reverse("save_row", args=["999997", document.number, rows(document)[0].pk])
    answer = cast.client("author").post(url, {"changed_on": "2月30日", "note": "この説明は失われない"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "日付として読めません" in page and "この説明は失われない" in page
