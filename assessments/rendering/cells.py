"""What stands in the value cell of an item, ready to be drawn: the templates decide nothing about kinds or widths."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..catalogue import CHECK_KINDS, CHOICE_KINDS, Item, values
from ..catalogue.wareki import as_printed
from ..snapshot import Placed

# One paragraph of tens of thousands of characters is laid out in more than linear time; cut at line ends it is not.
CHUNK = 1500
# What is higher than some 40 % of a page may be cut by its end; everything lower moves to the next page as a whole.
TALL = 24
CELL_LINE, FULL_LINE = 40, 55  # full-width characters to a line of a value cell, of a cell of full width
# How many full-width characters a check line or an option may have to stand beside another one.
HALF_LINE, THIRD_LINE, HALF_OPTION = 17, 9, 13
# A figure is shown when the browser and the renderer can draw it without following references.
IMAGE_TYPES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


@dataclass(frozen=True, slots=True)
class Box:
    """One check line. ``share``: 1 = a line of its own, 2 or 3 = that many to a line; ``starts``: first of its line."""

    mark: str
    label: str
    text: str | None  # in its （　）; None where the form has no bracket
    count: str | None
    heading: str = ""
    share: int = 1
    starts: bool = True

    @property
    def spoken(self) -> str:
        """What a screen reader says instead of the brackets."""
        return {values.CHOSEN: "該当", values.NOT_CHOSEN: "非該当"}.get(self.mark, "不明")


@dataclass(frozen=True, slots=True)
class Figure:
    uri: str
    alt: str
    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    """``kind``: text | choice | checks | figure | lost, each a branch of document/value.html."""

    kind: str
    chunks: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    two_columns: bool = False
    count: str | None = None
    lead: str = ""
    text: str | None = None
    boxes: tuple[Box, ...] = ()
    figures: tuple[Figure, ...] = ()
    printed_below: str = ""
    runs: tuple[object, ...] = field(default=())

    def is_tall(self, line: int) -> bool:
        texts = (*self.chunks, self.text or "", *(box.text or "" for box in self.boxes))
        return len(self.figures) > 1 or sum(line_count(text, line) for text in texts) > TALL

    @property
    def groups(self) -> list[tuple[str, list[Box]]]:
        """Check lines under their headings (・識別情報), "" where the form has none."""
        found: list[tuple[str, list[Box]]] = []
        for box in self.boxes:
            if not found or found[-1][0] != box.heading:
                found.append((box.heading, []))
            found[-1][1].append(box)
        return found


def cell_of(placed: Placed) -> Cell:
    item, value = placed.item, placed.value
    if values.is_lost(value):
        return Cell("lost", (values.LOST_TEXT,))
    if item.kind in CHOICE_KINDS:
        return _choice(item, value)
    if item.kind in CHECK_KINDS:
        return Cell("checks", boxes=tuple(_boxes(item, value)))
    if item.kind == "figure":
        return _figure(value)
    return Cell("text", chunks(_plain_text(placed)))


def _plain_text(placed: Placed) -> str:
    item = placed.item
    if item.kind == "record_list":
        return record_text(placed)
    if item.kind == "static":
        return "\n".join(option.printed for option in item.options)
    if item.kind == "flag":
        return f"{_flag_mark(placed)}{item.label}"
    text = placed.value if isinstance(placed.value, str) else placed.text
    if item.kind == "date_wareki":
        return as_printed(text) + (_suffix(item) if text else "")
    return text


def _flag_mark(placed: Placed) -> str:
    return {True: values.CHOSEN, False: values.NOT_CHOSEN}.get(placed.value, values.UNKNOWN)


def flag_box(placed: Placed) -> Box:
    """The ［○］委託しない at the right of a block heading."""
    return Box(_flag_mark(placed), placed.item.label, None, None)


def record_text(placed: Placed) -> str:
    """「1.個人番号、2.氏名…」: the records in one run, as the form prints them."""
    numbered = (f"{number}.{text.replace(chr(10), ' ')}" for number, text in enumerate(placed.records, start=1))
    return "、".join(numbered) + (f"\n{placed.value}" if placed.records and placed.value else placed.value or "")


def chunks(text: str) -> tuple[str, ...]:
    """The text in pieces of whole lines, none much longer than CHUNK unless one line is."""
    if len(text) <= CHUNK:
        return (text,) if text else ()
    found, lines, size = [], [], 0
    for line in text.split("\n"):
        if lines and size + len(line) > CHUNK:
            found.append("\n".join(lines))
            lines, size = [], 0
        lines.append(line)
        size += len(line) + 1
    return (*found, "\n".join(lines))


def width(text: str) -> float:
    """The width in full-width characters."""
    return (len(text) + sum(unicodedata.east_asian_width(char) in "WFA" for char in text)) / 2


def line_count(text: str, line: int) -> int:
    return sum(1 + int(width(part) / line) for part in text.split("\n")) if text else 0


def shortened(text: str, most: int = 34) -> str:
    """The text in one line, as the head of a page has room for."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


