"""(c) 川口型: 項目番号 / ページ数・位置 / 変更前（公表済み評価書） / 変更後 / 時期 / 概要, for councils and third parties."""

import re
from collections.abc import Iterable, Iterator

from changelog.layouts.headings import by_section
from changelog.layouts.style import PrintRow, Style, Words, marked, page_of, pages_text
from changelog.layouts.table import Cell, Table
from changelog.runs import Run

_NUMBERED = re.compile(r"[(（](\d+)[)）][^(（]*")


def kawaguchi(rows: Iterable[PrintRow], style: Style | None = None) -> Table:
    """Numbered from 1 where the rows have no number; a row over the full width before each section."""
    words = Words("kawaguchi", style or Style())
    return Table(words.title, words.columns, tuple(_rows(rows, words)))


def _rows(rows: Iterable[PrintRow], words: Words) -> Iterator[tuple[Cell, ...]]:
    number = 0
    for section, members in by_section(rows):
        if section:
            yield (Cell(section, colspan=len(words.columns), heading=True, section=True),)
        for row in members:
            number = row.number or number + 1
            before, after = _cells(row, words)
            yield (
                Cell(str(number)),
                Cell(pages_text(page_of(row.pages_old, row.pages_new), "P")),
                Cell(words["joint"].join(map(_shortened, row.path))),
                Cell(before or words["nothing"]),
                Cell(after or words["nothing"]),
                Cell(words["amended"] if row.procedural and words.style.amended else row.timing),
                Cell(row.reason or row.note),
            )


def _cells(row: PrintRow, words: Words) -> tuple[str | tuple[Run, ...], str | tuple[Run, ...]]:
    """A whole entry is told in a sentence where its name is known: 「証明書コンビニ交付システムを追加」."""
    if row.whole and row.name:
        return "", words["added" if row.kind == "entry_added" else "removed"].format(name=row.name)
    return marked(row, words.style)


def _shortened(heading: str) -> str:
    """A heading that lists numbered files by the first and the last: 「(1)住民基本台帳ファイル～(3)送付先情報ファイル」."""
    found = list(_NUMBERED.finditer(heading))
    numbers = [int(part[1]) for part in found]
    if len(found) < 3 or found[0].start() or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return heading
    return f"{found[0].group().strip()}～{found[-1].group().strip()}"
