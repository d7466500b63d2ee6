"""Any text against any other, for whoever may read both."""

import json

import pytest
from django.urls import reverse

from assessments.demo import story
from assessments.outputs.aligning import aligned
from assessments.outputs.comparing import comparison_of
from assessments.snapshot import Snapshot, take
from tests.browser import assert_accessible
from tests.builders import (
    DEPT,
    FILE,
    OFFICE,
    document_from,
    published,
    small_document,
    small_sample,
    write,
)

OLD, NEW = "市民生活部市民室市民課", "市民生活部市民窓口課"


@pytest.fixture
def document(cast):
    document = small_document(cast)
    write(cast, document, DEPT, OLD)
    published(cast, document)
    write(cast, document, DEPT, NEW)
    published(cast, document)
    write(cast, document, OFFICE, "下書きだけの事務の名称")
    return document


def compared(cast, document, who="author", **query):
    return cast.client(who).get(reverse("compare", args=[document.municipality.code, document.number]), query)


@pytest.mark.django_db
def test_two_versions(cast, document):
    page = compared(cast, document, old="1", new="2").content.decode()
    assert "違うところは<strong>1件</strong>" in page and "窓口" in page
    assert '<ins><span class="visually-hidden">追加（</span>' in page
    assert "下書きだけの事務の名称" not in page


@pytest.mark.django_db
def test_the_draft_with_what_is_published_is_the_beginning(cast, document):
    page = compared(cast, document).content.decode()
    assert "下書きだけの事務の名称" in page or "下書き" in page
    assert "違うところは<strong>1件</strong>" in page


@pytest.mark.django_db
def test_everything_in_the_order_of_the_form(cast, document):
    snapshot = take(document, changes=False)
    old = Snapshot.from_json(small_sample())
    parts = comparison_of(old, snapshot, one_document=True, whole=True)
    numbers = [item.number for part in parts for item in part.items if item.number]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len({part.title for part in parts}) == len(parts)
    assert sum(len(part.items) for part in parts) > 100


@pytest.mark.django_db
def test_two_documents_of_the_town_are_laid_side_by_side_by_their_names(cast, document):
    data = json.loads(json.dumps(small_sample()).replace('"f1', '"zz').replace('"s1"', '"qq"'))
    other = document_from(cast, data, "2")
    write(cast, other, DEPT, "別の課")
    page = compared(cast, document, old="2/draft", new="draft").content.decode()
    assert "新規追加" not in page.split('class="compare"')[1]
    assert "別の" in page


@pytest.mark.django_db
def test_another_form_of_the_same_work_is_carried_over(cast, document):
    from assessments.catalogue import get_form

    published_snapshot = take(document, changes=False)
    editing_copy = comparison_of(Snapshot.from_json(story.read("mihon.json")), published_snapshot, one_document=False)
    assert editing_copy
    assert get_form("zenkomoku").key == "zenkomoku"


@pytest.mark.django_db
def test_other_towns_show_only_what_is_public(cast, document):
    theirs = _of_the_other_town(cast)
    key = f"{cast.other_town.code}/7"
    assert compared(cast, document, old=f"{key}/draft", new="draft").status_code == 404
    assert compared(cast, document, old=f"{key}/1", new="draft").status_code == 404
    version = theirs.versions.get()
    content, pdf = _frozen(theirs)
    version.content, version.state, version.is_public = content, "published", True
    version.save()
    assert pdf
    page = compared(cast, document, old=f"{key}/1", new="draft").content.decode()
    assert "隣町" in page and "違うところは" in page
    found = cast.client("author").get(reverse("compare_choose", args=[cast.town.code, "1"]), {"q": "隣"})
    assert f"{cast.other_town.code}/7/1" in found.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["9", "x", "99/draft", "1/2/3/4", "888885/1/1", "²", "draft/draft"])
def test_what_is_not_there_or_not_theirs_is_not_found(cast, document, key):
    assert compared(cast, document, old=key, new="draft").status_code == 404


@pytest.mark.django_db
def test_residents_compare_public_versions(cast, document):
    address = reverse("public_compare", args=[cast.town.code, "1", 1, 2])
    assert address.endswith("/compare/v1..v2/")
    answer = cast.client().get(address)
    assert answer.status_code == 200 and "窓口" in answer.content.decode()
    assert "Cookie" not in answer.get("Vary", "")
    assert cast.client().get(reverse("public_compare", args=[cast.town.code, "1", 1, 3])).status_code == 404


def test_entries_find_their_twins_by_name():
    data = small_sample()
    twin = json.loads(json.dumps(data).replace('"f1', '"other').replace('"s1"', '"sys9"'))
    one, two = Snapshot.from_json(data), Snapshot.from_json(twin)
    assert [node.ref for node in aligned(one, two).nodes] == [node.ref for node in two.nodes]
    assert comparison_of(one, two, one_document=False) == []


def test_keys_go_from_change_to_change(visit, cast):
    document = small_document(cast)
    published(cast, document)
    write(cast, document, OFFICE, "新しい事務の名称")
    write(cast, document, DEPT, NEW)
    page = visit.page(cast.author)
    page.goto(reverse("compare", args=[cast.town.code, "1"]))
    assert page.get_by_text("キー操作").is_visible()
    page.keyboard.press("n")
    page.keyboard.press("j")
    page.wait_for_function("document.activeElement.id === 'change-2'")
    page.keyboard.press("k")
    page.wait_for_function("document.activeElement.id === 'change-1'")
    assert_accessible(page)
    page.goto(reverse("lists", args=[cast.town.code, "1"]) + "?layout=takatsuki")
    assert page.locator("#list-context").get_attribute("type") == "range"
    assert_accessible(page)


def _of_the_other_town(cast):
    from assessments.editing.creating import new_assessment
    from assessments.editing.desk import draft_over

    visitor = cast.visitor("stranger")
    found = new_assessment(
        cast.other_town, Snapshot.from_json(small_sample()), "7", user=visitor.user, agency=None, department=None
    )
    draft_over(found, by=visitor)
    return found


def _frozen(document):
    from assessments.models import FrozenContent

    snapshot = take(document)
    content = FrozenContent.objects.create(
        assessment=document,
        snapshot=snapshot.canonical(),
        sha256=snapshot.sha256,
        approval_sha256=snapshot.approval_sha256,
    )
    return content, FILE
