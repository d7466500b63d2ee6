"""The waist of the house: see value.Snapshot."""

from .lines import lines
from .outline import Address, Placed, PlacedBlock, Sheet, file_heading, file_name, outline
from .take import take
from .value import CHILD_KINDS, ChangeEntry, Node, Snapshot

__all__ = [
    "CHILD_KINDS",
    "Address",
    "ChangeEntry",
    "Node",
    "Placed",
    "PlacedBlock",
    "Sheet",
    "Snapshot",
    "file_heading",
    "file_name",
    "lines",
    "outline",
    "take",
]
