"""Puts the sheets of Ⅱ, Ⅲ and 別添1 together file by file, by the number and the name that each sheet prints."""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from ..catalogue import Item
from .stations import Line
from .walk import Part, Scope, Walk
from .words import squeeze

_NUMBERED_NAME = re.compile(r"\s*[(（]\s*([0-9０-９]{1,2})\s*[)）]\s*")
_LISTED = re.compile(r"[(（]\s*([0-9０-９]{1,2})\s*[)）]\s*(.+?)(?=\s*[(（]\s*[0-9０-９]{1,2}\s*[)）]|\n|$)")


@dataclass(eq=False)
class File:
    """``sheets``: by section code; ``records``: the texts under its heading in 別添1."""

    number: int
    name: str = ""
    sheets: dict[str, Scope] = field(default_factory=dict)
    records: list[Part] | None = None


def split_name(text: str) -> tuple[int, str]:
    """``"(2) 本人確認情報ファイル"`` -> (2, "本人確認情報ファイル"); (0, text) without a number."""
    found = _NUMBERED_NAME.match(text)
    if not found or not text[found.end() :].strip():
        return 0, text.strip()
    return int(found[1]), text[found.end() :].strip()


def gather(line: Line, walk: Walk, names_text: str) -> list[File]:
    """The files in the order of their numbers, without gaps in the numbers."""
    gathering = _Gathering(line, names_text)
    for sheet in walk.sheets:
        if sheet.parts or sheet.entries:  # a heading alone is a line of the contents
            gathering.place(sheet)
    for texts in walk.records:
        gathering.place_records(texts)
    return gathering.whole()


class _Gathering:
    def __init__(self, line: Line, names_text: str) -> None:
        self.line = line
        self.files: dict[int, File] = {}
        listed = _LISTED.findall(names_text)
        if not listed and (names := [n for n in names_text.split("\n") if n.strip()]):
            listed = [(str(n), name) for n, name in enumerate(names, start=1)] if len(names) < 20 else []
        for number, name in listed:
            self._file(int(number)).name = name.strip()
        self.listed = bool(listed)
        self.orphans: list[Part] = []

    def _file(self, number: int) -> File:
        return self.files.setdefault(number, File(number))

    def _named(self, name: str) -> File | None:
        """The file of that name; a letter of it may be misread (「取納管理ファイル」)."""
        wanted = squeeze(name)
        near = [(_alike(squeeze(file.name), wanted), file) for file in self.files.values() if file.name and wanted]
        alike, best = max(near, key=lambda pair: pair[0], default=(0.0, None))
        return best if alike > 0.85 else None

    def place(self, sheet: Scope) -> None:
        number, name = split_name(self._printed_name(sheet))
        same = self._named(name)
        if not number:
            number = same.number if same else self._next(sheet.section.code)
        file = self._file(number)
        while sheet.section.code in file.sheets:
            number += 1
            file = self._file(number)
        file.sheets[sheet.section.code] = sheet
        file.name = file.name or name

    def _printed_name(self, sheet: Scope) -> str:
        item = name_item(self.line, sheet)
        parts = sheet.parts.get(item.code, []) if item else []
        return " ".join(part.text for part in parts)

    def _next(self, code: str) -> int:
        """The number after the last file that has such a sheet."""
        return max((n for n, file in self.files.items() if code in file.sheets), default=0) + 1

    def place_records(self, texts: list[Part]) -> None:
        """Under one heading the records of all files may stand, each behind 「(1) 住民基本台帳ファイル」."""
        current: File | None = None
        for part in texts:
            heading = self._heading(part.text)
            if heading:
                current, rest = heading
                current.records = current.records if current.records is not None else []
                part = Part(rest, part.row, part.line) if rest else None
            if part is None:
                continue
            current = current or self._without_heading()
            current.records.append(part)

    def _without_heading(self) -> File:
        number = max((n for n, file in self.files.items() if file.records is not None), default=0) + 1
        file = self._file(number)
        file.records = []
        return file

    def _heading(self, text: str) -> tuple[File, str] | None:
        """(the file, what stands behind the heading in the same cell)."""
        first, _, rest = text.partition("\n")
        number, name = split_name(first)
        if len(name) < 60 and (same := self._named(name)):
            return same, rest
        for file in self.files.values():
            if number == file.number and file.name and squeeze(name).startswith(squeeze(file.name)):
                return file, (name[len(file.name) :] + "\n" + rest).strip()
        if number and len(name) < 40 and not re.search(r"[、,，]", name) and (not self.listed or number in self.files):
            return self._file(number), rest
        return None

    def whole(self) -> list[File]:
        last = max(self.files, default=0)
        return [self._file(number) for number in range(1, min(last, 200) + 1)]


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    close = len(one) == len(other) > 4
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if close else 0.0


def name_item(line: Line, sheet: Scope) -> Item | None:
    """The item of a sheet that holds the file's name."""
    wanted = line.form.file_name_item
    return next((i for i in sheet.section.items if wanted and i.label == wanted.label and i.has_answer), None)
