"""What did not change is told as 「（略）」, so that a reader of forty pages sees the three lines that did."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from changelog.runs import Run, RunKind, joined
from changelog.units import is_heading, marker_of

OMITTED = "（略）"
OMITTED_THERE = "<省略>"
Teller: TypeAlias = Callable[[Sequence[str]], str]
Piece: TypeAlias = tuple[RunKind, str, str]  # kind, text in this cell, text in the other cell


def omitted(_: Sequence[str]) -> str:
    """「（略）」, whatever was left out."""
    return OMITTED


def omitted_numbers(paragraphs: Sequence[str]) -> str:
    """Which items were left out, as 高槻市 prints it: 「<1. ~9. 省略>」「<(1)~(2)省略>」; 「<省略>」 without numbers.

    Headings and what stands before the first number are printed: no number tells that they were left out.
    """
    return "\n".join(line for under in _by_heading(paragraphs) for line in _told_under(under))


def _by_heading(paragraphs: Sequence[str]) -> Iterator[list[str]]:
    """Numbers begin anew under each heading: 「<④~①省略>」 over two of them would say nothing."""
    found: list[str] = []
    for paragraph in filter(str.strip, paragraphs):
        if is_heading(paragraph) and found:
            yield found
            found = []
        found.append(paragraph)
    yield found


def _told_under(paragraphs: Sequence[str]) -> Iterator[str]:
    numbers = [_number(paragraph) for paragraph in paragraphs]
    first = next((place for place, number in enumerate(numbers) if number), None)
    printed = paragraphs[:first] if first is not None else filter(is_heading, paragraphs)
    yield from map(str.rstrip, printed)
    if first is not None:
        yield f"<{_span([number for number in numbers if number])}省略>"
    elif not all(map(is_heading, paragraphs)):
        yield OMITTED_THERE


def _number(paragraph: str) -> str:
    """「4. 」「(1)」「①」: the number of a paragraph, with a space behind a point; "" for a bullet or none."""
    marker = marker_of(paragraph)
    return marker + " " * marker.endswith(".") if any(map(str.isalnum, marker)) else ""


def _span(numbers: Sequence[str]) -> str:
    return numbers[0] if len(numbers) == 1 else f"{numbers[0]}~{numbers[-1]}"


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
