"""What every tracked table has in common, so that no table forgets its history."""

import uuid

from django.db import models
from simple_history.models import HistoricalRecords


def new_ref() -> str:
    """A name for an entry that survives reordering, export and import."""
    return uuid.uuid4().hex[:12]


class Tracked(models.Model):
    """Every save leaves a row in the history with its user (django-simple-history)."""

    history = HistoricalRecords(inherit=True, history_id_field=models.BigAutoField())

    class Meta:
        abstract = True


def who_and_when(who: str, when: str, name: str) -> models.CheckConstraint:
    """A constraint that a person and a time are both there or both missing."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{who}__isnull": True, f"{when}__isnull": True})
        | models.Q(**{f"{who}__isnull": False, f"{when}__isnull": False}),
        name=name,
    )
