"""Joins laid-out parts to one PDF: fills the gaps of their templates with object numbers and writes what is common.

What a part became at a certain number is kept, and numbers leave room to grow: after an edit all other parts are
copied as they are.
"""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import SimpleNamespace

import pydyf
from weasyprint.anchors import make_page_bookmark_tree
from weasyprint.matrix import Matrix
from weasyprint.pdf.anchors import add_outlines

from . import claims, faces, folios, fonts
from .artifact import DOCUMENT, FONTS, PAGES, SEPARATOR, Artifact
from .file import File, Packed
from .tags import id_tree

# Object numbers, in the order in which _common makes them.
PAGES_AT, CATALOG_AT, DOCUMENT_AT, FONTS_AT, INFO_AT, FIRST_FONT = 1, 2, 3, 4, 7, 8
OUTSIDE = {PAGES: PAGES_AT, DOCUMENT: DOCUMENT_AT, FONTS: FONTS_AT}
SCALE = 0.75  # CSS pixels to points
ROOM = 128  # parts begin at multiples of it
KEPT = 400  # parts with their numbers filled in


@dataclass
class Linked:
    """``where``: anchor -> the pages that it is on."""

    data: bytes
    page_count: int
    where: dict[str, list[int]] = field(default_factory=dict)


class _Common(pydyf.PDF):
    """Its pages are all there before they are asked for; each bookmark asks for all of them."""

    @cached_property
    def page_references(self) -> tuple[bytes, ...]:
        return super().page_references


@dataclass
class _Placed:
    """A part at its object numbers and its page numbers (from 0)."""

    key: str
    part: Artifact
    base: int
    first_page: int
    folios: int  # the number of the first folio of the document

    def reference(self, local: int) -> bytes:
        return b"%d 0 R" % (self.base + local)

    def parent_entries(self) -> Iterator[int | bytes]:
        for page, parents in enumerate(self.part.parents, start=self.first_page):
            yield from (page, self.reference(parents))

    def page(self, page: int) -> bytes:
        """A page, its folio first: the contents begin by turning the axes and never turn them back."""
        number = self.first_page + page
        own = self.part.page_dictionaries[page].filled(self.base, OUTSIDE).removesuffix(b">>")
        contents = (self.folios + number, self.base + self.part.pages + page)
        return own + b"/Contents[%d 0 R %d 0 R]/StructParents %d>>" % (*contents, number)


@dataclass(frozen=True)
class Said:
    """What the whole says beyond its parts. ``stamp``: at the foot of each page; ``archival``: see claims."""

    title: str
    stamp: str = ""
    archival: bool = False


def link(parts: Sequence[tuple[str, Artifact]], said: Said) -> Linked:
    """``parts``: (key, artifact) in printed order; what is said and the same keys give the same bytes."""
    count = sum(part.pages for _, part in parts)
    common = fonts.glyphs_of((part for _, part in parts), folios.glyphs(faces.regular(), said.stamp))
    font_dictionary, font_objects = fonts.objects(common, FIRST_FONT)
    placed = _place(parts, FIRST_FONT + len(font_objects), count)
    file = File()
    file.add(FONTS_AT, font_dictionary)
    for number, is_stream, data in font_objects:
        file.add(number, data, stream=is_stream)
    for obj in _common(placed, count, said, FIRST_FONT + len(font_objects)):
        file.add(obj.number, obj.data, stream=not obj.compressible)
    for one in placed:
        _add_part(file, one)
    return Linked(file.finished(root=CATALOG_AT, info=INFO_AT), count, _where(placed))


def _place(parts: Sequence[tuple[str, Artifact]], after_fonts: int, pages: int) -> list[_Placed]:
    bookmarks = sum(len(page) for _, part in parts for page in part.bookmarks)
    base, page, placed = _rounded(after_fonts + pages + bookmarks + 16), 0, []
    for key, part in parts:
        placed.append(_Placed(key, part, base, page, after_fonts))
        base, page = base + _rounded(part.objects), page + part.pages
    return placed


