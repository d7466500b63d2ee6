"""変更箇所: the rows of the change list, computed for the open version and kept for the published ones."""

from django.db import models

from changelog.diff import Run, mark
from changelog.models import ChangeRow as AbstractChangeRow
from changelog.models import basis_of

from .assessment import Assessment
from .base import Tracked
from .version import Version


class ChangeRow(AbstractChangeRow, Tracked):
    """A row of an open or published version, or (``version`` empty) one typed before the document came here.

    ``source_version``: the number that the row's version had where it was exported from.
    ``supplement``: what stood before was unknown or lost in the import; filling it in is no change (規則第14条) and
    is not printed in the annex.
    ``nature``: what a person decided the change to be (規則第11条); ``nature_basis``: the text that it was decided on;
    ``nature_reason``: why, for the reviewer. It is printed nowhere, as ``reason`` is in the lists of some towns.
    """

    class Nature(models.TextChoices):
        FORMAL = "formal", "誤字・形式的な変更"
        REDUCES = "reduces", "リスクを明らかに軽減させる変更"
        IMPORTANT = "important", "重要な変更"
        OTHER = "other", "その他の変更"

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="change_rows")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, null=True, related_name="change_rows")
    source_version = models.PositiveIntegerField(null=True)
    date_text = models.CharField(max_length=100, blank=True)  # a printed date that is no date
    supplement = models.BooleanField(default=False)
    nature = models.CharField("変更の性質", max_length=10, choices=Nature, blank=True)
    nature_basis = models.CharField(max_length=64, blank=True)
    nature_reason = models.TextField("判断の理由", blank=True)

    class Meta(AbstractChangeRow.Meta):
        abstract = False
        ordering = ["version__number", "position", "pk"]
        indexes = [models.Index(fields=["assessment", "version"], name="change_rows_of_version")]

    @property
    def short_label(self) -> str:
        """The last two headings: enough to recognise the item."""
        return " ".join(self.printed_label.split("\n")[-2:])

    @property
    def basis(self) -> str:
        return basis_of(self.label, self.before, self.after)

    @property
    def judged_as(self) -> str:
        """The nature that a person decided on this text; "" while undecided and once the text has changed since."""
        return self.nature if self.nature_basis == self.basis else ""

    @property
    def marks(self) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
        """The two cells, marked by character."""
        return mark(self.printed_before, self.printed_after)
