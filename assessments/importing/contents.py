"""The 項目一覧 of page 2 is printed by the form itself; its lines must not be taken for the headings they name."""

import re

from ..catalogue import Form
from .cells import Row
from .words import end_of, squeeze

_LEADER = re.compile(r"[.…・\s\u3000]*\d{0,3}[\s\u3000]*")


def without_contents(form: Form, rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """(the other rows with the title 「項目一覧」, the lines of the 項目一覧)."""
    for section in form.sections:
        if not form.answerable(section) and not section.is_change_table:
            titles = [squeeze(option.printed) for item in section.items for option in item.options]
            start = next((n for n, row in enumerate(rows) if _is_title(row, section.title)), None)
            if start is not None:
                listed = _listed(rows[start + 1 :], titles)
                lines = {row.line for row in listed}
                return [row for row in rows if row.line not in lines], listed
    return rows, []


def without_titles(form: Form, rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """(the other rows, the rows that print the name or the mark of the form)."""
    names = {squeeze(form.name), squeeze(form.short_name)}
    mark = _mark_pattern(form)
    titles = [row for row in rows if len(row.filled) == 1 and _is_printed(squeeze(row.filled[0][:100]), names, mark)]
    lines = {row.line for row in titles}
    return [row for row in rows if row.line not in lines], titles


def _is_printed(squeezed: str, names: set[str], mark: re.Pattern[str]) -> bool:
    return squeezed in names or bool(mark.fullmatch(squeezed))


def _mark_pattern(form: Form) -> re.Pattern[str]:
    """「［令和○年○月　様式○］」 of whatever edition; the era may be another one."""
    label = next((i.label for i in form.items if i.kind == "static" and i.label.count("○") > 2), "")
    pattern = re.escape(squeeze(label)).replace("○", r"[\d元]{1,2}").replace("令和", r"\w\w")
    return re.compile(pattern.replace(r"\[", r"\[?", 1).replace(r"\]", r"\]?", 1) or r"(?!)")


def _is_title(row: Row, title: str) -> bool:
    return len(row.filled) == 1 and squeeze(row.filled[0]) == squeeze(title)


def _listed(rows: list[Row], titles: list[str]) -> list[Row]:
    """The rows that go on in the order of the contents; one or two lines of the town's own may stand between."""
    listed: list[Row] = []
    at = strange = 0
    for row in rows[: 2 * len(titles) + 4]:
        consumed = _consumed(" ".join(row.filled), titles, at)
        if consumed > at:
            listed.append(row)
            at, strange = consumed, 0
        elif strange > 1 or len(row.filled) > 1 or row.after_break:
            break
        else:
            strange += 1
    return listed


def _consumed(text: str, titles: list[str], at: int) -> int:
    """How many titles are done when this row is one or several of them; -1 when it is not."""
    while text.strip():
        text = text.lstrip()
        step = next((n for n in range(at, len(titles)) if squeeze(text[:120]).startswith(titles[n])), None)
        if step is None:
            return -1
        text = text[max(end_of(text, titles[step]), 1) :]
        text = text[_LEADER.match(text).end() :]
        at = step + 1
    return at
