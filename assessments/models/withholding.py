"""What of a document is not made public (規則第13条): an item or a passage of it, with the reason; lifted, never deleted.

Once a public version stood with it, the row stays for ever: the old rows of the change list stay hidden.
"""

from django.conf import settings
from django.db import models

from .assessment import Assessment
from .base import Tracked, who_and_when


class Withholding(Tracked):
    """``passage`` empty: the whole item. For the other columns see snapshot.Withheld, which this becomes.

    ``published``: a public version stands with it. ``lifted_in``: up to this version the rows stay hidden.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="withholdings")
    ref = models.CharField(max_length=64, blank=True)
    within = models.CharField(max_length=64, blank=True)
    code = models.CharField(max_length=60)
    codes = models.JSONField(default=list)
    passage = models.TextField("非公表にする部分", blank=True)
    reason = models.TextField("理由")
    former = models.JSONField(default=list)
    section = models.BooleanField("節の全体", default=False)
    public_in = models.PositiveIntegerField("公表済みの版", null=True)
    published = models.BooleanField(default=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_in = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = verbose_name_plural = "非公表"
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="withheld_with_a_reason"),
            who_and_when("lifted_in", "lifted_at", "withholding_lifted_in_and_at"),
        ]

    def __str__(self) -> str:
        return "非公表の部分" if self.passage else "非公表の項目"

    @property
    def is_active(self) -> bool:
        return self.lifted_at is None
