"""What a check finds: a sentence for a person, at an address of the document."""

from dataclasses import dataclass
from enum import StrEnum

from ..snapshot import Address


class Severity(StrEnum):
    ERROR = "error"  # stops submission
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """``rule``: the source by its short name (必須, K3 …). ``where``: headings of the item, outermost first."""

    rule: str
    sentence: str
    address: Address | None = None
    where: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR
    row: int | None = None  # a row of the change list instead of an item
    anchor: str = ""

    @property
    def place(self) -> str:
        return " ".join(self.where)
