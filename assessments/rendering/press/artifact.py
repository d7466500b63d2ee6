"""A laid-out part as bytes that can be given any object numbers: what is kept on disk, and what the linker joins.

The objects of a PDF point to each other by number. Here every number is a gap in a template, so that joining a part
is filling its gaps. WeasyPrint keeps the glyph numbers of a font and names fonts by a stable hash, so page contents
made in different runs fit together; the font files themselves are left out and made once for the whole.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pydyf

from . import faces, quick
from .layout import VARIANT, LaidOut, lay_out, no_garbage_collection
from .tags import margins_are_artifacts, named_elements, number_of

SEPARATOR = b"\x1e"  # between objects; no string of a document holds a control character
PAGES, DOCUMENT, FONTS = -1, -2, -3  # what a part points to outside of itself
_REFERENCE = re.compile(rb"\((?:\\.|[^\\()])*\)|\b(\d+) 0 R\b", re.DOTALL)


class CannotBeJoined(Exception):
    """The part holds something that the linker does not know (a link, a strange font): lay the whole out instead."""


@dataclass
class Template:
    """Bytes with ``%d`` where object numbers stand. ``refs``: for each gap a number in the part, or one of the above."""

    text: bytes = b""
    refs: list[int] = field(default_factory=list)

    def filled(self, base: int, outside: dict[int, int]) -> bytes:
        return self.text % tuple(base + ref if ref >= 0 else outside[ref] for ref in self.refs)


@dataclass
class Artifact:
    """Numbers in the part: pages first, then their contents, then everything else."""

    pages: int = 0
    objects: int = 0
    plain: Template = field(default_factory=Template)  # dictionaries and arrays, joined by SEPARATOR
    plain_numbers: list[int] = field(default_factory=list)
    streams: list[tuple[int, Template, bytes]] = field(default_factory=list)  # number, dictionary, data
    page_dictionaries: list[Template] = field(default_factory=list)
    elements: list[int] = field(default_factory=list)  # the outermost structure elements
    ids: list[tuple[str, int]] = field(default_factory=list)  # name of a header cell, its element
    parents: list[int] = field(default_factory=list)  # for each page the array that its marked content looks up
    fonts: dict[str, list[tuple[int, float, str]]] = field(default_factory=dict)  # hash -> glyph, width, text
    anchors: list[list[str]] = field(default_factory=list)  # of each page
    bookmarks: list[list[tuple[int, str, float, float, str]]] = field(default_factory=list)
    sizes: list[tuple[float, float]] = field(default_factory=list)  # of each page, in CSS pixels


def make(html: str, *, name: str, draft: bool, cut_at: str = "") -> list[tuple[str, Artifact]]:
    """Lay the HTML of one part out: [("", artifact)].

    ``name`` makes the ids of its table cells differ from those of other parts. With ``cut_at`` (how the anchors of rows
    begin) one artifact for each run of pages that begins with a row, and the anchor of that row.
    """
    with no_garbage_collection():
        return quick.with_room(lambda: _made(html, name, draft, cut_at))


def _made(html: str, name: str, draft: bool, cut_at: str) -> list[tuple[str, Artifact]]:
    laid_out = lay_out(html, draft=draft, numbered=False)
    runs = _runs(laid_out, cut_at) if cut_at else [("", range(len(laid_out.names)))]
    return [(start, _artifact(laid_out, pages, f"{name}{start}")) for start, pages in runs]


def _artifact(laid_out: LaidOut, pages: Sequence[int], name: str) -> Artifact:
    document = laid_out.document.copy([laid_out.document.pages[page] for page in pages])
    document.fonts = faces.Noted()
    try:
        document.write_pdf(pdf_variant=VARIANT, uncompressed_pdf=True, finisher=_stop)
    except _Painted as painted:
        artifact = _Reader(document, painted.pdf, name).artifact()
        artifact.anchors = [laid_out.names[page] for page in pages]
        return artifact
    raise AssertionError("a PDF is finished before it is written")


def _runs(laid_out: LaidOut, cut_at: str) -> Iterator[tuple[str, list[int]]]:
    """Pages from one that begins with a row to the next such one. A row that is cut has its anchor on both pages."""
    start, run, before = "", [], frozenset()
    for page, names in enumerate(laid_out.names):
        rows = [name for name in names if name.startswith(cut_at)]
        if run and rows and rows[0] not in before:
            yield start, run
            run = []
        start = start if run else (rows[0] if rows else "")
        run.append(page)
        before = frozenset(rows)
    if run:
        yield start, run


class _Painted(Exception):
    """All objects are there; the file itself is not wanted."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self.pdf = pdf


def _stop(document, pdf: pydyf.PDF) -> None:
    raise _Painted(pdf)


