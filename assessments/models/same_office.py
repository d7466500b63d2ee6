"""Documents of one 事務 (its 基礎 beside its 重点 or 全項目): kept together, so that a change in one is proposed in the other."""

from django.conf import settings
from django.db import models

from .assessment import Assessment
from .base import Tracked, new_ref


class SameOffice(Tracked):
    """One document in a group: documents of the same ``key`` belong to one 事務."""

    assessment = models.OneToOneField(Assessment, on_delete=models.CASCADE, related_name="same_office")
    key = models.CharField(max_length=64, default=new_ref, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "同じ事務の評価書"


class LeftApart(Tracked):
    """Two items that say different things on purpose. ``basis``: hash of both texts; when one changes, it is asked again.

    ``one`` is the document of the smaller primary key, so that a pair stands once.
    """

    one = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="+")
    one_at = models.CharField(max_length=130)  # "ref|code"
    other_at = models.CharField(max_length=130)
    basis = models.CharField(max_length=64)
    reason = models.TextField("理由")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "そのままにした違い"
        constraints = [
            models.UniqueConstraint(fields=["one", "other", "one_at", "other_at"], name="left_apart_once"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="left_apart_in_order"),
        ]
