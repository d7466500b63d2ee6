"""The PDFs of a publication: the public one, and where something is withheld the 提出用 in full beside it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django_tasks import task
from django_tasks.backends.immediate import ImmediateBackend

from municipalities.models import User

from .. import changes
from ..catalogue.withheld import SUBMISSION
from ..editing.withheld_rows import remember
from ..models import FrozenContent, FrozenPdf, SubmissionPdf, Version
from ..rendering.pdf import RenderedPdf, render_pdf
from ..snapshot import Snapshot, masked

Renderer = Callable[..., RenderedPdf]  # of a Snapshot, with the keyword ``stamp``


@dataclass(frozen=True)
class Printed:
    """``submission``: None where residents may read everything."""

    snapshot: Snapshot
    public: RenderedPdf
    submission: RenderedPdf | None


def print_pdfs(snapshot: Snapshot, render: Renderer) -> Printed:
    """Both outputs of one Snapshot, before any transaction."""
    return Printed(
        snapshot, render(masked(snapshot)), render(snapshot, stamp=SUBMISSION) if snapshot.withheld else None
    )


def lay_out_ahead(version: Version) -> None:
    """Where a worker runs, it keeps the parts of what was approved; publication then lays out the cover and joins."""
    if not isinstance(lay_out.get_backend(), ImmediateBackend):
        transaction.on_commit(lambda: lay_out.enqueue(version.pk))


@task(queue_name="documents")
def lay_out(version: int) -> None:
    found = Version.objects.select_related("content").filter(pk=version, state=Version.State.APPROVED).first()
    if found:
        print_pdfs(changes.frozen_snapshot(found.content), render_pdf)


def freeze_pdfs(content: FrozenContent, printed: Printed, *, by: User) -> None:
    """Write them where nobody can change them; what is hidden now is remembered for the versions to come."""
    _freeze(FrozenPdf, content, printed.public)
    if printed.submission:
        _freeze(SubmissionPdf, content, printed.submission)
    remember(content.assessment, printed.snapshot, by=by)


def _freeze(model: type, content: FrozenContent, pdf: RenderedPdf) -> None:
    model.objects.create(content=content, data=pdf.data, sha256=pdf.sha256, page_count=pdf.page_count, pages=pdf.pages)
