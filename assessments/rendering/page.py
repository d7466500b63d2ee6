"""The one drawing of the form: a Snapshot as HTML for paper ("print") and for a page of the site ("screen").

Every part (a sheet, the table of changes) is drawn on its own and knows nothing of the others, so that the PDF can be
laid out part by part.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from django.template.loader import get_template, render_to_string
from django.utils.safestring import SafeString, mark_safe

from ..catalogue import Section
from ..law import threshold
from ..snapshot import Address, Sheet, Snapshot, file_heading, outline
from . import attachments, changes, glyphs, titles
from .cover import cover_context
from .drawn import drawn
from .frames import with_empty_frames
from .marks import NONE, Marks
from .measure import shortened
from .pieces import Draughtsman
from .press.rows import Rows
from .shapes import Piece

HEAD = 27  # full-width characters of the name that the head of a page has room for
LONG = 200_000  # characters of HTML that are worth drawing anew: a whole document, a part with pictures
CUT = "\x1e"  # stands between the rows of a table until they are taken apart
Mode = Literal["print", "screen"]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the document that begins a new page."""

    anchor: str
    title: str
    html: SafeString
    rows: Rows | None = None  # of a table whose pages can be laid out in pieces


@dataclass(frozen=True, slots=True)
class DrawnSheet:
    """A sheet as the template draws it. ``file``: the heading of its file."""

    anchor: str
    file: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a Snapshot is to be drawn. ``marks``: the former text of the items to be marked as changed; ``stamp``: what
    the PDF is for, on each of its pages and in its title."""

    snapshot: Snapshot
    mode: Mode = "print"
    draft: bool = False
    marks: Marks = NONE
    stamp: str = ""

    def parts(self) -> Iterator[Part]:
        yield from _run_on(list(self._sections()))
        for section in self.snapshot.form.sections:
            if section.is_change_table:
                yield from self._changes(section)
        for annex in self.snapshot.annexes:
            yield Part(
                annex.anchor, annex.printed_title, self._html("annex", **attachments.context_of(annex, self.marks))
            )
        if self.marks.gone:
            yield Part("gone", "", self._html("gone", gone=self.marks.gone, anchor="gone"))
        if self.draft and self.snapshot.unplaced:
            html = self._html("unplaced", pieces=self.snapshot.unplaced, anchor="unplaced")
            yield Part("unplaced", "", html)

    def _sections(self) -> Iterator[tuple[Section, Part]]:
        for _, sheets in groupby(outline(with_empty_frames(self.snapshot)), key=_page_key):
            part = self._sheets(found := list(sheets))
            yield found[0].section, part

    def _sheets(self, sheets: list[Sheet]) -> Part:
        section = sheets[0].section
        title = titles.title_of(self.snapshot, sheets[0]) if len(sheets) == 1 else section.heading
        special = self._special(sheets[0])

        def draw() -> SafeString:
            context = {
                "section": section,
                "title": title,
                "anchor": sheets[0].anchor,
                "sheets": tuple(map(self._sheet, sheets)),
                "run_on": _runs_on(section),
                "same_page": _ends_the_page(section),
            }
            return self._html(_template(section), **context | special)

        says = (sheets, self._marks_in(sheets), title, len(self.snapshot.files), self._result(), special.get("entries"))
        pictures = any(placed.item.kind == "figure" and placed.value for sheet in sheets for placed in sheet.items)
        html = draw() if pictures else drawn((sheets[0].anchor, *self._manner), says, draw)  # not kept twice
        return Part(sheets[0].anchor, title, html)

    @property
    def _manner(self) -> tuple:
        form = self.snapshot.form
        return form.key, form.edition, self.mode, self.draft, self.snapshot.frames

    def _marks_in(self, sheets: list[Sheet]) -> list[tuple[Address, str]]:
        if not self.marks:
            return []
        places = (placed.address for sheet in sheets for placed in sheet.items)
        return [(address, self.marks[address]) for address in places if address in self.marks]

    def _result(self) -> str:
        """What a form that asks for the threshold finds by itself."""
        result = threshold.of(self.snapshot)
        return result.text if result else ""

    def _sheet(self, sheet: Sheet) -> DrawnSheet:
        draughtsman = Draughtsman(
            self.snapshot.form, sheet, self.marks, len(self.snapshot.files), self.snapshot.frames, self._result()
        )
        file = file_heading(self.snapshot.form, sheet.file) if sheet.file and sheet.file.ref else ""
        return DrawnSheet(sheet.anchor, file, tuple(draughtsman.pieces()))

    def _special(self, sheet: Sheet) -> dict:
        if sheet.section.slug == "cover":
            return cover_context(sheet, self.marks)
        if sheet.section.slug == "toc":
            return {"entries": titles.entries_of(self.snapshot, sheet)}
        return {}

    def _changes(self, section: Section) -> tuple[Part, ...]:
        def draw() -> tuple[Part, ...]:
            return tuple(self._change_table(table) for table in changes.tables(self.snapshot, section))

        return drawn((section.code, *self._manner), self.snapshot.changes, draw)

    def _change_table(self, table: changes.ChangeTable) -> Part:
        html = self._html("changes", table=table, anchor=table.anchor, cut=CUT)
        opening, *rows, closing = html.split(CUT) if table.rows else (html, "")
        again = self._html("changes", table=table.opening, cut=CUT, continued=True).split(CUT)[0]
        pieces = Rows(opening, again, rows, [row.anchor for row in table.rows], closing) if rows else None
        return Part(table.anchor, table.title, mark_safe(html.replace(CUT, "")), pieces)  # noqa: S308

    def _html(self, name: str, **context) -> SafeString:
        context |= {
            "form": self.snapshot.form,
            "screen": self.mode == "screen",
            "draft": self.draft,
        }
        return mark_safe(render_to_string(f"document/{name}.html", context))  # noqa: S308 - a template's own output


def document_html(snapshot: Snapshot, *, mode: Mode, draft: bool = False, marks: Marks | None = None) -> str:
    """print: a complete document; screen: the <article> for a page of the site, headings from h2 on."""
    drawing = Drawing(snapshot, mode, draft, marks or NONE)
    return assemble(drawing, [part.html for part in drawing.parts()])


def assemble(drawing: Drawing, parts: list[SafeString], *, title: str = "") -> str:
    """The drawn parts as one document. A part on its own does not say what the whole is for."""
    context = {
        "parts": parts,
        "title": title or titles.document_title(drawing.snapshot),
        "name": shortened(titles.document_title(drawing.snapshot), HEAD),
        "draft": drawing.draft,
    }
    if drawing.mode == "screen":
        return get_template("document/article.html").render(context)

    def printed() -> str:
        return glyphs.drawable(get_template("document/document.html").render(context))

    if sum(map(len, parts)) > LONG:
        return printed()
    return drawn(("document", context["title"], drawing.draft, *parts), None, printed)


def _template(section: Section) -> str:
    """Cover and table of items have a drawing of their own, every other section is a sheet."""
    return section.slug if section.slug in ("cover", "toc") else "sheet"


def _page_key(sheet: Sheet) -> str:
    """Sheets of one key share a page: the record lists of all files follow each other under one heading."""
    return sheet.section.code if _runs_on(sheet.section) else sheet.anchor


def _runs_on(section: Section) -> bool:
    return all(item.kind == "record_list" for item in section.items)


def _ends_the_page(section: Section) -> bool:
    """A section that only says what follows from the one before it stands on that one's page."""
    return all(item.kind == "auto_text" for item in section.items)


def _run_on(sections: list[tuple[Section, Part]]) -> Iterator[Part]:
    """Sections that stand on one page are one part."""
    waiting: Part | None = None
    for section, part in sections:
        if waiting and _ends_the_page(section):
            waiting = replace(waiting, html=waiting.html + part.html)
            continue
        if waiting:
            yield waiting
        waiting = part
    if waiting:
        yield waiting
