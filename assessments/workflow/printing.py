"""The PDFs of a publication: the public one, and where something is withheld the 提出用 in full beside it."""

from collections.abc import Callable
from dataclasses import dataclass

from municipalities.models import User

from ..editing.withheld_rows import remember
from ..models import FrozenContent, FrozenPdf, SubmissionPdf
from ..rendering.pdf import RenderedPdf
from ..snapshot import Snapshot, masked

Renderer = Callable[[Snapshot], RenderedPdf]


@dataclass(frozen=True)
class Printed:
    """``submission``: None where residents may read everything."""

    snapshot: Snapshot
    public: RenderedPdf
    submission: RenderedPdf | None


def print_pdfs(snapshot: Snapshot, render: Renderer) -> Printed:
    """Both outputs of one Snapshot, before any transaction."""
    return Printed(snapshot, render(masked(snapshot)), render(snapshot) if snapshot.withheld else None)


def freeze_pdfs(content: FrozenContent, printed: Printed, *, by: User) -> None:
    """Write them where nobody can change them; what is hidden now is remembered for the versions to come."""
    _freeze(FrozenPdf, content, printed.public)
    if printed.submission:
        _freeze(SubmissionPdf, content, printed.submission)
    remember(content.assessment, printed.snapshot, by=by)


def _freeze(model: type, content: FrozenContent, pdf: RenderedPdf) -> None:
    model.objects.create(content=content, data=pdf.data, sha256=pdf.sha256, page_count=pdf.page_count, pages=pdf.pages)
