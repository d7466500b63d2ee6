"""The only door for writes to a working copy. Every function takes ``by=``: the visitor who acts.

Each act is one transaction: it locks the document, asks the policies, writes with history, and refreshes the rows.
"""

from .annexes import move_annex, remove_annex, restore_annex, save_annex
from .answers import Conflict, Saved, fingerprint, holder_of, save_answer, save_records
from .creating import NumberTaken, check_start, copy_assessment, start_assessment
from .entries import add_entry, copy_entry, move_entry, remove_entry, restore_entry
from .rows import merge_rows, save_row, split_row
from .settings import save_frames, save_settings

__all__ = [
    "Conflict",
    "NumberTaken",
    "Saved",
    "add_entry",
    "check_start",
    "copy_assessment",
    "copy_entry",
    "fingerprint",
    "holder_of",
    "merge_rows",
    "move_annex",
    "move_entry",
    "remove_annex",
    "remove_entry",
    "restore_annex",
    "restore_entry",
    "save_annex",
    "save_answer",
    "save_records",
    "save_row",
    "save_frames",
    "save_settings",
    "split_row",
    "start_assessment",
]
