"""PDFs of working copies: asked for, being made, or ready. Nothing official stands here; any row may be thrown away."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from .assessment import Assessment

# Whoever makes a PDF tells of every part. After such a silence the process is gone, and somebody else takes it up.
SILENCE = timedelta(minutes=3)
# A part takes a second or two. After so long without a word, who waits is told so and can begin anew.
QUIET = timedelta(seconds=20)


class Rendering(models.Model):
    """One PDF of one state of a document. ``key``: hash of what it shows and of the software that draws it.

    ``snapshot`` is emptied when the work is over. ``pages``: {"ref|code" or the anchor of a section: [page, …]}.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "順番を待っています"
        RUNNING = "running", "作成しています"
        DONE = "done", "できました"
        FAILED = "failed", "作成できませんでした"
        CANCELLED = "cancelled", "中止しました"

    UNDER_WAY = (State.QUEUED, State.RUNNING)

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="renderings")
    key = models.CharField(max_length=64)
    marked = models.BooleanField(default=False)  # shows what changed since the last publication
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    message = models.TextField(blank=True)  # a sentence for the person who waits
    parts_done = models.PositiveIntegerField(default=0)
    parts_total = models.PositiveIntegerField(default=0)
    snapshot = models.TextField(blank=True)
    data = models.BinaryField(null=True)
    page_count = models.PositiveIntegerField(default=0)
    pages = models.JSONField(default=dict)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now)
    heard_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-requested_at", "-pk"]
        verbose_name = verbose_name_plural = "PDFの見本"
        constraints = [
            models.UniqueConstraint(fields=["assessment", "key"], name="one_rendering_of_a_state"),
            models.CheckConstraint(
                condition=~models.Q(state="done") | models.Q(data__isnull=False, finished_at__isnull=False),
                name="done_has_a_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment}（{self.get_state_display()}）"

    @property
    def is_under_way(self) -> bool:
        return self.state in self.UNDER_WAY

    @property
    def is_abandoned(self) -> bool:
        """Nobody is at it any more: a worker was killed, or the queue lost it."""
        return self._heard_nothing_for(SILENCE)

    @property
    def is_quiet(self) -> bool:
        return self._heard_nothing_for(QUIET)

    def _heard_nothing_for(self, span: timedelta) -> bool:
        return self.is_under_way and timezone.now() - self.heard_at > span

    def first_page(self, at: str) -> int | None:
        """The page on which an item ("ref|code") or a section (its anchor) begins; None where it is not known."""
        return next(iter(self.pages.get(at) or ()), None)

    def pages_with(self, places: Iterable[str]) -> list[int]:
        """Every page on which one of the items ("ref|code") stands."""
        return sorted({page for place in places for page in self.pages.get(place) or ()})
