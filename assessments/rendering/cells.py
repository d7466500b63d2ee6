"""What stands in the value cell of an item, ready to be drawn: the templates decide nothing about kinds or widths."""

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from functools import lru_cache

from changelog.diff import Run, inline

from ..catalogue import CHECK_KINDS, CHOICE_KINDS, Item, values
from ..catalogue.wareki import as_printed
from ..catalogue.withheld import MASK, is_withheld
from ..snapshot import Placed
from . import glyphs
from .boxes import Box, boxes_of, flag_mark, printed_count
from .marks import record_runs
from .measure import TALL, chunks, line_count, width
from .svg import WrongDrawing, harmless, in_face

HALF_OPTION = 12  # full-width characters that an option may have to stand beside another one
# A figure is shown when the browser and the renderer can draw it without following references.
IMAGE_TYPES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
DRAWING = "image/svg+xml"  # drawn too, after svg.harmless


UNDESCRIBED = "説明のない図"  # heard where nobody has described it: the name of a file says nothing


@dataclass(frozen=True, slots=True)
class Figure:
    """``alt`` is heard, ``caption`` is read below it: where both say the same, only one of them is heard."""

    uri: str
    alt: str
    caption: str


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
    runs: tuple[Run, ...] = ()  # the text with what went and what came, where changes are to be shown
    former: str = ""  # the former answer where it is not a text that can be marked

    @property
    def plain(self) -> str | None:
        """The whole content where it is nothing but one text: then the cell itself holds it, without a paragraph."""
        alone = self.kind == "text" and len(self.chunks) < 2 and not self.runs
        return "".join(self.chunks) if alone else None

    def lines(self, line: int) -> int:
        """Roughly; ``line``: full-width characters to a line."""
        texts = (*self.chunks, self.text or "", *(box.text or "" for box in self.boxes))
        return max(
            sum(line_count(text, line) for text in texts), sum(box.starts for box in self.boxes), len(self.options)
        )

    def is_tall(self, line: int) -> bool:
        """May a page end cut it?"""
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


def cell_of(placed: Placed, former: str | None = None) -> Cell:
    """``former``: what stood here before, where the change is to be shown."""
    cell = _cell(placed)
    if former is None:
        return cell
    if placed.item.kind == "record_list":
        more = placed.value if isinstance(placed.value, str) else ""
        return replace(cell, runs=record_runs(former, placed.records, more))
    if cell.kind == "text":
        return replace(cell, runs=inline(former, "\n".join(cell.chunks)))
    if cell.kind == "checks":
        now = placed.text.split("\n")
        gone = "\n".join(line for line in former.split("\n") if line not in now)
        return replace(cell, boxes=tuple(boxes_of(placed.item, placed.value, former)), former=gone)
    return replace(cell, former=former)


def _cell(placed: Placed) -> Cell:
    item, value = placed.item, placed.value
    if values.is_lost(value):
        return Cell("lost", (values.LOST_TEXT,))
    if is_withheld(value) and item.kind != "flag":
        return Cell("text", (MASK,))
    if item.kind in CHOICE_KINDS:
        return _choice(item, value)
    if item.kind in CHECK_KINDS:
        return Cell("checks", boxes=tuple(boxes_of(item, value)))
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
        return f"{flag_mark(placed)}{item.label}"
    text = placed.value if isinstance(placed.value, str) else placed.text
    if item.kind == "date_wareki":
        return as_printed(text) + (_suffix(item) if text else "")
    return text


def record_text(placed: Placed) -> str:
    """「1.個人番号、2.氏名…」: the records in one run, as the form prints them."""
    numbered = (f"{number}.{text.replace(chr(10), ' ')}" for number, text in enumerate(placed.records, start=1))
    return "、".join(numbered) + (f"\n{placed.value}" if placed.records and placed.value else placed.value or "")


# --- choices ----------------------------------------------------------------------------------------------------------


def _choice(item: Item, value: values.Value) -> Cell:
    parts = value if isinstance(value, dict) else {}
    printed = tuple(option.printed for option in item.options)
    return Cell(
        "choice",
        chunks(values.choice_label(value)),
        printed,
        two_columns=max(map(width, printed), default=0) <= HALF_OPTION,
        count=printed_count(parts.get("count")) if item.kind == "choice+count" else None,
        lead=_lead(item),
        text=parts.get("text", "") if item.kind == "choice+text" else None,
        printed_below=_printed_below(item),
    )


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


# --- figures ----------------------------------------------------------------------------------------------------------


def _figure(value: values.Value) -> Cell:
    parts = value if isinstance(value, dict) else {}
    return Cell("figure", chunks(parts.get("text", "")), figures=tuple(map(_drawn, parts.get("figures", ()))))


def _drawn(figure: dict) -> Figure:
    media, data = figure.get("media_type", ""), re.sub(r"\s", "", figure.get("base64", ""))
    uri, described = _uri(media, data), figure.get("alt", "").strip()
    return Figure(uri, described or UNDESCRIBED, described or ("" if uri else figure.get("name", "")))


def _uri(media: str, data: str) -> str:
    """The picture as a data: address; "" for what may not be drawn. Of a drawing only what cannot act is left."""
    if not re.fullmatch(r"[A-Za-z0-9+/]+={0,2}", data):
        return ""
    if media in IMAGE_TYPES:
        return f"data:{media};base64,{data}"
    return f"data:{DRAWING};base64,{_without_acts(data)}" if media == DRAWING and _without_acts(data) else ""


@lru_cache(maxsize=64)
def _without_acts(data: str) -> str:
    try:
        return b64encode(in_face(harmless(b64decode(data)), glyphs.drawable)).decode()
    except (WrongDrawing, ValueError):
        return ""
