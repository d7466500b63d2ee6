"""Every write to towns and people: who did it (``by``) is asked for always, and each act is one transaction."""

from django.db import transaction

from .models import User


@transaction.atomic
def set_own_password(user: User, password: str, *, by: User) -> None:
    user.set_password(password)
    user.must_change_password = False
    user.save()
