"""Finds the way through the form that explains the labels best, because many labels stand in several places.

「リスクへの対策は十分か」 stands nine times in a sheet; which one is meant follows from what stands before and after,
and from where pages may be missing. Viterbi over the labels in reading order: a state is the station reached, the
price of a step is what was passed over. A gap costs less where a page may have ended.
"""

from dataclasses import dataclass

from .match import Found
from .stations import Line, Station

BEAM, STATES = 14.0, 24
_Paths = dict[int, tuple[float, int]]  # station reached -> (price, index of its trace)


@dataclass(frozen=True, slots=True)
class Event:
    found: Found
    after_break: bool


def choose(line: Line, events: list[Event]) -> list[Station | None]:
    """For every event the station it is, or None when its words are plain text."""
    trace: list[tuple[int, Station | None]] = [(-1, None)]
    paths: _Paths = {-1: (0.0, 0)}
    prices = _Prices(line)
    for event in events:
        paths = _step(prices, event, paths, trace)
    end = min(paths.values())[1]
    chosen: list[Station | None] = []
    while end > 0:
        end, station = trace[end]
        chosen.append(station)
    return chosen[::-1]


def _step(prices: "_Prices", event: Event, paths: _Paths, trace: list) -> _Paths:
    reached: dict[int, tuple[float, int, Station | None]] = {}
    for at, (price, last) in paths.items():
        _better(reached, at, (price + event.found.skip, last, None))
        for station, take in event.found.options:
            to = at if event.found.ranged else station.index
            total = price + take + (0.0 if event.found.ranged else prices.of(at, station, event.after_break))
            _better(reached, to, (total, last, station))
    limit = min(price for price, _, _ in reached.values()) + BEAM
    kept = sorted((way for way in reached.items() if way[1][0] <= limit), key=lambda way: way[1][0])[:STATES]
    paths = {}
    for at, (price, last, station) in kept:
        trace.append((last, station))
        paths[at] = (price, len(trace) - 1)
    return paths


def _better(reached: dict, at: int, way: tuple) -> None:
    if at not in reached or way[0] < reached[at][0]:
        reached[at] = way


class _Prices:
    """What it costs to go from one station to another."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.cache: dict[tuple[int, int, bool], float] = {}

    def of(self, at: int, station: Station, after_break: bool) -> float:
        key = (at, station.index, after_break)
        if key not in self.cache:
            self.cache[key] = self._price(at, station, after_break)
        return self.cache[key]

    def _price(self, at: int, station: Station, after_break: bool) -> float:
        if at < 0:
            return 0.5 if skipped(self.line, -1, station.index) else 0.0
        here = self.line.stations[at]
        if station.index == at:
            return 0.2 if station.role == "entry" else 1.5
        if station.index > at:
            return self._gap(at, station.index, after_break) + self._crossing(here, station, after_break)
        return self._back(here, station, after_break)

    def _gap(self, at: int, to: int, after_break: bool) -> float:
        missing = skipped(self.line, at, to)
        return (1.0 if after_break else 3.0) + 0.02 * missing if missing else 0.0

    def _crossing(self, here: Station, station: Station, after_break: bool) -> float:
        """A heading that was not seen on the way."""
        ease = 0.4 if after_break else 1.0
        if here.section is not station.section:
            return 0.0 if station.role == "section" else 2.0 * ease
        if here.block is not station.block:
            return 0.0 if station.role in ("block", "entry") else 1.0 * ease
        return 0.0

    def _back(self, here: Station, station: Station, after_break: bool) -> float:
        """Back on the line: the next entry, the sheet of the next file, or a reading in the wrong order."""
        ease = 0.6 if after_break else 1.0
        if here.block is station.block and here.entry_kind:
            return 0.2 if station.role == "entry" else 4.0 * ease
        if station.section.per_file and here.section.per_file:
            if station.role == "section":
                return 0.5 + 0.5 * bool(skipped(self.line, here.index, self._end_of(here.section)))
            if station.role == "block" and station.block is station.section.blocks[0]:
                return 2.0 * ease
            return 3.0 if after_break else 10.0  # a sheet begins on a page of its own
        if here.block is station.block:
            return 4.0
        if station.role == "section":
            return 6.0
        return 8.0 if here.section is station.section else 12.0

    def _end_of(self, section) -> int:
        return max(s.index for s in self.line.stations if s.section is section) + 1


def skipped(line: Line, at: int, to: int) -> int:
    """How many needed items stand between two stations; entries that need not exist do not count."""
    inside = line.stations[at].block if at >= 0 else None
    target = line.stations[to].block if to < len(line.stations) else None
    return sum(
        1
        for station in line.stations[at + 1 : to]
        if station.needed and (not station.entry_kind or station.block is inside or station.block is target)
    )
