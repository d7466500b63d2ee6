"""What the reviewer's copy marks: every item that reads otherwise than it did, and what stands nowhere any more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from changelog.diff import Run

from ..snapshot import Address, Snapshot, lines
from .measure import CELL_LINE, TALL, line_count


@dataclass(frozen=True, slots=True)
class Gone:
    """``label``: the headings above it, outermost first, one to a line."""

    label: str
    text: str

    @property
    def tall(self) -> bool:
        return line_count(self.text, CELL_LINE) > TALL


@dataclass(frozen=True)
class Marks(Mapping[Address, str]):
    """The former text of the items that changed, by their address; ``gone``: what was taken out with its entry."""

    former: Mapping[Address, str]
    gone: tuple[Gone, ...] = ()

    def __getitem__(self, address: Address) -> str:
        return self.former[address]

    def __iter__(self) -> Iterator[Address]:
        return iter(self.former)

    def __len__(self) -> int:
        return len(self.former) + len(self.gone)


NONE = Marks({})
GONE = "gone"  # the anchor of the part that tells of it


def marks_between(old: Snapshot, new: Snapshot) -> Marks:
    before = {line.address: line for line in lines(old)}
    found, here = {}, set()
    for line in lines(new):
        here.add(line.address)
        was = before.get(line.address)
        if (was.text if was else "") != line.text:
            found[line.address] = _former(was) if was else ""
    gone = (Gone(line.label, line.text) for line in before.values() if line.address not in here and line.text)
    return Marks(found, tuple(gone))


def _former(line) -> str:
    """Of records their names, one to a line: a number that only moved is no change."""
    is_records = any(text and key.rpartition("#")[0] == text for key, text in line.parts)
    return "\n".join(text for _, text in line.parts) if is_records else line.text


def record_runs(former: str, records: tuple[str, ...], more: str) -> tuple[Run, ...]:
    """The records under their numbers of now, and those that are gone; ``more``: the text behind them."""
    old, new = former.split("\n") if former else [], [*records, *([more] if more else [])]
    numbered = [f"{number}.{text}" for number, text in enumerate(records, start=1)] + new[len(records) :]
    found: list[tuple[str, str]] = []
    for kind, was, was_end, now, now_end in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", "、".join(numbered[now:now_end])))
            continue
        if was < was_end:
            found.append(("del", "、".join(old[was:was_end])))
        if now < now_end:
            found.append(("ins", "、".join(numbered[now:now_end])))
    between = [run for kind, text in found for run in (Run("same", "、"), Run(kind, text))]
    return tuple(between[1:])
