"""The file that a document came from, kept beside it unchanged."""

from django.conf import settings
from django.db import models

from municipalities.models import Municipality

from .assessment import Assessment


class ImportedFile(models.Model):
    """An imported file as it was, with what the import reported about it.

    Without ``assessment`` it waits for a person to look at the report and to confirm.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="imported_files")
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, null=True, related_name="imported_files")
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    report = models.JSONField(default=dict)
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    imported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-imported_at", "-pk"]
