"""What of a document is not made public, and why (規則第13条): a part of the full Snapshot, never of the public one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Withheld:
    """One item, or a passage of it. What was withheld once and lifted since still hides what the old rows say.

    ``within``: the file that the entry lies in. ``codes``: those that the item had in other editions. ``former``:
    texts that stood here in published versions, hidden then. ``lifted``: rows up to this version stay hidden.
    ``public_in``: the version in which the text had been public before. ``section``: that nothing of the whole
    section remains to be read was said and meant.
    """

    ref: str
    code: str
    passage: str = ""
    reason: str = ""
    within: str = ""
    codes: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    lifted: int | None = None
    public_in: int | None = None
    section: bool = False

    @property
    def is_active(self) -> bool:
        return self.lifted is None

    @property
    def all_codes(self) -> tuple[str, ...]:
        return (self.code, *self.codes)

    def speaks_of(self, ref: str, code: str) -> bool:
        """True for an address of a row that may quote what is hidden here: the item, or an entry that holds it."""
        if not code:
            return bool(ref) and ref in (self.ref, self.within)
        return code in self.all_codes and (ref == self.ref or not ref or not self.ref)

    def as_json(self) -> dict[str, Any]:
        data = {"ref": self.ref, "code": self.code, "passage": self.passage, "reason": self.reason}
        data |= {"within": self.within, "codes": list(self.codes), "former": list(self.former)}
        data |= {"lifted": self.lifted, "public_in": self.public_in, "section": self.section}
        return {key: value for key, value in data.items() if value or key in ("ref", "code")}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Withheld":
        return cls(
            ref=data.get("ref") or "",
            code=data["code"],
            passage=data.get("passage") or "",
            reason=data.get("reason") or "",
            within=data.get("within") or "",
            codes=tuple(data.get("codes") or ()),
            former=tuple(data.get("former") or ()),
            lifted=data.get("lifted"),
            public_in=data.get("public_in"),
            section=bool(data.get("section")),
        )
