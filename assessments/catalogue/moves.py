"""What became of an item or an option between two editions of a form, or between two forms; all of it is data.

Between editions: the files of the editions say how each differs from its base. Between forms: ``carry/A-B.toml``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from .loader import CARRY, EDITIONS, read
from .spec import Form, strip_number


@dataclass(frozen=True)
class Moves:
    """``codes``: old code -> new code (an item that is missing has no counterpart). ``options``: {new code: {old: new}}."""

    codes: Mapping[str, str]
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def option(self, code: str, label: str) -> str:
        return self.options.get(code, {}).get(label, label)


def moves(old: Form, new: Form) -> Moves:
    """How answers in one form and edition go over into another."""
    if old.key != new.key:
        return _between_forms(old, new)
    codes = {code: code for code in old.places if code in new.places}
    options: dict[str, dict[str, str]] = {}
    up, down = _bases(old.key, old.edition), _bases(new.key, new.edition)
    shared = next(edition for edition in up if edition in down)
    for edition in up[: up.index(shared)]:
        _add(options, _replaced(old.key, edition, backwards=True))
    for edition in reversed(down[: down.index(shared)]):
        _add(options, _replaced(new.key, edition, backwards=False))
    return Moves(codes, options)


def _bases(key: str, edition: str) -> list[str]:
    """The edition and what it is based on, up to the whole one."""
    found = [edition]
    while base := read(EDITIONS / key / f"{found[-1]}.toml").get("base"):
        found.append(base)
    return found


def _replaced(key: str, edition: str, *, backwards: bool) -> dict[str, tuple[str, str]]:
    changes = read(EDITIONS / key / f"{edition}.toml").get("replace_option", ())
    pairs = ((c["code"], strip_number(c["old"]), strip_number(c["new"])) for c in changes)
    return {code: (new, old) if backwards else (old, new) for code, old, new in pairs}


def _add(options: dict[str, dict[str, str]], step: dict[str, tuple[str, str]]) -> None:
    """One more step of a chain: what led to the old label leads to the new one."""
    for code, (old, new) in step.items():
        known = options.setdefault(code, {})
        for first, then in list(known.items()):
            if then == old:
                known[first] = new
        known.setdefault(old, new)


@lru_cache(maxsize=8)
def _pairs(old: str, new: str) -> Mapping[str, str]:
    there, back = CARRY / f"{old}-{new}.toml", CARRY / f"{new}-{old}.toml"
    if there.exists():
        return MappingProxyType(read(there)["items"])
    if back.exists():
        return MappingProxyType({theirs: ours for ours, theirs in read(back)["items"].items()})
    return MappingProxyType({})


def _between_forms(old: Form, new: Form) -> Moves:
    pairs = _pairs(old.key, new.key)
    if not pairs:  # by way of the form between them (基礎 -> 重点 -> 全項目)
        middle = next(k for k in ("juten", "kiso", "zenkomoku") if _pairs(old.key, k) and _pairs(k, new.key))
        pairs = {
            a: _pairs(middle, new.key)[b] for a, b in _pairs(old.key, middle).items() if b in _pairs(middle, new.key)
        }
    return Moves({a: b for a, b in pairs.items() if a in old.places and b in new.places})
