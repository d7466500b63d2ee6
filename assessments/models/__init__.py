"""The nouns of the house as tables; the wording of each item is an answer under its catalogue code."""

from .annexes import Annex, AnnexFile
from .assessment import Assessment
from .changes import ChangeRow
from .dismissal import Dismissal
from .entries import (
    ENTRY_MODELS,
    OutsourcingEntry,
    PersonalInformationFile,
    RecordItem,
    RiskMeasure,
    System,
    TransferDestination,
)
from .milestone import Evidence, Milestone, TownProcedure
from .preferences import TownPreferences
from .reminding import FeedKey, Reminder
from .rendering import Rendering
from .review_note import ReviewNote
from .same_office import LeftApart, SameOffice
from .source import ImportedFile
from .version import Decision, FrozenContent, FrozenPdf, SubmissionPdf, Version
from .withholding import Withholding

__all__ = [
    "ENTRY_MODELS",
    "Annex",
    "AnnexFile",
    "Assessment",
    "ChangeRow",
    "Decision",
    "Dismissal",
    "Evidence",
    "FeedKey",
    "FrozenContent",
    "FrozenPdf",
    "ImportedFile",
    "LeftApart",
    "Milestone",
    "OutsourcingEntry",
    "PersonalInformationFile",
    "RecordItem",
    "Reminder",
    "Rendering",
    "ReviewNote",
    "RiskMeasure",
    "SameOffice",
    "SubmissionPdf",
    "System",
    "TownPreferences",
    "TownProcedure",
    "TransferDestination",
    "Version",
    "Withholding",
]
