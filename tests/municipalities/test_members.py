"""The coordinator's stories: who works in the town, and what a coordinator cannot do to others."""

import re

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import get_user

from municipalities.models import Membership, Role, User
from tests.people import PASSWORD, client_of, make_department, make_person

pytestmark = pytest.mark.django_db
MEMBERS = "/work/999997/settings/members/"


def roles_of(user, town):
    return set(Membership.objects.filter(user=user, municipality=town).values_list("role", flat=True))


def password_on(answer) -> str:
    return re.search(r'<code class="secret-once">(.+?)</code>', answer.content.decode())[1]


def newcomer(cast, **changes):
    data = {
        "username": "yamada",
        "display_name": "山田 花子",
        "roles": ["author", "reviewer"],
        "departments": [cast.department.pk],
    }
    return data | changes


def test_the_coordinator_adds_a_clerk_who_chooses_a_password_and_begins(cast, client):
    answer = cast.client("coordinator").post(f"{MEMBERS}add/", newcomer(cast))
    assert answer["Cache-Control"] == "no-store"
    password = password_on(answer)
    assert re.fullmatch(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", password)
    yamada = User.objects.get(username="yamada")
    assert roles_of(yamada, cast.town) == {"author", "reviewer"}
    assert list(yamada.memberships.get(role="author").departments.all()) == [cast.department]

    assert client.post("/login/", {"username": "yamada", "password": password})["Location"] == "/work/"
    assert client.get("/work/999997/settings/")["Location"] == "/password/"


def test_what_is_missing_is_said_all_at_once_and_nothing_is_made(cast):
    page = cast.client("coordinator").post(f"{MEMBERS}add/", {"username": "山田さん!", "roles": ["author"]})
    text = page.content.decode()
    assert "入力内容を確かめてください" in text
    assert 'href="#id_username"' in text
    assert 'href="#id_display_name"' in text
    assert "作成者には、担当部署を一つ以上選んでください。" in text
    assert not User.objects.filter(username__startswith="山田").exists()


def test_a_name_taken_in_another_town_is_refused_without_telling_whose_it_is(cast):
    text = cast.client("coordinator").post(f"{MEMBERS}add/", newcomer(cast, username="Stranger")).content.decode()
    assert "この利用者名は使えません。" in text
    assert "隣町" not in text
    assert "余所" not in text
    assert roles_of(cast.stranger, cast.town) == set()


def test_a_name_known_in_the_own_town_is_said_to_be_there(cast):
    text = cast.client("coordinator").post(f"{MEMBERS}add/", newcomer(cast, username="author")).content.decode()
    assert "すでに登録されています" in text
    assert roles_of(cast.author, cast.town) == {"author"}


def test_roles_and_departments_are_changed_together(cast):
    tax = make_department(cast.town, "税務課")
    data = {"display_name": "作田 みどり", "roles": ["author", "approver"], "departments": [tax.pk]}
    assert cast.client("coordinator").post(f"{MEMBERS}{cast.author.pk}/", data)["Location"] == MEMBERS
    assert roles_of(cast.author, cast.town) == {"author", "approver"}
    assert cast.visitor("author").department_ids == {tax.pk}


def test_a_closed_department_is_offered_only_to_whom_it_belongs(cast):
    old = make_department(cast.town, "旧情報課")
    old.is_active = False
    old.save()
    cast.author.memberships.get().departments.add(old)
    client = cast.client("coordinator")
    assert "旧情報課" in client.get(f"{MEMBERS}{cast.author.pk}/").content.decode()
    assert "旧情報課" not in client.get(f"{MEMBERS}{cast.reviewer.pk}/").content.decode()


def test_another_towns_department_cannot_be_given(cast):
    theirs = make_department(cast.other_town, "隣の課")
    answer = cast.client("coordinator").post(f"{MEMBERS}add/", newcomer(cast, departments=[theirs.pk]))
    assert answer.status_code == 200
    assert not User.objects.filter(username="yamada").exists()


def test_the_last_coordinator_stays(cast):
    client = cast.client("coordinator")
    sentence = "ただ一人の取りまとめ担当です。"
    data = {"display_name": "取手 まとめ", "roles": ["reviewer"]}
    assert sentence in client.post(f"{MEMBERS}{cast.coordinator.pk}/", data).content.decode()
    assert sentence in client.post(f"{MEMBERS}{cast.coordinator.pk}/deactivate/").content.decode()
    assert roles_of(cast.coordinator, cast.town) == {"coordinator"}

    make_person(cast.town, Role.COORDINATOR, is_active=False)
    assert sentence in client.post(f"{MEMBERS}{cast.coordinator.pk}/", data).content.decode(), "a stopped one is none"

    make_person(cast.town, Role.COORDINATOR)
    assert client.post(f"{MEMBERS}{cast.coordinator.pk}/", data).status_code == 302
    assert roles_of(cast.coordinator, cast.town) == {"reviewer"}


def test_a_person_without_any_role_is_refused_in_favour_of_stopping(cast):
    text = cast.client("coordinator").post(f"{MEMBERS}{cast.author.pk}/", {"display_name": "作田 みどり"})
    assert "役割を一つ以上選んでください。" in text.content.decode()
    assert roles_of(cast.author, cast.town) == {"author"}


def test_a_clerk_who_leaves_is_stopped_at_once_and_may_come_back(cast):
    at_work, coordinator = client_of(cast.author), cast.client("coordinator")
    assert get_user(at_work).is_authenticated
    assert "利用を停止しますか" in coordinator.get(f"{MEMBERS}{cast.author.pk}/deactivate/").content.decode()
    assert coordinator.post(f"{MEMBERS}{cast.author.pk}/deactivate/")["Location"] == MEMBERS
    assert not get_user(at_work).is_authenticated
    assert User.objects.filter(pk=cast.author.pk).exists(), "the history names people for ever"
    assert "停止中" in coordinator.get(MEMBERS).content.decode()
    coordinator.post(f"{MEMBERS}{cast.author.pk}/resume/")
    assert cast.visitor("author").roles == {"author"}


def test_a_reset_password_ends_the_old_one_and_the_lock(cast, client):
    for _ in range(5):
        client.post("/login/", {"username": "author", "password": "wrong"})
    assert client.post("/login/", {"username": "author", "password": PASSWORD}).status_code == 429
    answer = cast.client("coordinator").post(f"{MEMBERS}{cast.author.pk}/password/")
    password = password_on(answer)
    assert not AccessAttempt.objects.filter(username="author").exists()
    assert client.post("/login/", {"username": "author", "password": PASSWORD}).status_code == 200
    assert client.post("/login/", {"username": "author", "password": password}).status_code == 302
    assert get_user(client).must_change_password


def test_nobody_resets_their_own_password_this_way(cast):
    answer = cast.client("coordinator").post(f"{MEMBERS}{cast.coordinator.pk}/password/")
    assert "「パスワード変更」で変えてください" in answer.content.decode()
    cast.coordinator.refresh_from_db()
    assert cast.coordinator.check_password(PASSWORD)


def test_a_person_of_two_towns_keeps_account_and_name(cast):
    """Otherwise the coordinator of one town could sign in as that person in the other."""
    for role in ("author", "reviewer"):
        Membership.objects.create(municipality=cast.town, user=cast.stranger, role=role)
    coordinator, theirs = cast.client("coordinator"), f"{MEMBERS}{cast.stranger.pk}/"
    assert "運用者に依頼してください" in coordinator.post(f"{theirs}password/").content.decode()
    data = {"display_name": "別の 名前", "roles": ["reviewer"]}
    assert "氏名は、ここでは変えられません" in coordinator.post(theirs, data).content.decode()
    assert coordinator.post(theirs, data | {"display_name": "余所 たび人"}).status_code == 302
    assert roles_of(cast.stranger, cast.town) == {"reviewer"}
    assert coordinator.post(f"{theirs}deactivate/").status_code == 302
    cast.stranger.refresh_from_db()
    assert cast.stranger.is_active
    assert cast.stranger.check_password(PASSWORD)
    assert roles_of(cast.stranger, cast.town) == set()
    assert len(roles_of(cast.stranger, cast.other_town)) == 4


def test_an_operator_is_not_taken_over_by_a_coordinator(cast):
    Membership.objects.create(municipality=cast.town, user=cast.operator, role=Role.REVIEWER)
    answer = cast.client("coordinator").post(f"{MEMBERS}{cast.operator.pk}/password/")
    assert "運用者に依頼してください" in answer.content.decode()
    cast.operator.refresh_from_db()
    assert cast.operator.check_password(PASSWORD)


@pytest.mark.parametrize("page", ["", "add/", "{}/", "{}/password/", "{}/deactivate/"])
def test_other_staff_are_told_why_strangers_find_nothing(cast, page):
    address = MEMBERS + page.format(cast.author.pk)
    for who in ("author", "reviewer", "approver"):
        answer = cast.client(who).get(address)
        assert answer.status_code == 403
        assert "取りまとめ担当だけです" in answer.content.decode()
    assert cast.client("stranger").get(address).status_code == 404
    assert cast.client("operator").get(address).status_code == 404
    assert cast.client("resident").get(address)["Location"].startswith("/login/")


def test_another_towns_people_are_not_found(cast):
    for page in ("", "password/", "deactivate/"):
        assert cast.client("coordinator").get(f"{MEMBERS}{cast.stranger.pk}/{page}").status_code == 404


def test_the_list_costs_the_same_for_one_and_for_many(cast, django_assert_num_queries):
    client = cast.client("coordinator")
    for _ in range(2):
        with django_assert_num_queries(7):  # session, visitor (3), people with their roles and departments (3)
            client.get(MEMBERS)
        for _ in range(3):
            make_person(cast.town, "author", "reviewer", departments=[cast.department])
