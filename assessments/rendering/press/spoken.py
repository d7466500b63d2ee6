"""What a screen reader hears of the pages, where WeasyPrint's tags do not say it.

What a page end has cut is one element again: the section, the table, the row, the paragraph; a table head that is
printed again overleaf is not heard again. Cells beside one label (再委託) name that label among their headers. The
templates say more in attributes:
  data-said    heard instead of what stands there
  data-mark    heard instead of the ［○］ that the line begins with
  data-called  heard in front of what stands there: 削除, 追加
  data-apart   what is inside stays apart on each page: its pages are laid out on their own
  scope        on th, aria-label on table: as HTML has them

WeasyPrint has no hook for this: its recursive function is wrapped, here and nowhere else, and tests read the tags.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

import pydyf
from weasyprint.css import AnonymousStyle
from weasyprint.formatting_structure import boxes
from weasyprint.pdf import tags as weasyprint_tags

SCALE = 0.75  # CSS pixels to points
SCOPES = {"row": "/Row", "rowgroup": "/Row"}  # everything else heads a column
_MARK = re.compile(r"^\s*［[^］]*］\s*")
_of_weasyprint = weasyprint_tags._build_box_tree


def install() -> None:
    weasyprint_tags._build_box_tree = _build_box_tree


@dataclass
class _Heard:
    """What was tagged on the pages before; kept with the PDF that it belongs to."""

    elements: dict[tuple[Element, str], pydyf.Dictionary] = field(default_factory=dict)
    names: dict[tuple, pydyf.String] = field(default_factory=dict)  # of header cells
    labels: dict[tuple, "_Place"] = field(default_factory=dict)  # of tables
    apart: int = 0  # how deep in what stays apart


def _build_box_tree(box, parent, pdf, page_number, nums, annotations, tags) -> Iterator[pydyf.Dictionary]:
    built = _of_weasyprint(box, parent, pdf, page_number, nums, annotations, tags)
    if not _is_principal(box) or box.element_tag in ("html", "body"):
        yield from built
        return
    heard = pdf.__dict__.setdefault("heard", _Heard())
    again = box.element_tag == "thead" and (box.element, "/THead") in heard.elements and not heard.apart
    apart = again or "data-apart" in box.element.attrib
    heard.apart += apart
    for element in built:
        _say(element, box, pdf, page_number, heard)
        if not again and not _goes_on(element, box, pdf, heard):
            yield element
    heard.apart -= apart


def _is_principal(box) -> bool:
    """Boxes without an element of their own have that of the box around them."""
    if box.element is None or isinstance(box, boxes.LineBox):
        return False
    return box.is_table_wrapper or not isinstance(box.style, AnonymousStyle)


def _goes_on(element: pydyf.Dictionary, box, pdf: pydyf.PDF, heard: _Heard) -> bool:
    """Did it begin on a page before? Then what it holds here belongs there."""
    if isinstance(box, boxes.InlineLevelBox):
        return False
    begun = heard.elements.setdefault((box.element, element["S"]), element)
    if begun is element or begun["Pg"] == element["Pg"] or heard.apart:
        return False
    for kid in element["K"]:
        _object(pdf, kid)["P"] = begun.reference
    begun["K"] += element["K"]
    return True


def _say(element: pydyf.Dictionary, box, pdf: pydyf.PDF, page_number: int, heard: _Heard) -> None:
    kind, attributes = element["S"], box.element.attrib
    if kind == "/L":
        _without_lists_of_lines(element, pdf)
    elif kind == "/Figure":
        _place(element, pdf, page_number)
    elif kind == "/Table":
        if label := attributes.get("aria-label"):
            element["A"] = pydyf.Dictionary({"O": "/Table", "Summary": pydyf.String(label)})
        _name_headers(box, heard)
    elif kind == "/TH":
        element["A"]["Scope"] = SCOPES.get(attributes.get("scope"), "/Column")
    if "data-said" in attributes:
        element["ActualText"] = pydyf.String(attributes["data-said"])
    elif "data-called" in attributes and _text(box).strip():
        element |= {"S": "/Span", "ActualText": pydyf.String(_heard_text(box))}
    elif "data-mark" in attributes and kind == "/LBody" and (box.element, kind) not in heard.elements:
        words = _MARK.sub("", _heard_text(box))
        element["ActualText"] = pydyf.String(f"{attributes['data-mark']}　{words}")


def _text(box) -> str:
    return box.text if isinstance(box, boxes.TextBox) else "".join(map(_text, getattr(box, "children", ())))


def _heard_text(box) -> str:
    if isinstance(box, boxes.TextBox):
        return box.text
    text = "".join(map(_heard_text, getattr(box, "children", ())))
    called = box.element.get("data-called") if _is_principal(box) else None
    return f"（{called}：{text}）" if called and text.strip() else text


# --- lists and pictures -----------------------------------------------------------------------------------------------


def _without_lists_of_lines(element: pydyf.Dictionary, pdf: pydyf.PDF) -> None:
    """Items beside each other stand in lines, which WeasyPrint takes for lists in the list."""
    kids = []
    for kid in element["K"]:
        inner = _object(pdf, kid)
        if inner["S"] != "/L":
            kids.append(kid)
            continue
        for own in inner["K"]:
            _object(pdf, own)["P"] = element.reference
        kids += inner["K"]
    element["K"] = pydyf.Array(kids)


def _place(element: pydyf.Dictionary, pdf: pydyf.PDF, page_number: int) -> None:
    """In points, from the foot of the page."""
    height = float(_object(pdf, pdf.page_references[page_number])["MediaBox"][3])
    left, top, right, bottom = (edge * SCALE for edge in element["A"]["BBox"])
    element["A"]["BBox"] = pydyf.Array((left, height - bottom, right, height - top))


# --- headers of cells -------------------------------------------------------------------------------------------------


def _name_headers(box, heard: _Heard) -> None:
    apart = box if heard.apart else None
    place = heard.labels.setdefault((box.element, apart), _Place())
    known: dict[int, pydyf.String] = {}
    for row in _rows(box):
        if not row.children or not hasattr(row.children[0], "mark"):
            continue
        # what goes on overleaf, or is printed there again, is known by its first name
        names = {
            id(cell.mark["ID"]): heard.names.setdefault((cell.element, apart), cell.mark["ID"])
            for cell in row.children
            if cell.element_tag == "th"
        }
        known |= names
        above = place.above(row.children[0], list(names.values()))
        for cell in row.children:
            if "Headers" in cell.mark["A"]:
                own = [known.get(id(name), name) for name in cell.mark["A"]["Headers"]]
                cell.mark["A"]["Headers"] = pydyf.Array(above + own)


@dataclass
class _Place:
    """In a table, over all its pages: the label that rows stand under, the group that rows stand beside."""

    label: pydyf.String | None = None
    group: pydyf.String | None = None

    def above(self, first, names: list[pydyf.String]) -> list[pydyf.String]:
        """What the row beginning with the cell ``first`` belongs to, beside its own headers ``names``."""
        classes = (first.element.get("class") or "").split()
        found = None
        if "indent" in classes:
            found = self.label
        elif "group" in classes and first.element_tag == "td":
            found = self.group
        elif "group" in classes:
            self.group = names[0]
        elif names:
            self.label = names[0]
        return [found] if found else []


def _rows(box) -> Iterator:
    for child in box.children:
        if child.element_tag == "tr":
            yield child
        elif isinstance(child, boxes.ParentBox):
            yield from _rows(child)


def _object(pdf: pydyf.PDF, reference: bytes):
    return pdf.objects[int(reference.split()[0])]
