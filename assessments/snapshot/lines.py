"""A Snapshot as lines that the change log can compare without knowing what an assessment is."""

import re
from collections.abc import Iterator

from changelog.lines import Line

from ..catalogue import Form, values
from ..catalogue.wareki import as_printed
from .annexes import annex_lines
from .outline import Placed, PlacedBlock, Sheet, outline
from .value import Snapshot

_FILE_NUMBER = re.compile(r"[（(]\s*[0-9０-９]+\s*[）)]")


def lines(snapshot: Snapshot, form: Form | None = None) -> list[Line]:
    """One Line per item that can be answered. 公表日 is no change of the document; what was heard from residents is one."""
    form = form or snapshot.form
    found: list[Line] = []
    for sheet in outline(snapshot, form):
        for block in sheet.blocks:
            found.extend(_block_lines(form, sheet, block))
    found.extend(annex_lines(snapshot.annexes))
    return found


def _block_lines(form: Form, sheet: Sheet, block: PlacedBlock) -> Iterator[Line]:
    group = tuple(node.ref for node in (sheet.file, block.node) if node)
    for placed in block.items:
        if placed.item == form.cover_item("published_on") or placed.item.derived == "file_name":
            continue  # 公表日 is filled by publication itself; the name of a file changes once, in Ⅱ
        if placed.item.kind == "record_list":
            yield _records_line(placed, group)
        elif placed.item.has_answer:
            text, parts = _text_and_parts(placed)
            yield Line(
                address=placed.address,
                label="\n".join(placed.path),
                text=text,
                parts=parts,
                group=group,
                group_label="\n".join(_group_path(placed, block, sheet)),
            )


def _text_and_parts(placed: Placed) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A day as it is printed; a list of files is the same whatever its line breaks and its order, typed or computed."""
    if placed.item.kind == "date_wareki":
        return as_printed(placed.text), ()
    if placed.item.derived != "file_names":
        return placed.text, values.parts(placed.item, placed.value)
    names = [name.strip() for name in _FILE_NUMBER.split(placed.text) if name.strip()]
    text = "\n".join(f"({number}) {name}" for number, name in enumerate(names, start=1))
    return text, tuple((name, name) for name in names)


def _records_line(placed: Placed, group: tuple[str, ...]) -> Line:
    numbered = [f"{number}.{text}" for number, text in enumerate(placed.records, start=1)]
    text = "、".join([*numbered, *filter(None, [placed.value])])
    return Line(placed.address, "\n".join(placed.path), text, _record_parts(placed), group, "\n".join(placed.path[:2]))


def _record_parts(placed: Placed) -> tuple[tuple[str, str], ...]:
    """Records by their own text, so that inserting one is not a change of all that follow."""
    seen: dict[str, int] = {}
    parts = []
    for text in placed.records:
        seen[text] = seen.get(text, 0) + 1
        parts.append((f"{text}#{seen[text]}", text))
    return tuple(parts) + ((("", placed.value),) if placed.value else ())


def _group_path(placed: Placed, block: PlacedBlock, sheet: Sheet) -> tuple[str, ...]:
    if block.node:
        return placed.path[: placed.path.index(block.heading) + 1]
    return placed.path[:2] if sheet.file else placed.path[:1]
