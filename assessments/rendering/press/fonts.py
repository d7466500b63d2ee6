"""One set of font files for the joined document, holding the glyphs of all its parts.

WeasyPrint's own code makes the font objects, so that they are what a whole document would have; only the glyphs come
from the parts. Making a font file takes longer than joining, so the last ones are kept.
"""

from collections.abc import Iterable
from functools import lru_cache

import pydyf
from weasyprint.pdf.fonts import Font, build_fonts_dictionary

from . import faces
from .artifact import Artifact, CannotBeJoined

Glyphs = tuple[tuple[int, float, str], ...]
_OPTIONS = {"hinting": False, "pdf_version": "1.7"}


def glyphs_of(parts: Iterable[Artifact], also: dict[str, Glyphs]) -> tuple[tuple[str, Glyphs], ...]:
    """All glyphs of all parts by font, each once, in a fixed order."""
    found: dict[str, set[tuple[int, float, str]]] = {}
    for fonts in [*(part.fonts for part in parts), also]:
        for name, glyphs in fonts.items():
            if name not in faces.by_name():
                raise CannotBeJoined("a font that is not the project's")
            found.setdefault(name, set()).update(glyphs)
    return tuple((name, _once(glyphs)) for name, glyphs in sorted(found.items()))


def _once(glyphs: set[tuple[int, float, str]]) -> Glyphs:
    """A glyph that stands for two characters is read as one of them, always the same."""
    return tuple({glyph[0]: glyph for glyph in sorted(glyphs)}.values())


@lru_cache(maxsize=8)
def objects(fonts: tuple[tuple[str, Glyphs], ...], first: int) -> tuple[bytes, tuple[tuple[int, bool, bytes], ...]]:
    """(the dictionary of fonts, its objects as (number, is a stream, bytes) from number ``first`` on)."""
    scratch = pydyf.PDF()
    scratch.objects = [None] * first
    dictionary = build_fonts_dictionary(scratch, {n: _face(n, g) for n, g in fonts}, True, True, _OPTIONS)
    made = scratch.objects[first:]
    return dictionary.data, tuple((obj.number, not obj.compressible, obj.data) for obj in made)


def _face(name: str, glyphs: Glyphs) -> Font:
    face = faces.blank(faces.by_name()[name])
    face.widths = {glyph: width for glyph, width, _ in glyphs}
    face.to_unicode = {glyph: text for glyph, _, text in glyphs}
    return face
