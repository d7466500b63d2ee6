"""The marked text of a cell: plain values, so that HTML, PDF, xlsx and CSV can each draw them in their own way."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Literal, TypeAlias

RunKind: TypeAlias = Literal["same", "del", "ins", "move_from", "move_to"]
StepKind: TypeAlias = Literal["same", "change", "move_from", "move_to"]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a cell; `del` and `move_from` stand only before, `ins` and `move_to` only after."""

    kind: RunKind
    text: str


def joined(pieces: Iterable[tuple[RunKind, str]]) -> tuple[Run, ...]:
    """(kind, text) pieces as runs: none empty, no two neighbours of one kind."""
    said = (piece for piece in pieces if piece[1])
    return tuple(Run(kind, "".join(text for _, text in of_kind)) for kind, of_kind in groupby(said, itemgetter(0)))


def text_of(runs: Iterable[Run]) -> str:
    """What the runs say, without their marks."""
    return "".join(run.text for run in runs)


def bracketed(runs: Iterable[Run], opening: str = "【", closing: str = "】") -> str:
    """The runs as plain text with what is marked in brackets, for paper without underlines and for CSV."""
    return "".join(run.text if run.kind == "same" else _within(run.text, opening, closing) for run in runs)


def _within(text: str, opening: str, closing: str) -> str:
    """Brackets stand around the words, not around the line breaks before and after them."""
    words = text.strip()
    if not words:
        return text
    start = text.index(words)
    return f"{text[:start]}{opening}{words}{closing}{text[start + len(words) :]}"
