"""How deadlines reach a person outside the pages: a private calendar feed, and mails that are sent once."""

import secrets

from django.conf import settings
from django.db import models

from municipalities.models import Municipality


def new_nonce() -> str:
    return secrets.token_urlsafe(12)


class FeedKey(models.Model):
    """Makes the address of a person's calendar feed; a new nonce makes the old address useless.

    The address is signed with the installation's key, so that the table alone opens no feed.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feed_keys")
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    nonce = models.CharField(max_length=32, default=new_nonce)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "municipality"], name="feed_key_once")]


class Reminder(models.Model):
    """A mail about a deadline that was sent: so many days before, to that person, once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    deadline = models.CharField(max_length=64)
    days = models.PositiveIntegerField()
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "deadline", "days"], name="reminded_once")]
