"""The nouns of the house as tables; the wording of each item is an answer under its catalogue code."""

from .assessment import Assessment
from .changes import ChangeRow
from .entries import (
    ENTRY_MODELS,
    OutsourcingEntry,
    PersonalInformationFile,
    RecordItem,
    RiskMeasure,
    System,
    TransferDestination,
)
from .rendering import Rendering
from .source import ImportedFile
from .version import Decision, FrozenContent, FrozenPdf, Version

__all__ = [
    "ENTRY_MODELS",
    "Assessment",
    "ChangeRow",
    "Decision",
    "FrozenContent",
    "FrozenPdf",
    "ImportedFile",
    "OutsourcingEntry",
    "PersonalInformationFile",
    "RecordItem",
    "Rendering",
    "RiskMeasure",
    "System",
    "TransferDestination",
    "Version",
]
