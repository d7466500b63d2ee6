"""A row of the change list: what the program computed, beside what a person added to it."""

import hashlib

from django.db import models


def basis_of(label: str, before: str, after: str) -> str:
    """Fingerprint (sha256, 64 hex digits) of the computed text that an override was written against."""
    return hashlib.sha256("\x00".join((label, before, after)).encode()).hexdigest()


class ChangeRow(models.Model):
    """label, before and after are computed and overwritten by every refresh; all that follows belongs to a person."""

    class Kind(models.TextChoices):
        CHANGED = "changed", "変更"
        ENTRY_ADDED = "entry_added", "新規追加"
        ENTRY_REMOVED = "entry_removed", "削除"
        HISTORY = "history", "過去の記載"

    class Timing(models.TextChoices):
        BEFORE = "事前", "事前"
        AFTER = "事後", "事後"

    position = models.PositiveIntegerField("順序", default=0)
    kind = models.CharField("種類", max_length=16, choices=Kind, default=Kind.CHANGED)
    addresses = models.JSONField("項目", default=list, blank=True)
    label = models.TextField("項目名", blank=True)
    before = models.TextField("変更前の記載", blank=True)
    after = models.TextField("変更後の記載", blank=True)
    changed_on = models.DateField("変更日", null=True, blank=True)
    timing = models.CharField("提出時期", max_length=2, choices=Timing, blank=True)
    note = models.TextField("提出時期に係る説明", blank=True)
    reason = models.TextField("変更理由", blank=True)
    custom_label = models.TextField("項目名（手入力）", blank=True)
    custom_before = models.TextField("変更前の記載（手入力）", blank=True)
    custom_after = models.TextField("変更後の記載（手入力）", blank=True)
    custom_basis = models.CharField("手入力時の記載", max_length=64, blank=True)
    retired = models.BooleanField("差異なし", default=False)
    table = models.CharField("表", max_length=100, blank=True)

    class Meta:
        abstract = True
        ordering = ["position"]

    def __str__(self) -> str:
        return self.printed_label.replace("\n", " ")

    @property
    def printed_label(self) -> str:
        return self.custom_label or self.label

    @property
    def printed_before(self) -> str:
        return self.custom_before or self.before

    @property
    def printed_after(self) -> str:
        return self.custom_after or self.after

    @property
    def overridden(self) -> bool:
        return bool(self.custom_label or self.custom_before or self.custom_after)

    @property
    def override_parted(self) -> bool:
        """True when the computed text is no longer the one that the wording was written against."""
        return self.overridden and self.custom_basis != basis_of(self.label, self.before, self.after)
