"""Prints a document of any form as a machine reader would give it, so that every form can be read back.

``printed(form)`` returns the text and the truth: {(ref, code): value}. Values come from the kinds, words from the
catalogue; nothing here knows a label.
"""

from dataclasses import dataclass, field
from typing import Any

from assessments.catalogue import CHECK_KINDS, Block, Form, Item, Section
from assessments.catalogue.values import CHOSEN
from assessments.catalogue.wareki import as_printed

LETTERS = {"systems": "s", "outsourcing": "o", "provisions": "p", "transfers": "t"}
RECORDS = 12


@dataclass
class Printer:
    form: Form
    files: int = 2
    entries: int = 2
    chosen: str = CHOSEN
    again: bool = False  # a label merged over rows is printed in each of them
    lines: list[str] = field(default_factory=list)
    truth: dict[tuple[str, str], Any] = field(default_factory=dict)
    count: int = 0

    def whole(self) -> str:
        self.lines += [self.form.name, ""]
        for section in self.form.sections:
            if section.is_change_table:
                continue
            if not self.form.answerable(section):
                self.lines += [section.title, *(option.printed for i in section.items for option in i.options), ""]
            elif any(item.kind == "record_list" for item in section.items):
                self._records(section)
            else:
                for file in range(1, self.files + 1) if section.per_file else [0]:
                    self._sheet(section, file)
        return "\n".join(self.lines)

    def _records(self, section: Section) -> None:
        self.lines.append(section.title)
        for file in range(1, self.files + 1):
            records = [f"項目{file}の{number}" for number in range(1, RECORDS + 1)]
            self.truth[f"f{file}", "records"] = records
            numbered = "、".join(f"{number}.{record}" for number, record in enumerate(records, start=1))
            self.lines += [f"({file}) ファイル{file}", "", numbered]

    def _sheet(self, section: Section, file: int) -> None:
        if section.number or section.title[0] in "（(":
            self.lines += ["", f"{section.heading} {section.star_printed}".strip(), ""]
        for block in section.blocks:
            self._block(block, file)

    def _block(self, block: Block, file: int) -> None:
        ref = f"f{file}" if file else ""
        name = self.form.file_name_item
        if block.entry_kind:
            self._entries(block, ref)
        elif file and name and any(item.label == name.label for item in block.items):
            self.lines += [f"{block.number} {block.title}\t", f"({file}) ファイル{file}\t"]
            if name in block.items:
                self.truth[ref, name.code] = f"ファイル{file}"
        elif self.files and any(item.derived == "file_names" for item in block.items):
            names = " ".join(f"({number}) ファイル{number}" for number in range(1, self.files + 1))
            self.truth["", block.items[0].code] = names
            self.lines += [f"{block.number} {block.title}", names]
        else:
            flags = "".join(self._flag(item, ref) for item in block.items if item.kind == "flag")
            if block.number or flags:
                self.lines.append(f"{block.number} {block.title} {block.star_printed}".strip() + f"\t{flags}")
            self._items(block, ref)

    def _flag(self, item: Item, ref: str) -> str:
        self.count += 1
        value = bool(self.count % 2)
        if value:
            self.truth[ref, item.code] = True
        return f"{self.chosen if value else '[]'} {item.label} "

    def _entries(self, block: Block, ref: str) -> None:
        if block.number:
            self.lines.append(f"{block.number} {block.title}")
        for number in range(1, self.entries + 1):
            own = f"{ref}{LETTERS[block.entry_kind]}{number}"
            title = next((item for item in block.items if item.label == block.title and item.has_answer), None)
            beside = self._cell(title, self._value(title, own)) if title else ""
            self.lines.append(f"{block.entry_heading(number)}\t{beside}")
            self._items(block, own, leave=title)

    def _items(self, block: Block, ref: str, leave: Item | None = None) -> None:
        seen: set[str] = set()
        own = {item.heading for item in block.items} | {item.label for item in block.items}
        for item in block.items:
            if not item.has_answer or item.kind == "flag" or item is leave:
                continue
            risk = next((risk for risk in block.risks if risk.key == item.risk_key), None)
            if risk and risk.title not in seen:
                self.lines.append(f"{risk.title}\t")
            first = f"{item.under if item.under not in seen else ''}\t" if item.under and item.under not in own else ""
            group = f"{item.under}\t" if self.again and item.under else first
            seen |= {risk.title if risk else "", item.under}
            text = self._cell(item, self._value(item, ref))
            bare = item.label == block.title and item.kind in ("text", "long_text") and not item.number
            self.lines.append(text if bare else f"{group}{item.heading} {item.star_printed}".rstrip() + f"\t{text}")

    def _value(self, item: Item, ref: str) -> Any:
        self.count += 1
        value = value_for(item, self.count)
        self.truth[ref, item.code] = value
        return value

    def _cell(self, item: Item, value: Any) -> str:
        if item.kind in CHECK_KINDS:
            return boxes(item, value, self.chosen)
        options = "<選択肢> " + " ".join(option.printed for option in item.options)
        if item.kind == "choice":
            return f"[{value}] {options}"
        if item.kind == "choice+count":
            return f"[{value['choice']}] {options} ({value['count']}) 件"
        if item.kind == "choice+text":
            return f"[{value['choice']}] {options} {value['text']}"
        if item.kind == "figure":
            return value["text"]
        return as_printed(value).replace("\n", "<br>")


def value_for(item: Item, n: int) -> Any:
    """A value that is different for every item."""
    if item.kind in CHECK_KINDS:
        return checks_for(item, n)
    label = item.labels[n % len(item.labels)] if item.options else ""
    return {
        "text": f"{item.label}の記載その{n}です。",
        "long_text": f"{item.label}の記載その{n}です。\n<見本市における措置>\n①二行目の記載",
        "date_wareki": f"2025-04-{n % 28 + 1:02d}",
        "choice": label,
        "choice+count": {"choice": label, "count": n},
        "choice+text": {"choice": label, "text": f"本文{n}"},
        "figure": {"text": f"図の説明{n}"},
    }[item.kind]


def checks_for(item: Item, n: int) -> dict[str, Any]:
    ticked = [option for place, option in enumerate(item.options) if (place + n) % 2 == 0]
    value: dict[str, Any] = {"checked": [option.label for option in ticked], "unknown": []}
    for option in ticked:
        if option.opens_text and option is item.options[-1]:
            value["other"] = f"その他の文{n}（補足）"
        elif option.opens_text:
            value.setdefault("texts", {})[option.label] = f"相手先{n}"
        if option.opens_count:
            value.setdefault("counts", {})[option.label] = n
    return value


def boxes(item: Item, value: dict[str, Any], chosen: str) -> str:
    words, heading = [], ""
    for option in item.options:
        if option.heading and option.heading != heading:
            words.append(heading := option.heading)
        text = f"{chosen if option.label in value['checked'] else '[]'} {option.printed}"
        if option.opens_count:
            text += f" ({value.get('counts', {}).get(option.label, '')}) 件"
        elif option.opens_text:
            other = value.get("other", "") if option is item.options[-1] else ""
            text += f" ({value.get('texts', {}).get(option.label, other)})"
        words.append(text)
    return " ".join(words)


def printed(form: Form, **options) -> tuple[str, dict[tuple[str, str], Any]]:
    printer = Printer(form, **options)
    return printer.whole(), printer.truth
