"""The lists of changes that towns print, from one set of rows."""

from collections.abc import Callable, Mapping

from changelog.layouts.comparison import comparison
from changelog.layouts.kawaguchi import kawaguchi
from changelog.layouts.official import official
from changelog.layouts.shinjuku import shinjuku
from changelog.layouts.style import PrintRow, Style, pages_text
from changelog.layouts.table import Cell, Column, Table
from changelog.layouts.takatsuki import takatsuki

LAYOUTS: Mapping[str, Callable[..., Table]] = {
    "official": official,
    "takatsuki": takatsuki,
    "kawaguchi": kawaguchi,
    "shinjuku": shinjuku,
    "comparison": comparison,
}

__all__ = [
    "LAYOUTS",
    "Cell",
    "Column",
    "PrintRow",
    "Style",
    "Table",
    "comparison",
    "kawaguchi",
    "official",
    "pages_text",
    "shinjuku",
    "takatsuki",
]
