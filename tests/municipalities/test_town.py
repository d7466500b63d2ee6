"""Departments and 評価実施機関: named, ordered and closed by the coordinator; and what the operator sees of a town."""

import re

import pytest

from municipalities.models import Agency, Department, Municipality, Role
from tests.people import PASSWORD, make_agency, make_department, make_person

pytestmark = pytest.mark.django_db
SETTINGS = "/work/999997/settings/"
OPERATOR = "/work/operator/municipalities/"


def names(model, town):
    return list(model.objects.filter(municipality=town).values_list("name", flat=True))


def test_departments_are_added_renamed_and_closed(cast):
    client, address = cast.client("coordinator"), f"{SETTINGS}departments/"
    assert client.post(address, {"name": " 税務課 "})["Location"] == address
    tax = Department.objects.get(municipality=cast.town, name="税務課")
    assert "「税務課」という部署は、すでにあります。" in client.post(address, {"name": "税務課"}).content.decode()
    assert client.post(f"{address}{tax.pk}/", {"name": "市民課", "is_active": "on"}).status_code == 200
    assert client.post(f"{address}{tax.pk}/", {"name": "課税課"}).status_code == 302
    tax.refresh_from_db()
    assert (tax.name, tax.is_active) == ("課税課", False)
    assert "廃止" in client.get(address).content.decode()


@pytest.mark.parametrize(("kind", "make"), [("departments", make_department), ("agencies", make_agency)])
def test_the_order_of_a_list_is_moved_step_by_step(cast, kind, make):
    things = [getattr(cast.town, kind).get(), make(cast.town, "二番"), make(cast.town, "三番")]
    client, first = cast.client("coordinator"), things[0].name

    def order_after(thing, step):
        client.post(f"{SETTINGS}{kind}/{thing.pk}/move/", {"step": step})
        return names(type(thing), cast.town)

    assert order_after(things[2], "up") == [first, "三番", "二番"]
    assert order_after(things[0], "down") == ["三番", first, "二番"]
    assert order_after(things[2], "up") == ["三番", first, "二番"], "the first stays the first"
    assert order_after(things[1], "down") == ["三番", first, "二番"], "and the last the last"
    assert order_after(things[1], "sideways") == ["三番", first, "二番"]


def test_agencies_are_added_renamed_and_removed(cast):
    client, address = cast.client("coordinator"), f"{SETTINGS}agencies/"
    client.post(address, {"name": "見本市教育委員会"})
    board = Agency.objects.get(name="見本市教育委員会")
    assert "すでにあります" in client.post(f"{address}{board.pk}/", {"name": "見本市長"}).content.decode()
    client.post(f"{address}{board.pk}/", {"name": "見本市選挙管理委員会"})
    assert names(Agency, cast.town) == ["見本市長", "見本市選挙管理委員会"]
    client.post(f"{address}{board.pk}/remove/")
    assert names(Agency, cast.town) == ["見本市長"]


def test_an_agency_with_documents_is_not_removed(cast):
    from assessments.models import Assessment

    Assessment.objects.create(municipality=cast.town, number="1", form="juten", edition="2014-04", agency=cast.agency)
    answer = cast.client("coordinator").post(f"{SETTINGS}agencies/{cast.agency.pk}/remove/", follow=True)
    assert "「見本市長」の評価書があるため、削除できません。" in answer.content.decode()
    assert names(Agency, cast.town) == ["見本市長"]


@pytest.mark.parametrize("page", ["", "departments/", "agencies/"])
def test_settings_are_the_coordinators_alone(cast, page):
    assert cast.client("coordinator").get(SETTINGS + page).status_code == 200
    assert cast.client("author").get(SETTINGS + page).status_code == 403
    assert cast.client("stranger").get(SETTINGS + page).status_code == 404


def test_another_towns_departments_and_agencies_are_not_found(cast):
    theirs = make_department(cast.other_town), make_agency(cast.other_town)
    client = cast.client("coordinator")
    for kind, thing in zip(("departments", "agencies"), theirs, strict=True):
        assert client.get(f"{SETTINGS}{kind}/{thing.pk}/").status_code == 404
        assert client.post(f"{SETTINGS}{kind}/{thing.pk}/move/", {"step": "up"}).status_code == 404
    assert client.post(f"{SETTINGS}agencies/{theirs[1].pk}/remove/").status_code == 404


