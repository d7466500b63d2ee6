"""A list as CSV that Excel opens without garbling: UTF-8 with its mark, marked parts in 【】."""

import csv
import io
from collections.abc import Iterable

from changelog.layouts import Table

# A cell that begins so would be computed by a spreadsheet; what people wrote is text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(tables: Iterable[Table]) -> bytes:
    """Each table under its title, the columns in a line; spans are spread out."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for place, table in enumerate(tables):
        if place:
            writer.writerow([])
        writer.writerow([plain(table.title)])
        writer.writerow([plain(column.title) for column in table.columns])
        writer.writerows([plain(cell) for cell in row] for row in table.grid())
    return text.getvalue().encode("utf-8-sig")


def plain(text: str) -> str:
    """The text as a spreadsheet keeps it."""
    return f"'{text}" if text.startswith(_FORMULA) else text
