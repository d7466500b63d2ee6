"""How a town words the lists that it hands out. No law asks for these words, so they have no history."""

from django.db import models

from municipalities.models import Municipality


class TownPreferences(models.Model):
    """``lists``: {layout: {"title": …, "columns": {column: title}}}, only what the town says otherwise."""

    municipality = models.OneToOneField(Municipality, on_delete=models.CASCADE, related_name="preferences")
    lists = models.JSONField(default=dict)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "団体の好み"

    def __str__(self) -> str:
        return str(self.municipality)
