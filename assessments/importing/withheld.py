"""Reads what a foreign document does not make public: what is hidden there stays hidden here, whatever else is wrong."""

from typing import Any

from ..catalogue import values
from ..snapshot.annexes import CODES as ANNEX_CODES
from ..snapshot.withheld import Withheld
from .foreign import LONGEST_REF, Foreign
from .report import Unreadable

UNKNOWN = "非公表とする指定（{}）を読めないため、取り込めません。取り込むと、非公表の記載が公表されるおそれがあります。"
_LISTS = ("codes", "former")
_NUMBERS = ("lifted", "public_in")


def read_withheld(foreign: Foreign, raw: Any) -> list[dict[str, Any]]:
    """Raises Unreadable for what cannot be read: what it hides would be read by residents."""
    if raw is None:
        return []
    if not isinstance(raw, list):
        raise Unreadable(UNKNOWN.format("withheld"))
    return [_entry(foreign, entry) for entry in raw]


def _entry(foreign: Foreign, entry: Any) -> dict[str, Any]:
    code, ref = (entry.get("code"), entry.get("ref") or "") if isinstance(entry, dict) else (None, "")
    known = isinstance(code, str) and (code in foreign.form.places or code in ANNEX_CODES)
    if not known or not isinstance(ref, str) or len(ref) > LONGEST_REF:
        raise Unreadable(UNKNOWN.format(str(code)[:40]))
    return {"ref": values.clean_text(ref), "code": code} | _read(entry)


def _read(entry: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key in ("passage", "reason", "within"):
        if isinstance(entry.get(key), str) and (text := values.clean_text(entry[key])):
            found[key] = text[:LONGEST_REF] if key == "within" else text
    for key in _LISTS:
        if isinstance(entry.get(key), list) and (texts := [t for t in entry[key] if isinstance(t, str) and t]):
            found[key] = [values.clean_text(text) for text in texts]
    for key in _NUMBERS:
        number = entry.get(key)
        if isinstance(number, int) and not isinstance(number, bool) and 0 < number < 2**31:
            found[key] = number
    return found | ({"section": True} if entry.get("section") is True else {})


def rows_of_hidden(addresses: Any, withheld: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Addresses that no item of the document has any more, of rows that quote what is hidden: they must stay known."""
    held = [Withheld.from_json(entry) for entry in withheld]
    found = []
    for address in addresses if isinstance(addresses, list) and held else []:
        ref, code = (address.get("ref") or "", address.get("code") or "") if isinstance(address, dict) else (None, None)
        if isinstance(ref, str) and isinstance(code, str) and any(h.speaks_of(ref, code) for h in held):
            found.append({"ref": ref, "code": code})
    return found
