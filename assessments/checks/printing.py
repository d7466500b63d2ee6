"""Characters that the PDF cannot show as they were typed: 〓 in a published document is nearly always a mistake.

A warning and no error: a name may have no other character. It rests on the characters alone, so that one that was set
aside with a reason stays so while the text around it is edited.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..catalogue.characters import Unprintable, named, unprintable
from ..models import ChangeRow
from ..snapshot import Address, Placed, Snapshot
from ..snapshot.annexes import annex_lines
from .completeness import answerable
from .context import Context
from .problem import Problem, Severity
from .rule import Hit, fingerprint, rule

RULE = "文字"
CHANGES = "変更箇所"


@dataclass(frozen=True, slots=True)
class _Found:
    """``placed``: None in an annex of the town."""

    address: Address
    label: str
    what: Unprintable
    placed: Placed | None = None

    def hit(self, **words: str) -> Hit:
        return Hit(self.placed, {"label": self.label, **words}, self.address, self.address, (self.label,))


@rule(RULE)
def no_glyph(context: Context) -> Iterator[Hit]:
    """「{label}」の{characters}は、PDFの書体にないため「〓」と印刷されます。
    別の文字に直すか、かな書きにしてください。

    公表するPDFはBIZ UDゴシックだけで印刷する。𠮷（U+20BB7）や外字（U+E000～）は持たない。
    """
    for found in _found(context):
        if found.what.lost:
            yield found.hit(characters=_list(found.what.lost))


@rule(RULE)
def usual_shape(context: Context) -> Iterator[Hit]:
    """「{label}」の{characters}は、PDFの書体にない異体字のため、通常の字形の{usual}で印刷されます。
    それでよいか確かめてください。

    異体字セレクタ（U+E0100～）が指す字形を書体が持たないとき。
    """
    for found in _found(context):
        if pairs := found.what.varied:
            yield found.hit(characters=_list(pairs), usual=_list(pair[0] for pair in pairs))


def in_rows(context: Context, rows: Iterable[ChangeRow]) -> Iterator[Problem]:
    """Rows of the open version; what their items are told of already goes when the item is put right."""
    told = {found.address: found.what for found in _found(context)}
    for row in rows:
        if not row.supplement:
            what = unprintable("\n".join((row.printed_label, row.printed_before, row.printed_after, row.note)))
            for address in row.addresses:
                what = what.without(told.get(tuple(address), Unprintable()))
            yield from _told_of(row, what)


def remarks(snapshot: Snapshot, rows: Iterable[ChangeRow], context: Context | None = None) -> list[Problem]:
    """Everything of this kind, as it stands in the form; rows of the change list last."""
    context = context or Context(snapshot)
    return [*no_glyph(context), *usual_shape(context), *in_rows(context, rows)]


def _told_of(row: ChangeRow, what: Unprintable) -> Iterator[Problem]:
    words = {"label": f"{CHANGES} {row.short_label}"}
    if what.lost:
        yield _in_row(row, no_glyph, words | {"characters": _list(what.lost)})
    if what.varied:
        usual = _list(pair[0] for pair in what.varied)
        yield _in_row(row, usual_shape, words | {"characters": _list(what.varied), "usual": usual})


def _in_row(row: ChangeRow, said, words: Mapping[str, str]) -> Problem:
    sentence = said.message.format(**words)
    basis = fingerprint(said.name, sentence)
    anchor = f"row-{row.pk}"
    return Problem(
        RULE, sentence, None, (CHANGES,), Severity.WARNING, row=row.pk, anchor=anchor, name=said.name, basis=basis
    )


def _found(context: Context) -> Iterator[_Found]:
    for _, placed in answerable(context):
        if not placed.derived and (what := unprintable(_printed(placed))):
            yield _Found(placed.address, placed.heading, what, placed)
    for line in annex_lines(context.snapshot.annexes):
        if line.address[1] != "annex.pdf" and (what := unprintable(line.text)):
            yield _Found(line.address, " ".join(line.label.split("\n")), what)


def _printed(placed: Placed) -> str:
    """What stands on the page; a picture's name does not."""
    if placed.item.kind == "record_list":
        return "\n".join([*placed.records, placed.text])
    if placed.item.kind == "figure" and isinstance(placed.value, dict):
        return placed.value.get("text", "")
    return placed.text


def _list(characters: Iterable[str]) -> str:
    return "".join(map(named, characters))
