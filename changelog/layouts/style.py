"""How a town prints its lists: which marks, how much context, which words. Data, and the few choices a person has."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from changelog.diff import mark
from changelog.folding import Teller, omitted
from changelog.layouts.table import Column
from changelog.runs import Run, bracketed

Marks = Literal["underline", "brackets", "none"]


@dataclass(frozen=True, slots=True)
class PrintRow:
    """One row to print. Dates are words already; path: headings, outermost first.

    pages: of the printed documents; () = it stands nowhere in that one, None = nobody has looked
    name, items: of a whole entry, what it is called and its (label, text)s, where the caller knows them
    procedural: of an item that tells how the assessment was made, which is neither 事前 nor 事後 to a change
    """

    path: tuple[str, ...]
    before: str = ""
    after: str = ""
    kind: str = "changed"
    number: int = 0
    date: str = ""
    timing: str = ""
    note: str = ""
    reason: str = ""
    pages_old: tuple[int, ...] | None = ()
    pages_new: tuple[int, ...] | None = ()
    name: str = ""
    items: tuple[tuple[str, str], ...] = ()
    procedural: bool = False

    @property
    def whole(self) -> bool:
        """The row tells a whole entry."""
        return self.kind in ("entry_added", "entry_removed")


@dataclass(frozen=True, slots=True)
class Style:
    """The choices of a person or a municipality; None = as the layout has it.

    context      unchanged paragraphs kept around each change; None = nothing is folded
    ditto        print 同上 for a note that is the same as in the row above
    new_first    the new text in the left of the two columns
    amended      川口型: 「修正」 as the timing of what is procedural
    words        other words than those of words.toml, by their key; columns: other titles, by the column's key
    """

    title: str | None = None
    marks: Marks | None = None
    context: int | None = None
    ditto: bool = False
    new_first: bool = False
    amended: bool = False
    ignore_variants: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)


@cache
def _house(layout: str) -> dict[str, Any]:
    data = files("changelog.layouts").joinpath("words.toml").read_text(encoding="utf-8")
    words: dict[str, Any] = tomllib.loads(data)[layout]
    return words


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one layout in one style."""

    layout: str
    style: Style

    def __getitem__(self, key: str) -> str:
        return str(self.style.words.get(key, _house(self.layout)[key]))

    @property
    def title(self) -> str:
        return self["title"] if self.style.title is None else self.style.title

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(
            Column(found["key"], self.style.columns.get(found["key"], found["title"]), found["width"])
            for found in _house(self.layout)["columns"]
        )


def marked(
    row: PrintRow, style: Style, default: Marks = "underline", told: Teller = omitted
) -> tuple[str | tuple[Run, ...], str | tuple[Run, ...]]:
    """The before and after of a row as cells: runs to underline, text with 【 】, or plain text."""
    marks = style.marks or default
    if marks == "none" and style.context is None:
        return row.before, row.after
    cells = mark(row.before, row.after, ignore_variants=style.ignore_variants, context=style.context, told=told)
    if marks == "underline":
        return cells
    signs = ("【", "】") if marks == "brackets" else ("", "")
    return bracketed(cells[0], *signs), bracketed(cells[1], *signs)


def page_of(pages: tuple[int, ...] | None, otherwise: tuple[int, ...] | None) -> tuple[int, ...]:
    """Its pages, or where it stands nowhere those in the other document. What nobody has looked up is left blank:

    a number of the other document would be read as one of this.
    """
    return () if pages is None else pages or otherwise or ()


def pages_text(pages: tuple[int, ...], prefix: str = "") -> str:
    """Page numbers as 川口市 prints them: 「P4」「P17,18」「P10～P13」「P47・54・61」."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and runs[-1][-1] == page - 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return prefix * bool(runs) + "・".join(_span(run, prefix) for run in runs)


def _span(run: list[int], prefix: str) -> str:
    return f"{run[0]}～{prefix}{run[-1]}" if len(run) > 2 else ",".join(map(str, run))
