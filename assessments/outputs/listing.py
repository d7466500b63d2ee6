"""One list of changes as it was chosen: its rows, the copy that it is (規則第13条), its tables, what is left to look up.

Where something is withheld a list has two copies, one for residents and one in full. Each says which it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from changelog.layouts import Table

from ..catalogue.withheld import SUBMISSION
from ..models import Assessment, ChangeRow, Version
from .choices import Choice, tables
from .rows import Edges, chosen_rows, edges_of, hidden, print_rows

PUBLIC = "公表用"


@dataclass(frozen=True, slots=True)
class Listing:
    """``needs_pages``: some page numbers are blank until somebody has them looked up. ``earlier``: how many rows all
    versions up to this one have, where it has none itself."""

    choice: Choice
    tables: list[Table]
    needs_pages: bool
    earlier: int

    @property
    def copy(self) -> str:
        """Which copy it is, for its file: two copies never bear one name. "" where there is one for everybody."""
        if self.choice.public:
            return "public"
        return "submission" if self.choice.stamp else ""


def listing(assessment: Assessment, version: Version | None, choice: Choice, *, lay_out: bool = False) -> Listing:
    """``lay_out``: page numbers that nobody has asked for yet are looked up, where the layout prints them."""
    edges = edges_of(assessment, version, public=choice.public, lay_out=lay_out and choice.paged)
    choice = replace(choice, draft=version is None or version.is_open, stamp=_stamp(choice, edges))
    rows = chosen_rows(assessment, version, everything=choice.everything)
    earlier = 0 if rows or choice.everything else len(chosen_rows(assessment, version, everything=True))
    needs_pages = bool(rows) and choice.paged and not edges.paged
    return Listing(choice, tables(_printed(rows, edges, choice), choice), needs_pages, earlier)


def _stamp(choice: Choice, edges: Edges) -> str:
    if not edges.withholds:
        return ""
    return PUBLIC if choice.public else SUBMISSION


def _printed(rows: list[ChangeRow], edges: Edges, choice: Choice) -> Iterable:
    made = list(print_rows(rows, edges))
    if choice.public:
        made = hidden(rows, made, edges.now)
    return zip((row.table for row in rows), made, strict=True)
