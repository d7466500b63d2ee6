"""A list as HTML: for the screen, with real merged cells; for paper, where a merged cell must not hold a page back."""

from collections.abc import Iterable, Iterator, Sequence
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
    """A cell on paper, where a tall one is a stack without lines between.

    goes_on, went_on: the stack goes on below, began above
    grouping: the stack begins with a heading, which is heard beside all of its rows: 「group」 in press.spoken
    """

    cell: Cell
    goes_on: bool = False
    went_on: bool = False
    grouping: bool = False

    @property
    def is_heading(self) -> bool:
        return _is_said(self.cell)

    @property
    def classes(self) -> str:
        said = {"goes-on": self.goes_on, "went-on": self.went_on, "group": self.grouping}
        return " ".join(name for name, applies in said.items() if applies)


def table_html(table: Table) -> SafeString:
    return render_to_string("lists/_table.html", {"table": table, "columns": _columns(table)})


def paper_html(tables: Sequence[Table], of: str = "") -> SafeString:
    """A whole document, each table on pages of its own. ``of``: what it lists the changes of, for its title."""
    drawn = [(table, _paper_table(table)) for table in tables]
    stamps = "".join(dict.fromkeys(f"【{table.stamp}】" for table in tables if table.stamp))
    lists = stamps + "、".join(dict.fromkeys(table.title for table in tables))
    return render_to_string("lists/paper.html", {"tables": drawn, "title": f"{lists}｜{of}" if of else lists})


def unstacked(table: Table) -> Iterator[list[Drawn]]:
    """The rows with every cell over several rows as one cell in each, its text in the first."""
    open_cells: dict[int, tuple[Cell, int]] = {}
    for row in table.rows:
        line: list[Drawn] = []
        place, left = 0, [(cell, cell.rowspan) for cell in row]
        while place < len(table.columns) and (place in open_cells or left):
            went_on = place in open_cells
            cell, rows = open_cells.pop(place) if went_on else left.pop(0)
            if rows > 1:
                open_cells[place] = (cell, rows - 1)
            line.append(_of_stack(cell, rows > 1, went_on))
            place += cell.colspan
        yield line


def _of_stack(cell: Cell, goes_on: bool, went_on: bool) -> Drawn:
    shown = replace(cell, content="" if went_on else cell.content, rowspan=1)
    return Drawn(shown, goes_on, went_on, grouping=(goes_on or went_on) and _is_said(cell))


def _is_said(cell: Cell) -> bool:
    """A heading without words names nothing."""
    return cell.heading and bool(cell.text)


def _is_short(table: Table, row: list[Drawn]) -> bool:
    place = 0
    for drawn in row:
        share = sum(column.width for column in table.columns[place : place + drawn.cell.colspan])
        place += drawn.cell.colspan
        if line_count(drawn.cell.text, max(2, int(share * LINE / 100))) > SHORT:
            return False
    return True


def _is_head(row: list[Drawn]) -> bool:
    """A heading over what follows: it does not stand alone at the end of a page."""
    said = [drawn.cell for drawn in row if drawn.cell.text]
    return bool(said) and all(cell.heading for cell in said)


def _sections(rows: Iterable[list[Drawn]]) -> Iterator[str]:
    """The section of each row: paper says at the head of a page what its first row stands under."""
    section = ""
    for row in rows:
        section = next((drawn.cell.text for drawn in row if drawn.cell.section and drawn.cell.text), section)
        yield section


def _paper_table(table: Table) -> SafeString:
    rows = list(unstacked(table))
    lines = [
        {"cells": row, "short": _is_short(table, row), "head": _is_head(row), "section": section}
        for row, section in zip(rows, _sections(rows), strict=True)
    ]
    context = {"table": table, "columns": _columns(table), "rows": lines}
    return render_to_string("lists/_paper_table.html", context)


def _columns(table: Table) -> list[dict]:
    return [{"column": column, "spoken": SPOKEN.get(column.key, "")} for column in table.columns]
