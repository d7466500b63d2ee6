"""The town itself: its name, 評価実施機関, departments, and how an operator brings one in."""

import logging

from django.db import transaction
from django.db.models import Max, ProtectedError

from ..models import Agency, Department, Membership, Municipality, Role, User
from .members import add_member
from .refused import Refused

logger = logging.getLogger(__name__)


@transaction.atomic
def add_town(*, code: str, name: str, username: str, display_name: str, by: User) -> tuple[Municipality, User, str]:
    """A town with its first coordinator, whose temporary password is returned ("" for an account known already).

    The mayor is the body that assesses in nearly every town, so it stands in the list from the start.
    """
    town = Municipality.objects.create(code=code, name=name)
    Agency.objects.create(municipality=town, name=f"{name}長")
    user, password = add_coordinator(town, username=username, display_name=display_name, by=by)
    logger.info("%s added the town %s", by.username, code)
    return town, user, password


@transaction.atomic
def add_coordinator(town: Municipality, *, username: str, display_name: str, by: User) -> tuple[User, str]:
    """By an operator, who alone may let an existing account into a further town."""
    known = User.objects.filter(username__iexact=username, is_active=True).first()
    if known is None:
        return add_member(town, username=username, display_name=display_name, roles=[Role.COORDINATOR], by=by)
    Membership.objects.get_or_create(municipality=town, user=known, role=Role.COORDINATOR)
    logger.info("%s let %s into %s as coordinator", by.username, known.username, town.code)
    return known, ""


@transaction.atomic
def rename_town(town: Municipality, name: str, *, by: User) -> None:
    logger.info("%s renamed %s from %s to %s", by.username, town.code, town.name, name)
    town.name = name
    town.save(update_fields=["name"])


@transaction.atomic
def add_department(town: Municipality, name: str, *, by: User) -> Department:
    logger.info("%s added the department %s to %s", by.username, name, town.code)
    return _add(town.departments, "部署", name)


@transaction.atomic
def change_department(department: Department, *, name: str, is_active: bool, by: User) -> None:
    _check_name(department.municipality.departments.exclude(pk=department.pk), "部署", name)
    logger.info("%s made department %s: %s, active %s", by.username, department.pk, name, is_active)
    department.name, department.is_active = name, is_active
    department.save(update_fields=["name", "is_active"])


@transaction.atomic
def add_agency(town: Municipality, name: str, *, by: User) -> Agency:
    logger.info("%s added the agency %s to %s", by.username, name, town.code)
    return _add(town.agencies, "評価実施機関", name)


@transaction.atomic
def rename_agency(agency: Agency, *, name: str, by: User) -> None:
    _check_name(agency.municipality.agencies.exclude(pk=agency.pk), "評価実施機関", name)
    logger.info("%s renamed agency %s from %s to %s", by.username, agency.pk, agency.name, name)
    agency.name = name
    agency.save(update_fields=["name"])


@transaction.atomic
def remove_agency(agency: Agency, *, by: User) -> None:
    """Only while no document names it."""
    try:
        agency.delete()
    except ProtectedError:
        raise Refused(f"「{agency.name}」の評価書があるため、削除できません。")
    logger.info("%s removed the agency %s from %s", by.username, agency.name, agency.municipality.code)


@transaction.atomic
def move(thing: Department | Agency, step: int, *, by: User) -> None:
    """One place up (-1) or down (+1) among its kind; at the end of the list nothing happens."""
    siblings = list(type(thing).objects.select_for_update().filter(municipality=thing.municipality))
    place = siblings.index(thing)
    siblings.insert(max(place + step, 0), siblings.pop(place))
    for position, sibling in enumerate(siblings):
        if sibling.position != position:
            sibling.position = position
            sibling.save(update_fields=["position"])


def _add(siblings, kind: str, name: str):
    _check_name(siblings, kind, name)
    last = siblings.aggregate(last=Max("position"))["last"]
    return siblings.create(name=name, position=0 if last is None else last + 1)


def _check_name(others, kind: str, name: str) -> None:
    if others.filter(name=name).exists():
        raise Refused(f"「{name}」という{kind}は、すでにあります。", "name")
