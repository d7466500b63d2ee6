"""A list as a workbook: one sheet for each table, changed runs underlined, ready to print on A4 across."""

import io
import re
from collections.abc import Iterable, Iterator

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.cell import Cell as XlsxCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from changelog.layouts import Cell, Table

from ..rendering.measure import line_count

FONT, SIZE, TITLE = "BIZ UDゴシック", 9, 14
WIDTH = 132  # characters of a line on A4 across, shared by the columns
MOST = 32_000  # Excel takes no more in a cell
CUT = "…（長いため、続きはPDFをご覧ください）"
LINE, TALLEST = 12.5, 409  # points of a line; Excel's highest row
_HEAD = PatternFill("solid", fgColor="D9E3E9")
_HEADING = PatternFill("solid", fgColor="EEF3F6")
_THIN = Side(style="thin", color="767676")
_FRAME = Border(_THIN, _THIN, _THIN, _THIN)
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")


def xlsx_bytes(tables: Iterable[Table]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for place, table in enumerate(tables, start=1):
        _draw(book.create_sheet(_sheet_name(table.title, place)), table)
    found = io.BytesIO()
    book.save(found)
    return found.getvalue()


def _sheet_name(title: str, place: int) -> str:
    name = _NOT_IN_A_NAME.sub("", title).strip("'")[:26] or "変更箇所"
    return name if place == 1 else f"{name} ({place})"


def _draw(sheet: Worksheet, table: Table) -> None:
    last = len(table.columns)
    title = "　".join(filter(None, (table.title, table.stamp)))
    _put(sheet.cell(1, 1), title, bold=True, size=TITLE)
    sheet.row_dimensions[1].height = line_count(title, WIDTH * SIZE // TITLE // 2) * TITLE * 1.4 + 4
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=last)
    total = sum(column.width for column in table.columns)
    for place, column in enumerate(table.columns, start=1):
        _put(sheet.cell(2, place), column.title, bold=True, fill=_HEAD)
        sheet.column_dimensions[get_column_letter(place)].width = column.width / total * WIDTH
    for number, places in enumerate(_placed(table), start=3):
        for place, cell in places:
            _write(sheet, number, place, cell, last)
        sheet.row_dimensions[number].height = _height(table, places, total)
    _page_setup(sheet, table)


def _placed(table: Table) -> Iterator[list[tuple[int, Cell]]]:
    """The cells that begin in each row, with the column that they begin in (from 1)."""
    taken: dict[int, int] = {}
    for row in table.rows:
        found, place = [], 1
        for cell in row:
            while taken.get(place, 0) > 0:
                place += 1
            found.append((place, cell))
            for covered in range(place, place + cell.colspan):
                taken[covered] = max(taken.get(covered, 0), cell.rowspan)
            place += cell.colspan
        taken = {column: left - 1 for column, left in taken.items()}
        yield found


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, last: int) -> None:
    at = sheet.cell(row, column)
    _put(at, _rich(cell), bold=cell.heading, fill=_HEADING if cell.heading else None)
    right, below = min(column + cell.colspan - 1, last), row + cell.rowspan - 1
    if (right, below) != (column, row):
        for covered in sheet.iter_cols(column, right, row, below):
            for each in covered:
                each.border = _FRAME
        sheet.merge_cells(start_row=row, start_column=column, end_row=below, end_column=right)


def _rich(cell: Cell) -> str | CellRichText:
    """Plain text, or runs with the changed ones underlined."""
    if isinstance(cell.content, str) or all(run.kind == "same" for run in cell.runs):
        return _safe(cell.text)
    blocks, left = [], MOST
    for run in cell.runs:
        text = _clean(run.text)[:left]
        left -= len(text)
        marked = run.kind != "same"
        if text:
            blocks.append(TextBlock(InlineFont(rFont=FONT, sz=SIZE, u="single" if marked else None), text))
    if not left:
        blocks.append(TextBlock(InlineFont(rFont=FONT, sz=SIZE), CUT))
    return CellRichText(*blocks)


def _clean(text: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def _safe(text: str) -> str:
    text = _clean(text)
    return text if len(text) <= MOST else text[:MOST] + CUT


def _put(at: XlsxCell, value: str | CellRichText, *, bold: bool = False, size: int = SIZE, fill=None) -> None:
    at.value = value
    if isinstance(value, str):
        at.data_type = "s"  # a text that begins with = is a text
        at.quotePrefix = value.startswith(("=", "+", "-", "@"))
    at.font = Font(name=FONT, size=size, bold=bold)
    at.alignment = Alignment(wrap_text=True, vertical="top")
    at.border = _FRAME
    if fill:
        at.fill = fill


def _height(table: Table, places: list[tuple[int, Cell]], total: int) -> float:
    """Excel does not measure merged and rich cells itself; so roughly as high as the longest text."""
    most = 1
    for place, cell in places:
        if cell.rowspan == 1:
            share = sum(column.width for column in table.columns[place - 1 : place - 1 + cell.colspan])
            most = max(most, line_count(cell.text, max(2, int(share / total * WIDTH / 2) - 1)))
    return min(most * LINE + 4, TALLEST)


def _page_setup(sheet: Worksheet, table: Table) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:2"
    sheet.oddFooter.center.text = "&P / &N"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.freeze_panes = "A3"
