"""What the public pages of one document show: the frozen text, its versions, and the differences row by row."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.urls import reverse

from changelog import diff
from changelog.lines import Change
from municipalities.models import Municipality

from .. import publication
from ..audience import public_between, public_snapshot
from ..catalogue.wareki import as_printed
from ..models import FrozenContent
from ..publication import Publication
from ..rendering.page import document_html
from ..rendering.titles import sections_of
from ..snapshot import ChangeEntry, Snapshot, outline

KIND_WORDS = {"entry_added": "新しく追加", "entry_removed": "全体を削除"}
KEPT_AROUND = 1  # unchanged paragraphs shown around a change


@dataclass(frozen=True, slots=True)
class Row:
    """One change: where, in which words, and what the town says about it (date, 提出時期, its explanation)."""

    path: tuple[str, ...]
    kind: str
    before: tuple[diff.Run, ...]
    after: tuple[diff.Run, ...]
    said: ChangeEntry | None

    @property
    def date(self) -> str:
        return as_printed(self.said.date) if self.said else ""


def crumbs(town: Municipality, *rest: tuple[str, str]) -> list[tuple[str, str]]:
    """(address, name) from the list of towns to this page."""
    return [(reverse("public_home"), "団体の一覧"), (reverse("public_town", args=[town.code]), town.name), *rest]


def reading(shown: Publication, versions: list[Publication], *, fixed: bool = False) -> dict[str, Any]:
    """The page of one version. ``fixed``: asked for by its number, not as the current one."""
    here = str(shown.version) if fixed else ""
    context = _of_document(shown, versions, here) | {"fixed": fixed, "before": publication.predecessor(shown, versions)}
    if shown.is_withdrawn:
        return context
    html, sections = _drawn(shown.version.content_id, shown.version.content.sha256)
    pdf = publication.pdf_of(shown)
    return context | {
        "html": html,
        "contents": list(_contents(sections, shown.snapshot, pdf.pages if pdf else {})),
        "unplaced": shown.snapshot.unplaced if shown.is_imported else (),
        "pdf": pdf,
        "original": publication.original_of(shown),
    }


@lru_cache(maxsize=16)
def _drawn(pk: int, sha256: str) -> tuple[str, list[tuple[str, str]]]:
    """The page and its contents, (anchor, title). Fifty pages take half a second to draw and never change."""
    snapshot = public_snapshot(FrozenContent(pk=pk, sha256=sha256))
    return document_html(snapshot, mode="screen"), sections_of(snapshot)


def _contents(sections, snapshot: Snapshot, pages) -> Iterator[tuple[str, str, int | None]]:
    """(anchor, title, first page in the PDF or None): who writes to the town names a page."""
    for_items = {
        sheet.anchor: min(
            (page for item in sheet.items for page in pages.get("|".join(item.address), ())), default=None
        )
        for sheet in outline(snapshot)
    }
    for anchor, title in sections:
        yield anchor, title, min(pages.get(anchor, ()), default=for_items.get(anchor))


def changes(shown: Publication, versions: list[Publication], *, whole: bool) -> dict[str, Any]:
    """The page of what changed. ``whole``: unchanged paragraphs too."""
    before = publication.predecessor(shown, versions)
    context = _of_document(shown, versions, f"{shown.version}で変わったところ") | {"before": before, "whole": whole}
    if before is None or shown.is_withdrawn:
        return context
    found = public_between(before.version.content, shown.version.content)
    return context | {"rows": list(_rows(found, shown.snapshot, shown.version.number, whole))}


def _of_document(shown: Publication, versions: list[Publication], here: str) -> dict[str, Any]:
    town, number = shown.version.assessment.municipality, shown.version.assessment.number
    way = [(reverse("public_document", args=[town.code, number]), shown.name)] + ([("", here)] if here else [])
    return {
        "town": town,
        "shown": shown,
        "current": versions[0],
        "versions": sorted(versions, key=lambda p: -p.version.number),
        "crumbs": crumbs(town, *way),
    }


def _rows(found: list[Change], snapshot: Snapshot, number: int, whole: bool) -> Iterator[Row]:
    said = {frozenset(e.addresses): e for e in snapshot.changes if e.version == number and e.addresses}
    for change in found:
        before, after = diff.mark(change.before, change.after, context=None if whole else KEPT_AROUND)
        path = tuple(filter(None, change.label.split("\n")))
        yield Row(path, KIND_WORDS.get(change.kind, ""), before, after, said.get(frozenset(change.addresses)))
