"""What stands beside a sheet while somebody writes: the contents, what is left to do, the rows of the change list."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from changelog.diff import mark

from .. import checks
from ..changes import rows_of
from ..checks.run import Progress
from ..models import ChangeRow, Version
from ..snapshot import Address, Sheet
from .places import MISSING, UNKNOWN, Place, kind_of, sheet_url

if TYPE_CHECKING:
    from .sheets import SheetPage

JUMPS = ((MISSING, "未記入"), (UNKNOWN, "不明"))


@dataclass(frozen=True, slots=True)
class Line:
    """A sheet in the table of contents. ``file``: 「(1) 住民基本台帳ファイル」 where a section stands once per file."""

    heading: str
    file: str
    url: str
    progress: Progress
    here: bool

    @property
    def title(self) -> str:
        return f"{self.heading} {self.file}".strip()

    @property
    def words(self) -> str:
        if self.progress.open:
            return f"残り{self.progress.open}件"
        return "記入済み" if self.progress.required else "任意"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section in the table of contents with its sheets."""

    heading: str
    lines: list[Line] = field(default_factory=list)

    @property
    def per_file(self) -> bool:
        return bool(self.lines[0].file)


@dataclass(frozen=True, slots=True)
class Jump:
    """The way to what is unfilled (or unknown) next: here, and the first one beyond this sheet."""

    name: str
    word: str
    anchors: tuple[str, ...]
    here: str
    beyond: str
    total: int


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row of the change list in short: what changed in it, and the item of this sheet that it speaks of."""

    row: ChangeRow
    anchor: str
    before: tuple
    after: tuple


@lru_cache(maxsize=512)
def _marked(before: str, after: str) -> tuple[tuple, tuple]:
    """Unchanged paragraphs are left out: the column is narrow."""
    return mark(before, after, context=0)


class Beside:
    """Made for one request: the page with the open version."""

    def __init__(self, page: "SheetPage", version: Version | None) -> None:
        self.page, self.version = page, version

    @cached_property
    def lines(self) -> list[Line]:
        page = self.page
        return [
            Line(
                heading=p.sheet.section.heading,
                file=p.sheet.blocks[0].items[0].path[1] if p.sheet.file else "",
                url=sheet_url(page.assessment, p.sheet),
                progress=p,
                here=p.sheet is page.sheet,
            )
            for p in checks.progress(page.snapshot, page.context)
            if page.snapshot.form.answerable(p.sheet.section)
        ]

    @cached_property
    def chapters(self) -> list[Chapter]:
        chapters: list[Chapter] = []
        for line in self.lines:
            if not chapters or chapters[-1].heading != line.heading:
                chapters.append(Chapter(line.heading))
            chapters[-1].lines.append(line)
        return chapters

    @property
    def total(self) -> int:
        return sum(line.progress.open for line in self.lines)

    @cached_property
    def neighbours(self) -> tuple[Line | None, Line | None]:
        place = next((n for n, line in enumerate(self.lines) if line.here), 0)
        before = self.lines[place - 1] if place else None
        after = self.lines[place + 1] if place + 1 < len(self.lines) else None
        return before, after

    # --- what is left to do ---

    @cached_property
    def left(self) -> list[tuple[checks.Problem, Place]]:
        """Everything that the checks say of items and entries, in the order of the form."""
        get = self.page.places.get
        return [(problem, place) for problem in self.page.all_problems if (place := get(problem.address))]

    @cached_property
    def left_here(self) -> list[checks.Problem]:
        return [problem for problem, place in self.left if place.sheet is self.page.sheet]

    @cached_property
    def jumps(self) -> list[Jump]:
        return [self._jump(*names) for names in JUMPS]

    def _jump(self, name: str, word: str) -> Jump:
        found = {problem.address: place for problem, place in self.left if kind_of(problem, place.placed) == name}
        here = {address: place for address, place in found.items() if place.sheet is self.page.sheet}
        url = self.page.places.url
        beyond = self._beyond({address: place for address, place in found.items() if address not in here})
        return Jump(
            name, word, tuple(p.anchor for p in here.values()), url(next(iter(here), None)), url(beyond), len(found)
        )

    def _beyond(self, elsewhere: dict[Address, Place]) -> Address | None:
        """The first one behind this sheet, else the first one of the document."""
        order = {id(sheet): place for place, sheet in enumerate(self.page.context.sheets)}
        here = order[id(self.page.sheet)]
        behind = (address for address, place in elsewhere.items() if order[id(place.sheet)] > here)
        return next(behind, next(iter(elsewhere), None))

    # --- the rows of this sheet ---

    @cached_property
    def rows(self) -> list[RowLine]:
        return list(self._rows())

    def _rows(self) -> Iterator[RowLine]:
        anchors = _anchors(self.page.sheet)
        for row in rows_of(self.version):
            anchor = next((anchors[tuple(a)] for a in row.addresses if tuple(a) in anchors), None)
            if anchor is not None or self._told_here(row):
                yield RowLine(row, anchor or "", *_marked(row.printed_before, row.printed_after))

    def _told_here(self, row: ChangeRow) -> bool:
        """A row of an entry that is gone: nothing but its headings says where it stood."""
        if any(self.page.places.get(tuple(address)) for address in row.addresses):
            return False
        headings = [self.page.heading, *filter(None, [self.page.file_label])]
        return row.label.split("\n")[: len(headings)] == headings


def _anchors(sheet: Sheet) -> dict[tuple[str, str], str]:
    """Every address of a sheet -> its anchor; an entry that is gone has none on the page."""
    found = {(block.node.ref, ""): f"e-{block.node.ref}" for block in sheet.blocks if block.node}
    found |= {placed.address: placed.anchor for placed in sheet.items}
    return found | ({(sheet.file.ref, ""): ""} if sheet.file else {})
