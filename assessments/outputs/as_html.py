"""A list as HTML: for the screen, with real merged cells; for paper, where a merged cell must not hold a page back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from changelog.layouts import Cell, Table

from ..rendering.measure import line_count

# Columns that the towns print without a title are named for who hears the page.
SPOKEN = {"section": "節", "content": "内容"}
# A row of so many lines moves to the next page as a whole; a higher one may be cut by the end of its page.
SHORT, LINE = 18, 88  # full-width characters to a line over the whole width


@dataclass(frozen=True, slots=True)
class Drawn:
    """A cell with its place: ``goes_on``/``went_on``: on paper a tall cell is a stack without lines between."""

    cell: Cell
    goes_on: bool = False
    went_on: bool = False


def table_html(table: Table) -> SafeString:
    rows = [[Drawn(cell) for cell in row] for row in table.rows]
    return _html("lists/_table.html", table, rows)


def paper_html(tables: Iterable[Table]) -> SafeString:
    """A whole document, each table on pages of its own."""
    drawn = [_html("lists/_table.html", table, list(unstacked(table)), short=_is_short) for table in tables]
    titles = [table.title for table in tables]
    return render_to_string("lists/paper.html", {"tables": list(zip(titles, drawn, strict=True)), "title": titles[0]})


def unstacked(table: Table) -> Iterator[list[Drawn]]:
    """The rows with every cell over several rows as one cell in each, its text in the first."""
    open_cells: dict[int, tuple[Cell, int]] = {}
    for row in table.rows:
        line: list[Drawn] = []
        place, left = 0, list(row)
        while place < len(table.columns):
            if place in open_cells:
                cell, more = open_cells.pop(place)
                line.append(Drawn(replace(cell, content="", rowspan=1), more > 1, True))
                if more > 1:
                    open_cells[place] = (cell, more - 1)
            elif left:
                cell = left.pop(0)
                line.append(Drawn(replace(cell, rowspan=1), cell.rowspan > 1))
                if cell.rowspan > 1:
                    open_cells[place] = (cell, cell.rowspan - 1)
            else:
                break
            place += line[-1].cell.colspan
        yield line


def _is_short(table: Table, row: list[Drawn]) -> bool:
    place = 0
    for drawn in row:
        share = sum(column.width for column in table.columns[place : place + drawn.cell.colspan])
        place += drawn.cell.colspan
        if line_count(drawn.cell.text, max(2, int(share * LINE / 100))) > SHORT:
            return False
    return True


def _is_head(table: Table, row: list[Drawn]) -> bool:
    """A heading over what follows: it does not stand alone at the end of a page."""
    said = [drawn.cell for drawn in row if drawn.cell.text]
    return bool(said) and all(cell.heading for cell in said)


def _sections(rows: Iterable[list[Drawn]]) -> Iterator[str]:
    """The section of each row: paper says at the head of a page what its first row stands under."""
    section = ""
    for row in rows:
        section = next((drawn.cell.text for drawn in row if drawn.cell.section and drawn.cell.text), section)
        yield section


def _html(template: str, table: Table, rows, short=lambda table, row: False) -> SafeString:
    columns = [{"column": column, "spoken": SPOKEN.get(column.key, "")} for column in table.columns]
    lines = [
        {"cells": row, "short": short(table, row), "head": _is_head(table, row), "section": section}
        for row, section in zip(rows, _sections(rows), strict=True)
    ]
    return render_to_string(template, {"table": table, "columns": columns, "rows": lines})
