"""Finds the items that a row of 変更箇所 speaks of, where its path leaves no doubt.

Towns write 「II 特定個人情報ファイルの概要(1)(住民基本台帳ファイル) 5. 特定個人情報の提供・移転… 移転先8 ②移転先における用途」
in many spellings. What is ambiguous gets no address: the printed path stays as the row's label anyway.
"""

import re
from typing import Any

from .stations import Line, Station
from .words import squeeze

Address = dict[str, str]


class Paths:
    """``document``: the interchange JSON read so far, whose entries the addresses point to."""

    def __init__(self, line: Line, document: dict[str, Any]) -> None:
        self.line = line
        self.systems = {entry["number"]: entry for entry in document["systems"]}
        self.files = {entry["number"]: entry for entry in document["files"]}
        item = line.form.file_name_item
        self.names = {
            squeeze(str(entry["answers"].get(item.code, ""))): number for number, entry in self.files.items() if item
        }

    def addresses(self, path: str) -> list[Address]:
        squeezed = squeeze(path)
        section = self._section(squeezed)
        if section is None:
            return []
        items = self._items(squeezed, section)
        entries = self._entries(squeezed, section)
        return [address for station in items for address in self._of(station, squeezed, entries)]

    def _section(self, squeezed: str):
        """The section by its title, longest first; the roman number alone does not do."""
        titles = [(squeeze(s.title), s) for s in self.line.form.sections if s.number and not s.is_change_table]
        found = [(squeezed.find(title), section) for title, section in titles if title in squeezed[:60]]
        return min(found, key=lambda pair: pair[0])[1] if len(found) == 1 else None

    def _items(self, squeezed: str, section) -> list[Station]:
        blocks = self._blocks(squeezed, section)
        found: list[tuple[int, Station]] = []
        for station in self.line.stations:
            if station.section is not section or station.role not in ("item", "flag"):
                continue
            if blocks and station.block.code not in blocks:
                continue
            place = self._place(squeezed, station)
            if place >= 0:
                found.append((place, station))
        return self._unambiguous(found)

    def _blocks(self, squeezed: str, section) -> set[str]:
        """Blocks named in the path, with the entry blocks that belong under them."""
        named = set()
        for block in section.blocks:
            title = squeeze(block.title)
            word = squeeze(block.entry_heading("")) if block.entry_kind else ""
            if (word and re.search(rf"{re.escape(word)}\d", squeezed)) or (block.number and title in squeezed):
                named.add(block.code)
        entry_blocks = {b.code for b in section.blocks if b.entry_kind} & named
        return entry_blocks or named

    def _place(self, squeezed: str, station: Station) -> int:
        for word in station.words:
            place = squeezed.rfind(word)
            if place >= 0 and (place + len(word) == len(squeezed) or squeezed[place + len(word)] in "<(、・※"):
                return place
        return -1

    def _unambiguous(self, found: list[tuple[int, Station]]) -> list[Station]:
        """One station for each place in the path; labels inside longer labels at the same end do not count."""
        by_end: dict[int, list[Station]] = {}
        for place, station in found:
            word = next(w for w in station.words)
            by_end.setdefault(place + len(word), []).append(station)
        chosen = []
        for end in sorted(by_end):
            longest = max(len(s.words[0]) for s in by_end[end])
            same = [s for s in by_end[end] if len(s.words[0]) == longest]
            if len(same) != 1:
                return []
            chosen.append(same[0])
        return chosen

    def _entries(self, squeezed: str, section) -> dict[str, list[int]]:
        """「移転先12, 移転先13」 -> {"transfers": [12, 13]}."""
        entries: dict[str, list[int]] = {}
        for block in section.blocks:
            if block.entry_kind:
                word = re.escape(squeeze(block.entry_heading("")))
                numbers = [int(n) for n in re.findall(rf"{word}(\d{{1,3}})", squeezed)]
                if numbers:
                    entries[block.entry_kind] = numbers
        return entries

    def _of(self, station: Station, squeezed: str, entries: dict[str, list[int]]) -> list[Address]:
        holder = self.line.form.holder_of(station.item.code)
        if not holder:
            return [{"ref": "", "code": station.item.code}]
        if holder == "systems":
            return _refs(self.systems, entries.get(holder, []), station.item.code)
        files = self._files(squeezed)
        if holder == "files":
            return [{"ref": self.files[number]["ref"], "code": station.item.code} for number in files]
        return [
            address
            for number in files
            for address in _refs(
                {e["number"]: e for e in self.files[number][holder]}, entries.get(holder, []), station.item.code
            )
        ]

    def _files(self, squeezed: str) -> list[int]:
        """The files named in the path; the only file when there is one; none when it is not said."""
        named = [
            number for name, number in self.names.items() if name and f"({name})" in squeezed or f"){name}" in squeezed
        ]
        numbered = [int(n) for n in re.findall(r"\((\d)\)", squeezed) if int(n) in self.files]
        found = sorted(set(named) | set(numbered))
        return found or (list(self.files) if len(self.files) == 1 else [])


def _refs(entries: dict[int, dict[str, Any]], numbers: list[int], code: str) -> list[Address]:
    return [{"ref": entries[number]["ref"], "code": code} for number in numbers if number in entries]
