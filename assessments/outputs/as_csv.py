"""A list as CSV that Excel opens without garbling: UTF-8 with its mark, marked parts in 【】."""

import csv
import io
import re
from collections.abc import Iterable

from changelog.layouts import Table

# A cell that begins so would be computed by a spreadsheet; what people wrote is text (OWASP, CSV Injection). Excel in
# Japanese reads the full-width signs too; tab, line breaks and spaces before a sign are dropped where the file is read.
_FORMULA = re.compile(r"[\t\r\n]| *[=+\-@＝＋－＠]")
# Dashes alone (「--」 for none) have nothing to compute: no number, name or call can be written without another sign.
_DASHES = re.compile(r" *[-－][-－\s]*")


def csv_bytes(tables: Iterable[Table]) -> bytes:
    """Each table under its title, the columns in a line; spans are spread out."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for place, table in enumerate(tables):
        if place:
            writer.writerow([])
        writer.writerow([plain(said) for said in (table.title, table.stamp) if said])
        writer.writerow([plain(column.title) for column in table.columns])
        writer.writerows([plain(cell) for cell in row] for row in table.grid())
    return text.getvalue().encode("utf-8-sig")


def plain(text: str) -> str:
    """The text as a spreadsheet keeps it."""
    return f"'{text}" if _FORMULA.match(text) and not _DASHES.fullmatch(text) else text
