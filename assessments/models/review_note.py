"""少なくとも1年ごとの見直し (規則第14条第1項, 指針第7): that it was done, and what came of it."""

from django.conf import settings
from django.db import models

from .assessment import Assessment
from .base import Tracked


class ReviewNote(Tracked):
    """A yearly look at the document; ``changed`` says whether it led to a change."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="review_notes")
    on = models.DateField("見直した日")
    changed = models.BooleanField("変更あり", default=False)
    note = models.TextField("確かめたこと", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = verbose_name_plural = "見直しの記録"
