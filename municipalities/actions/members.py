"""Who works in a town, and as what. People are never deleted: the history of the documents names them."""

import logging
from collections.abc import Collection, Iterable

from django.db import transaction

from ..models import Department, Membership, Municipality, Role, User
from .passwords import belongs_only_to, hand_out
from .refused import Refused

logger = logging.getLogger(__name__)


@transaction.atomic
def add_member(
    town: Municipality,
    *,
    username: str,
    display_name: str,
    roles: Collection[str],
    departments: Iterable[Department] = (),
    by: User,
) -> tuple[User, str]:
    """A new account with its temporary password. A name taken elsewhere is refused without saying by whom."""
    known = User.objects.filter(username__iexact=username).first()
    if known and known.memberships.filter(municipality=town).exists():
        raise Refused("この利用者名の職員は、すでに登録されています。職員の一覧から変更してください。", "username")
    if known:
        raise Refused("この利用者名は使えません。別の利用者名にしてください。", "username")
    user = User(username=username, display_name=display_name)
    password = hand_out(user)
    user.save()
    _give_roles(town, user, roles, departments)
    logger.info("%s added %s to %s as %s", by.username, username, town.code, ", ".join(roles))
    return user, password


@transaction.atomic
def change_member(
    town: Municipality,
    user: User,
    *,
    display_name: str,
    roles: Collection[str],
    departments: Iterable[Department] = (),
    by: User,
) -> None:
    """New roles, and a new name where the account belongs to this town alone. Raises Refused."""
    if not roles:
        raise Refused(
            "役割を一つ以上選んでください。利用をやめさせるときは「利用を停止する」を使ってください。", "roles"
        )
    if Role.COORDINATOR not in roles:
        _keep_a_coordinator(town, without=user)
    if display_name != user.display_name:
        if not belongs_only_to(user, town):
            raise Refused("この職員の氏名は、ここでは変えられません。運用者に依頼してください。", "display_name")
        user.display_name = display_name
        user.save(update_fields=["display_name"])
    _give_roles(town, user, roles, departments)
    logger.info("%s made %s in %s: %s", by.username, user.username, town.code, ", ".join(roles))


@transaction.atomic
def stop_member(town: Municipality, user: User, *, by: User) -> None:
    """Ends the person's work in this town: the account stops; one that works elsewhere too just loses its roles here."""
    _keep_a_coordinator(town, without=user)
    if belongs_only_to(user, town):
        user.is_active = False
        user.save(update_fields=["is_active"])
    else:
        Membership.objects.filter(municipality=town, user=user).delete()
    logger.info("%s stopped %s in %s", by.username, user.username, town.code)


@transaction.atomic
def resume_member(town: Municipality, user: User, *, by: User) -> None:
    """The account works again, with the roles it had."""
    if not belongs_only_to(user, town):
        raise Refused("この職員の利用は、ここでは再開できません。運用者に依頼してください。")
    user.is_active = True
    user.save(update_fields=["is_active"])
    logger.info("%s resumed %s in %s", by.username, user.username, town.code)


def _give_roles(town: Municipality, user: User, roles: Collection[str], departments: Iterable[Department]) -> None:
    Membership.objects.filter(municipality=town, user=user).exclude(role__in=roles).delete()
    for role in roles:
        membership, _ = Membership.objects.get_or_create(municipality=town, user=user, role=role)
        if role == Role.AUTHOR:
            membership.departments.set(departments)


def _keep_a_coordinator(town: Municipality, *, without: User) -> None:
    """Two coordinators may remove each other at once: the town's row lets one of them wait."""
    Municipality.objects.select_for_update().get(pk=town.pk)
    coordinators = Membership.objects.filter(municipality=town, role=Role.COORDINATOR, user__is_active=True)
    if coordinators.filter(user=without).exists() and not coordinators.exclude(user=without).exists():
        raise Refused(
            f"{without}さんは、{town.name}でただ一人の取りまとめ担当です。先に、ほかの職員を取りまとめ担当にしてください。"
        )
