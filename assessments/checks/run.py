"""All checks of a document at once, and how far it is filled."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..models import ChangeRow
from ..snapshot import Sheet, Snapshot
from . import (
    change_rows,
    completeness,
    consistency_boxes,
    consistency_dates,
    consistency_files,
    consistency_history,
    consistency_law,
    consistency_network,
    consistency_outsourcing,
    consistency_risks,
    consistency_transfers,
    figures,
    judging,
    not_public,
    printing,
)
from .context import Context
from .problem import Problem, Severity
from .rule import RULES as REGISTERED

_CONSISTENCY = (  # importing a module registers its rules
    consistency_boxes,
    consistency_outsourcing,
    consistency_transfers,
    consistency_network,
    consistency_files,
    consistency_risks,
    consistency_dates,
    consistency_history,
    consistency_law,
    judging,
    printing,
)
RULES = (completeness.unresolved, completeness.not_an_option, completeness.unfilled, figures.undescribed, *REGISTERED)


def problems(snapshot: Snapshot, context: Context | None = None) -> list[Problem]:
    """Everything that the rules find, in the order of the form."""
    context = context or Context(snapshot)
    found = _once([problem for rule in RULES for problem in rule(context)])
    order = {p.address: place for place, (_, p) in enumerate(completeness.answerable(context))}
    return sorted(found, key=lambda problem: order.get(problem.address, -1))


def _once(found: list[Problem]) -> list[Problem]:
    """An empty item that a numbered rule asks for with its reason is not told a second time as 必須."""
    told = {p.address for p in found if p.name and p.severity is Severity.ERROR}
    return [p for p in found if p.rule != completeness.REQUIRED or p.address not in told]


def errors(found: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in found if problem.severity is Severity.ERROR]


def submission_problems(snapshot: Snapshot, rows: Iterable[ChangeRow]) -> list[Problem]:
    """What stands against submitting, all at once: unfilled, unread, inconsistent, incomplete rows."""
    told = [*errors(problems(snapshot)), *not_public.problems(snapshot)]
    rows = list(rows)
    return [*told, *change_rows.incomplete_rows(rows), *judging.undecided_rows(snapshot, rows)]


def warnings(found: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in found if problem.is_warning]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sheet is filled: ``open`` items still need an answer."""

    sheet: Sheet
    required: int
    open: int

    @property
    def done(self) -> int:
        return self.required - self.open

    @property
    def is_complete(self) -> bool:
        return self.open == 0


def progress(snapshot: Snapshot, context: Context | None = None) -> list[Progress]:
    """Per sheet: how many items must be filled now, and how many are still open (empty or unread)."""
    context = context or Context(snapshot)
    found = []
    for sheet in context.sheets:
        needed = missing = 0
        for block in sheet.blocks:
            for placed in block.items:
                if not (placed.item.has_answer or placed.item.kind == "record_list"):
                    continue
                required = placed.item.required.at == "submit" and completeness.is_required(context, block, placed)
                needed += required or placed.is_unknown
                missing += (required and placed.is_empty) or placed.is_unknown
        found.append(Progress(sheet, needed, missing))
    return found
