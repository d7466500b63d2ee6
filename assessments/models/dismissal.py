"""A warning that somebody has looked at and found right as it is, with the reason that the reviewer reads."""

from django.conf import settings
from django.db import models

from .assessment import Assessment
from .base import Tracked


class Dismissal(Tracked):
    """``basis``: fingerprint of the values that the warning rested on; when they change, the warning is back."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="dismissals")
    rule = models.CharField("規則", max_length=10)
    ref = models.CharField(max_length=64, blank=True)
    code = models.CharField(max_length=60, blank=True)
    basis = models.CharField(max_length=64)
    sentence = models.TextField("注意")
    reason = models.TextField("理由")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["assessment", "basis"], name="dismissed_once")]
        verbose_name = verbose_name_plural = "確認済みの注意"
