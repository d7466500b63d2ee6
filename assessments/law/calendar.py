"""Days of the law: the same day some years later, and a deadline as a value."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from .data import table


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when something has to be done with a document. ``to``: the name of the page where it is done."""

    date: date
    kind: str
    sentence: str
    assessment: Any
    to: str = "document"

    @property
    def label(self) -> str:
        return table("deadlines")["kind"][self.kind]["label"]

    @property
    def source(self) -> str:
        return table("deadlines")["kind"][self.kind]["source"]

    @property
    def is_own_choice(self) -> bool:
        """True where the law says 速やかに and the number of days is ours."""
        return table("deadlines")["kind"][self.kind]["binding"] == "own"

    @property
    def key(self) -> str:
        """The same deadline has the same key for ever; another day is another deadline."""
        said = f"{self.assessment.pk}|{self.kind}|{self.date.isoformat()}|{self.sentence}"
        return hashlib.sha256(said.encode()).hexdigest()

    def remaining(self, today: date) -> int:
        """Days left; negative once it has passed."""
        return (self.date - today).days

    def state(self, today: date) -> str:
        """over, soon (within the first reminder), later."""
        left = self.remaining(today)
        return "over" if left < 0 else "soon" if left <= max(table("deadlines")["remind"]) else "later"


def years_after(day: date, years: int) -> date:
    """The same day some years later; the 29th of February becomes the 28th where there is none (民法第143条第2項)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
