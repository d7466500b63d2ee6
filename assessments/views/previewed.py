"""What the page of the preview says: which PDF it shows, how far that is, and at which page it opens."""

from collections.abc import Mapping
from functools import cached_property

from django.http import QueryDict
from django.utils.timezone import localtime

from municipalities.models import User

from .. import changes
from ..catalogue.withheld import MASK
from ..models import Assessment, Rendering
from ..rendering import queue
from ..rendering.marks import GONE
from ..rendering.queue import Kind
from ..snapshot import take
from .pages import to
from .places import Places, sheet_title, sheet_url

State = Rendering.State
WAITING = "waiting"  # nobody has asked yet, or whoever made it is gone
NAMES = {Kind.FULL: "そのまま", Kind.PUBLIC: "公表用", Kind.MARKED: "前回の公表から変わったところに印を付ける"}
SUBMISSION = "提出用"
SAID = {
    WAITING: "いまの内容のPDFは、まだ作成していません。",
    State.QUEUED: "順番を待っています。",
    State.RUNNING: "PDFを作成しています。",
    State.CANCELLED: "PDFの作成を中止しました。",
}
QUIET = {
    State.QUEUED: "20秒以上、順番を待っています。混み合っているか、PDFを作成する仕組みが動いていません。"
    "長く待っても始まらないときは、運用担当者に知らせてください。",
    State.RUNNING: "PDFの作成が、20秒以上進んでいません。「中止する」を押してから、もう一度作成してください。"
    "それでも進まないときは、運用担当者に知らせてください。",
}


class Shown:
    """Made for one request. ``asked``: ``kind`` of the PDF; ``at``: the section (its anchor) or item ("ref|code") that
    it opens at."""

    def __init__(self, assessment: Assessment, asked: Mapping[str, str]) -> None:
        self.assessment, self.at = assessment, asked.get("at", "")
        self.kind = next((kind for kind in self.kinds if kind == asked.get("kind")), Kind.FULL)

    # --- which PDF ---

    @cached_property
    def snapshot(self):
        return take(self.assessment)

    mask = MASK

    @property
    def withholds(self) -> bool:
        return bool(self.snapshot.withheld)

    @cached_property
    def kinds(self) -> list[Kind]:
        """What there is to choose from: nothing is marked before the first publication, nothing is hidden unless withheld."""
        compared = changes.base_version(self.assessment) is not None
        return [Kind.FULL, *([Kind.PUBLIC] if self.withholds else []), *([Kind.MARKED] if compared else [])]

    def choices(self) -> list[dict[str, object]]:
        """The marked one opens at its first mark, the others stay where the reader is."""
        return [
            {"name": self._name(kind), "query": _query(kind, "" if kind == Kind.MARKED else self.at), "kind": kind}
            for kind in self.kinds
        ]

    def _name(self, kind: Kind) -> str:
        if not self.withholds or kind == Kind.PUBLIC:
            return NAMES[kind]
        return SUBMISSION if kind == Kind.FULL else f"{NAMES[kind]}（{SUBMISSION}）"

    @cached_property
    def wanted(self) -> queue.Wanted:
        return queue.wanted(self.assessment, self.kind, self.snapshot)

    @property
    def query(self) -> str:
        return _query(self.kind, self.at)

    # --- how far it is ---

    @cached_property
    def rendering(self) -> Rendering | None:
        return queue.current(self.wanted)

    def start(self, *, by: User) -> None:
        self.rendering = queue.request(self.wanted, by=by)

    def cancel(self) -> None:
        if self.rendering:
            queue.cancel(self.rendering)

    @property
    def state(self) -> str:
        return WAITING if self.rendering is None or self.rendering.is_abandoned else self.rendering.state

    @property
    def is_done(self) -> bool:
        return self.state == State.DONE

    @property
    def said(self) -> str:
        row, state = self.rendering, self.state
        if state == State.DONE:
            return f"PDFができました（{row.page_count}ページ、{localtime(row.finished_at):%H:%M} 作成）。"
        if state == State.FAILED:
            return row.message
        return QUIET[state] if state != WAITING and row.is_quiet else SAID[state]

    @property
    def in_trouble(self) -> bool:
        return self.state == State.FAILED or (self.state != WAITING and self.rendering.is_quiet)

    # --- where it opens ---

    @property
    def pdf(self) -> str:
        kind = "" if self.kind == Kind.FULL else f"&kind={self.kind}"
        return f"{to('preview_pdf', self.assessment)}?of={self.rendering.pk}{kind}"

    @cached_property
    def marked_pages(self) -> list[int]:
        return self.rendering.pages_with(self.wanted.marked_places) if self.is_done else []

    @property
    def nothing_marked(self) -> bool:
        return self.kind == Kind.MARKED and not self.wanted.marks

    @property
    def page_of_gone(self) -> int | None:
        """Where the marked copy tells what was taken out together with its entry."""
        return self.rendering.first_page(GONE) if self.is_done else None

    @property
    def page(self) -> int:
        return self.rendering.first_page(self.at) or next(iter(self.marked_pages), 1)

    @cached_property
    def back(self) -> dict[str, str] | None:
        """The way back to where somebody came from; None where that is not in the document."""
        places = Places(self.assessment, self.snapshot) if self.at else None
        if places is None:
            return None
        ref, _, code = self.at.partition("|")
        if place := places.get((ref, code)) if code else None:
            return {"url": places.url((ref, code)), "name": place.placed.heading}
        sheet = next((sheet for sheet in places.sheets if sheet.anchor == self.at), None)
        return {"url": sheet_url(self.assessment, sheet), "name": sheet_title(sheet)} if sheet else None


def _query(kind: Kind, at: str) -> str:
    """What keeps the wanted place and kind through the requests of the page."""
    kept = QueryDict(mutable=True)
    kept.update({name: said for name, said in (("at", at), ("kind", kind)) if said and said != Kind.FULL})
    return f"?{kept.urlencode()}" if kept else ""
