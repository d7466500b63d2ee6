"""How a consistency rule is written: one small function under its number; its docstring is the message and its source.

    @rule("K2")
    def other_says_nothing(context):
        \"\"\"「{label}」の「その他」に○がありますが、（　）に内容が書かれていません。

        rules.md K2; evidence …
        \"\"\"
        yield at(placed, label=...)

The first paragraph is the message with its placeholders; what follows says where the rule comes from.
"""

import hashlib
import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ..snapshot import Address, Placed
from .context import Context
from .problem import Problem, Severity


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a rule found something, the words for its message, and the texts that it rests on."""

    placed: Placed | None
    words: dict[str, Any]
    rests_on: tuple[str, ...] = ()
    address: Address | None = None
    where: tuple[str, ...] = ()


Check = Callable[[Context], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of rules.md §7 by its number (K3) and the name of its function."""

    number: str
    name: str
    severity: Severity
    message: str
    source: str
    check: Check

    def __call__(self, context: Context) -> Iterator[Problem]:
        for hit in self.check(context):
            yield self._problem(hit)

    def _problem(self, hit: Hit) -> Problem:
        sentence = self.message.format(**hit.words)
        address, where, anchor = hit.address, hit.where, ""
        if hit.placed:
            address, where, anchor = hit.placed.address, hit.placed.path[:-1], hit.placed.anchor
        basis = fingerprint(self.name, sentence, *hit.rests_on)
        return Problem(
            self.number, sentence, address, where, severity=self.severity, anchor=anchor, name=self.name, basis=basis
        )


RULES: list[Rule] = []


def rule(number: str, severity: Severity = Severity.WARNING) -> Callable[[Check], Rule]:
    """Register a function as a rule. A warning may be dismissed with a reason; an error stops submission."""

    def register(check: Check) -> Rule:
        message, _, source = inspect.cleandoc(check.__doc__ or "").partition("\n\n")
        found = Rule(number, check.__name__, severity, message.replace("\n", ""), source, check)
        RULES.append(found)
        return found

    return register


def at(placed: Placed, *rests_on: Placed | str, **words: Any) -> Hit:
    """A finding at an item. It rests on the item and what is named: when one of them changes, a dismissal ends."""
    texts = (placed.text, *(other if isinstance(other, str) else other.text for other in rests_on))
    return Hit(placed, {"label": placed.heading, **words}, texts)


def fingerprint(*texts: str) -> str:
    """What a finding rested on, in 64 hex digits."""
    return hashlib.sha256("\x00".join(texts).encode()).hexdigest()
