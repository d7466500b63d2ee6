"""The faces of the project as WeasyPrint knows them. It reads a whole font file for each face of each document; the
parts of one document share those that were read once, and only note which glyphs they use."""

import copy
from functools import lru_cache

from weasyprint.pdf.fonts import Font

from .layout import LaidOut, lay_out


@lru_cache(maxsize=1)
def _specimens() -> LaidOut:
    laid_out = lay_out('<html lang="ja"><head><title>x</title></head><body><p>1</p><p><b>1</b></p></body></html>')
    laid_out.document.write_pdf()
    return laid_out


@lru_cache(maxsize=1)
def by_name() -> dict[str, Font]:
    """By their names in a PDF."""
    return {font.hash: font for font in _specimens().document.fonts.values()}


def regular() -> str:
    """The name of the face that page numbers are set in."""
    return next(name for name, font in by_name().items() if font.weight == 400)


def blank(face: Font) -> Font:
    """The face with no glyph noted."""
    own = copy.copy(face)
    own.widths, own.to_unicode, own.missing = {}, {}, {}
    return own


class Noted(dict):
    """The fonts of a document that is painted: noted as they are used, but none is found to be embedded."""

    def __contains__(self, key: object) -> bool:
        known = _specimens().document.fonts
        if key in known and not super().__contains__(key):
            self[key] = blank(known[key])
        return super().__contains__(key)

    def values(self):
        return ()

    def used(self) -> list[Font]:
        return list(super().values())
