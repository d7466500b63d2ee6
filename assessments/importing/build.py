"""Makes the interchange document of the raw scopes: numbers and refs, placeholders for what is lost, one file a sheet."""

from typing import Any

from ..catalogue import values
from .changes_table import Table, change_section, read_table
from .files import File, gather, name_item, split_name
from .fill import Filler, joined
from .gaps import Gaps
from .marks import in_plain_text
from .municipality import guess_name
from .numbering import numbered
from .paths import Paths
from .places import CHILDREN
from .records import read_records
from .report import Reading, Report
from .stations import Line
from .tell import Teller, answers_of
from .walk import Part, Scope, Walk
from .words import ANNEX_TITLE, squeeze

REFS = {"systems": "s", "files": "f", "outsourcing": "o", "provisions": "p", "transfers": "t"}


class Builder:
    def __init__(self, line: Line, walk: Walk, number: str = "") -> None:
        self.line, self.walk, self.form = line, walk, line.form
        self.report = Report(self.form.key, self.form.edition, self.form.short_name)
        self.tell = Teller(self.report, self.form)
        self.fill = Filler(self.form, self.report, self.tell)
        self.document: dict[str, Any] = {
            "schema": 1,
            "form": self.form.key,
            "edition": self.form.edition,
            "municipality": {"code": "", "name": ""},
            "answers": self._once(number),
        }
        self.document["systems"] = self._entries(self.walk.document, "systems", "")
        self.document["files"] = [self._file(file) for file in self._files()]
        self.document["changes"] = []
        for code, parts in _together(self.walk.strays):
            self.fill.stray(code, joined(parts), parts[0].line)

    def reading(self) -> Reading:
        document = self.document
        document["unplaced"] = [{"after": s["after"], "text": s["text"]} for s in self.report.unplaced]
        document["municipality"]["name"] = guess_name(self._cover("agency"))
        document["version"] = {"number": 1, "origin": "imported"}
        if published := self._cover("published_on"):
            document["version"]["published_on"] = published
        order = {code: place for place, code in enumerate(self.form.places)}
        for _, answers in answers_of(document):
            ordered = sorted(answers.items(), key=lambda answer: order[answer[0]])
            answers.clear()
            answers.update(ordered)
        self.tell.whole(document)
        return Reading(document, self.report)

    def _cover(self, suffix: str) -> str:
        item = self.form.cover_item(suffix)
        value = self.document["answers"].get(item.code) if item else None
        return value if isinstance(value, str) else ""

    def _once(self, number: str) -> dict[str, Any]:
        """The answers that stand once in the document."""
        scope = self.walk.document
        self._split_cover(scope)
        answers = self.fill.answers(scope, "")
        item = self.form.cover_item("number")
        if item and number:
            answers.setdefault(item.code, number)
        gaps = Gaps(self.line, scope, answers)
        for section in self.form.sections:
            if not section.per_file and not section.is_change_table:
                self.fill.lose(answers, gaps.lost_in_section(section), "")
        return answers

    def _split_cover(self, scope: Scope) -> None:
        """「評価書番号｜評価書名」 are heads of columns: below them stand the number and the name in one row."""
        number, name = self.form.cover_item("number"), self.form.cover_item("name")
        if not number or not name or number.code in scope.parts or not (parts := scope.parts.get(name.code)):
            return
        first, _, rest = parts[0].text.strip().partition(" ")
        beside = len(parts) > 1 and parts[0].row == parts[1].row and not rest
        if not (beside and len(first) <= 20) and not (first.isdigit() and (rest or len(parts) > 1)):
            return
        scope.parts[number.code] = [Part(first, parts[0].row, parts[0].line)]
        scope.parts[name.code] = ([Part(rest, parts[0].row, parts[0].line)] if rest else []) + parts[1:]

    # --- entries ---

    def _entries(self, parent: Scope, kind: str, prefix: str) -> list[dict[str, Any]]:
        scopes = [scope for scope in parent.entries if scope.kind == kind]
        entries: list[dict[str, Any]] = []
        for number, scope in numbered(scopes, self.fill.is_empty):
            ref = f"{prefix}{REFS[kind]}{number}"
            entry: dict[str, Any] = {"ref": ref, "number": number, "answers": {}}
            if scope is None:
                entry["lost"] = True
                self.tell.lost_entry(ref)
            else:
                entry["answers"] = self._entry_answers(scope, ref)
            entries.append(entry)
        return entries

    def _entry_answers(self, scope: Scope, ref: str) -> dict[str, Any]:
        answers = self.fill.answers(scope, ref)
        block = next(b for b in scope.section.blocks if b.entry_kind == scope.kind)
        lost = Gaps(self.line, scope, answers).lost_in_block(block)
        title = self.line.title_item(block)
        if title and title.code not in answers and not scope.number:
            lost = [title, *lost]
        self.fill.lose(answers, lost, ref)
        return answers

    # --- files ---

    def _files(self) -> list[File]:
        item = next((i for i in self.form.items if i.derived == "file_names"), None)
        text = self.document["answers"].get(item.code, "") if item else ""
        return gather(self.line, self.walk, text if isinstance(text, str) else "")

    def _file(self, file: File) -> dict[str, Any]:
        ref = f"{REFS['files']}{file.number}"
        entry: dict[str, Any] = {"ref": ref, "number": file.number, "answers": {}, "records": []}
        for section in self.form.sections:
            if section.per_file and (sheet := file.sheets.get(section.code)):
                entry["answers"] |= self._sheet_answers(sheet, file, ref)
        self._read_records(entry, file)
        for kind in CHILDREN:
            entry[kind] = [e for s in file.sheets.values() for e in self._entries(s, kind, ref)]
        self._lose_sheets(entry, file, ref)
        return entry

    def _sheet_answers(self, sheet: Scope, file: File, ref: str) -> dict[str, Any]:
        item = name_item(self.line, sheet)
        answers = self.fill.answers(sheet, ref)
        if item and isinstance(answers.get(item.code), str):
            number, name = split_name(answers[item.code])
            if number == file.number:
                answers[item.code] = name
        if item and item.derived and squeeze(str(answers.get(item.code, ""))) == squeeze(file.name):
            answers.pop(item.code, None)
        elif item and not item.derived and item.code not in answers and file.name:
            answers[item.code] = file.name
        self.fill.lose(answers, Gaps(self.line, sheet, answers).lost_in_section(sheet.section), ref)
        return answers

    def _lose_sheets(self, entry: dict[str, Any], file: File, ref: str) -> None:
        """A file that is named, but whose sheets are not in the source."""
        known = bool(file.sheets or entry["records"])
        if not known:
            entry["lost"] = True
            self.tell.lost_entry(ref)
        item = self.form.file_name_item
        for section in self.form.sections:
            if known and section.per_file and section.code not in file.sheets:
                lost = [i for b in section.blocks if not b.entry_kind for i in b.items if i.has_answer]
                self.fill.lose(entry["answers"], [i for i in lost if i.derived != "file_name" and i is not item], ref)
        if item and file.name:
            entry["answers"].setdefault(item.code, file.name)

    def _read_records(self, entry: dict[str, Any], file: File) -> None:
        if not file.records:
            return
        items, text, warnings = read_records(values.clean_text(in_plain_text(joined(file.records))))
        entry["records"] = items
        if text:
            entry["records_text"] = text
        for warning in warnings:
            self.report.warn(f"({file.number}){file.name}：{warning}")

    # --- 変更箇所 ---

    def read_changes(self, tables: list[Table]) -> None:
        section, paths = change_section(self.form), Paths(self.line, self.document)
        for table in tables:
            changes = read_table(self.form, table)
            for row in changes.rows:
                row["addresses"] = paths.addresses(row["item"])
            self.document["changes"] += changes.rows
            for sentence in changes.warnings:
                self.report.warn(sentence)
            first = next(section.items).code
            for row in changes.strays:
                self.fill.stray(first, "\n".join(row.filled), row.line)


def _together(strays: list[tuple[str, Part]]) -> list[tuple[str, list[Part]]]:
    """Cells and rows that stand together, such as a table of the town's own below its title, are one text."""
    found: list[tuple[str, list[Part]]] = []
    for code, part in strays:
        last = found[-1][1][-1] if found and found[-1][0] == code else None
        if last and part.row - last.row <= 1 and not ANNEX_TITLE.fullmatch(last.text):
            found[-1][1].append(part)
        else:
            found.append((code, [part]))
    return found
