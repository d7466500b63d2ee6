"""Makes the interchange document of the raw scopes: values, numbers, placeholders for what is lost, and the report."""

from typing import Any

from ..catalogue import Item, values
from .changes_table import Table, change_section, read_table
from .files import File, gather, name_item, split_name
from .gaps import Gaps
from .kinds import read_value
from .marks import MARK, in_plain_text, judge, sign_of
from .municipality import guess_name
from .numbering import numbered
from .paths import Paths
from .records import read_records
from .report import Reading, Report
from .stations import Line
from .tell import Teller
from .walk import Part, Scope, Walk
from .words import squeeze

REFS = {"systems": "s", "files": "f", "outsourcing": "o", "provisions": "p", "transfers": "t"}


class Builder:
    def __init__(self, line: Line, walk: Walk, number: str = "") -> None:
        self.line, self.walk, self.form = line, walk, line.form
        self.report = Report(self.form.key, self.form.edition, self.form.short_name)
        self.tell = Teller(self.report, self.form)
        self.document: dict[str, Any] = {
            "schema": 1,
            "form": self.form.key,
            "edition": self.form.edition,
            "municipality": {"code": "", "name": ""},
            "answers": {},
            "systems": [],
            "files": [],
            "changes": [],
            "unplaced": [],
        }
        self._once(number)
        self.document["systems"] = self._entries(self.walk.document, "systems", "")
        self.document["files"] = [self._file(file) for file in self._files()]
        for code, part in self.walk.strays:
            self._stray(code, part.text, part.line)

    def reading(self) -> Reading:
        document = self.document
        document["unplaced"] = [{"after": s["after"], "text": s["text"]} for s in self.report.unplaced]
        agency = self._cover("agency")
        document["municipality"]["name"] = guess_name(agency)
        document["version"] = {"number": 1, "origin": "imported"}
        if published := self._cover("published_on"):
            document["version"]["published_on"] = published
        self.tell.whole(document)
        return Reading(document, self.report)

    def _cover(self, suffix: str) -> str:
        item = self.form.cover_item(suffix)
        value = self.document["answers"].get(item.code) if item else None
        return value if isinstance(value, str) else ""

    # --- the document itself ---

    def _once(self, number: str) -> None:
        scope, answers = self.walk.document, self.document["answers"]
        self._split_cover(scope)
        answers.update(self._answers(scope, ""))
        item = self.form.cover_item("number")
        if item and number and item.code not in answers:
            answers[item.code] = number
        gaps = Gaps(self.line, scope, answers)
        for section in self.form.sections:
            if not section.per_file and not section.is_change_table:
                self._lose(answers, gaps.lost_in_section(section), "")

    def _split_cover(self, scope: Scope) -> None:
        """「評価書番号｜評価書名」 are heads of columns: below them stand the number and the name in one row."""
        number, name = self.form.cover_item("number"), self.form.cover_item("name")
        if not number or not name or number.code in scope.parts or not (parts := scope.parts.get(name.code)):
            return
        first, _, rest = parts[0].text.strip().partition(" ")
        if not first.isdigit() or not (rest or len(parts) > 1):
            return
        scope.parts[number.code] = [Part(first, parts[0].row, parts[0].line)]
        scope.parts[name.code] = ([Part(rest, parts[0].row, parts[0].line)] if rest else []) + parts[1:]

    # --- answers ---

    def _answers(self, scope: Scope, ref: str) -> dict[str, Any]:
        answers: dict[str, Any] = {}
        for code, parts in scope.parts.items():
            item = self.form.item(code)
            if item.kind == "flag":
                continue
            text = joined(parts)
            if not item.has_answer:
                self._printed(item, text, parts[0].line)
                continue
            worth = read_value(item, text)
            if worth.left:
                self._stray(code, worth.left, parts[0].line)
            self.tell.remarks(ref, item, worth.remarks)
            if worth.value is not None:
                answers[code] = worth.value
                self.tell.read(code, ref, worth.value)
        answers |= flags_of(self.form, scope)
        self.tell.beheaded(scope, ref)
        return answers

    def _printed(self, item: Item, text: str, line: int) -> None:
        """Words that the form prints by itself are no answer; other words in their place are kept."""
        own = {squeeze(option.printed).rstrip("。") for option in item.options}
        if text and squeeze(text).rstrip("。") not in own:
            self._stray(item.code, text, line)

    def _lose(self, answers: dict[str, Any], items: list[Item], ref: str) -> None:
        for item in items:
            answers[item.code] = None if item.kind == "flag" else dict(values.LOST)
        self.tell.lost(items, ref)

    def _stray(self, code: str, text: str, line: int) -> None:
        if squeeze(text) in (squeeze(self.form.name), squeeze(self.form.mark)):
            return  # the title of the cover
        self.report.unplaced.append({"after": code, "text": values.clean_text(in_plain_text(text)), "line": line})

    # --- entries ---

    def _entries(self, parent: Scope, kind: str, prefix: str) -> list[dict[str, Any]]:
        scopes = [scope for scope in parent.entries if scope.kind == kind]
        entries: list[dict[str, Any]] = []
        for number, scope in numbered(scopes, self._is_empty):
            ref = f"{prefix}{REFS[kind]}{number}"
            entry: dict[str, Any] = {"ref": ref, "number": number, "answers": {}}
            if scope is None:
                entry["lost"] = True
                self.tell.lost_entry(kind, ref, number)
            else:
                entry["answers"] = self._entry_answers(scope, ref)
            entries.append(entry)
        return entries

    def _entry_answers(self, scope: Scope, ref: str) -> dict[str, Any]:
        answers = self._answers(scope, ref)
        block = next(b for b in scope.section.blocks if b.entry_kind == scope.kind)
        lost = Gaps(self.line, scope, answers).lost_in_block(block)
        title = self.line.title_item(block)
        if title and title.code not in answers and not scope.number:
            lost = [title, *lost]
        self._lose(answers, lost, ref)
        return answers

    def _is_empty(self, scope: Scope) -> bool:
        """A printed frame with nothing in it: no text, and no box that is ticked or may have been."""
        for code, parts in scope.parts.items():
            item = self.form.item(code)
            value = read_value(item, joined(parts)).value if item.has_answer else None
            if not values.is_empty(item, value) and not _only_unknown(item, value):
                return False
            if isinstance(value, dict) and (value.get("other") or value.get("texts")):
                return False
        return True

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
        for kind in ("outsourcing", "provisions", "transfers"):
            entry[kind] = [e for s in file.sheets.values() for e in self._entries(s, kind, ref)]
        self._lose_sheets(entry, file, ref)
        return entry

    def _sheet_answers(self, sheet: Scope, file: File, ref: str) -> dict[str, Any]:
        item = name_item(self.line, sheet)
        answers = self._answers(sheet, ref)
        if item and isinstance(answers.get(item.code), str):
            number, name = split_name(answers[item.code])
            if number == file.number:
                answers[item.code] = name
        if item and item.derived and squeeze(str(answers.get(item.code, ""))) == squeeze(file.name):
            answers.pop(item.code, None)
        elif item and not item.derived and item.code not in answers and file.name:
            answers[item.code] = file.name
        self._lose(answers, Gaps(self.line, sheet, answers).lost_in_section(sheet.section), ref)
        return answers

    def _lose_sheets(self, entry: dict[str, Any], file: File, ref: str) -> None:
        """A file that is named, but whose sheets are not in the source."""
        known = bool(file.sheets or entry["records"])
        if not known:
            entry["lost"] = True
            self.tell.lost_entry("files", ref, file.number)
        item = self.form.file_name_item
        for section in self.form.sections:
            if known and section.per_file and section.code not in file.sheets:
                lost = [i for b in section.blocks if not b.entry_kind for i in b.items if i.has_answer]
                self._lose(entry["answers"], [i for i in lost if i.derived != "file_name" and i is not item], ref)
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
            self.report.warn(f"（{file.number}）{file.name}：{warning}")

    # --- 変更箇所 ---

    def read_changes(self, tables: list[Table]) -> None:
        section, paths = change_section(self.form), Paths(self.line, self.document)
        for table in tables:
            changes = read_table(section, table)
            for row in changes.rows:
                row["addresses"] = paths.addresses(row["item"])
            self.document["changes"] += changes.rows
            for sentence in changes.warnings:
                self.report.warn(sentence)
            first = next(section.items).code
            for row in changes.strays:
                self._stray(first, "\n".join(row.filled), row.line)


def joined(parts: list[Part]) -> str:
    """Cells of one row stand beside each other, rows below each other."""
    text = ""
    for before, part in zip([None, *parts], parts, strict=False):
        text += part.text if before is None else f"{' ' if before.row == part.row else chr(10)}{part.text}"
    return text


def flags_of(form, scope: Scope) -> dict[str, Any]:
    """The ○ beside headings; the boxes of one row are judged together."""
    found: dict[str, Any] = {}
    rows: dict[int, list[str]] = {}
    for code, parts in scope.parts.items():
        if form.item(code).kind == "flag":
            rows.setdefault(parts[0].row, []).append(code)
    for codes in rows.values():
        verdicts = flag_verdicts([scope.parts[code][0].text for code in codes])
        found |= {code: verdict for code, verdict in zip(codes, verdicts, strict=True) if verdict is not False}
    return found


def flag_verdicts(texts: list[str]) -> list[bool | None]:
    signs = [sign_of(mark) if (mark := MARK.search(text)) else "box" for text in texts]
    return judge(signs, [False] * len(signs))


def _only_unknown(item: Item, value: Any) -> bool:
    return values.is_unknown(item, value) and not (isinstance(value, dict) and value.get("checked"))
