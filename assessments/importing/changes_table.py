"""Reads the source's own 変更箇所 table: pages joined, 「(前行の続き)」 joined, 「同上」 resolved, dates parsed."""

import re
from dataclasses import dataclass, field
from typing import Any

from ..catalogue import Form, Section, values
from .cells import Row
from .marks import in_plain_text
from .tabless import CONTINUED, rebuilt
from .wareki import parse_date
from .words import ANNEX_TITLE, squeeze

_SAME = re.compile(r"同\s*上|〃|々")
_COLUMNS = ("date", "item", "before", "after", "timing", "note")


@dataclass
class Table:
    """``label``: what stands behind the title, 「システム標準化移行前」."""

    label: str = ""
    rows: list[Row] = field(default_factory=list)


@dataclass
class Changes:
    rows: list[dict[str, Any]] = field(default_factory=list)
    strays: list[Row] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    timings: tuple[str, ...] = ()


def change_section(form: Form) -> Section | None:
    return next((section for section in form.sections if section.is_change_table), None)


def separate(form: Form, rows: list[Row]) -> tuple[list[Row], list[Table]]:
    """(rows of the body, the change tables)."""
    section = change_section(form)
    if not section:
        return rows, []
    body: list[Row] = []
    tables: list[Table] = []
    inside = False
    for place, row in enumerate(rows):
        label = _title(section, row)
        if label is not None and (tables or _heads_follow(section, rows[place + 1 : place + 8])):
            inside = True
            if not tables or tables[-1].label != label:
                tables.append(Table(label))
        elif is_header(section, row):
            inside, tables = True, tables or [Table()]
        elif not tables and _is_change(section, row):
            inside = True
            tables.append(Table(rows=[row]))
        elif inside and not _is_annex(form, row):
            tables[-1].rows.append(row)
        else:
            inside = False
            body.append(row)
    return body, tables


def _is_annex(form: Form, row: Row) -> bool:
    """The title of an annex of the town's own, which may stand behind the table; the form's own are named in paths."""
    words = " ".join(row.filled)
    own = any(squeeze(words).startswith(squeeze(section.title)) for section in form.sections)
    return row.after_break and bool(ANNEX_TITLE.fullmatch(words)) and not own


def _title(section: Section, row: Row) -> str | None:
    """The label behind the title of the section, None when the row is no title."""
    if len(row.filled) != 1 or len(row.filled[0]) > 80:
        return None
    annex = re.compile(r"^\([^)]*\)")
    title, printed = (annex.sub("", squeeze(words)) for words in (section.title, row.filled[0]))
    rest = printed[len(title) :]
    if not printed.startswith(title) or (rest and rest[0] not in "【[(<〔"):
        return None
    return rest.strip("【】[]()<>〔〕")


def is_header(section: Section, row: Row) -> bool:
    labels = {squeeze(item.label) for item in section.items}
    return len({squeeze(cell) for cell in row.filled} & labels) >= 3


def _heads_follow(section: Section, rows: list[Row]) -> bool:
    """Under the title of a table stand its heads or its rows; under the same words in a 項目一覧 does neither.

    A title at the very end is one too: its rows are on missing pages.
    """
    if not rows:
        return True
    words = "\n".join(squeeze(cell[:200]) for row in rows for cell in row.filled)
    heads = [item for item in section.items if len(item.label) > 2 and squeeze(item.label) in words]
    return len(heads) >= 3 or any(_is_change(section, row) for row in rows)


def _is_change(section: Section, row: Row) -> bool:
    """A row of the table whose title and heads are on a missing page."""
    timings = [item.labels for item in section.items if item.options]
    return len(row.cells) > 4 and bool(parse_date(row.cells[0])) and any(cell in timings[0] for cell in row.cells[2:])


