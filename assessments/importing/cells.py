"""Cuts a machine-read page text into rows and cells.

A TAB divides cells. An empty line may be the end of a page or of a table; it is remembered as ``after_break``, because
only there can a page be missing.
"""

import re
from dataclasses import dataclass

from .debris import cleaned, printable, table_tags_to_tabs

_SPLIT_BRACKET = re.compile(r"([\[［(（])[ \u3000]*\t[\t \u3000]*([^\t\[\]［］()（）]{0,40}?)[\t \u3000]*([\]］)）])")
_ONLY_MARKS = re.compile(r"(?:[\[［][ \u3000○〇◯OoＯ0●レ✓✔☑xX\ufdd0-\ufdd2]*[\]］]\s*)+")
_PIPE_RULE = re.compile(r"\|?[\s:|-]*-{3,}[\s:|-]*\|?")


@dataclass(frozen=True, slots=True)
class Row:
    """``cells``: the cleaned texts from left to right, empty ones included; ``line``: its number in the source."""

    line: int
    cells: tuple[str, ...]
    after_break: bool = False

    @property
    def filled(self) -> list[str]:
        return [cell for cell in self.cells if cell]


def rows_of(text: str) -> list[Row]:
    """Every row that has something in it, in the order of the source."""
    rows, after_break = [], True
    for line, raw in enumerate(table_tags_to_tabs(printable(text)).split("\n"), start=1):
        cells = _cells(raw)
        if not any(cells):
            after_break = True
            continue
        rows.append(Row(line, cells, after_break))
        after_break = False
    return rows


def _cells(raw: str) -> tuple[str, ...]:
    raw = raw.strip(" \u3000\n")
    if raw.startswith("|") and raw.endswith("|") and raw.count("|") > 2 and "\t" not in raw:
        raw = "" if _PIPE_RULE.fullmatch(raw) else re.sub(r"\s*\|\s*", "\t", raw.strip("|"))
    if "\t" in raw:
        raw = _SPLIT_BRACKET.sub(r"\1\2\3", raw)
    cells = [cleaned(cell) for cell in raw.split("\t")]
    return tuple(_marks_joined(cells))


def _marks_joined(cells: list[str]) -> list[str]:
    """A cell that holds only ［○］ belongs to the words in the next cell."""
    joined: list[str] = []
    for cell in cells:
        if joined and cell and _ONLY_MARKS.fullmatch(joined[-1] or "-"):
            joined[-1] = f"{joined[-1]} {cell}"
        else:
            joined.append(cell)
    return joined
