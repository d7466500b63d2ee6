"""A printed table as plain data: HTML, PDF, xlsx and CSV draw the same cells."""

from collections.abc import Iterator
from dataclasses import dataclass

from changelog.runs import Run, bracketed, text_of


@dataclass(frozen=True, slots=True)
class Column:
    """key: what it holds, the same in every town; title: as printed; width: share of the table."""

    key: str
    title: str
    width: int


@dataclass(frozen=True, slots=True)
class Cell:
    """content: plain text, or runs where something is marked; heading: it names what follows; section: also overleaf."""

    content: str | tuple[Run, ...] = ""
    rowspan: int = 1
    colspan: int = 1
    heading: bool = False
    section: bool = False

    @property
    def runs(self) -> tuple[Run, ...]:
        if isinstance(self.content, str):
            return (Run("same", self.content),) if self.content else ()
        return self.content

    @property
    def text(self) -> str:
        return self.content if isinstance(self.content, str) else text_of(self.content)


@dataclass(frozen=True, slots=True)
class Table:
    """rows: only the cells that begin in the row; a cell with a span covers its neighbours, as in HTML.

    stamp: said beside the title, of a list that has more than one copy
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    stamp: str = ""

    def grid(self, *, brackets: bool = True) -> Iterator[list[str]]:
        """The texts with the spans spread out ("" under a span), marked parts in 【】: for CSV and for tests."""
        taken: dict[int, int] = {}
        for row in self.rows:
            line = ["" for _ in self.columns]
            place = 0
            for cell in row:
                while taken.get(place, 0) > 0:
                    place += 1
                line[place] = bracketed(cell.runs) if brackets else cell.text
                for covered in range(place, place + cell.colspan):
                    taken[covered] = max(taken.get(covered, 0), cell.rowspan)
                place += cell.colspan
            taken = {column: left - 1 for column, left in taken.items()}
            yield line
