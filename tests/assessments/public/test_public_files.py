"""What residents take home: the PDF, the data and the feed, each under an address that stays."""

import hashlib
import json
from urllib.parse import unquote

import pytest

from tests.assessments.public.publishing import make_document, make_version, supersede, text

pytestmark = pytest.mark.django_db
TOWN = "/public/999997/"


def test_the_pdf_is_the_frozen_bytes_with_a_japanese_name(cast, client):
    version = make_version(make_document(cast))
    answer = client.get(f"{TOWN}1/v1.pdf")
    assert answer.content == bytes(version.content.pdf.data)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["ETag"] == f'"{hashlib.sha256(answer.content).hexdigest()}"'
    assert "immutable" in answer["Cache-Control"]
    name = unquote(answer["Content-Disposition"])
    assert name == "inline; filename*=utf-8''見本市_1_住民基本台帳に関する事務 重点項目評価書_第1版.pdf"


def test_who_has_the_pdf_already_is_told_so(cast, client):
    make_version(make_document(cast))
    etag = client.get(f"{TOWN}1/v1.pdf")["ETag"]
    again = client.get(f"{TOWN}1/v1.pdf", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head(f"{TOWN}1/v1.pdf").status_code == 200


def test_a_name_with_signs_that_windows_refuses_is_made_fit(cast, client):
    make_version(make_document(cast), text('戸籍/附票:"写し"\n交付*' + "長" * 200))
    name = unquote(client.get(f"{TOWN}1/v1.pdf")["Content-Disposition"]).split("''")[1]
    assert not set(name) & set('/\\:*?"<>|\n')
    assert len(name) < 130
    assert name.endswith(".pdf")


def test_the_data_is_the_frozen_document_with_the_hash_of_the_pdf(cast, client):
    version = make_version(make_document(cast), text("名称"))
    answer = client.get(f"{TOWN}1/v1.json")
    data = json.loads(answer.content)
    assert data["answers"]["juten.cover.name"] == "名称"
    assert data["municipality"] == {"code": "999997", "name": "見本市"}
    assert data["version"] == {"number": 1, "origin": "published", "sha256": version.content.pdf.sha256}
    assert answer["ETag"] == f'"{version.content.sha256}"'


def test_the_feed_tells_what_was_published_the_newest_first(cast, client):
    document = make_document(cast)
    supersede(make_version(document, text("はじめの版")))
    make_version(document, text("改訂した版"), number=2)
    withdrawn = {"state": "withdrawn", "withdrawn_reason": "誤り"}
    make_version(make_document(cast, "2"), text("取り下げた評価書"), **withdrawn)
    answer = client.get(f"{TOWN}feed/")
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = answer.content.decode()
    assert feed.index("改訂した版（第2版）") < feed.index("はじめの版（第1版）")
    assert f"{TOWN}1/v2/" in feed
    assert "令和7年4月2日に公表しました。" in feed
    assert "取り下げた評価書" not in feed


def test_search_engines_are_kept_from_the_work_pages_only(client, db):
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /work/" in robots
    assert "/public/" not in robots
