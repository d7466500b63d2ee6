"""A Snapshot as the official PDF, with the pages of every item. The same Snapshot gives the same bytes.

The parts are laid out side by side and joined (``press``); where that is not possible, the whole document at once.
"""

import hashlib
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pydyf
import weasyprint
from django.conf import settings
from django.utils.safestring import mark_safe
from weasyprint.text.ffi import harfbuzz, pango

from ..snapshot import Snapshot, outline
from .attachments import pages_of, with_attachments
from .marks import GONE, NONE, Marks
from .page import Drawing, Part, assemble
from .press import tags
from .press.artifact import CannotBeJoined
from .press.keep import Keep
from .press.layout import STYLE_SHEET, VARIANT, lay_out, no_garbage_collection
from .press.link import Linked, Said, link
from .press.packing import Unreadable, opened, unpack
from .press.plans import Section
from .press.rows import Table
from .press.run import Job, Press
from .press.typefaces import FONTS, font_path
from .titles import printed_title, sections_of

log = logging.getLogger(__name__)
Tell = Callable[[int, int], None]
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class RenderedPdf:
    """``pages``: "ref|code" of an item -> the numbers of all pages that it stands on; ``sections``: by their anchor."""

    data: bytes
    page_count: int
    pages: dict[str, list[int]]
    sections: dict[str, list[int]] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def render_pdf(
    snapshot: Snapshot,
    *,
    draft: bool = False,
    marks: Marks | None = None,
    stamp: str = "",
    tell: Tell = lambda done, total: None,
) -> RenderedPdf:
    """``marks``: former texts of the items to be marked as changed; ``stamp``: at the foot of each page. ``tell`` hears how many parts of how many are done;
    what it raises ends the work.

    Raises MemoryError when a part needs more than it may take.
    """
    drawing = Drawing(snapshot, draft=draft, marks=marks or NONE, stamp=stamp)
    try:
        return _rendered(snapshot, _joined(drawing, tell))
    except CannotBeJoined:
        log.exception("laid out as a whole: the parts cannot be joined")
        return _rendered(snapshot, _whole(drawing))


def render_whole(snapshot: Snapshot, *, draft: bool = False, stamp: str = "") -> RenderedPdf:
    """The same in one piece, without the press: what the joined file is held against."""
    return _rendered(snapshot, _whole(Drawing(snapshot, draft=draft, stamp=stamp)))


def _rendered(snapshot: Snapshot, linked: Linked) -> RenderedPdf:
    where = linked.where
    items = (placed for sheet in outline(snapshot) for placed in sheet.items)
    return RenderedPdf(
        data=with_attachments(linked.data, snapshot, where),
        page_count=linked.page_count,
        pages={"|".join(placed.address): where[placed.anchor] for placed in items if placed.anchor in where}
        | pages_of(snapshot, where),
        sections={anchor: where[anchor] for anchor in _parts_of(snapshot) if anchor in where},
    )


def _parts_of(snapshot: Snapshot) -> list[str]:
    return [*(anchor for anchor, _ in sections_of(snapshot)), GONE]


# --- in parts ---------------------------------------------------------------------------------------------------------


def _joined(drawing: Drawing, tell: Tell) -> Linked:
    parts = _parts(drawing, tell)
    try:
        found = [(key, opened(key, data)) for key, data in parts]
    except Unreadable:  # something has damaged the folder: whatever is broken is laid out again
        _drop_broken(parts)
        found = [(key, opened(key, data)) for key, data in _parts(drawing, tell)]
    with _one_at_a_time:
        return link(found, Said(_title(drawing), drawing.stamp, archival=not _has_pictures(drawing.snapshot)))


def _title(drawing: Drawing) -> str:
    return printed_title(drawing.snapshot, drawing.draft, drawing.stamp)


