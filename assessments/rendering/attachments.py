"""Draws the annexes of the municipality behind the form, and puts the pages of an attached PDF into the published one.

An attached page gets a page of the document (numbered n/N, with its description for screen readers) and is painted onto
it, made smaller where needed: so it can neither hide a page number nor bring anything along that is no picture.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from types import MappingProxyType

import pikepdf

from ..snapshot import Address, Annex, Snapshot
from ..snapshot.annexes import row_text
from .annex_marks import marked_in
from .foreign_marks import take_out_marks
from .measure import chunks, line_count, shortened, width

Pages = Mapping[str, list[int]]
MILLIMETRE = 72 / 25.4
# What print.css leaves free: left, foot, right, head (with one line that names the page).
LEFT, FOOT, RIGHT, HEAD = 16 * MILLIMETRE, 16 * MILLIMETRE, 14 * MILLIMETRE, 24 * MILLIMETRE
TALL = 24
# A table of more columns stands on pages turned to the side; full-width characters to a line of either.
UPRIGHT_COLUMNS, UPRIGHT, SIDEWAYS = 6, 60, 90
NARROWEST, WIDEST = 5, 20  # full-width characters by which columns share a page
WHOLE = 10_000  # shares of a table's width are counted in hundredths of a percent
SPOKEN = 120  # characters
BESIDE = 1.2  # full-width characters that the space at both sides of a cell takes
# One transparent dot carries the description of a page into the tags of the PDF, where the page itself is added to it.
DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of an attached PDF at its place in the document."""

    anchor: str
    number: int
    wide: bool


@dataclass(frozen=True, slots=True)
class Row:
    """``cells``: (heading of the column, text); on a narrow screen each stands under its heading."""

    cells: tuple[tuple[str, str], ...]
    tall: bool
    changed: bool = False

    @property
    def classes(self) -> str:
        return " ".join(name for name in ("changed", "tall") if getattr(self, name))


def context_of(annex: Annex, marks: Mapping[Address, str] = MappingProxyType({})) -> dict:
    """What document/annex.html draws; ``marks``: the former texts of what reads otherwise now. ``running`` stands in the head of the pages that it goes on to; ``spoken`` is
    heard at each attached page, so it is short: the whole description was heard before the first."""
    rows = _even(annex.rows)
    head = rows[0] if annex.header and len(rows) > 1 else ()
    columns = len(rows[0]) if rows else 0
    shares = _shares(rows, columns)
    marked = marked_in(annex, marks)
    return {
        "annex": annex,
        "anchor": annex.anchor,
        "running": shortened(annex.printed_title),
        "spoken": shortened(annex.alt or annex.printed_title, SPOKEN),
        "chunks": chunks(annex.text),
        "head": head,
        "rows": [_row(head or ("",) * columns, cells, shares, marked.rows) for cells in (rows[1:] if head else rows)],
        "marked": marked,
        "wide": _is_wide_table(columns),
        "shares": [f"{share / WHOLE:.2%}" for share in shares],
        "sheets": list(sheets_of(annex)),
        "dot": DOT,
    }


