"""What a municipality appends to a form (別添3, 別紙2 …): a text, a table, or a PDF of its own.

The bytes of a PDF stand in a table of their own, once per content, so that the history of an annex stays small.
"""

from django.conf import settings
from django.db import models

from .assessment import Assessment
from .base import Tracked, new_ref, who_and_when
from .entries import PresentManager


class AnnexFile(models.Model):
    """The bytes of an appended PDF. Written once and never changed; several states of an annex may point to it."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="annex_files")
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "sha256"], name="annex_file_once")]


class Annex(Tracked):
    """One annex. ``title``: what items refer to (「別添3参照」); ``rows``: a table, the first row its head if ``header``."""

    class Kind(models.TextChoices):
        TEXT = "text", "文章"
        TABLE = "table", "表"
        PDF = "pdf", "PDF"

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="annexes")
    ref = models.CharField(max_length=64, default=new_ref)
    position = models.PositiveIntegerField(default=0)
    title = models.CharField("名称", max_length=60)
    heading = models.CharField("見出し", max_length=200, blank=True)
    kind = models.CharField("形", max_length=5, choices=Kind, default=Kind.TEXT)
    text = models.TextField("文章", blank=True)
    rows = models.JSONField("表", default=list)
    header = models.BooleanField("1行目は見出し", default=True)
    file = models.ForeignKey(AnnexFile, on_delete=models.RESTRICT, null=True, related_name="+")
    file_name = models.CharField("ファイル名", max_length=200, blank=True)
    alt = models.TextField("PDFの説明", blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = models.Manager()
    present = PresentManager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "ref"], name="annex_ref_once"),
            models.CheckConstraint(condition=models.Q(kind__in=["text", "table", "pdf"]), name="annex_kind_known"),
            who_and_when("removed_by", "removed_at", "annex_removed_by_and_at"),
        ]
        verbose_name = verbose_name_plural = "別添"

    def __str__(self) -> str:
        return self.title