class _Reader:
    """Reads WeasyPrint's finished objects before they are written."""

    def __init__(self, document, pdf: pydyf.PDF, name: str) -> None:
        self.document, self.pdf, self.name = document, pdf, name
        self.pages = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
        self.root = self._at(pdf.catalog["StructTreeRoot"])
        self.top = self._at(self.root["K"][0])
        self.nums = self._at(self.root["ParentTree"])["Nums"]
        fonts = self._at(self._at(self.pages[0]["Resources"])["Font"])
        self.outside = {pdf.pages.number: PAGES, self.top.number: DOCUMENT, fonts.number: FONTS}
        if any("Annots" in page for page in self.pages) or len(self.nums) != 2 * len(self.pages):
            raise CannotBeJoined("links and forms")

    def _at(self, reference: bytes):
        return self.pdf.objects[number_of(reference)]

    def artifact(self) -> Artifact:
        self.dropped = margins_are_artifacts(self.pdf, self.pages, self.top, self.nums)
        headers = [element for element in named_elements(self.pdf) if element.number not in self.dropped]
        self._own_ids(headers)
        parents = self.nums[1::2]
        for parent in parents:
            self.pdf.add_object(parent)
        kept = [*self.pages, *(self._at(page["Contents"]) for page in self.pages), *self._others()]
        self.local = {obj.number: place for place, obj in enumerate(kept)}
        art = Artifact(pages=len(self.pages), objects=len(kept))
        self._write(art, kept[len(self.pages) :])
        art.page_dictionaries = [self._page(page) for page in self.pages]
        art.ids = [(element["ID"].string, self.local[element.number]) for element in headers]
        art.elements = [self.local[number_of(ref)] for ref in self.top["K"]]
        art.parents = [self.local[parent.number] for parent in parents]
        art.fonts = self._fonts()
        art.bookmarks = [[(*b[:2], *b[2], b[3]) for b in page.bookmarks] for page in self.document.pages]
        art.sizes = [(page.width, page.height) for page in self.document.pages]
        return art

    def _others(self) -> Iterator[pydyf.Object]:
        """Everything that is neither a page nor its content nor made anew by the linker."""
        made_anew = {self.root.number, number_of(self.root["ParentTree"]), self.pdf.catalog.number}
        made_anew |= set(self.outside) | {page.number for page in self.pages}
        made_anew |= {number_of(page["Contents"]) for page in self.pages}
        made_anew |= {number_of(self.pdf.catalog[key]) for key in ("Metadata", "Outlines") if key in self.pdf.catalog}
        for obj in self.pdf.objects[1:]:
            bookmark = isinstance(obj, dict) and "Title" in obj and "Dest" in obj
            if obj.number not in made_anew and not bookmark and obj.number not in self.dropped:
                yield obj

    def _own_ids(self, headers: list[pydyf.Dictionary]) -> None:
        """Header cells are named by object numbers; the names of two parts must not meet."""
        for element in headers:
            element["ID"].string = f"{self.name}-{element['ID'].string}"

    def _write(self, art: Artifact, objects: list[pydyf.Object]) -> None:
        plain = [obj for obj in objects if obj.compressible]
        data = [obj.data for obj in plain]
        if any(SEPARATOR in piece for piece in data):
            raise CannotBeJoined("control characters")
        art.plain = self._template(SEPARATOR.join(data))
        art.plain_numbers = [self.local[obj.number] for obj in plain]
        for obj in objects:
            if not obj.compressible:
                head, _, body = obj.data.partition(b"\nstream\n")
                body = body.removesuffix(b"\nendstream")
                extra = dict(obj.extra)
                if "Filter" not in extra:
                    body = zlib.compress(body, 9)
                    extra["Filter"] = "/FlateDecode"
                extra["Length"] = len(body)
                head = self._template(pydyf.Dictionary(extra).data)
                art.streams.append((self.local[obj.number], head, body))

    def _page(self, page: pydyf.Dictionary) -> Template:
        """Without what the linker writes: its content with the page number, and its place in the parent tree."""
        kept = {key: value for key, value in page.items() if key not in ("Contents", "StructParents")}
        return self._template(pydyf.Dictionary(kept).data)

    def _template(self, data: bytes) -> Template:
        refs: list[int] = []

        def gap(found: re.Match[bytes]) -> bytes:
            if found[1] is None:
                return found[0]
            number = int(found[1])
            ref = self.outside.get(number, self.local.get(number))
            if ref is None:
                raise CannotBeJoined(f"points to object {number}")
            refs.append(ref)
            return b"%d 0 R"

        return Template(_REFERENCE.sub(gap, data.replace(b"%", b"%%")), refs)

    def _fonts(self) -> dict[str, list[tuple[int, float, str]]]:
        found: dict[str, dict[int, tuple[int, float, str]]] = {}
        for font in self.document.fonts.used():
            if font.missing:
                raise CannotBeJoined("characters without a glyph")
            glyphs = found.setdefault(font.hash, {})
            for glyph, text in font.to_unicode.items():
                glyphs[glyph] = (glyph, font.widths[glyph], text)
        return {name: sorted(glyphs.values()) for name, glyphs in found.items()}
