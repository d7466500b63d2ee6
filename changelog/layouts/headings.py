"""The skeleton of the form in a list: each heading is printed once, before the first item that stands under it."""

from collections.abc import Iterable, Iterator

from changelog.layouts.style import PrintRow
from changelog.wording import path_of


def name_of(row: PrintRow) -> str:
    """What the row is of: the last of its headings."""
    return row.path[-1] if row.path else ""


def new_headings(row: PrintRow, stood: tuple[str, ...]) -> tuple[str, ...]:
    """The headings of a row that `stood`, the headings printed last, does not begin with."""
    above = row.path[:-1]
    for level, heading in enumerate(above):
        if level >= len(stood) or stood[level] != heading:
            return above[level:]
    return ()


def items_of(row: PrintRow) -> Iterator[tuple[str, str]]:
    """(label, text) of the items of an entry without its own name; a heading over several of them is said once."""
    stood: tuple[str, ...] = ()
    for label, text in row.items:
        path = path_of(label)
        if path == (name_of(row),):
            continue
        yield "\n".join(path[1:] if len(path) > 1 and stood[:1] == path[:1] else path), text
        stood = path


def by_section(rows: Iterable[PrintRow]) -> Iterator[tuple[str, list[PrintRow]]]:
    """(first heading, rows) for each stretch of rows under it; "" for rows that stand under none."""
    section, found = "", list[PrintRow]()
    for row in rows:
        here = row.path[0] if len(row.path) > 1 else ""
        if found and here != section:
            yield section, found
            found = []
        section = here
        found.append(row)
    if found:
        yield section, found
