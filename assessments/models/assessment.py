"""評価書: one document of one town; its rows are the working copy, its versions are what was frozen."""

from django.conf import settings
from django.db import models

from municipalities.models import Agency, Department, Municipality

from .. import catalogue
from ..catalogue.frames import FIRST, FRAMES
from .base import Tracked


class Assessment(Tracked):
    """The working copy of a document. ``answers``: {item code: value} of the items that stand once.

    ``unplaced``: [{"after": code, "text": str}], text of an imported file that fits no item.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="assessments")
    number = models.CharField("評価書番号", max_length=20)
    form = models.CharField("様式", max_length=20)
    edition = models.CharField("様式の版", max_length=20)
    name = models.CharField("評価書名", max_length=400, blank=True)  # copy of the cover's answer, for lists
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="assessments", verbose_name="評価実施機関"
    )
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="assessments", verbose_name="担当部署"
    )
    answers = models.JSONField(default=dict)
    unplaced = models.JSONField(default=list)
    frames = models.CharField("様式の空欄の印刷", max_length=5, choices=list(FRAMES.items()), default=FIRST)
    ended_on = models.DateField("事務の終了日", null=True, blank=True)  # then nothing is edited any more
    kept = models.JSONField(default=list)  # [{"ref", "code", "value"}]: answers without a place in the present form
    moved_from = models.JSONField(default=dict)  # {"form", "edition"} before the last move, until the next publication
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["municipality", "number"]
        constraints = [models.UniqueConstraint(fields=["municipality", "number"], name="number_once_per_town")]
        verbose_name = verbose_name_plural = "評価書"

    def __str__(self) -> str:
        return self.name or f"評価書番号 {self.number}"

    @property
    def spec(self) -> catalogue.Form:
        """The form in the edition that this document is written in."""
        return catalogue.get_form(self.form, self.edition)
