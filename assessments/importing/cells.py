"""Cuts a machine-read page text into rows and cells, and drops what belongs to the page, not to the document.

A TAB divides cells. An empty line may be the end of a page or of a table; it is remembered as ``after_break``, because
only there can a page be missing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from .debris import cleaned, printable, table_tags_to_tabs

_PAGE_NUMBER = re.compile(
    r"(?:[-－―–—]\s*\d{1,4}\s*[-－―–—]|[pP](?:age)?\.?\s*\d{1,4}|\d{1,4}\s*[/／]\s*\d{1,4}(?:\s*(?:ページ|頁))?"
    r"|\d{1,4}\s*(?:ページ|頁)(?:\s*[/／]\s*\d{1,4}\s*(?:ページ|頁))?)"
)
_BARE_NUMBER = re.compile(r"\d{1,3}")
MOST_LOST_PAGES = 30  # between two that are there
_SPLIT_BRACKET = re.compile(r"([\[［(（])[ \u3000]*\t[\t \u3000]*([^\t\[\]［］()（）]{0,40}?)[\t \u3000]*([\]］)）])")
_ONLY_MARKS = re.compile(r"(?:[\[［][ \u3000○〇◯OoＯ0●レ✓✔☑xX\ufdd0-\ufdd2]*[\]］]\s*)+")
_LISTED = re.compile(r"[・●■◆※①-⑳<＜【〔(（\[［-]")  # how running text begins, and not a head
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


def without_furniture(rows: list[Row], is_label: Callable[[str], bool]) -> tuple[list[Row], list[Row]]:
    """(rows of the document, dropped rows): page numbers, and heads that stand again and again at the top of pages."""
    heads, bare = _running_heads(rows, is_label), _bare_page_numbers(rows)
    kept, dropped, pending_break = [], [], False
    for row in rows:
        text = " ".join(row.filled)
        if _PAGE_NUMBER.fullmatch(text) or row.line in bare or (text in heads and row.line != heads[text]):
            dropped.append(row)
            pending_break = True
            continue
        after_break = row.after_break or pending_break
        kept.append(Row(row.line, row.cells, after_break) if after_break != row.after_break else row)
        pending_break = False
    return kept, dropped


def _bare_page_numbers(rows: list[Row]) -> set[int]:
    """Lines with nothing but a number, when these numbers count the pages: one by one, or alone where pages are lost."""
    ends = [later.after_break for later in rows[1:]] + [True]
    found = [(row, row.after_break and end) for row, end in zip(rows, ends, strict=True) if _is_bare(row)]
    for candidates, step in (([row for row, _ in found], 1), ([row for row, alone in found if alone], MOST_LOST_PAGES)):
        numbers = [int(row.cells[0]) for row in candidates]
        rising = all(0 < later - earlier <= step for earlier, later in zip(numbers, numbers[1:], strict=False))
        if rising and len(numbers) > (2 if step == 1 else 1):
            return {row.line for row in candidates}
    return set()


def _is_bare(row: Row) -> bool:
    return len(row.cells) == 1 and bool(_BARE_NUMBER.fullmatch(row.cells[0]))


def _running_heads(rows: list[Row], is_label: Callable[[str], bool]) -> dict[str, int]:
    """Text -> first line, of short lines that always stand alone at the top of a page, four times or more."""
    tops: dict[str, list[Row]] = {}
    elsewhere: set[str] = set()
    above: Row | None = None
    for row in rows:
        text = " ".join(row.filled)
        top = row.after_break or (above is not None and _PAGE_NUMBER.fullmatch(" ".join(above.filled)))
        if len(row.cells) == 1 and 5 < len(text) < 60 and top and not _LISTED.match(text):
            tops.setdefault(text, []).append(row)
        else:
            elsewhere.add(text)
        above = row
    repeated = {text: found for text, found in tops.items() if len(found) > 3 and text not in elsewhere}
    return {text: found[0].line for text, found in repeated.items() if not is_label(text)}
