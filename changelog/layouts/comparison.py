"""(e) 新旧対照表: old and new side by side, in the order that the town is used to."""

from collections.abc import Iterable

from changelog.layouts.style import PrintRow, Style, Words, marked
from changelog.layouts.table import Cell, Table


def comparison(rows: Iterable[PrintRow], style: Style | None = None) -> Table:
    """項目, 改正前, 改正後 (or the new text first); what is new has （新設） opposite, what is gone （削る）."""
    words = Words("comparison", style or Style(context=1))
    item, *sides = words.columns
    order = slice(None, None, -1 if words.style.new_first else 1)
    lines = []
    for row in rows:
        before, after = marked(row, words.style)
        cells = [Cell(before or words["new"]), Cell(after or words["removed"])]
        lines.append((Cell("\n".join(row.path)), *cells[order]))
    return Table(words.title, (item, *sides[order]), tuple(lines))
