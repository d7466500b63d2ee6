"""How much room a text takes, roughly and fast: enough to choose columns and where a page may cut, before any layout."""

import re
import unicodedata
from functools import lru_cache

# What is higher than a quarter of a page may be cut by its end; everything lower moves to the next page as a whole.
TALL = 16
CELL_LINE, FULL_LINE = 39, 55  # full-width characters to a line of a value cell, of a cell of full width
# One paragraph of tens of thousands of characters is laid out in more than linear time; cut at line ends it is not.
CHUNK = 1500


_NARROW = re.compile(
    "[" + "".join(rf"\u{n:04x}" for n in range(0x10000) if unicodedata.east_asian_width(chr(n)) not in "WFA") + "]"
)


@lru_cache(maxsize=2048)
def width(text: str) -> float:
    """The width in full-width characters."""
    return len(text) - len(_NARROW.findall(text)) / 2


def line_count(text: str, line: int) -> int:
    return sum(1 + int(width(part) / line) for part in text.split("\n")) if text else 0


def shortened(text: str, most: int = 34) -> str:
    """The text in one line, as the head of a page has room for."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def chunks(text: str) -> tuple[str, ...]:
    """The text in pieces of whole lines, none much longer than CHUNK unless one line is."""
    if len(text) <= CHUNK:
        return (text,) if text else ()
    found, lines, size = [], [], 0
    for line in text.split("\n"):
        if lines and size + len(line) > CHUNK:
            found.append("\n".join(lines))
            lines, size = [], 0
        lines.append(line)
        size += len(line) + 1
    return (*found, "\n".join(lines))
