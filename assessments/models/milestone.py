"""What happened in the procedure of an assessment (規則第5条〜第9条, 指針第5の3): when, with which evidence, by whom."""

from django.conf import settings
from django.db import models

from municipalities.models import Municipality

from .assessment import Assessment
from .base import Tracked
from .version import Version


class Milestone(Tracked):
    """One step that was taken. ``kind``: a key of catalogue/law/procedure.toml.

    ``version``: the version that it was taken for; empty when none was open yet.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="milestones")
    version = models.ForeignKey(Version, on_delete=models.SET_NULL, null=True, related_name="milestones")
    kind = models.CharField("手続", max_length=30)
    on = models.DateField("日（開始日）")
    until = models.DateField("終了日", null=True, blank=True)
    note = models.TextField("内容", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("on")),
                name="milestone_ends_after_it_began",
            )
        ]
        verbose_name = verbose_name_plural = "手続の記録"


class Evidence(models.Model):
    """The file that proves a step: a notice, minutes, a receipt. Kept unchanged."""

    milestone = models.OneToOneField(Milestone, on_delete=models.CASCADE, related_name="evidence")
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    data = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)


class TownProcedure(models.Model):
    """A step that the town's own procedure asks for beyond the law (新宿区 treats 重点 as 全項目)."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="procedures")
    form = models.CharField(max_length=20)
    kind = models.CharField(max_length=30)

    class Meta:
        ordering = ["form", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "form", "kind"], name="town_procedure_once"),
        ]
