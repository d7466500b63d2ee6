"""Annexes of the municipality are written as a whole: whoever started from an older state is told, not overwritten."""

from collections.abc import Sequence

from django.http import Http404
from django.utils import timezone

from municipalities.access import Visitor

from ..catalogue import values
from ..models import Annex, Assessment
from ..models.base import new_ref
from ..snapshot import Annex as AnnexValue
from ..snapshot.annexes import PdfFile
from .answers import Conflict, fingerprint
from .desk import Desk, desk
from .restore import annex_fields

MOST_ROWS, MOST_COLUMNS = 3000, 30


def state_of(annex: AnnexValue) -> str:
    """The fingerprint of everything that an annex says, its PDF by its hash."""
    file = annex.file.sha256 if annex.file else ""
    said = [annex.title, annex.heading, annex.kind, annex.text, annex.header, annex.file_name, annex.alt]
    return fingerprint([*said, [list(row) for row in annex.rows], file])


def settled(annex: AnnexValue) -> AnnexValue:
    """In normal form: texts clean, rows of one width, nothing of another kind left. Raises values.WrongValue."""
    title = " ".join(values.clean_text(annex.title).split())
    if not title or len(title) > 60:
        raise values.WrongValue("名称は60字までで書いてください。例：別添3")
    heading = " ".join(values.clean_text(annex.heading).split())[:200]
    rows = _even(annex.rows) if annex.kind == "table" else ()
    file = annex.file if annex.kind == "pdf" else None
    name = " ".join(values.clean_text(annex.file_name).split())[-200:] if file else ""
    alt = values.clean_text(annex.alt) if file else ""
    text = values.clean_text(annex.text)
    return AnnexValue(annex.ref, title, heading, annex.kind, text, rows, bool(annex.header), file, name, alt)


def _even(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    cells = [[values.clean_text(cell) for cell in row] for row in rows]
    cells = [row for row in cells if any(row)]
    width = max((n for row in cells for n, cell in enumerate(row, start=1) if cell), default=0)
    if len(cells) > MOST_ROWS or width > MOST_COLUMNS:
        raise values.WrongValue(f"表は{MOST_ROWS}行、{MOST_COLUMNS}列までです。大きいときは別添を分けてください。")
    return tuple(tuple((row + [""] * width)[:width]) for row in cells)


def save_annex(assessment: Assessment, annex: AnnexValue, *, base: str, by: Visitor) -> Annex:
    """Write an annex; one without a ref is added behind the last. Raises WrongValue, Conflict, Refused, Http404."""
    annex = settled(annex)
    with desk(assessment, by=by) as at:
        row = _find(at.assessment, annex.ref) if annex.ref else _new(at)
        fields = annex_fields(at.assessment, annex)
        if row.pk and base != state_of(value_of(row)):
            raise Conflict(value_of(row), *_last_writer(row))
        if row.pk is None or any(getattr(row, name) != value for name, value in fields.items()):
            for name, value in fields.items():
                setattr(row, name, value)
            at.save(row)
    return row


def value_of(row: Annex) -> AnnexValue:
    """A row as the value that the Snapshot would hold."""
    file = PdfFile(row.file.sha256, b"") if row.file else None
    names = ("ref", "title", "heading", "kind", "text", "header", "file_name", "alt")
    rows = tuple(tuple(cells) for cells in row.rows)
    return AnnexValue(**{name: getattr(row, name) for name in names}, rows=rows, file=file)


def _new(at: Desk) -> Annex:
    return Annex(
        assessment=at.assessment, ref=new_ref(), position=Annex.present.filter(assessment=at.assessment).count()
    )


def _find(assessment: Assessment, ref: str, *, removed: bool = False) -> Annex:
    rows = Annex.objects.select_related("file").defer("file__data")
    row = rows.filter(assessment=assessment, ref=ref, removed_at__isnull=not removed).first()
    if row is None:
        raise Http404
    return row


def _last_writer(row: Annex) -> tuple[str, object]:
    past = row.history.select_related("history_user").first()
    return (str(past.history_user or ""), past.history_date) if past else ("", None)


# --- order, removal and its undoing -----------------------------------------------------------------------------------


def move_annex(assessment: Assessment, ref: str, steps: int, *, by: Visitor) -> Annex:
    """Up (negative) or down; beyond the end it stays at the end."""
    with desk(assessment, by=by) as at:
        row = _find(at.assessment, ref)
        order = list(Annex.present.filter(assessment=at.assessment))
        place = order.index(row)
        order.insert(max(0, min(len(order) - 1, place + steps)), order.pop(place))
        _in_order(at, order)
    return row


def remove_annex(assessment: Assessment, ref: str, *, by: Visitor) -> Annex:
    """Hide an annex; restore_annex brings it back at its place."""
    with desk(assessment, by=by) as at:
        row = _find(at.assessment, ref)
        row.removed_at, row.removed_by = timezone.now(), by.user
        at.save(row)
        _in_order(at, list(Annex.present.filter(assessment=at.assessment)))
    return row


def restore_annex(assessment: Assessment, ref: str, *, by: Visitor) -> Annex:
    """Undo a removal."""
    with desk(assessment, by=by) as at:
        row = _find(at.assessment, ref, removed=True)
        order = list(Annex.present.filter(assessment=at.assessment))
        row.removed_at = row.removed_by = None
        at.save(row)
        order.insert(min(row.position, len(order)), row)
        _in_order(at, order)
    return row


def _in_order(at: Desk, rows: Sequence[Annex]) -> None:
    for position, row in enumerate(rows):
        if row.position != position:
            row.position = position
            at.save(row, ["position"])


def overwrite_annexes(at: Desk, annexes: Sequence[AnnexValue], *, whole: bool) -> None:
    """What an imported file appends. A file that holds the whole document takes out what it does not name."""
    present = {row.ref: row for row in Annex.present.filter(assessment=at.assessment)}
    for position, annex in enumerate(annexes):
        row = present.pop(annex.ref, None) or _free(at, annex.ref)
        row.position = position if whole else row.position
        for name, value in annex_fields(at.assessment, settled(annex)).items():
            setattr(row, name, value)
        at.save(row)
    for row in present.values() if whole else ():
        row.removed_at, row.removed_by = timezone.now(), at.by.user
        at.save(row)


def _free(at: Desk, ref: str) -> Annex:
    row = _new(at)
    if ref and not Annex.objects.filter(assessment=at.assessment, ref=ref).exists():
        row.ref = ref
    return row