def test_the_operator_brings_in_a_town_with_its_first_coordinator(cast, client):
    data = {"code": "777773", "name": "新市", "username": "shinshi", "display_name": "新田 はじめ"}
    answer = cast.client("operator").post(f"{OPERATOR}add/", data)
    password = re.search(r'<code class="secret-once">(.+?)</code>', answer.content.decode())[1]
    town = Municipality.objects.get(code="777773")
    assert names(Agency, town) == ["新市長"]
    assert town.memberships.get().role == Role.COORDINATOR
    assert client.post("/login/", {"username": "shinshi", "password": password}).status_code == 302


def test_a_town_code_must_be_right_and_new(cast):
    client = cast.client("operator")
    data = {"name": "新市", "username": "shinshi", "display_name": "新田 はじめ"}
    for code, sentence in (("999998", "検査数字"), ("99999", "6桁"), ("999997", "すでに登録されています")):
        assert sentence in client.post(f"{OPERATOR}add/", data | {"code": code}).content.decode()
    assert Municipality.objects.count() == 2


def test_only_the_operator_lets_a_known_person_into_a_further_town(cast):
    data = {"username": "stranger", "display_name": "だれか"}
    answer = cast.client("operator").post(f"{OPERATOR}999997/coordinators/add/", data)
    assert "余所 たび人さん" in answer.content.decode()
    assert "secret-once" not in answer.content.decode()
    assert cast.town.memberships.filter(user=cast.stranger, role=Role.COORDINATOR).exists()
    cast.stranger.refresh_from_db()
    assert cast.stranger.check_password(PASSWORD)


def test_the_operator_resets_the_password_of_a_towns_only_coordinator(cast):
    answer = cast.client("operator").post(f"{OPERATOR}999997/members/{cast.coordinator.pk}/password/")
    assert "secret-once" in answer.content.decode()
    cast.coordinator.refresh_from_db()
    assert cast.coordinator.must_change_password
    address = f"{OPERATOR}999997/members/{cast.stranger.pk}/password/"
    assert cast.client("operator").get(address).status_code == 404


def test_the_operators_pages_do_not_exist_for_the_towns(cast):
    for page in ("", "add/", "999997/", "999997/coordinators/add/", f"999997/members/{cast.author.pk}/password/"):
        assert cast.client("operator").get(OPERATOR + page).status_code == 200
        for who in ("coordinator", "author", "stranger"):
            assert cast.client(who).get(OPERATOR + page).status_code == 404
        assert cast.client("resident").get(OPERATOR + page)["Location"].startswith("/login/")


@pytest.mark.parametrize(
    ("who", "address", "queries"),
    [
        ("coordinator", f"{SETTINGS}departments/", 5),
        ("coordinator", f"{SETTINGS}agencies/", 5),
        ("operator", OPERATOR, 3),
    ],
)
def test_a_list_costs_the_same_for_one_and_for_many(cast, django_assert_num_queries, who, address, queries):
    client = cast.client(who)
    for names in (("一",), ("二", "三")):
        with django_assert_num_queries(queries):  # session and user, visitor (2) in a town, and the list
            client.get(address)
        for name in names:
            make_department(cast.town, name)
            make_agency(cast.town, name)
            make_person(cast.town, "author")


@pytest.mark.browser
def test_settings_are_accessible_at_a_desk_and_on_a_phone(cast, visit):
    from tests.browser import DESK, PHONE, assert_accessible

    make_department(cast.town, "総務部 情報政策課 個人情報保護係")
    members = [
        f"members/{page}".format(cast.author.pk) for page in ("", "add/", "{}/", "{}/password/", "{}/deactivate/")
    ]
    pages = [
        "",
        *members,
        "departments/",
        f"departments/{cast.department.pk}/",
        "agencies/",
        f"agencies/{cast.agency.pk}/",
    ]
    for size in (DESK, PHONE):
        page = visit.page(cast.coordinator, size)
        for address in pages:
            page.goto(SETTINGS + address)
            assert_accessible(page)
        page.goto(f"{SETTINGS}members/add/")
        page.click("text=追加する")
        assert_accessible(page)
        operator = visit.page(cast.operator, size)
        for address in ("", "add/", "999997/"):
            operator.goto(OPERATOR + address)
            assert_accessible(operator)
