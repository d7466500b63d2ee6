"""What a document, its parts and its PDF are called."""

from ..snapshot import Sheet, Snapshot, bare_sheets, file_heading
from . import changes


def sections_of(snapshot: Snapshot) -> list[tuple[str, str]]:
    """(anchor, title) of every part, in printed order, for a table of contents."""
    found = [(sheet.anchor, title_of(snapshot, sheet)) for sheet in bare_sheets(snapshot)]
    for section in snapshot.form.sections:
        if section.is_change_table:
            found += changes.titles(snapshot, section)
    return found + [(annex.anchor, annex.printed_title) for annex in snapshot.annexes]


def title_of(snapshot: Snapshot, sheet: Sheet) -> str:
    """The heading of a sheet; of one per file with the file's name."""
    name = file_heading(snapshot.form, sheet.file) if sheet.file and sheet.file.ref else ""
    return f"{sheet.section.heading} {name}".strip()


def printed_title(snapshot: Snapshot, draft: bool, stamp: str) -> str:
    """Of the PDF; who hears it hears no 「案」 behind the text and no stamp."""
    return (f"【{stamp}】" if stamp else "") + ("【案】" if draft else "") + document_title(snapshot)


def document_title(snapshot: Snapshot) -> str:
    """What the document is called in its page header and its PDF: its own name, else that of its form."""
    return " ".join((snapshot.cover("name") or snapshot.form.name).split())


def entries_of(snapshot: Snapshot, sheet: Sheet) -> list[dict[str, str]]:
    """The printed list of sections, each with the anchor of the first part that it names."""
    anchors = [(_squeezed(title), anchor) for anchor, title in sections_of(snapshot)]
    found = []
    for placed in sheet.items:
        for option in placed.item.options:
            name = _squeezed(option.printed)
            anchor = next((anchor for title, anchor in anchors if title.startswith(name)), "")
            found.append({"text": option.printed, "anchor": anchor})
    return found


def _squeezed(title: str) -> str:
    return "".join(title.split())
