"""Which letters of a foreign PDF would be drawn with whatever font the reader's machine has: its font is not in the file.

No Django here: the process that cleans a PDF asks this.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name

from .foreign_pages import drawn_in, instructions_of

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_INVISIBLE = 3  # the text that a scanner lays over its picture for searching
# Fonts that every viewer has, or replaces by letters of the same shape and width.
_EVERYWHERE = re.compile(
    r"(Helvetica|Arial(MT)?|Courier(New(PS(MT)?)?)?|Times(-Roman|NewRoman(PS(MT)?)?)?|Symbol|ZapfDingbats)"
    r"([,-](Bold|Italic|Oblique|BoldItalic|BoldOblique)(MT)?)?"
)


@dataclass(frozen=True, slots=True)
class Loose:
    """Names of fonts with which something is written: ``unsure`` letters may change or vanish, ``alike`` ones do not."""

    unsure: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()


def loose_fonts(pdf: pikepdf.Pdf) -> Loose:
    named = {_name_of(font): font for drawn, resources in drawn_in(pdf) for font in _used(drawn, resources)}
    alike = {name for name, font in named.items() if font.get("/Subtype") != Name.Type0 and _EVERYWHERE.fullmatch(name)}
    return Loose(tuple(sorted(named.keys() - alike)), tuple(sorted(alike)))


def _used(drawn: pikepdf.Object, resources: Dictionary) -> Iterator[Dictionary]:
    fonts = resources.get("/Font")
    loose = {name: font for name, font in fonts.items() if _is_loose(font)} if isinstance(fonts, Dictionary) else {}
    if loose and instructions_of(drawn):
        yield from (loose[name] for name in sorted(_written_with(drawn) & loose.keys()))


def _is_loose(font: pikepdf.Object) -> bool:
    if not isinstance(font, Dictionary) or font.get("/Subtype") == Name.Type3:
        return False
    descriptor = _described(font).get("/FontDescriptor")
    return not isinstance(descriptor, Dictionary) or not any(name in descriptor for name in _FILES)


def _described(font: Dictionary) -> Dictionary:
    below = font.get("/DescendantFonts")
    return below[0] if isinstance(below, Array) and len(below) and isinstance(below[0], Dictionary) else font


def _written_with(drawn: pikepdf.Object) -> set[str]:
    """The names of the fonts in which letters are to be seen."""
    found, kept = set(), []
    font, mode = "", 0
    for operands, operator in pikepdf.parse_content_stream(drawn, "q Q Tf Tr " + " ".join(_SHOWS)):
        match str(operator):
            case "q":
                kept.append((font, mode))
            case "Q" if kept:
                font, mode = kept.pop()
            case "Tf" if operands:
                font = str(operands[0])
            case "Tr" if operands:
                mode = int(operands[0])
            case name if name in _SHOWS and operands and mode != _INVISIBLE and _says_something(operands[-1]):
                found.add(font)
    return found


def _says_something(shown: pikepdf.Object) -> bool:
    parts = shown if isinstance(shown, Array) else [shown]
    return any(bytes(part).strip(b" \0") for part in parts if isinstance(part, pikepdf.String))


def _name_of(font: Dictionary) -> str:
    """Without the mark of a subset; Japanese names stand in the file in either of two encodings."""
    spelt = _described(font).get("/BaseFont", Name("/?")).unparse()
    name = re.sub(rb"#([0-9a-fA-F]{2})", lambda found: bytes.fromhex(found[1].decode()), spelt.lstrip(b"/"))
    name = re.sub(rb"^[A-Z]{6}\+", b"", name)
    try:
        return name.decode()
    except UnicodeDecodeError:
        return name.decode("cp932", "replace")
