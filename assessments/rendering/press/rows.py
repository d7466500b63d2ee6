"""A long table of rows, kept in runs of pages: after an edit it is laid out from the page on which a row has changed to
the next page that begins as a page began before.

Rows are not cut by page ends while they fit, so nearly every page begins with a row, and what follows such a page does
not depend on what stands before it. A run is known by its rows and by the row behind it, which did not fit any more.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from .keep import Keep
from .plans import digest
from .run import Job, Pieces

LOOK_AHEAD = 12  # rows behind the changed ones, laid out to see where pages begin
REMEMBERED = 400  # runs of one table


@dataclass(frozen=True)
class Rows:
    """The table as HTML in pieces. ``continued`` stands before rows that begin a later page; ``names``: their anchors."""

    opening: str
    continued: str
    rows: Sequence[str]
    names: Sequence[str]
    closing: str


@dataclass(frozen=True)
class _Run:
    """``said``: the digests of its rows and of the row behind them ("" at the end). ``key``: of its laid-out part."""

    begins: bool  # with the first row of the table
    said: tuple[str, ...]
    key: str

    @property
    def length(self) -> int:
        return len(self.said) - 1


@dataclass
class Table:
    """``complete``: table -> whole HTML document."""

    table: Rows
    name: str
    draft: bool
    engine: str
    keep: Keep
    complete: Callable[[str], str]
    found: list[_Run] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.said = [digest(row)[:20] for row in self.table.rows]
        # What stands around the rows is on their pages too: the name of the document is in the head of each.
        around = self.complete(self.table.opening + self.table.continued + self.table.closing)
        self.whose = digest(self.engine, "rows", self.name, str(self.draft), around)
        self.key = digest(self.whose, "runs")
        self.known = list(_remembered(self.keep.get(self.key)))
        self.by_first_row: dict[str, list[_Run]] = {}
        for run in self.known:
            self.by_first_row.setdefault(run.said[0], []).append(run)
        self.data: dict[str, bytes] = {}
        self.at = 0  # all rows before this one stand in ``found``
        self.to_the_end = False
        self.known_from = self._known_from()
        self._go_on()

    def wanted(self) -> Job | None:
        if self.at >= len(self.said):
            return None
        step = next((row for row in range(self.at + 1, len(self.said)) if row in self.known_from), None)
        self.end = len(self.said) if self.to_the_end or step is None else min(step + LOOK_AHEAD, len(self.said))
        opening = self.table.opening if self.at == 0 else self.table.continued
        html = opening + "".join(self.table.rows[self.at : self.end]) + self.table.closing
        prefix = self.table.names[0].rpartition("-")[0] + "-"
        return Job(self.complete(html), f"{self.name}-", self.draft, cut_at=prefix)

    def take(self, pieces: Pieces) -> None:
        first = self.at
        starts = [first, *(self.table.names.index(name) for name, _ in pieces[1:])]
        for place, (start, (_, made)) in enumerate(zip(starts, pieces, strict=True)):
            stop = starts[place + 1] if place + 1 < len(starts) else self.end
            self.at = start
            if start > first and start in self.known_from:
                break  # from here on it is as it was
            if stop == self.end < len(self.said):
                self.to_the_end = True  # another row may fit on its last page; pages did not fall into step
                break
            self._found(start, stop, made)
        self._go_on()
        self.keep.put(self.key, _told([*self.found, *self.known]))

    def parts(self) -> list[tuple[str, bytes]]:
        return [(run.key, self.data.get(run.key) or self.keep.get(run.key) or b"") for run in self.found]

    def _found(self, start: int, stop: int, made: bytes) -> None:
        said = (*self.said[start:stop], *(self.said[stop : stop + 1] or ("",)))
        run = _Run(start == 0, said, digest(self.whose, str(start == 0), *said))
        self.data[run.key] = made
        self.keep.put(run.key, made)
        self.found.append(run)
        self.at = stop

    def _go_on(self) -> None:
        """Over everything that is known."""
        while run := self._run_at(self.at):
            self.found.append(run)
            self.at += run.length

    def _known_from(self) -> set[int]:
        """Rows from which known runs lead to the end of the table."""
        found = {len(self.said)}
        for row in reversed(range(len(self.said))):
            run = self._run_at(row)
            if run and row + run.length in found:
                found.add(row)
        return found

    def _run_at(self, row: int) -> _Run | None:
        known = self.by_first_row.get(self.said[row], ()) if row < len(self.said) else ()
        return next((run for run in known if self._stands_at(run, row)), None)

    def _stands_at(self, run: _Run, row: int) -> bool:
        behind = tuple(self.said[row : row + run.length + 1])
        if len(behind) == run.length:
            behind = (*behind, "")
        return run.begins == (row == 0) and run.said == behind and self.keep.has(run.key)


def _told(runs: Sequence[_Run]) -> bytes:
    kept = list(dict.fromkeys(runs))[:REMEMBERED]
    return json.dumps([(run.begins, run.said, run.key) for run in kept]).encode()


def _remembered(data: bytes | None) -> Iterator[_Run]:
    try:
        for begins, said, key in json.loads(data or b"[]"):
            yield _Run(begins, tuple(said), key)
    except (ValueError, TypeError):
        return
