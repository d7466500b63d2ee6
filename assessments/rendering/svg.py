"""Takes out of a drawing (SVG) everything that could act: scripts, events, links to other places. Only what is listed stays.
Where it is drawn, its letters are those of the document: another font would be whatever the machine has in its place."""

import re
from collections.abc import Callable

from lxml import etree

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_ELEMENTS = frozenset(
    "svg g defs symbol use switch path rect circle ellipse line polyline polygon text tspan textPath title desc style "
    "marker linearGradient radialGradient stop pattern clipPath mask image".split()
)
_ATTRIBUTES = frozenset(
    "id class style lang transform viewBox preserveAspectRatio version width height x y x1 y1 x2 y2 cx cy r rx ry fx fy "
    "dx dy d points rotate textLength lengthAdjust startOffset offset href gradientUnits gradientTransform spreadMethod "
    "patternUnits patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits markerUnits markerWidth "
    "markerHeight refX refY orient fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap "
    "stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset opacity color display visibility overflow "
    "font-family font-size font-style font-weight font-variant font-stretch text-anchor text-decoration letter-spacing "
    "word-spacing writing-mode dominant-baseline alignment-baseline baseline-shift direction stop-color stop-opacity "
    "clip-path clip-rule mask marker-start marker-mid marker-end paint-order shape-rendering text-rendering "
    "image-rendering vector-effect".split()
)
_OWN_PLACE = re.compile(r"#[^\s]+")
_PICTURE = re.compile(r"data:image/(png|jpeg);base64,[A-Za-z0-9+/=\s]+")
# In a style only references to the drawing itself: no other address, no import, no escape that could spell one.
_ACTIVE_STYLE = re.compile(
    r"url\(\s*[\"']?(?!\s*#)|@import|@charset|@namespace|expression|javascript|\\|<", re.IGNORECASE
)
# Of the document's font there is no italic; a slanted one is another font in the PDF.
_FACE = '* { font-family: "BIZ UDGothic", sans-serif !important; font-style: normal !important; }'
_STRONGER = re.compile(r"/\*.*?\*/|!\s*important|@font-face\s*\{[^}]*\}", re.IGNORECASE | re.DOTALL)
# 「font: bold 12px Arial」 names a font too; what else it says stays.
_SHORT = re.compile(r"(?<![-\w])font\s*:([^;}]*)", re.IGNORECASE)
_SIZE = re.compile(r"\d*\.?\d+(?:px|pt|pc|mm|cm|in|em|ex|rem|%)", re.IGNORECASE)
_WEIGHT = re.compile(r"\b(?:bold|[1-9]00)\b", re.IGNORECASE)


class WrongDrawing(ValueError):
    """The data is no SVG that could be read."""


def harmless(data: bytes) -> bytes:
    """The drawing with nothing in it but what is listed above. Raises WrongDrawing."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise WrongDrawing
    if root.tag != f"{{{_SVG}}}svg":
        raise WrongDrawing
    kept = _kept(root)
    etree.cleanup_namespaces(kept)
    return etree.tostring(kept, encoding="utf-8", xml_declaration=True)


def in_face(harmless_drawing: bytes, drawable: Callable[[str], str]) -> bytes:
    """The same with all letters in the face of the document. ``drawable`` gives a text without what that face lacks."""
    root = etree.fromstring(harmless_drawing)
    for element in root.iter():
        if style := element.get("style"):
            element.set("style", _weakened(style))
        if element.text:
            element.text = (_weakened if element.tag == f"{{{_SVG}}}style" else drawable)(element.text)
        if element.tail:
            element.tail = drawable(element.tail)
    etree.SubElement(root, f"{{{_SVG}}}style").text = _FACE
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _weakened(style: str) -> str:
    """A style that says nothing more strongly than ours, and calls no other font by the name of ours."""
    while _STRONGER.search(style):
        style = _STRONGER.sub(" ", style)
    return "" if "@font-face" in style.lower() else _SHORT.sub(_in_full, style)


def _in_full(short: re.Match[str]) -> str:
    size, weight = _SIZE.search(short[1]), _WEIGHT.search(short[1])
    said = [f"font-size: {size[0]}" if size else "", f"font-weight: {weight[0]}" if weight else ""]
    return "; ".join(filter(None, said))


def _kept(element: etree._Element) -> etree._Element:
    tag = etree.QName(element).localname
    copy = etree.Element(element.tag, nsmap={None: _SVG, "xlink": _XLINK[1:-5]} if tag == "svg" else None)
    for name, value in element.attrib.items():
        if _may_stay(tag, name, value):
            copy.set(name, value)
    copy.text = _text(tag, element.text)
    for child in element:
        if isinstance(child.tag, str) and _is_listed(child):
            below = _kept(child)
            below.tail = child.tail
            copy.append(below)
    return copy


def _is_listed(element: etree._Element) -> bool:
    name = etree.QName(element)
    return name.namespace == _SVG and name.localname in _ELEMENTS


def _may_stay(tag: str, name: str, value: str) -> bool:
    if name in ("href", _XLINK):
        return bool((_PICTURE if tag == "image" else _OWN_PLACE).fullmatch(value.strip()))
    if name == "{http://www.w3.org/XML/1998/namespace}space":
        return True
    return name in _ATTRIBUTES and not _ACTIVE_STYLE.search(value)


def _text(tag: str, text: str | None) -> str | None:
    return None if tag == "style" and text and _ACTIVE_STYLE.search(text) else text
