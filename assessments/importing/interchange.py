"""Reads the interchange JSON of design.md §5 from anywhere: whatever it holds, nothing vanishes and nothing breaks.

What the catalogue does not know, or what does not fit its kind, is reported and kept as unplaced text.
"""

import json
from typing import Any

from ..catalogue import Form, UnknownForm, get_form, known_editions, values
from ..snapshot.annexes import CODES as ANNEX_CODES
from .annexes import Annexes
from .decode import decode, refuse_binary
from .foreign import Entries, Foreign
from .report import Reading, Report, Unreadable
from .tell import Teller
from .withheld import read_withheld, rows_of_hidden

SCHEMA = 1
KNOWN = {"schema", "form", "edition", "municipality", "answers", "systems", "files", "changes", "unplaced", "version"}
KNOWN |= {"annexes", "withheld"}
LARGEST_VERSION = 2**31 - 1  # what a column of the database holds
_SHORT, LONGEST_SHORT = {"date", "table"}, 100
_CHANGE_TEXTS = ("date", "item", "before", "after", "note", "table")


def read_json(data: str | bytes) -> Reading:
    """The document in normal form. Raises Unreadable when it is no interchange document of a known form."""
    raw = _parsed(decode(data) if isinstance(data, bytes) else refuse_binary(data))
    form = _form(raw)
    report = Report(form.key, form.edition, form.short_name)
    reader = _Reader(form, report)
    return Reading(reader.read(raw), report)


def _parsed(text: str) -> dict[str, Any]:
    try:
        raw = json.loads(text.lstrip("\ufeff"), parse_constant=lambda name: None)
    except json.JSONDecodeError as error:
        raise Unreadable(
            f"JSONとして読めません（{error.lineno}行{error.colno}文字目）。書き出したままのファイルを指定してください。"
        )
    except (RecursionError, ValueError):
        raise Unreadable("JSONとして読めません。書き出したままのファイルを指定してください。")
    if not isinstance(raw, dict) or "form" not in raw:
        raise Unreadable("評価書のJSONではありません。評価書を書き出したファイルを指定してください。")
    schema = raw.get("schema")
    if isinstance(schema, bool) or schema != SCHEMA:
        raise Unreadable(f"このJSONの形式（schema）は{schema}です。読めるのは{SCHEMA}だけです。")
    return raw


def _form(raw: dict[str, Any]) -> Form:
    key, edition = raw["form"], raw.get("edition") or ""
    if not isinstance(key, str) or key not in known_editions():
        raise Unreadable(f"「{key}」という様式はありません。様式の記号（form）を確かめてください。")
    try:
        return get_form(key, edition) if isinstance(edition, str) else get_form(key, str(edition))
    except UnknownForm:
        names = "、".join(known_editions()[key])
        raise Unreadable(f"「{edition}」という版の様式はありません。版（edition）は{names}のどれかです。") from None


