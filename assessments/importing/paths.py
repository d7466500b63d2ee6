"""Finds the items that a row of 変更箇所 speaks of, where its path leaves no doubt.

Towns write 「II 特定個人情報ファイルの概要(1)(住民基本台帳ファイル) 5. 特定個人情報の提供・移転… 移転先8 ②移転先における用途」
in many spellings. What is ambiguous gets no address: the printed path stays as the row's label anyway.
"""

import re
from collections.abc import Iterable
from typing import Any

from ..catalogue import Block, Item, Section
from .stations import Line
from .words import plain_number, squeeze

Address = dict[str, str]
_LOOSE = re.compile(
    r"[の・※]"
)  # 「他システムとの接続」 is 「他のシステムとの接続」, 「提供移転の有無」 has a ・ in the form
_BRACKET = re.compile(r"\([^()]*\)$")


def loose(text: str) -> str:
    return _LOOSE.sub("", squeeze(text))


class Paths:
    """``document``: the interchange JSON read so far, whose entries the addresses point to."""

    def __init__(self, line: Line, document: dict[str, Any]) -> None:
        self.line = line
        self.systems = {entry["number"]: entry for entry in document["systems"]}
        self.files = {entry["number"]: entry for entry in document["files"]}
        item = line.form.file_name_item
        names = {number: entry["answers"].get(item.code) if item else "" for number, entry in self.files.items()}
        self.names = {loose(name): number for number, name in names.items() if isinstance(name, str) and name}
        self.sections = [s for s in line.form.sections if s.number and not s.is_change_table]

    def addresses(self, path: str) -> list[Address]:
        text = loose(path)
        section, rest = self._section(text)
        blocks, rest = self._blocks(section, rest)
        if not blocks:
            return []
        entries = {b.entry_kind: self._numbers(b, text) for b in blocks if b.entry_kind}
        items = self._items(blocks, rest) or self._implied(blocks)
        return [address for item in items for address in self._of(item, text, entries)]

    def _section(self, text: str) -> tuple[Section | None, str]:
        """The section named first, and what stands behind its title."""
        found = [(text.find(loose(s.title)), s) for s in self.sections if loose(s.title) in text]
        if not found:
            return None, text
        place, section = min(found, key=lambda pair: pair[0])
        return section, text[place + len(loose(section.title)) :]

    def _blocks(self, section: Section | None, text: str) -> tuple[list[Block], str]:
        """The blocks that may be meant and the text behind their titles: an entry's block before the one around it."""
        blocks = list(section.blocks) if section else [block for s in self.sections for block in s.blocks]
        titled, end = _titled(blocks, text)
        named = [b for b in blocks if b.entry_kind and self._numbers(b, text)]
        if named:
            return named, text[end:]
        if titled:
            return (titled, text[end:]) if len(titled) == 1 else ([], text)
        return (blocks if section else []), text

    def _numbers(self, block: Block, text: str) -> list[int]:
        """「移転先12, 移転先13」 -> [12, 13]."""
        word = re.escape(loose(block.entry_heading("")))
        return [int(number) for number in re.findall(rf"{word}(\d{{1,3}})", text)]

    def _items(self, blocks: list[Block], text: str) -> list[Item]:
        """Read the labels in the text from left to right, the longest first."""
        words: dict[str, list[Item]] = {}
        for item in (i for b in blocks for i in b.items if i.has_answer):
            for label in (item.label, *item.also_read_as):
                words.setdefault(loose(label), []).append(item)
        pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True) if len(word) > 1)
        risk = re.search(r"リスク(\d)", text)
        chosen: list[Item] = []
        for label in re.findall(pattern, text) if pattern else []:
            same = _narrowed(words[label], f"r{risk[1]}" if risk else "", chosen)
            if len(same) != 1:
                return []
            chosen += [item for item in same if item not in chosen]
        return [item for item in chosen if not any(_is_under(other, item) for other in chosen)]

    def _implied(self, blocks: list[Block]) -> list[Item]:
        """「移転先8」 alone is its name, 「7．備考」 its only item."""
        if len(blocks) != 1:
            return []
        item = self.line.title_item(blocks[0]) if blocks[0].entry_kind else self.line.only_item(blocks[0])
        return [item] if item else []

    def _of(self, item: Item, text: str, entries: dict[str, list[int]]) -> list[Address]:
        holder = self.line.form.holder_of(item.code)
        if not holder:
            return [{"ref": "", "code": item.code}]
        if holder == "systems":
            return _refs(self.systems, entries.get(holder, []), item.code)
        files = [self.files[number] for number in self._files(text)]
        if holder == "files":
            return [{"ref": file["ref"], "code": item.code} for file in files]
        numbers = entries.get(holder, [])
        return [a for file in files for a in _refs({e["number"]: e for e in file[holder]}, numbers, item.code)]

    def _files(self, text: str) -> list[int]:
        """The files named in the path; the only file when there is one; none when it is not said."""
        named = {number for name, number in self.names.items() if f"({name})" in text or f"){name}" in text}
        numbered = {int(n) for n in re.findall(r"\((\d)\)", text) if int(n) in self.files}
        return sorted(named | numbered) or (list(self.files) if len(self.files) == 1 else [])


def _titled(blocks: list[Block], text: str) -> tuple[list[Block], int]:
    """The blocks whose title stands in the text (longest title, right number first), and where the title ends."""
    found: list[tuple[int, bool, Block, int]] = []
    for block in blocks:
        for title in dict.fromkeys((loose(block.title), _BRACKET.sub("", loose(block.title)))):
            place = text.find(title) if block.number and title else -1
            if place >= 0:
                numbered = bool(re.search(rf"(?<!\d){plain_number(block.number)}[.、]?$", text[:place]))
                found.append((len(title), numbered, block, place + len(title)))
    if not found:
        return [], 0
    best = max(found, key=lambda match: match[:2])
    return [block for length, numbered, block, _ in found if (length, numbered) == best[:2]], best[3]


def _narrowed(items: list[Item], risk_key: str, chosen: list[Item]) -> list[Item]:
    """Of several items with one label: those of the risk named, else those under the label read before."""
    if len(items) > 1 and risk_key:
        items = [item for item in items if item.risk_key == risk_key] or items
    if len(items) > 1 and chosen:
        items = [item for item in items if _is_under(item, chosen[-1])] or items
    return items


def _is_under(item: Item, parent: Item) -> bool:
    return bool(item.under) and item is not parent and loose(item.under) in (loose(parent.heading), loose(parent.label))


def _refs(entries: dict[int, dict[str, Any]], numbers: Iterable[int], code: str) -> list[Address]:
    return [{"ref": entries[number]["ref"], "code": code} for number in numbers if number in entries]
