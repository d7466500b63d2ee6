"""The cover page: number and name side by side, the declaration with its remarks, a box for each other item."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..snapshot import Address, Placed, Sheet
from .cells import Cell, cell_of
from .measure import FULL_LINE

BESIDE_EACH_OTHER = ("number", "name")


@dataclass(frozen=True, slots=True)
class CoverItem:
    placed: Placed
    former: str | None = None

    @property
    def item(self):
        return self.placed.item

    @property
    def anchor(self) -> str:
        return self.placed.anchor

    @property
    def cell(self) -> Cell:
        return cell_of(self.placed, self.former)

    @property
    def classes(self) -> str:
        states = {"tall": self.cell.is_tall(FULL_LINE), "changed": self.former is not None}
        return " ".join(name for name, holds in states.items() if holds)


def cover_context(sheet: Sheet, marks: Mapping[Address, str]) -> dict:
    """``cover``: items by the last part of their code; ``boxes``: the rest, 特記事項 inside the box above it."""
    items = {p.item.code.rsplit(".", 1)[1]: CoverItem(p, marks.get(p.address)) for p in sheet.items}
    boxes: list[dict] = []
    for name, item in items.items():
        if name in BESIDE_EACH_OTHER or item.item.kind == "static":
            continue
        if name == "remarks" and boxes:
            boxes[-1]["remarks"] = item
        else:
            boxes.append({"title": item, "name": name})
    return {"cover": items, "boxes": boxes}
