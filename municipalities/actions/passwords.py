"""Passwords: those that a coordinator hands over once, and those that people choose themselves."""

import logging
import secrets

from axes.utils import reset as forget_failures
from django.db import transaction

from ..models import Municipality, User
from .refused import Refused

logger = logging.getLogger(__name__)

# Read out over the telephone or copied from paper: without 0/o, 1/l/i and other pairs that are taken for each other.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def temporary_password() -> str:
    """Three groups of four, 59 bits: short enough to be written down, long enough for the first sign-in."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def hand_out(user: User) -> str:
    """Gives the (unsaved) user a password that opens only the change of password; who is locked out may try again."""
    password = temporary_password()
    user.set_password(password)
    user.must_change_password = True
    forget_failures(username=user.username)
    return password


def belongs_only_to(user: User, town: Municipality) -> bool:
    """A town decides over the account of its own people only: elsewhere the same account opens other documents."""
    return not user.is_operator and not user.memberships.exclude(municipality=town).exists()


@transaction.atomic
def reset_password(user: User, town: Municipality | None, *, by: User) -> str:
    """A new temporary password. ``town``: whose coordinator asks; None when the operator does. Raises Refused."""
    if user == by:
        raise Refused("自分のパスワードは、画面上部の「パスワード変更」で変えてください。")
    if town and not belongs_only_to(user, town):
        raise Refused("この職員のパスワードは、ここでは再設定できません。運用者に依頼してください。")
    password = hand_out(user)
    user.save(update_fields=["password", "must_change_password"])
    logger.info("%s reset the password of %s", by.username, user.username)
    return password


@transaction.atomic
def set_own_password(user: User, password: str, *, by: User) -> None:
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    logger.info("%s chose a password for %s", by.username, user.username)
