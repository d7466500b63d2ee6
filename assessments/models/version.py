"""Versions of a document, what was frozen of them, and who decided what.

What may still change (state, withdrawn, superseded) stands in Version; what is frozen for ever stands in
FrozenContent and FrozenPdf, which neither the model nor the database lets anybody change.
"""

from django.conf import settings
from django.db import models

from .assessment import Assessment
from .base import who_and_when


class FrozenForEver(Exception):
    """Somebody tried to change or delete what is frozen."""


class Frozen(models.Model):
    """A row that is written once. A database trigger holds the same rule (models.protection)."""

    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise FrozenForEver("確定した内容は変更できません。")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise FrozenForEver("確定した内容は削除できません。")


class FrozenContent(Frozen):
    """A whole document as canonical interchange JSON, and the SHA-256 of what was approved in it."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="contents")
    snapshot = models.TextField()
    sha256 = models.CharField(max_length=64)  # over the whole text of ``snapshot``
    approval_sha256 = models.CharField(max_length=64)  # without 公表日 and what is filled at publication


class FrozenPdf(Frozen):
    """The official PDF that residents read, rendered once. ``pages``: {"ref|code": [page, …]} as printed in it."""

    content = models.OneToOneField(FrozenContent, on_delete=models.PROTECT, related_name="pdf")
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    page_count = models.PositiveIntegerField()
    pages = models.JSONField(default=dict)


class SubmissionPdf(Frozen):
    """The 提出用 of a version in which something is withheld: in full, for the staff and the committee.

    A table of its own, so that no question for a public PDF can ever find it.
    """

    content = models.OneToOneField(FrozenContent, on_delete=models.PROTECT, related_name="submission_pdf")
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    page_count = models.PositiveIntegerField()
    pages = models.JSONField(default=dict)


class Version(models.Model):
    """A numbered version of a document; at most one is open (not yet published)."""

    class State(models.TextChoices):
        DRAFT = "draft", "作成中"
        IN_REVIEW = "in_review", "確認中"
        APPROVED = "approved", "承認済み"
        PUBLISHED = "published", "公表中"
        SUPERSEDED = "superseded", "旧版"
        WITHDRAWN = "withdrawn", "取下げ"

    class Origin(models.TextChoices):
        IMPORTED = "imported", "取込み"
        PUBLISHED = "published", "作成"

    OPEN_STATES = (State.DRAFT, State.IN_REVIEW, State.APPROVED)
    PUBLIC_STATES = (State.PUBLISHED, State.SUPERSEDED, State.WITHDRAWN)

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField("版")
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    origin = models.CharField(max_length=12, choices=Origin.choices, default=Origin.PUBLISHED)
    content = models.OneToOneField(FrozenContent, on_delete=models.PROTECT, null=True, related_name="version")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_on = models.DateField("公表日", null=True)
    is_public = models.BooleanField(default=False)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["assessment", "number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["assessment"],
                condition=models.Q(state__in=["draft", "in_review", "approved"]),
                name="one_open_version",
            ),
            models.UniqueConstraint(
                fields=["assessment"], condition=models.Q(state="published"), name="one_published_version"
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft") | models.Q(content__isnull=False), name="frozen_unless_draft"
            ),
            models.CheckConstraint(
                condition=models.Q(is_public=False) | models.Q(state__in=["published", "superseded", "withdrawn"]),
                name="public_only_when_published",
            ),
            who_and_when("submitted_by", "submitted_at", "version_submitted_by_and_at"),
            who_and_when("approved_by", "approved_at", "version_approved_by_and_at"),
            who_and_when("published_by", "published_at", "version_published_by_and_at"),
        ]

    def __str__(self) -> str:
        return f"第{self.number}版"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN_STATES

    @property
    def is_as_found(self) -> bool:
        """Imported and not released: it stands where published ones do, but residents do not see it."""
        return self.state == self.State.PUBLISHED and not self.is_public

    def get_state_display(self) -> str:
        return "取り込み済み・未公開" if self.is_as_found else self.State(self.state).label


class Decision(models.Model):
    """One step that somebody took with a version: who, when, with which words, about which content."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="decisions")
    step = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    comment = models.TextField(blank=True)
    content = models.ForeignKey(FrozenContent, on_delete=models.PROTECT, null=True, related_name="decisions")

    class Meta:
        ordering = ["at", "pk"]