class _Reader:
    def __init__(self, form: Form, report: Report) -> None:
        self.form, self.report = form, report
        self.foreign = Foreign(form, report)
        self.tell = Teller(report, form)

    def read(self, raw: dict[str, Any]) -> dict[str, Any]:
        entries = Entries(self.foreign)
        withheld = read_withheld(self.foreign, raw.get("withheld"))
        if not raw.get("edition"):
            self.report.warn("様式の版が書かれていないため、今の様式として読みました。")
        document: dict[str, Any] = {
            "schema": SCHEMA,
            "form": self.form.key,
            "edition": self.form.edition,
            "municipality": self._town(raw.get("municipality")),
            "answers": self.foreign.answers(raw.get("answers"), "", ""),
            "systems": entries.read(raw.get("systems"), "systems"),
            "files": entries.read(raw.get("files"), "files"),
        }
        annexes = Annexes(self.foreign, entries.refs).read(raw.get("annexes"))
        document |= {"changes": self._changes(raw.get("changes"), entries.refs, withheld), "unplaced": []}
        document |= {key: found for key, found in (("annexes", annexes), ("withheld", withheld)) if found}
        self._rest(raw, document)
        self.tell.whole(document)
        return document

    def _rest(self, raw: dict[str, Any], document: dict[str, Any]) -> None:
        """What has no place among the answers: unplaced pieces, the version, names that we do not know."""
        self._unplaced(raw.get("unplaced"))
        self._version(document, raw.get("version"))
        for key in sorted(set(raw) - KNOWN):
            self.report.warn(f"「{key[:40]}」という名前の部分は評価書にないため、取り込みませんでした。")
        document["unplaced"] = [{"after": piece["after"], "text": piece["text"]} for piece in self.report.unplaced]

    def _town(self, town: Any) -> dict[str, str]:
        town = town if isinstance(town, dict) else {}
        return {key: self.foreign.text(town.get(key), "municipality") for key in ("code", "name")}

    def _changes(self, raw: Any, refs: set[str], withheld: list[dict[str, Any]]) -> list[dict[str, Any]]:
        rows = []
        for row in self.foreign.items_of(raw, "changes"):
            texts = {key: self._change_text(key, row.get(key)) for key in _CHANGE_TEXTS}
            timing = row.get("timing")
            known = self._addresses(row.get("addresses"), refs)
            known += [a for a in rows_of_hidden(row.get("addresses"), withheld) if a not in known]
            change = {k: texts[k] for k in ("date", "item")} | {"addresses": known}
            change |= {k: texts[k] for k in ("before", "after")} | {
                "timing": self._timing(timing),
                "note": texts["note"],
            }
            if texts["table"]:
                change["table"] = texts["table"]
            if isinstance(row.get("version"), int) and not isinstance(row["version"], bool) and row["version"] > 0:
                change["version"] = min(row["version"], LARGEST_VERSION)
            rows.append(change)
        return rows

    def _change_text(self, key: str, raw: Any) -> str:
        """A day or the name of a table is short; a longer one is no such thing and is kept whole elsewhere."""
        text = self.foreign.text(raw, "changes")
        if key in _SHORT and len(text) > LONGEST_SHORT:
            self.foreign.keep("changes", key, text)
            return text[:LONGEST_SHORT]
        return text

    def _timing(self, timing: Any) -> str | None:
        section = next((s for s in self.form.sections if s.is_change_table), None)
        labels = [label for item in section.items if item.kind == "choice" for label in item.labels] if section else []
        if timing in (None, "") or (isinstance(timing, str) and timing in labels):
            return timing or None
        self.foreign.keep("changes", "timing", timing)
        return None

    def _addresses(self, raw: Any, refs: set[str]) -> list[dict[str, str]]:
        """Only what points to an item of this form and an entry of this document."""
        kept = []
        for address in raw if isinstance(raw, list) else []:
            ref, code = (address.get("ref") or "", address.get("code")) if isinstance(address, dict) else ("", None)
            if isinstance(ref, str) and (not ref or ref in refs) and isinstance(code, str) and self._is_code(code):
                kept.append({"ref": ref, "code": code})
        return kept

    def _is_code(self, code: str) -> bool:
        return code in self.form.places or code in ANNEX_CODES

    def _unplaced(self, raw: Any) -> None:
        for piece in self.foreign.items_of(raw, "unplaced"):
            after = self.foreign.text(piece.get("after"), "unplaced")
            if text := self.foreign.text(piece.get("text"), "unplaced"):
                self.report.unplaced.append({"after": after, "text": text, "line": 0})

    def _version(self, document: dict[str, Any], raw: Any) -> None:
        if raw is None:
            return
        raw = raw if isinstance(raw, dict) else {}
        kept: dict[str, Any] = {
            key: values.clean_text(raw[key])
            for key in ("origin", "published_on", "sha256")
            if isinstance(raw.get(key), str)
        }
        if isinstance(raw.get("number"), int) and not isinstance(raw["number"], bool) and raw["number"] > 0:
            kept = {"number": raw["number"]} | kept
        if kept:
            document["version"] = kept
