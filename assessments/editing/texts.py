"""Imported text that fits no item: kept with the document until a person has dealt with it."""

from django.http import Http404

from municipalities.access import Visitor

from ..models import Assessment
from .desk import desk


def drop_unplaced(assessment: Assessment, text: str, *, by: Visitor) -> None:
    """Remove the first unplaced piece with that text. Http404 when there is none."""
    with desk(assessment, by=by) as at:
        pieces = list(at.assessment.unplaced)
        place = next((n for n, piece in enumerate(pieces) if piece.get("text") == text), None)
        if place is None:
            raise Http404
        del pieces[place]
        at.assessment.unplaced = pieces
        at.save(at.assessment)
