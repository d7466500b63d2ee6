"""Annexes of the municipality as frozen values: their JSON, and the lines that the change list compares."""

import base64
import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

from changelog.lines import Line

KINDS = ("text", "table", "pdf")
CODES = ("annex.title", "annex.text", "annex.table", "annex.pdf")  # beside the ref, the address of what is compared
BETWEEN_CELLS = "｜"


@dataclass(frozen=True, slots=True, weakref_slot=True)
class PdfFile:
    """The bytes of a PDF under their hash. Many versions hold the same file: see shared."""

    sha256: str
    data: bytes


_known: WeakValueDictionary[str, PdfFile] = WeakValueDictionary()
_lately: deque[PdfFile] = deque(maxlen=4)  # what was read last stays for a while: every save asks for it again


def shared(data: bytes) -> PdfFile:
    """The same bytes are one object in a process, however many frozen versions hold them."""
    sha256 = hashlib.sha256(data).hexdigest()
    file = _known.get(sha256)
    if file is None:
        file = _known[sha256] = PdfFile(sha256, data)
        _lately.append(file)
    return file


def known(sha256: str) -> PdfFile | None:
    return _known.get(sha256)


@dataclass(frozen=True, slots=True)
class Annex:
    """``title``: 「別添3」; ``text`` stands above a table or a PDF too; ``rows``: cells as strings; ``alt``: of the PDF."""

    ref: str
    title: str
    heading: str = ""
    kind: str = "text"
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    header: bool = True
    file: PdfFile | None = None
    file_name: str = ""
    alt: str = ""

    @property
    def printed_title(self) -> str:
        return f"{self.title}　{self.heading}".strip()

    @property
    def anchor(self) -> str:
        return f"a-{self.ref}"

    def as_json(self) -> dict[str, Any]:
        data: dict[str, Any] = {"ref": self.ref, "title": self.title, "heading": self.heading, "kind": self.kind}
        if self.text:
            data["text"] = self.text
        if self.rows:
            data["table"] = {"header": self.header, "rows": [list(row) for row in self.rows]}
        if self.file:
            encoded = base64.b64encode(self.file.data).decode()
            data["pdf"] = {"name": self.file_name, "base64": encoded, "alt": self.alt}
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Annex":
        table, pdf = data.get("table") or {}, data.get("pdf") or {}
        return cls(
            ref=data["ref"],
            title=data.get("title", ""),
            heading=data.get("heading", ""),
            kind=data.get("kind", "text"),
            text=data.get("text", ""),
            rows=tuple(tuple(row) for row in table.get("rows", ())),
            header=table.get("header", True),
            file=shared(base64.b64decode(pdf["base64"])) if pdf.get("base64") else None,
            file_name=pdf.get("name", ""),
            alt=pdf.get("alt", ""),
        )


def annex_lines(annexes: Iterable[Annex]) -> Iterator[Line]:
    """What can be said of each annex; one that is new or gone is one change as a whole."""
    for annex in annexes:
        yield _line(annex, "annex.title", "", annex.printed_title)
        yield _line(annex, "annex.text", "本文", annex.text, annex.text.split("\n"))
        if annex.kind == "table":
            rows = list(map(row_text, annex.rows))
            yield _line(annex, "annex.table", "表", "\n".join(rows), rows)
        if annex.kind == "pdf" and annex.file:
            yield _line(annex, "annex.pdf", "PDF", _pdf_text(annex))


def row_text(row: Iterable[str]) -> str:
    """A row of a table as one line."""
    return BETWEEN_CELLS.join(" ".join(cell.split("\n")) for cell in row)


def _line(annex: Annex, code: str, label: str, text: str, parts: Iterable[str] = ()) -> Line:
    path = annex.title + (f"\n{label}" if label else "")
    return Line((annex.ref, code), path, text, _parts(list(parts)), (annex.ref,), annex.title)


def _parts(texts: list[str]) -> tuple[tuple[str, str], ...]:
    """One part per paragraph or row, so that only those that differ are worded.

    The last part says nothing and differs with the order: to move a paragraph is a change of the document.
    """
    if not any(texts):
        return ()
    order = hashlib.sha256("\n".join(texts).encode(errors="replace")).hexdigest()
    return (*((text, text) for text in texts), (order, ""))


def _pdf_text(annex: Annex) -> str:
    """A PDF by its name, what it shows, and the beginning of its hash: the same name may hold other pages."""
    return f"「{annex.file_name}」（SHA-256：{annex.file.sha256[:12]}…）" + (f"\n{annex.alt}" if annex.alt else "")
