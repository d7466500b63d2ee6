"""One door for files of both kinds: our own JSON, or the machine-read text of a published form."""

from dataclasses import dataclass
from typing import Any

from ..catalogue import Form, get_form
from .decode import Unreadable, decode
from .interchange import read_json
from .report import Report
from .text import read_text

MAX_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True)
class FileReading:
    """An interchange document and the report on it. ``whole``: the file holds all of the document (our JSON)."""

    document: dict[str, Any]
    report: Report
    whole: bool

    @property
    def form(self) -> Form:
        return get_form(self.document["form"], self.document["edition"])


def read_file(data: bytes) -> FileReading:
    """Read a file of either kind. Raises Unreadable with a sentence that says what to do."""
    if len(data) > MAX_BYTES:
        raise Unreadable("ファイルが大きすぎます（20MBまで）。評価書だけを取り出したファイルを選んでください。")
    text = decode(data)
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        reading = read_json(text)
        return FileReading(reading.document, reading.report, True)
    reading = read_text(text)
    return FileReading(reading.document, reading.report, False)


__all__ = ["FileReading", "Unreadable", "read_file"]
