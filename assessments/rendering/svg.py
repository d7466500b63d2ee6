"""Takes out of a drawing (SVG) everything that could act: scripts, events, links to other places. Only what is listed stays."""

import re

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
