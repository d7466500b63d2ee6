"""The waist: a whole document as one plain, frozen value, and its interchange JSON.

Everything that is read (change list, checks, screen, PDF, public page, export) is read from a Snapshot, so that
preview, approval, print and publication cannot differ. The JSON is the project's interchange format, schema 1.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .. import catalogue
from ..catalogue import values
from ..catalogue.frames import FIRST, FRAMES
from .annexes import Annex
from .withheld import Withheld

SCHEMA = 1
CHILD_KINDS = ("outsourcing", "provisions", "transfers")
Answers = Mapping[str, values.Value]


@dataclass(frozen=True, slots=True)
class Node:
    """One entry: a system, a file, an outsourcing or a destination. ``number``: as printed, from its place."""

    kind: str
    ref: str
    number: int
    answers: Answers = field(default_factory=dict)
    lost: bool = False
    records: tuple[str, ...] = ()
    records_text: str = ""
    children: Mapping[str, tuple["Node", ...]] = field(default_factory=dict)  # files only

    def of(self, kind: str) -> tuple["Node", ...]:
        return self.children.get(kind, ())


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """One row of the annex, past or present. ``date``: ISO, or the typed text where it is no date."""

    item: str
    before: str = ""
    after: str = ""
    date: str = ""
    timing: str = ""
    note: str = ""
    table: str = ""
    version: int | None = None
    addresses: tuple[tuple[str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        data: dict[str, Any] = {
            "date": self.date,
            "item": self.item,
            "addresses": [{"ref": ref, "code": code} for ref, code in self.addresses],
            "before": self.before,
            "after": self.after,
            "timing": self.timing or None,
            "note": self.note,
        }
        return (
            data | ({"table": self.table} if self.table else {}) | ({"version": self.version} if self.version else {})
        )

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "ChangeEntry":
        return cls(
            item=data.get("item") or "",
            before=data.get("before") or "",
            after=data.get("after") or "",
            date=data.get("date") or "",
            timing=data.get("timing") or "",
            note=data.get("note") or "",
            table=data.get("table") or "",
            version=data.get("version"),
            addresses=tuple((a.get("ref") or "", a.get("code") or "") for a in data.get("addresses") or ()),
        )


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A whole document at one moment. ``version``: {"number", "origin", "published_on", "sha256"}, {} = none yet."""

    form_key: str
    edition: str
    municipality_code: str
    municipality_name: str
    answers: Answers = field(default_factory=dict)
    systems: tuple[Node, ...] = ()
    files: tuple[Node, ...] = ()
    changes: tuple[ChangeEntry, ...] = ()
    unplaced: tuple[Mapping[str, str], ...] = ()
    annexes: tuple[Annex, ...] = ()
    version: Mapping[str, Any] = field(default_factory=dict)
    withheld: tuple[Withheld, ...] = ()
    frames: str = FIRST  # one of catalogue.frames

    @property
    def form(self) -> catalogue.Form:
        return catalogue.get_form(self.form_key, self.edition)

    @property
    def nodes(self) -> Iterator[Node]:
        """Every entry, files before what they hold, in the order of the form."""
        yield from self.systems
        for file in self.files:
            yield file
            for kind in CHILD_KINDS:
                yield from file.of(kind)

    def cover(self, suffix: str) -> str:
        """A text of the cover by the last part of its code ("name", "number", "published_on"); "" when empty."""
        item = self.form.cover_item(suffix)
        return values.as_text(item, self.answers.get(item.code)) if item else ""

    def published_as(self, published_on: str, version: Mapping[str, Any]) -> "Snapshot":
        """The same document with its 公表日 filled in and its version named."""
        item = self.form.cover_item("published_on")
        return replace(self, answers={**self.answers, item.code: published_on}, version=dict(version))

    # --- interchange JSON ---

    def as_json(self) -> dict[str, Any]:
        data: dict[str, Any] = {
            "schema": SCHEMA,
            "form": self.form_key,
            "edition": self.edition,
            "municipality": {"code": self.municipality_code, "name": self.municipality_name},
            "answers": dict(self.answers),
            "systems": [_node_json(node) for node in self.systems],
            "files": [_node_json(node) for node in self.files],
            "changes": [change.as_json() for change in self.changes],
            "unplaced": [dict(piece) for piece in self.unplaced],
        }
        if self.annexes:
            data["annexes"] = [annex.as_json() for annex in self.annexes]
        if self.withheld:
            data["withheld"] = [held.as_json() for held in self.withheld]
        if self.frames != FIRST:
            data["frames"] = self.frames
        return data | ({"version": dict(self.version)} if self.version else {})

    def canonical(self) -> str:
        """The JSON text that is frozen and hashed: sorted keys, no spaces, Japanese as it is."""
        return json.dumps(self.as_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.canonical().encode()).hexdigest()

    @property
    def approval_sha256(self) -> str:
        """Hash of what a reviewer approves: all but the version's name and what is filled at publication (公表日)."""
        late = self.form.cover_item("published_on")
        answers = {code: value for code, value in self.answers.items() if late is None or code != late.code}
        return replace(self, answers=answers, version={}).sha256

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Snapshot":
        """The Snapshot of a well-formed interchange document (see importing.interchange for foreign ones)."""
        town = data.get("municipality") or {}
        return cls(
            form_key=data["form"],
            edition=data.get("edition") or catalogue.get_form(data["form"]).edition,
            municipality_code=town.get("code", ""),
            municipality_name=town.get("name", ""),
            answers=data.get("answers", {}),
            systems=_nodes("systems", data.get("systems", ())),
            files=_nodes("files", data.get("files", ())),
            changes=tuple(ChangeEntry.from_json(change) for change in data.get("changes", ())),
            unplaced=tuple(data.get("unplaced", ())),
            annexes=tuple(Annex.from_json(annex) for annex in data.get("annexes", ())),
            version=data.get("version", {}),
            withheld=tuple(Withheld.from_json(held) for held in data.get("withheld", ())),
            frames=data["frames"] if data.get("frames") in FRAMES else FIRST,
        )

    @classmethod
    def from_text(cls, text: str) -> "Snapshot":
        return cls.from_json(json.loads(text))


def _node_json(node: Node) -> dict[str, Any]:
    data: dict[str, Any] = {"ref": node.ref, "number": node.number, "answers": dict(node.answers)}
    if node.lost:
        data["lost"] = True
    if node.kind == "files":
        data["records"] = list(node.records)
        if node.records_text:
            data["records_text"] = node.records_text
        data |= {kind: [_node_json(child) for child in node.of(kind)] for kind in CHILD_KINDS}
    return data


def _nodes(kind: str, entries) -> tuple[Node, ...]:
    return tuple(_node(kind, number, entry) for number, entry in enumerate(entries, start=1))


def _node(kind: str, number: int, data: Mapping[str, Any]) -> Node:
    children = {k: _nodes(k, data.get(k, ())) for k in CHILD_KINDS} if kind == "files" else {}
    return Node(
        kind=kind,
        ref=data["ref"],
        number=number,
        answers=data.get("answers", {}),
        lost=bool(data.get("lost")),
        records=tuple(data.get("records", ())),
        records_text=data.get("records_text", ""),
        children=children,
    )