def _even(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Every row as long as the longest: what a file brought uneven stands in columns all the same."""
    columns = max(map(len, rows), default=0)
    return [row + ("",) * (columns - len(row)) for row in rows]


def _row(titles: tuple[str, ...], cells: tuple[str, ...], shares: Sequence[int], former: frozenset[str] | None) -> Row:
    room = SIDEWAYS if _is_wide_table(len(cells)) else UPRIGHT
    lines = (max(room * share / WHOLE - BESIDE, 1) for share in shares)
    tall = any(line_count(cell, line) > TALL for cell, line in zip(cells, lines, strict=True))
    return Row(tuple(zip(titles, cells, strict=True)), tall, former is not None and row_text(cells) not in former)


def _is_wide_table(columns: int) -> bool:
    return columns > UPRIGHT_COLUMNS


def _shares(rows: Sequence[tuple[str, ...]], columns: int) -> list[int]:
    """The width of each column: the more it says, the wider, but a number is still in one line. Together the WHOLE."""
    said = [sum(width(row[place]) for row in rows) / len(rows) for place in range(columns)]
    wanted = [min(max(one, NARROWEST), WIDEST) for one in said]
    edges = [round(WHOLE * edge / sum(wanted)) for edge in accumulate(wanted, initial=0)] if wanted else []
    return [right - left for left, right in pairwise(edges)]


def sheets_of(annex: Annex) -> Iterator[Sheet]:
    if annex.kind == "pdf" and annex.file:
        for number, wide in enumerate(_shapes(annex.file.sha256, annex.file.data), start=1):
            yield Sheet(f"{annex.anchor}-{number}", number, wide)


@lru_cache(maxsize=4)
def _shapes(sha256: str, data: bytes) -> tuple[bool, ...]:
    """For each page whether it is wider than high, as it is shown."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return tuple(_is_wide(page) for page in pdf.pages)


def _is_wide(page: pikepdf.Page) -> bool:
    left, foot, right, head = (float(edge) for edge in page.cropbox)
    turned = int(page.obj.get("/Rotate", 0)) % 180 == 90
    return (abs(right - left) > abs(head - foot)) != turned


def pages_of(snapshot: Snapshot, where: Pages) -> dict[str, list[int]]:
    """ "ref|code" of everything in an annex -> the pages that it stands on."""
    found: dict[str, list[int]] = {}
    for annex in snapshot.annexes:
        own = where.get(annex.anchor, [])
        attached = sorted({page for sheet in sheets_of(annex) for page in where.get(sheet.anchor, ())})
        for code in ("", "annex.title", "annex.text", "annex.table"):
            found[f"{annex.ref}|{code}"] = own
        found[f"{annex.ref}|annex.pdf"] = attached or own
    return found


def with_attachments(data: bytes, snapshot: Snapshot, where: Pages) -> bytes:
    """The document with the attached pages painted onto the pages that wait for them; the same input, the same bytes."""
    waiting = [annex for annex in snapshot.annexes if any(True for _ in sheets_of(annex))]
    if not waiting:
        return data
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        heard = pdf.Root.StructTreeRoot.ParentTree.Nums
        elements = {int(number): found for number, found in zip(heard[::2], heard[1::2], strict=True)}
        for annex in waiting:
            with pikepdf.open(io.BytesIO(annex.file.data)) as attached:
                _without_marks(attached)
                for sheet in sheets_of(annex):
                    page = pdf.pages[where[sheet.anchor][0] - 1]
                    _paint(pdf, page, attached.pages[sheet.number - 1], elements[int(page.obj.StructParents)])
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _without_marks(attached: pikepdf.Pdf) -> None:
    """A file that was kept before they were taken out when it came. What cannot be read is printed as it always was."""
    try:
        take_out_marks(attached)
    except pikepdf.PdfError:
        pass


def _paint(pdf: pikepdf.Pdf, page: pikepdf.Page, attached: pikepdf.Page, elements: pikepdf.Array) -> None:
    """``elements``: to which each piece of the page's content belongs; the attached page joins its description."""
    left, foot, right, head = (float(edge) for edge in page.mediabox)
    form = pdf.copy_foreign(attached.as_form_xobject())
    page.obj.Resources = pdf.make_indirect(pikepdf.Dictionary(page.obj.Resources))  # its own: shared with all pages
    name = page.add_resource(form, pikepdf.Name.XObject, name=pikepdf.Name.AttachedPage)
    room = pikepdf.Rectangle(left + LEFT, foot + FOOT, right - RIGHT, head - HEAD)
    painted = page.calc_form_xobject_placement(form, name, room)
    figure = next(one for one in reversed(list(elements)) if one is not None and str(one.S) == "/Figure")
    figure.K.append(len(elements))
    figure.A.BBox = _placed(page, form, room)
    page.contents_add(b"q", prepend=True)
    page.contents_add(b"Q /Figure <</MCID %d>> BDC\n%s\nEMC" % (len(elements), painted))
    elements.append(figure)


def _placed(page: pikepdf.Page, form: pikepdf.Object, room: pikepdf.Rectangle) -> pikepdf.Array:
    """Where on the page the form is to be seen; a page that lies on its side is turned by the form itself."""
    upright = pikepdf.Matrix(form.get("/Matrix", pikepdf.Matrix().as_array())).transform(pikepdf.Rectangle(form.BBox))
    box = page.get_matrix_for_form_xobject_placement(form, room).transform(upright)
    return pikepdf.Array([round(edge, 3) for edge in (box.llx, box.lly, box.urx, box.ury)])
