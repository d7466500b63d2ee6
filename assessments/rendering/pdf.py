"""Lays a document out on A4 and says on which pages each item stands. The same Snapshot gives the same bytes."""

import gc
import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from ..snapshot import Snapshot, outline
from . import drafts
from .fetcher import SCHEME, STYLE_SHEET, OwnFilesOnly
from .page import document_html

# Tagged for screen readers. No dates: the day of publication stands in the document itself.
VARIANT = "pdf/ua-1"
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class RenderedPdf:
    """``pages``: "ref|code" of an item -> the numbers of all pages that it stands on."""

    data: bytes
    page_count: int
    pages: dict[str, list[int]]

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def render_pdf(snapshot: Snapshot, *, draft: bool = False) -> RenderedPdf:
    html = document_html(snapshot, mode="print", draft=draft)
    with _one_at_a_time, no_garbage_collection():
        laid_out = lay_out(html, draft=draft)
        data = laid_out.write_pdf(pdf_variant=VARIANT)
    return RenderedPdf(data, len(laid_out.pages), _pages(snapshot, laid_out))


def lay_out(html: str, *, draft: bool = False) -> weasyprint.Document:
    fonts = FontConfiguration()
    sheet = _style() + (drafts.style() if draft else "")
    style = weasyprint.CSS(string=sheet, font_config=fonts, url_fetcher=OwnFilesOnly(), base_url=SCHEME)
    document = weasyprint.HTML(string=html, base_url=SCHEME, url_fetcher=OwnFilesOnly())
    return document.render(font_config=fonts, stylesheets=[style])


@lru_cache(maxsize=1)
def _style() -> str:
    return STYLE_SHEET.read_text(encoding="utf-8")


def _pages(snapshot: Snapshot, laid_out: weasyprint.Document) -> dict[str, list[int]]:
    where: dict[str, list[int]] = {}
    for number, page in enumerate(laid_out.pages, start=1):
        for anchor in page.anchors:
            where.setdefault(anchor, []).append(number)
    return {
        "|".join(placed.address): where[placed.anchor]
        for sheet in outline(snapshot)
        for placed in sheet.items
        if placed.anchor in where
    }


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """A layout makes millions of objects and drops none: collecting meanwhile costs a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
            gc.collect()
