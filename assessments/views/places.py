"""Where an item stands in the editor, so that checks, rows and contents can lead there."""

from dataclasses import dataclass

from .. import checks
from ..checks.context import Context
from ..models import Assessment
from ..snapshot import Address, Placed, Sheet, Snapshot
from .pages import to

MISSING, UNKNOWN = "missing", "unknown"


def kind_of(problem: checks.Problem, placed: Placed | None) -> str:
    """What is left to do at an item: it is unfilled, or not known since the import; "" for any other remark.

    Without an item the problem is an entry that the source numbers but does not contain.
    """
    if placed is None or placed.is_unknown:
        return UNKNOWN
    return MISSING if placed.is_empty and not problem.is_warning else ""


def sheet_url(assessment: Assessment, sheet: Sheet) -> str:
    if sheet.file:
        return to("file_sheet", assessment, sheet.section.slug, sheet.file.ref)
    return to("sheet", assessment, sheet.section.slug)


def sheet_title(sheet: Sheet) -> str:
    """「Ⅱ 特定個人情報ファイルの概要 (1) 住民基本台帳ファイル」."""
    file = sheet.blocks[0].items[0].path[1] if sheet.file and sheet.blocks else ""
    return f"{sheet.section.heading} {file}".strip()


@dataclass(frozen=True, slots=True)
class Place:
    """``entry``: the ref of the entry that must be open to see it; ``placed`` is None for a whole entry or file."""

    sheet: Sheet
    entry: str
    anchor: str
    placed: Placed | None = None

    @property
    def title(self) -> str:
        return sheet_title(self.sheet)


class Places:
    """Every address of a document and where it stands."""

    def __init__(self, assessment: Assessment, snapshot: Snapshot, context: Context | None = None) -> None:
        self.assessment = assessment
        self.sheets = (context or Context(snapshot)).sheets
        self.annexes = {annex.ref for annex in snapshot.annexes}
        self._found: dict[Address, Place] = {}
        for sheet in reversed(self.sheets):  # what stands twice is found where it stands first
            self._take(sheet)

    def _take(self, sheet: Sheet) -> None:
        if sheet.file:
            self._found[sheet.file.ref, ""] = Place(sheet, "", "")
        for block in sheet.blocks:
            entry = block.node.ref if block.node else ""
            if entry:
                self._found[entry, ""] = Place(sheet, entry, f"e-{entry}")
            for placed in block.items:
                self._found[placed.address] = Place(sheet, entry, placed.anchor, placed)

    def get(self, address: Address | None) -> Place | None:
        return self._found.get(address) if address else None

    def url(self, address: Address | None) -> str:
        """The way to an item or an entry (("ref", "")); "" when it is not in the document."""
        place = self.get(address)
        if place is None:
            known = address and address[0] in self.annexes
            return f"{to('annexes', self.assessment)}#a-{address[0]}" if known else ""
        opened = f"?open={place.entry}" if place.entry else ""
        return f"{sheet_url(self.assessment, place.sheet)}{opened}" + (f"#{place.anchor}" if place.anchor else "")


def place_of(assessment: Assessment, snapshot: Snapshot, address: Address) -> str:
    """The way to one item; for several ask Places once."""
    return Places(assessment, snapshot).url(address)
