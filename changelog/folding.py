"""What did not change is told as 「（略）」, so that a reader of forty pages sees the three lines that did."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from changelog.runs import Run, RunKind, joined
from changelog.units import marker_of

OMITTED = "（略）"
Teller: TypeAlias = Callable[[Sequence[str]], str]
Piece: TypeAlias = tuple[RunKind, str, str]  # kind, text in this cell, text in the other cell


def omitted(_: Sequence[str]) -> str:
    """「（略）」, whatever was left out."""
    return OMITTED


def omitted_numbers(paragraphs: Sequence[str]) -> str:
    """Which items were left out, as 高槻市 prints it: 「<1. ~9. 省略>」「<4. 省略>」; 「<省略>」 without numbers."""
    markers = [marker for marker in map(marker_of, paragraphs) if any(map(str.isalnum, marker))]
    if not markers:
        return "<省略>"
    return f"<{markers[0]} 省略>" if len(markers) == 1 else f"<{markers[0]} ~{markers[-1]} 省略>"


def fold(runs: Iterable[Run], context: int, told: Teller = omitted) -> tuple[Run, ...]:
    """The runs with stretches of unchanged paragraphs told in a word; `context` paragraphs stay around each change."""
    return fold_cell(((run.kind, run.text, "") for run in runs), context, told)


def fold_cell(pieces: Iterable[Piece], context: int, told: Teller = omitted) -> tuple[Run, ...]:
    """The same for a cell that knows of the other: where the other says more, this one keeps the same context."""
    cell = _Cell()
    for piece in pieces:
        cell.add(*piece)
    return joined(cell.folded(max(context, 0), told))


@dataclass(slots=True)
class _Cell:
    paragraphs: list[list[tuple[RunKind, str]]] = field(default_factory=lambda: [[]])
    changed: set[int] = field(default_factory=set)  # paragraphs
    points: set[int] = field(default_factory=set)  # paragraphs before which the other cell says something
    missing: str = ""  # what the other cell says at this place

    def add(self, kind: RunKind, text: str, other: str) -> None:
        if kind != "same" and not text:
            self.missing += other
            return
        self._settle()
        for line in text.splitlines(keepends=True):
            self.paragraphs[-1].append((kind, line))
            if kind != "same" and line.strip():
                self.changed.add(len(self.paragraphs) - 1)
            if line.endswith("\n"):
                self.paragraphs.append([])

    def _settle(self) -> None:
        other, self.missing = self.missing, ""
        here = len(self.paragraphs) - 1
        if other.startswith("\n"):
            self.points.add(here + 1)
        elif other.endswith("\n") and not self.paragraphs[-1]:
            self.points.add(here)
        elif other.strip():
            self.changed.add(here)

    def folded(self, context: int, told: Teller) -> Iterable[tuple[RunKind, str]]:
        self._settle()
        kept = {near for place in self.changed for near in range(place - context, place + context + 1)}
        kept |= {near for place in self.points for near in range(place - context, place + context)}
        stretch: list[str] = []
        for place, paragraph in enumerate(self.paragraphs):
            if place in kept:
                yield from _told(stretch, told)
                stretch = []
                yield from paragraph
            else:
                stretch.append("".join(text for _, text in paragraph))
        yield from _told(stretch, told)


def _told(stretch: Sequence[str], told: Teller) -> Iterable[tuple[RunKind, str]]:
    text = "".join(stretch)
    if text.strip():
        yield "same", told(stretch) + ("\n" if text.endswith("\n") else "")
    else:
        yield "same", text