def read_table(form: Form, table: Table) -> Changes:
    """Rows of the interchange JSON, without addresses."""
    section = change_section(form)
    changes = Changes(timings=tuple(list(section.items)[_COLUMNS.index("timing")].labels))
    width = max((len(row.cells) for row in table.rows), default=0)
    rows = table.rows
    if width == 1:
        rows, changes.warnings = rebuilt(form, section, rows)
    for line, cells in _logical(rows):
        _read_row(changes, line, cells, table.label)
    _fill_dates(changes)
    _resolve_same(changes)
    return changes


def _logical(rows: list[Row]) -> list[tuple[Row, list[str]]]:
    """Rows of the table; a cell that the machine broke over lines is put together again."""
    found: list[tuple[Row, list[str]]] = []
    for row in rows:
        cells = list(row.cells)
        last = found[-1][1] if found else []
        together = len(last) + len(cells) - 1 <= len(_COLUMNS)
        if not last or not together or _begins_row(cells[0]):
            found.append((row, cells))
        elif len(last) == 1 and _begins_row(last[0]):
            last += cells
        else:
            last[-1] = f"{last[-1]}\n{cells[0]}".strip()
            last += cells[1:]
    return found


def _begins_row(cell: str) -> bool:
    return bool(parse_date(cell) or CONTINUED.fullmatch(cell))


def _read_row(changes: Changes, row: Row, cells: list[str], label: str) -> None:
    if len([cell for cell in cells if cell]) < 2 and not changes.rows:
        changes.strays.append(row)
        return
    cells = [in_plain_text(cell) for cell in cells]
    if len(cells) > len(_COLUMNS):
        cells = [*cells[:5], "\n".join(cell for cell in cells[5:] if cell)]
    entry = dict(zip(_COLUMNS, [*cells, *[""] * 6], strict=False))
    continued = any(CONTINUED.fullmatch(entry[name]) for name in ("date", "item"))
    if changes.rows and (continued or not (entry["date"] or entry["item"])):
        _continue(changes, entry)
        return
    changes.rows.append(_entry(changes, entry, label))


def _entry(changes: Changes, entry: dict[str, str], label: str) -> dict[str, Any]:
    day = parse_date(entry["date"])
    timing = squeeze(entry["timing"])
    note = entry["note"]
    if timing and timing not in changes.timings:
        note = "\n".join(part for part in (entry["timing"], note) if part)
    return {
        "date": day.isoformat() if day else entry["date"],
        "item": values.clean_text(entry["item"]),
        "addresses": [],
        "before": values.clean_text(entry["before"]),
        "after": values.clean_text(entry["after"]),
        "timing": timing if timing in changes.timings else None,
        "note": values.clean_text(note),
    } | ({"table": label} if label else {})


def _continue(changes: Changes, entry: dict[str, str]) -> None:
    last = changes.rows[-1]
    for name in ("before", "after"):
        if entry[name]:
            last[name] = f"{last[name]}\n{values.clean_text(entry[name])}".strip()
    if entry["note"] and not last["note"]:
        last["note"] = values.clean_text(entry["note"])
    if squeeze(entry["timing"]) in changes.timings and not last["timing"]:
        last["timing"] = squeeze(entry["timing"])


def _fill_dates(changes: Changes) -> None:
    """A row without a date stands in a merged cell: the rows above and below bear the same day."""
    for place, row in enumerate(changes.rows):
        if row["date"] or place == 0:
            continue
        above = changes.rows[place - 1]["date"]
        below = next((later["date"] for later in changes.rows[place + 1 :] if later["date"]), above)
        if above and above == below:
            row["date"] = above
            changes.warnings.append(f"変更箇所の{place + 1}行目に変更日がないため、前後の行の日付を入れました。")
        else:
            changes.warnings.append(f"変更箇所の{place + 1}行目に変更日がありません。")


def _resolve_same(changes: Changes) -> None:
    for earlier, row in zip(changes.rows, changes.rows[1:], strict=False):
        if _SAME.fullmatch(row["note"].strip()):
            row["note"] = earlier["note"]
