"""What a check finds: a sentence for a person, at an address of the document."""

from dataclasses import dataclass
from enum import StrEnum

from ..snapshot import Address


class Severity(StrEnum):
    ERROR = "error"  # stops submission
    WARNING = "warning"  # may be dismissed with a reason


@dataclass(frozen=True, slots=True)
class Problem:
    """``rule``: the source by its short name (必須, K3 …). ``where``: headings of the item, outermost first.

    ``name``: the function that found it. ``basis``: fingerprint of the values it rests on, for a dismissal.
    """

    rule: str
    sentence: str
    address: Address | None = None
    where: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR
    row: int | None = None  # a row of the change list instead of an item
    anchor: str = ""
    name: str = ""
    basis: str = ""

    @property
    def place(self) -> str:
        return " ".join(self.where)

    @property
    def is_warning(self) -> bool:
        return self.severity is Severity.WARNING
