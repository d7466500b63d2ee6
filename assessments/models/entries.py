"""What repeats in a document: systems, files, outsourcing, destinations, risk frames, record items.

An entry is never deleted from the table: ``removed_at`` hides it, so that a removal can be undone.
"""

from django.conf import settings
from django.db import models

from .assessment import Assessment
from .base import Tracked, new_ref, who_and_when


class PresentManager(models.Manager):
    """Only what has not been removed, in the order of the form."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(removed_at__isnull=True).order_by("position", "pk")


class Entry(Tracked):
    """One repeated part. ``ref`` names it in the interchange JSON; its number is its place among the present ones."""

    ref = models.CharField(max_length=64, default=new_ref)
    position = models.PositiveIntegerField(default=0)
    lost = models.BooleanField(default=False)  # the source numbers it but does not contain it
    answers = models.JSONField(default=dict)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = models.Manager()
    present = PresentManager()

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class System(Entry):
    """システム of Ⅰ."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="systems")

    class Meta(Entry.Meta):
        constraints = [
            models.UniqueConstraint(fields=["assessment", "ref"], name="system_ref_once"),
            who_and_when("removed_by", "removed_at", "system_removed_by_and_at"),
        ]


class PersonalInformationFile(Entry):
    """特定個人情報ファイル: its sheets are Ⅱ, the record items and Ⅲ. ``records_text``: 「別添1のとおり」."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="files")
    records_text = models.TextField(blank=True)

    class Meta(Entry.Meta):
        constraints = [
            models.UniqueConstraint(fields=["assessment", "ref"], name="file_ref_once"),
            who_and_when("removed_by", "removed_at", "file_removed_by_and_at"),
        ]


class OutsourcingEntry(Entry):
    """委託事項 of a file."""

    file = models.ForeignKey(PersonalInformationFile, on_delete=models.CASCADE, related_name="outsourcing")

    class Meta(Entry.Meta):
        constraints = [
            models.UniqueConstraint(fields=["file", "ref"], name="outsourcing_ref_once"),
            who_and_when("removed_by", "removed_at", "outsourcing_removed_by_and_at"),
        ]


class TransferDestination(Entry):
    """提供先 (番号法第19条各号) or 移転先 (同法第9条) of a file."""

    class Direction(models.TextChoices):
        PROVISION = "provisions", "提供先"
        TRANSFER = "transfers", "移転先"

    file = models.ForeignKey(PersonalInformationFile, on_delete=models.CASCADE, related_name="destinations")
    direction = models.CharField(max_length=12, choices=Direction.choices)

    class Meta(Entry.Meta):
        constraints = [
            models.UniqueConstraint(fields=["file", "ref"], name="destination_ref_once"),
            models.CheckConstraint(
                condition=models.Q(direction__in=["provisions", "transfers"]), name="destination_direction_known"
            ),
            who_and_when("removed_by", "removed_at", "destination_removed_by_and_at"),
        ]


class RiskMeasure(Tracked):
    """One risk frame of Ⅲ for one file: ``frame`` is the block's code and the key of the risk."""

    file = models.ForeignKey(PersonalInformationFile, on_delete=models.CASCADE, related_name="risks")
    frame = models.CharField(max_length=60)
    answers = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["file", "frame"], name="risk_frame_once")]


class RecordItem(Tracked):
    """One numbered 記録項目 of a file; its number is its place."""

    file = models.ForeignKey(PersonalInformationFile, on_delete=models.CASCADE, related_name="records")
    position = models.PositiveIntegerField(default=0)
    text = models.TextField()

    class Meta:
        ordering = ["position", "pk"]


# Entry kind of the interchange JSON -> model.
ENTRY_MODELS: dict[str, type[Entry]] = {
    "systems": System,
    "files": PersonalInformationFile,
    "outsourcing": OutsourcingEntry,
    "provisions": TransferDestination,
    "transfers": TransferDestination,
}
