"""The editor's page of one sheet: what it shows, and what a save changes of it."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from .. import checks
from ..catalogue import Block
from ..checks.context import Context
from ..checks.dismissed import standing
from ..models import Assessment, Version
from ..snapshot import Sheet, Snapshot, take
from .beside import Beside
from .parts import Group, Part, Problems
from .places import Places, place_of, sheet_url

__all__ = ["SheetPage", "place_of", "sheet_page", "sheet_url"]


class SheetPage:
    """Everything that the page of one sheet reads. ``opened``: the entry that shall stand open."""

    def __init__(
        self, assessment: Assessment, snapshot: Snapshot, sheet: Sheet, context: Context, opened: str = ""
    ) -> None:
        self.assessment, self.snapshot, self.sheet, self.context = assessment, snapshot, sheet, context
        self.opened = opened

    @property
    def slug(self) -> str:
        return self.sheet.section.slug

    @property
    def ref(self) -> str:
        return self.sheet.file.ref if self.sheet.file else ""

    @cached_property
    def title(self) -> str:
        return f"{self.sheet.section.heading}（{self.sheet.file.number}）" if self.sheet.file else self.heading

    @property
    def heading(self) -> str:
        return self.sheet.section.heading

    @cached_property
    def file_label(self) -> str:
        """「(1) 住民基本台帳ファイル」."""
        return self.sheet.blocks[0].items[0].path[1] if self.sheet.file else ""

    @cached_property
    def places(self) -> Places:
        return Places(self.assessment, self.snapshot, self.context)

    @cached_property
    def all_problems(self) -> list[checks.Problem]:
        """Warnings that somebody has set aside with a reason are no longer open."""
        return standing(self.snapshot, self.assessment.dismissals.all(), self.context)

    @cached_property
    def problems(self) -> Problems:
        found: Problems = defaultdict(list)
        for problem in self.all_problems:
            if problem.address:
                found[problem.address].append(problem)
        return found

    def beside(self, version: Version | None) -> Beside:
        return Beside(self, version)

    # --- the sheet itself ---

    @cached_property
    def groups(self) -> list[Group]:
        return list(self._groups())

    def _groups(self) -> Iterator[Group]:
        for block in self.sheet.section.blocks:
            placed = [b for b in self.sheet.blocks if b.block is block]
            word = block.entry_heading("") if block.entry_kind else ""
            level = 3 if block.entry_kind and not block.number else 2
            parts = tuple(
                Part(self.context, b, self.problems, opened=self._is_open(n, b.node), first=n == 0, level=level + 1)
                for n, b in enumerate(placed)
            )
            yield Group(block.code, self._heading(block), block.star_printed, level, block.entry_kind, word, parts)

    def _heading(self, block: Block) -> str:
        if block.entry_kind and not block.number:
            return block.entry_heading("")
        return "" if block.heading == self.sheet.section.heading else block.heading

    def _is_open(self, place: int, node) -> bool:
        return node is None or place == 0 or node.ref == self.opened

    def part(self, ref: str) -> Part | None:
        """One entry of the sheet."""
        return next((p for group in self.groups for p in group.parts if p.node and p.node.ref == ref), None)

    @cached_property
    def unknown(self) -> bool:
        return any(placed.is_unknown for placed in self.sheet.items)


def sheet_page(
    assessment: Assessment, slug: str, ref: str, snapshot: Snapshot | None = None, opened: str = ""
) -> SheetPage | None:
    """The page of a section (of a file: its ref; without one the first). None when there is no such sheet."""
    snapshot = snapshot or take(assessment, changes=False)
    context = Context(snapshot)
    for sheet in context.sheets:
        same_file = not sheet.file or sheet.file.ref == ref or not ref
        if sheet.section.slug == slug and same_file and snapshot.form.answerable(sheet.section):
            return SheetPage(assessment, snapshot, sheet, context, opened)
    return None