# --- choices ----------------------------------------------------------------------------------------------------------


def _choice(item: Item, value: values.Value) -> Cell:
    parts = value if isinstance(value, dict) else {}
    printed = tuple(option.printed for option in item.options)
    return Cell(
        "choice",
        chunks(values.choice_label(value)),
        printed,
        two_columns=max(map(width, printed), default=0) <= HALF_OPTION,
        count=_count(parts.get("count")) if item.kind == "choice+count" else None,
        lead=_lead(item),
        text=parts.get("text", "") if item.kind == "choice+text" else None,
        printed_below=_printed_below(item),
    )


def _count(count: int | None) -> str:
    return "" if count is None else str(count)


def _lead(item: Item) -> str:
    """The words in front of a text in brackets, which the form's layout gives: 「手数料額、納付方法：」."""
    found = re.search(r"（([^（）]*：)", item.layout) if item.kind == "choice+text" else None
    return found.group(1) if found else ""


def _suffix(item: Item) -> str:
    """「時点」 where the form prints it behind a date."""
    found = re.search(r"日　(\S+)」$", item.layout)
    return f"　{found.group(1)}" if found else ""


def _printed_below(item: Item) -> str:
    """The remark that the form prints under its choices."""
    found = re.search(r"下に「(.+)」を印字", item.note)
    return found.group(1) if found else ""


# --- check boxes ------------------------------------------------------------------------------------------------------


def _boxes(item: Item, value: values.Value) -> Iterator[Box]:
    bare = [_box(item, value, option.label, option.heading) for option in item.options]
    share = _share(item, bare)
    heading, column = None, 0
    for box in bare:
        own = share if _line(box) <= (THIRD_LINE if share == 3 else HALF_LINE) else 1
        if box.heading != heading or own == 1 or column >= own:
            column = 0
        yield Box(box.mark, box.label, box.text, box.count, box.heading, own, column == 0)
        heading, column = box.heading, column + 1 if own > 1 else 0


def _box(item: Item, value: values.Value, label: str, heading: str) -> Box:
    option = item.option(label)
    count = values.count_of(value, label)
    shown = _count(count) if count is not None or (option and option.opens_count) else None
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
    return width(text) if "\n" not in text else HALF_LINE + 1


# --- figures ----------------------------------------------------------------------------------------------------------


def _figure(value: values.Value) -> Cell:
    parts = value if isinstance(value, dict) else {}
    return Cell("figure", chunks(parts.get("text", "")), figures=tuple(map(_drawn, parts.get("figures", ()))))


def _drawn(figure: dict) -> Figure:
    media, data = figure.get("media_type", ""), re.sub(r"\s", "", figure.get("base64", ""))
    safe = media in IMAGE_TYPES and re.fullmatch(r"[A-Za-z0-9+/]+={0,2}", data)
    name = figure.get("name", "")
    return Figure(f"data:{media};base64,{data}" if safe else "", figure.get("alt") or name, name)
