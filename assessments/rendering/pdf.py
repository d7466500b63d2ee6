"""Lays a document out on A4 and says on which pages each item stands. The same Snapshot gives the same bytes."""

import gc
import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import weasyprint
from django.conf import settings
from weasyprint.text.fonts import FontConfiguration

from ..snapshot import Snapshot, outline
from . import drafts
from .fetcher import SCHEME, STYLE_SHEET, OwnFilesOnly
from .glyphs import FONTS, font_path
from .page import document_html, sections_of

# Tagged for screen readers. No dates: the day of publication stands in the document itself.
VARIANT = "pdf/ua-1"
_one_at_a_time = threading.Lock()
Tell = Callable[[int, int], None]


def _engine() -> str:
    """Names the software that draws: other versions, templates, styles or fonts make another PDF of the same text."""
    digest = hashlib.sha256(weasyprint.__version__.encode())
    templates = sorted((settings.BASE_DIR / "templates" / "document").glob("*.html"))
    fonts = [font_path(name) for name in FONTS]
    for path in [*sorted(Path(__file__).parent.rglob("*.py")), STYLE_SHEET, *templates]:
        digest.update(path.read_bytes())
    for path in fonts:
        digest.update(f"{path.name} {path.stat().st_size}".encode())
    return digest.hexdigest()


ENGINE = _engine()


@dataclass(frozen=True)
class RenderedPdf:
    """``pages``: "ref|code" of an item -> the numbers of all pages that it stands on; ``sections``: by their anchor."""

    data: bytes
    page_count: int
    pages: dict[str, list[int]]
    sections: dict[str, list[int]] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def render_pdf(snapshot: Snapshot, *, draft: bool = False, tell: Tell = lambda done, total: None) -> RenderedPdf:
    """``tell`` hears how many parts of how many are done; what it raises ends the work."""
    html = document_html(snapshot, mode="print", draft=draft)
    tell(0, 1)
    with _one_at_a_time, no_garbage_collection():
        laid_out = lay_out(html, draft=draft)
        data = laid_out.write_pdf(pdf_variant=VARIANT)
    where = _where(laid_out)
    return RenderedPdf(data, len(laid_out.pages), _pages(snapshot, where), _sections(snapshot, where))


def lay_out(html: str, *, draft: bool = False) -> weasyprint.Document:
    fonts = FontConfiguration()
    sheet = _style() + (drafts.style() if draft else "")
    style = weasyprint.CSS(string=sheet, font_config=fonts, url_fetcher=OwnFilesOnly(), base_url=SCHEME)
    document = weasyprint.HTML(string=html, base_url=SCHEME, url_fetcher=OwnFilesOnly())
    return document.render(font_config=fonts, stylesheets=[style])


@lru_cache(maxsize=1)
def _style() -> str:
    return STYLE_SHEET.read_text(encoding="utf-8")


def _where(laid_out: weasyprint.Document) -> dict[str, list[int]]:
    """Anchor -> pages. A row that is cut has its anchor on every page that it reaches."""
    where: dict[str, list[int]] = {}
    for number, page in enumerate(laid_out.pages, start=1):
        for anchor in page.anchors:
            where.setdefault(anchor, []).append(number)
    return where


def _pages(snapshot: Snapshot, where: dict[str, list[int]]) -> dict[str, list[int]]:
    return {
        "|".join(placed.address): where[placed.anchor]
        for sheet in outline(snapshot)
        for placed in sheet.items
        if placed.anchor in where
    }


def _sections(snapshot: Snapshot, where: dict[str, list[int]]) -> dict[str, list[int]]:
    return {anchor: where[anchor] for anchor, _ in sections_of(snapshot) if anchor in where}


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