def _has_pictures(snapshot: Snapshot) -> bool:
    """Or attached pages."""
    codes = [item.code for item in snapshot.form.items if item.kind == "figure"]
    holders = [snapshot.answers, *(node.answers for node in snapshot.nodes)] if codes else []
    return any(answers.get(code) for answers in holders for code in codes) or any(
        annex.kind == "pdf" for annex in snapshot.annexes
    )


def _drop_broken(parts: list[tuple[str, bytes]]) -> None:
    for key, data in parts:
        try:
            unpack(data)
        except Unreadable:
            parts_on_disk().drop(key)


def _parts(drawing: Drawing, tell: Tell) -> list[tuple[str, bytes]]:
    """(key, packed part) of everything, laid out now or kept from before."""
    plans = [_plan(drawing, part) for part in drawing.parts()]
    tell(sum(plan.wanted() is None for plan in plans), len(plans))
    while waiting := [(plan, job) for plan in plans if (job := plan.wanted())]:
        before = len(plans) - len(waiting)
        made = press().lay_out([job for _, job in waiting], lambda done, before=before: tell(before + done, len(plans)))
        for (plan, _), pieces in zip(waiting, made, strict=True):
            plan.take(pieces)
    return [part for plan in plans for part in plan.parts()]


def _plan(drawing: Drawing, part: Part) -> Section | Table:
    engine, keep = _layout_engine(), parts_on_disk()
    if part.rows is None:
        return Section(Job(assemble(drawing, [part.html]), part.anchor, drawing.draft), engine, keep)
    return Table(part.rows, part.anchor, drawing.draft, engine, keep, lambda html: assemble(drawing, [mark_safe(html)]))  # noqa: S308 - cut from a template's own output


@lru_cache(maxsize=1)
def press() -> Press:
    return Press(getattr(settings, "RENDER_PROCESSES", 0), getattr(settings, "RENDER_MEMORY", 2 * 1024**3))


@lru_cache(maxsize=1)
def parts_on_disk() -> Keep:
    return Keep(Path(getattr(settings, "RENDERED_PARTS", settings.VAR_DIR / "parts")))


# --- in one piece -----------------------------------------------------------------------------------------------------


def _whole(drawing: Drawing) -> Linked:
    html = assemble(drawing, [part.html for part in drawing.parts()], title=_title(drawing))
    with _one_at_a_time, no_garbage_collection():
        laid_out = lay_out(html, draft=drawing.draft, stamp=drawing.stamp)
        data = laid_out.document.write_pdf(pdf_variant=VARIANT, finisher=lambda _, pdf: tags.settle(pdf))
    where: dict[str, list[int]] = {}
    for number, names in enumerate(laid_out.names, start=1):
        for name in names:
            where.setdefault(name, []).append(number)
    return Linked(data, len(laid_out.names), where)


# --- the software that draws ------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _layout_engine() -> str:
    """Names what lays out: other versions, styles or fonts make other pages of the same HTML."""
    versions = (weasyprint.VERSION, pydyf.VERSION, pango.pango_version(), harfbuzz.hb_version_atleast(7, 0, 0))
    digest = hashlib.sha256(repr(versions).encode())
    press_files = sorted((Path(__file__).parent / "press").glob("*.*"))
    for path in [
        *(path for path in press_files if path.suffix in (".py", ".css")),
        STYLE_SHEET,
        *map(font_path, FONTS),
    ]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def engine() -> str:
    """Names all that draws, templates and the form's own words included: a PDF kept under another name is another PDF."""
    digest = hashlib.sha256(_layout_engine().encode())
    house = Path(__file__).parents[1]
    folders = [house / name for name in ("rendering", "catalogue", "snapshot", "law")]
    folders.append(settings.BASE_DIR / "templates" / "document")
    for path in sorted(path for folder in folders for path in folder.rglob("*.*")):
        if path.suffix in (".py", ".toml", ".html"):
            digest.update(path.read_bytes())
    return digest.hexdigest()
