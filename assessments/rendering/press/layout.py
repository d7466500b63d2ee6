"""Print HTML -> pages. No Django here: the processes that lay out parts start from this and nothing more."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from . import drafts, quick, spoken
from .fetcher import SCHEME, OwnFilesOnly
from .paper import Paper

STYLE_SHEET = Path(__file__).parents[1] / "print.css"
# Tagged for screen readers. No dates: the day of publication stands in the document itself.
VARIANT = "pdf/ua-1"
spoken.install()
quick.install()
STAMPED = '@page { @bottom-right { content: "%s"; font: 8pt "BIZ UDGothic"; width: 60mm; white-space: nowrap } }'
UNNUMBERED = "@page { @bottom-center { content: none } }"


@dataclass(frozen=True, slots=True)
class LaidOut:
    """``names``: of each page the ids of what it shows."""

    document: weasyprint.Document
    names: list[list[str]]


def lay_out(html: str, *, draft: bool = False, numbered: bool = True, stamp: str = "") -> LaidOut:
    """``numbered``: with n/N at the foot, as only a whole document can know it; ``stamp``: what it is for, beside it."""
    fonts, style = prepared(draft, numbered, stamp)
    paper = Paper(html)
    document = paper.render(font_config=fonts, stylesheets=[style])
    return LaidOut(document, [paper.names_on(page) for page in document.pages])


def warm() -> None:
    """All that a part is laid out with, read before a process forks: a fork that reads fonts leaves its copies of them
    on the disk, since it ends without clearing up."""
    for draft in (False, True):
        prepared(draft, False, "")


@lru_cache(maxsize=8)
def prepared(draft: bool, numbered: bool, stamp: str) -> tuple[FontConfiguration, weasyprint.CSS]:
    """Fonts and style sheet, read once: for a short part that is half of the work."""
    fonts = FontConfiguration()
    sheet = STYLE_SHEET.read_text(encoding="utf-8")
    sheet += (drafts.style() if draft else "") + ("" if numbered else UNNUMBERED)
    sheet += STAMPED % stamp if stamp else ""
    return fonts, weasyprint.CSS(string=sheet, font_config=fonts, url_fetcher=OwnFilesOnly(), base_url=SCHEME)


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
