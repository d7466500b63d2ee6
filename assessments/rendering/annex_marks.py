"""What the reviewer's copy marks in an annex of the municipality."""

from collections.abc import Mapping
from dataclasses import dataclass

from changelog.diff import Run, inline

from ..snapshot import Address, Annex
from ..snapshot.annexes import CODES, row_text


@dataclass(frozen=True, slots=True)
class Marked:
    """``rows``: the former rows of the table as lines, None where nothing is to be marked."""

    heading: bool = False
    runs: tuple[Run, ...] = ()
    rows: frozenset[str] | None = None
    gone: tuple[str, ...] = ()
    pages: str = ""  # how the attached PDF was called


def marked_in(annex: Annex, marks: Mapping[Address, str]) -> Marked:
    former = {code: marks.get((annex.ref, code)) for code in CODES}
    text, table = former["annex.text"], former["annex.table"]
    now = set(map(row_text, annex.rows))
    return Marked(
        heading=former["annex.title"] is not None,
        runs=inline(text, annex.text) if text is not None else (),
        rows=None if table is None else frozenset(table.split("\n")),
        gone=tuple(row for row in (table or "").split("\n") if row and row not in now),
        pages=former["annex.pdf"] or "",
    )
