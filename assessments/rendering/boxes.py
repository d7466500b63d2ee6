"""Check boxes as they stand on paper: ［○］ label （text）, one, two or three to a line as the official forms do it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..catalogue import Item, values
from ..catalogue.withheld import MARK, is_withheld
from ..snapshot import Placed
from .measure import width

# How many full-width characters a check line may have at the left and at the right of another, where the right is the
# wider one (電子記録媒体（フラッシュメモリを除く。）), where both are the same, and beside two others.
UNEVEN, EVEN, THIRD_LINE = (14, 20), (17, 17), 9


@dataclass(frozen=True, slots=True)
class Box:
    """One check line. ``share``: 1 = a line of its own, 2 or 3 = that many to a line; ``starts``: first of its line;
    ``even``: two of the same width."""

    mark: str
    label: str
    text: str | None  # in its （　）; None where the form has no bracket
    count: str | None
    heading: str = ""
    share: int = 1
    starts: bool = True
    even: bool = False
    changed: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says instead of the brackets."""
        return {values.CHOSEN: "該当", values.NOT_CHOSEN: "非該当", MARK: "非公表"}.get(self.mark, "不明")


def flag_box(placed: Placed, changed: bool = False) -> Box:
    """The ［○］委託しない at the right of a block heading."""
    return Box(flag_mark(placed), placed.item.label, None, None, changed=changed)


def flag_mark(placed: Placed) -> str:
    if is_withheld(placed.value):
        return MARK
    return {True: values.CHOSEN, False: values.NOT_CHOSEN}.get(placed.value, values.UNKNOWN)


def boxes_of(item: Item, value: values.Value, former: str | None = None) -> Iterator[Box]:
    """``former``: what the boxes said before, one to a line; those that say something else now are marked."""
    said = former.split("\n") if former is not None else None
    changed = {label for label, text in values.parts(item, value) if said is not None and text not in said}
    bare = [_box(item, value, option.label, option.heading) for option in item.options]
    share, heading, column = _share(item, bare), None, 0
    room = (THIRD_LINE,) * 3 if share == 3 else EVEN if _is_even(bare) else UNEVEN
    for box in bare:
        column = column if box.heading == heading and column < share else 0
        own = share if share > 1 and _line(box) <= room[column] else 1
        column = column if own > 1 else 0
        is_changed = box.label in changed
        yield replace(box, share=own, starts=column == 0, even=room is EVEN, changed=is_changed)
        heading, column = box.heading, column + 1 if own > 1 else 0


def _is_even(boxes: Sequence[Box]) -> bool:
    """Some are too long for the narrow left half, and would fit into half of a line."""
    return any(UNEVEN[0] < _line(box) <= EVEN[0] for box in boxes)


def _box(item: Item, value: values.Value, label: str, heading: str) -> Box:
    option = item.option(label)
    count = values.count_of(value, label)
    shown = printed_count(count) if count is not None or (option and option.opens_count) else None
    return Box(values.mark_of(item, value, label), label, values.bracket_text(item, value, label), shown, heading)


def _share(item: Item, boxes: Sequence[Box]) -> int:
    """How many check lines stand side by side, as the official forms do it: names of partners take a whole line."""
    if sum(option.opens_text for option in item.options) > len(boxes) / 2:
        return 1
    if len(boxes) <= 3 and all(_line(box) <= THIRD_LINE for box in boxes):
        return 3
    return 2


def _line(box: Box) -> float:
    text = box.label + ("" if box.text is None else f"（{box.text}　）") + ("" if box.count is None else "（　　　）件")
    return width(text) if "\n" not in text else UNEVEN[1] + 1


def printed_count(count: int | None) -> str:
    return "" if count is None else str(count)
