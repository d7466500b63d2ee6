"""Annexes of a foreign JSON: every type is asked, a PDF is opened with suspicion, every leftover is kept as text."""

import base64
import binascii
import re
from typing import Any

from ..catalogue import values
from ..rendering.foreign_pdf import RefusedPdf, cleaned
from ..snapshot.annexes import KINDS
from .foreign import Foreign

_REF = re.compile(r"[A-Za-z0-9_-]{1,64}")  # it stands in the address of the annex
_KNOWN = {"ref", "title", "heading", "kind", "text", "table", "pdf"}


class Annexes:
    """``refs``: what the entries of the document are called already; a ref names one thing."""

    def __init__(self, foreign: Foreign, refs: set[str]) -> None:
        self.foreign, self.refs = foreign, refs

    def read(self, raw: Any) -> list[dict[str, Any]]:
        return [self._annex(one, place) for place, one in enumerate(self.foreign.items_of(raw, "annexes"), start=1)]

    def _annex(self, raw: dict[str, Any], place: int) -> dict[str, Any]:
        kind = raw.get("kind") if raw.get("kind") in KINDS else "text"
        title = " ".join(self.foreign.text(raw.get("title"), "annexes").split())
        annex: dict[str, Any] = {"ref": self._ref(raw.get("ref"), f"a{place}"), "title": title[:60] or f"別添{place}"}
        annex |= {"heading": " ".join(self.foreign.text(raw.get("heading"), "annexes").split()), "kind": kind}
        if text := self.foreign.text(raw.get("text"), "annexes"):
            annex["text"] = text
        if rows := self._table(raw.get("table")):
            annex["table"] = {"header": raw["table"].get("header") is not False, "rows": rows}
        if pdf := self._pdf(raw.get("pdf"), annex["title"]):
            annex["pdf"] = pdf
        for key in sorted(set(raw) - _KNOWN):
            self.foreign.keep("annexes", f"{annex['title']} {key}", raw[key])
        return annex

    def _ref(self, written: Any, invented: str) -> str:
        usable = isinstance(written, str) and _REF.fullmatch(written) and written != "new"
        ref = written if usable and written not in self.refs else invented
        while ref in self.refs:
            ref += "x"
        self.refs.add(ref)
        return ref

    def _table(self, raw: Any) -> list[list[str]]:
        if not isinstance(raw, dict) or not isinstance(raw.get("rows"), list):
            if raw is not None:
                self.foreign.keep("annexes", "table", raw)
            return []
        rows = [row for row in raw["rows"] if isinstance(row, list)]
        cells = [[values.clean_text(cell) if isinstance(cell, str) else "" for cell in row] for row in rows]
        for stray in (cell for row in rows for cell in row if not isinstance(cell, str)):
            self.foreign.keep("annexes", "table", stray)
        width = max(map(len, cells), default=0)
        return [row + [""] * (width - len(row)) for row in cells]

    def _pdf(self, raw: Any, title: str) -> dict[str, str] | None:
        if raw is None:
            return None
        try:
            data = base64.b64decode(raw["base64"], validate=True)
            clean = cleaned(data)
        except (TypeError, KeyError, ValueError, binascii.Error) as error:
            reason = str(error) if isinstance(error, RefusedPdf) else "PDFとして読めません。"
            self.foreign.report.warn(f"「{title}」のPDFは取り込みませんでした。{reason}")
            return None
        texts = {key: self.foreign.text(raw.get(key), "annexes") for key in ("name", "alt")}
        return {"name": texts["name"], "base64": base64.b64encode(clean.data).decode(), "alt": texts["alt"]}
