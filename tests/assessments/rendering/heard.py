"""A PDF as a screen reader walks it: the tree of tags, each element with its words."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
import pypdfium2


@dataclass
class Element:
    """``words``: those of its own marked content; ``pages``: where they stand; ``said``: heard instead of the words."""

    kind: str
    words: str = ""
    said: str | None = None
    pages: set[int] = field(default_factory=set)
    kids: list["Element"] = field(default_factory=list)
    name: str = ""
    scope: str = ""
    headers: list[str] = field(default_factory=list)
    box: list[float] = field(default_factory=list)

    def all(self, kind: str = "") -> Iterator["Element"]:
        if self.kind == kind or not kind:
            yield self
        for kid in self.kids:
            yield from kid.all(kind)

    @property
    def heard(self) -> str:
        return self.said if self.said is not None else self.words + "".join(kid.heard for kid in self.kids)

    @property
    def all_pages(self) -> set[int]:
        return self.pages.union(*(kid.all_pages for kid in self.kids))


class Heard:
    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.numbers = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages, start=1)}
        self.words = _words(data)
        self.root = self._element(self.pdf.Root.StructTreeRoot.K[0])

    def by_name(self) -> dict[str, Element]:
        """As the tree of names tells it."""
        names = list(self.pdf.Root.StructTreeRoot.IDTree.Names)
        told = {str(name): str(obj.ID) for name, obj in zip(names[::2], names[1::2], strict=True)}
        assert list(told) == sorted(told) and all(name == own for name, own in told.items())
        return {element.name: element for element in self.root.all("TH") if element.name in told}

    def _element(self, obj) -> Element:
        found = Element(str(obj.S)[1:], said=str(obj.ActualText) if "/ActualText" in obj else None)
        attributes = obj.get("/A", {})
        found.name = str(obj.get("/ID", ""))
        found.scope = str(attributes.get("/Scope", ""))
        found.headers = [str(name) for name in attributes.get("/Headers", ())]
        found.box = [float(edge) for edge in attributes.get("/BBox", ())]
        for kid in obj.get("/K", ()):
            if isinstance(kid, pikepdf.Dictionary):
                assert kid.P.objgen == obj.objgen
                found.kids.append(self._element(kid))
            else:
                page = self.numbers[obj.Pg.objgen]
                found.pages.add(page)
                found.words += self.words[page].get(int(kid), "")
        return found


def _words(data: bytes) -> dict[int, dict[int, str]]:
    """Of each page the text of its marked contents."""
    found = {}
    document = pypdfium2.PdfDocument(data)
    for number, page in enumerate(document, start=1):
        text, own = page.get_textpage(), found.setdefault(number, {})
        for thing in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            mark = pypdfium2.raw.FPDFPageObj_GetMarkedContentID(thing.raw)
            size = pypdfium2.raw.FPDFTextObj_GetText(thing.raw, text.raw, None, 0)
            room = (pypdfium2.raw.FPDF_WCHAR * (size // 2))()
            pypdfium2.raw.FPDFTextObj_GetText(thing.raw, text.raw, room, size)
            own[mark] = own.get(mark, "") + bytes(room).decode("utf-16-le").rstrip("\0")
    return found