def _rounded(count: int) -> int:
    """With a tenth of room to grow."""
    return -(-(count + count // 10) // ROOM) * ROOM


def _common(placed: list[_Placed], count: int, said: Said, after_fonts: int) -> list[pydyf.Object]:
    """What belongs to no part: catalog, pages, folios, outline, the roots of the tags, metadata."""
    pdf = _Common()
    root = _add_roots(pdf, placed)
    pdf.objects += [None] * (after_fonts - len(pdf.objects))
    numbers = [one.base + page for one in placed for page in range(one.part.pages)]
    pdf.pages |= {"Kids": pydyf.Array(x for n in numbers for x in (n, 0, "R")), "Count": count}
    widths = (width * SCALE for one in placed for width, _ in one.part.sizes)
    for number, width in enumerate(widths, start=1):
        pdf.add_object(folios.stream(faces.regular(), number, count, width, said.stamp))
    add_outlines(pdf, _outline(placed))
    tree = id_tree((name, one.reference(local)) for one in placed for name, local in one.part.ids)
    pdf.add_object(tree)
    root["IDTree"] = tree.reference
    pdf.catalog["StructTreeRoot"] = root.reference
    claims.add(pdf, title=said.title, archival=said.archival)
    return [obj for obj in pdf.objects[1:] if obj is not None and obj.number != FONTS_AT]


def _add_roots(pdf: pydyf.PDF, placed: list[_Placed]) -> pydyf.Dictionary:
    """The root of the tags, the one element under it, and where marked content finds its element."""
    top = pydyf.Dictionary({"Type": "/StructElem", "S": "/Document"})
    root, nums = pydyf.Dictionary({"Type": "/StructTreeRoot"}), pydyf.Dictionary({})
    for obj in (top, pydyf.Dictionary(), root, nums, pdf.info):
        pdf.add_object(obj)
    root |= {"K": pydyf.Array([top.reference]), "ParentTree": nums.reference}
    top |= {"P": root.reference, "K": pydyf.Array(one.reference(kid) for one in placed for kid in one.part.elements)}
    nums["Nums"] = pydyf.Array(entry for one in placed for entry in one.parent_entries())
    return root


def _outline(placed: list[_Placed]) -> list:
    tree: list = []
    skipped: list[int] = []
    last, level = [tree], 0
    for one in placed:
        for page, (bookmarks, (_, height)) in enumerate(zip(one.part.bookmarks, one.part.sizes, strict=True)):
            shown = SimpleNamespace(bookmarks=[(lv, label, (x, y), state) for lv, label, x, y, state in bookmarks])
            matrix = Matrix(a=SCALE, d=-SCALE, f=height * SCALE)
            level = make_page_bookmark_tree(shown, skipped, last, level, one.first_page + page, matrix)
    return tree


def _add_part(file: File, one: _Placed) -> None:
    packed, streams = _filled(one)
    file.add_packed(packed)
    for number, data in streams:
        file.add(number, data, stream=True)
    for page in range(one.part.pages):
        file.add(one.base + page, one.page(page))


_kept: OrderedDict[tuple[str, int], tuple[Packed, list[tuple[int, bytes]]]] = OrderedDict()


def _filled(one: _Placed) -> tuple[Packed, list[tuple[int, bytes]]]:
    """The objects of a part with their numbers, as they were the last time if nothing moved."""
    at = (one.key, one.base)
    if at not in _kept:
        bodies = one.part.plain.filled(one.base, OUTSIDE).split(SEPARATOR)
        numbers = (one.base + local for local in one.part.plain_numbers)
        streams = [
            (one.base + local, b"%s\nstream\n%s\nendstream" % (head.filled(one.base, OUTSIDE), body))
            for local, head, body in one.part.streams
        ]
        _kept[at] = Packed.of(zip(numbers, bodies, strict=True)), streams
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    _kept.move_to_end(at)
    return _kept[at]


def _where(placed: list[_Placed]) -> dict[str, list[int]]:
    where: dict[str, list[int]] = {}
    for one in placed:
        for page, anchors in enumerate(one.part.anchors, start=one.first_page + 1):
            for anchor in anchors:
                where.setdefault(anchor, []).append(page)
    return where
