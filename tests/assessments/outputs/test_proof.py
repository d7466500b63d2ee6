"""芦屋市's own list contradicts its document in places; they are listed, and nothing is invented."""

import pytest
from django.urls import reverse

from assessments.demo import story
from assessments.outputs.proof import contradictions
from tests.builders import imported_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def ashiya(cast):
    data = story.read("ashiya.json")
    data["municipality"] = {"code": cast.town.code, "name": cast.town.name}
    return imported_document(cast, data)


def test_the_real_contradictions_are_found(ashiya):
    found = {(c.kind, c.path[1], c.path[-1]): (c.said, c.found) for c in contradictions(ashiya)}
    second, third = "(2) 本人確認情報ファイル", "(3) 送付先情報ファイル"
    assert found["body", second, "⑥使用開始日"] == ("平成29年8月1日", "平成27年8月1日")
    assert found["body", third, "⑤保有開始日"] == ("平成29年10月5日", "平成27年8月1日")


def test_what_agrees_is_not_listed(ashiya):
    told = [c for c in contradictions(ashiya) if c.kind in ("body", "undone")]
    assert len(told) <= 8
    assert not [c for c in told if c.path[-1] == "①実施日" or "（4）件" in c.found]


def test_staff_read_them_on_a_page(cast, ashiya):
    address = reverse("change_log", args=[cast.town.code, ashiya.number])
    page = cast.client("author").get(address).content.decode()
    assert "本文と違う" in page and "⑥使用開始日" in page
    document = cast.client("author").get(reverse("document", args=[cast.town.code, ashiya.number])).content.decode()
    assert address in document
