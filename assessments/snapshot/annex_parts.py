"""The parts of an annex (文章, 表, PDF) as places that can be withheld, read like the items of a form."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from .annexes import BETWEEN_CELLS, Annex
from .value import Snapshot

TEXT, TABLE, PDF = "annex.text", "annex.table", "annex.pdf"
LABELS = {TEXT: "文章", TABLE: "表", PDF: "PDF"}


@dataclass(frozen=True, slots=True)
class AnnexPart:
    """Bears the names that are read of ``Placed``: an annex stands in no form, so it has no item."""

    annex: Annex
    code: str
    item: ClassVar[None] = None
    records: ClassVar[tuple[str, ...]] = ()
    derived: ClassVar[bool] = False

    @property
    def address(self) -> tuple[str, str]:
        return self.annex.ref, self.code

    @property
    def anchor(self) -> str:
        return self.annex.anchor

    @property
    def heading(self) -> str:
        return f"{self.annex.title}の{LABELS[self.code]}"

    @property
    def path(self) -> tuple[str, ...]:
        return self.annex.printed_title, LABELS[self.code]

    @property
    def value(self) -> list[Any] | str:
        if self.code == TABLE:
            return [list(row) for row in self.annex.rows]
        return [self.annex.file_name, self.annex.alt] if self.code == PDF else self.annex.text

    @property
    def texts(self) -> list[str]:
        """What must not be read anywhere else when all of it is withheld: a cell alone is too common a word."""
        if self.code == TABLE:
            return [BETWEEN_CELLS.join(row) for row in self.annex.rows]
        return [self.annex.file_name, self.annex.alt] if self.code == PDF else [self.annex.text]

    @property
    def text(self) -> str:
        return "\n".join(filter(None, self.texts))

    @property
    def is_empty(self) -> bool:
        return not any(self.texts)


def annex_parts(snapshot: Snapshot) -> Iterator[AnnexPart]:
    """Every part that says something."""
    for annex in snapshot.annexes:
        has = {TEXT: bool(annex.text), TABLE: bool(annex.rows), PDF: annex.file is not None}
        yield from (AnnexPart(annex, code) for code in LABELS if has[code])
