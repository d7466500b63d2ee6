"""A list as a PDF on A4 across, in the fonts of the project; nothing outside of it is ever loaded."""

from collections.abc import Sequence
from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from changelog.layouts import Table

from ..rendering.glyphs import drawable
from ..rendering.press import tags
from ..rendering.press.fetcher import SCHEME, OwnFilesOnly
from ..rendering.press.layout import VARIANT
from ..rendering.press.paper import Paper
from .as_html import paper_html

STYLE_SHEET = Path(__file__).with_name("paper.css")


def pdf_bytes(tables: Sequence[Table], of: str = "") -> bytes:
    """``of``: the town and the document whose changes are listed, for the title of the file."""
    return pdf_of(drawable(paper_html(tables, of)), _widths(tables))


def pdf_of(html: str, more_style: str = "") -> bytes:
    """Any printed page of this floor, as well-formed XML of the elements in the base style sheet of the press."""
    fonts, fetcher = FontConfiguration(), OwnFilesOnly()
    sheet = STYLE_SHEET.read_text(encoding="utf-8") + more_style
    style = weasyprint.CSS(string=sheet, font_config=fonts, url_fetcher=fetcher, base_url=SCHEME)
    options = {"font_config": fonts, "stylesheets": [style], "pdf_variant": VARIANT}
    return Paper(html).write_pdf(finisher=lambda _, pdf: tags.settle(pdf), **options)


def _widths(tables: Sequence[Table]) -> str:
    found = {column.width for table in tables for column in table.columns}
    return "".join(f".w{width}{{width:{width}%}}" for width in sorted(found))
