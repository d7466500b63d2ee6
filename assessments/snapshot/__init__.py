"""The waist of the house: see value.Snapshot."""

from .annexes import Annex
from .lines import lines
from .masking import masked
from .outline import Address, Placed, PlacedBlock, Sheet, bare_sheets, file_heading, file_name, outline
from .take import take
from .value import CHILD_KINDS, ChangeEntry, Node, Snapshot
from .withheld import Withheld

__all__ = [
    "CHILD_KINDS",
    "Address",
    "Annex",
    "ChangeEntry",
    "Node",
    "Placed",
    "PlacedBlock",
    "Sheet",
    "Snapshot",
    "Withheld",
    "bare_sheets",
    "file_heading",
    "file_name",
    "lines",
    "masked",
    "outline",
    "take",
]
