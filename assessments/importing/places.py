"""Says where in a document something stands, in the words of the form; codes and refs are for programs."""

from collections.abc import Iterator
from typing import Any

from ..catalogue import Form

CHILDREN = ("outsourcing", "provisions", "transfers")


class Places:
    """``document``: the interchange JSON read so far, whose entries are named by their printed numbers."""

    def __init__(self, form: Form, document: dict[str, Any]) -> None:
        self.form = form
        self.entries: dict[str, tuple[str, ...]] = {}  # ref -> 「(1) 住民基本台帳ファイル」, 「委託事項2」
        for system in document.get("systems", []):
            self.entries[system["ref"]] = (entry_word(form, "systems", system["number"]),)
        for file in document.get("files", []):
            self.entries[file["ref"]] = (file_word(form, file),)
            for kind in CHILDREN:
                for entry in file.get(kind, []):
                    self.entries[entry["ref"]] = (file_word(form, file), entry_word(form, kind, entry["number"]))

    def entry(self, ref: str) -> str:
        return " ".join(self.entries.get(ref, ()))

    def block(self, ref: str, code: str) -> str:
        """「Ⅲ (1) 住民基本台帳ファイル 8.監査」, 「Ⅰ システム1」."""
        section, block, _ = self.form.places[code]
        parts = [section.number or section.title, *self.entries.get(ref, ())]
        if not (block.entry_kind and ref in self.entries) and block.title != section.title:
            parts.append(f"{block.number}{block.title}")
        elif section.number and not block.entry_kind:
            parts.append(section.title)
        return " ".join(parts)

    def item(self, ref: str, code: str) -> str:
        """「Ⅱ (1) 住民基本台帳ファイル 2.基本情報の「④記録される項目 主な記録項目」」."""
        own = " ".join(self._own(code))
        return f"{self.block(ref, code)}の「{own}」" if own else self.block(ref, code)

    def _own(self, code: str) -> Iterator[str]:
        _, block, item = self.form.places[code]
        yield from (risk.title for risk in block.risks if risk.key == item.risk_key)
        if item.under:
            yield item.under
        if item.heading != f"{block.number}{block.title}" and not (block.entry_kind and item.label == block.title):
            yield item.heading


def file_word(form: Form, file: dict[str, Any]) -> str:
    """「(1) 住民基本台帳ファイル」; the number alone where the name was not read."""
    name = form.file_name_item and file["answers"].get(form.file_name_item.code)
    return f"({file['number']}) {name}" if isinstance(name, str) else f"特定個人情報ファイル({file['number']})"


def entry_word(form: Form, kind: str, number: int) -> str:
    """「委託事項2」, as the form prints it."""
    for section in form.sections:
        for block in section.blocks:
            if block.entry_kind == kind:
                return block.entry_heading(number)
    return f"特定個人情報ファイル({number})"
