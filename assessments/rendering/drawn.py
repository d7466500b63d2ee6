"""Sheets that were drawn before: after an edit only the edited one goes through the templates again, which for a long
document takes longer than laying that one out."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import lru_cache

from django.conf import settings
from django.utils.safestring import SafeString

from .shapes import Piece, Table

KEPT = 200


@dataclass(frozen=True, slots=True)
class DrawnSheet:
    """A sheet as the template draws it. ``file``: the heading of its file."""

    anchor: str
    file: str
    pieces: tuple[Piece, ...]

    @property
    def has_figures(self) -> bool:
        """Pictures are long, and are not worth being kept twice."""
        cells = (row.cell for piece in self.pieces if isinstance(piece, Table) for row in piece.rows)
        alone = (piece.cell for piece in self.pieces if hasattr(piece, "cell"))
        return any(cell.figures for cell in (*cells, *alone))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """``says``: all that the drawing depends on."""

    says: Hashable
    draw: Callable[[], SafeString] = field(compare=False)


def drawn(sheets: tuple[DrawnSheet, ...], manner: Hashable, draw: Callable[[], SafeString]) -> SafeString:
    """``manner``: what else the drawing depends on. Whoever works on the templates sees them as they are."""
    if settings.DEBUG or any(sheet.has_figures for sheet in sheets):
        return draw()
    return _drawn(_Wanted((sheets, manner), draw))


@lru_cache(maxsize=KEPT)
def _drawn(wanted: _Wanted) -> SafeString:
    return wanted.draw()
