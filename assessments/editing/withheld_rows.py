"""What is withheld follows its text: into copies, to the new code of its item, out of files, into public versions."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.utils import timezone

from municipalities.access import Visitor
from municipalities.models import User

from ..models import Assessment, Withholding
from ..snapshot import Address, Snapshot, Withheld
from ..snapshot.hidden import decided
from ..snapshot.hiding import hiding_texts
from .desk import Desk, desk

NO_REASON = "（取り込んだファイルに理由の記載がありません）"


def remember(assessment: Assessment, snapshot: Snapshot, *, by: User | None) -> None:
    """A version becomes public: the texts that it hides are looked for in every later one."""
    held = {(h.ref, h.code, h.passage): h for h in snapshot.withheld if h.is_active}
    for row in Withholding.objects.filter(assessment=assessment, lifted_at=None):
        hidden = held.get((row.ref, row.code, row.passage))
        if hidden is None:
            continue
        row.former = list(dict.fromkeys([*row.former, *hiding_texts(snapshot, hidden)]))
        row.published = True
        row._history_user = by
        row.save()


def write_withheld(assessment: Assessment, withheld: Iterable[Withheld], *, user: User | None) -> None:
    """The rows of a document that was copied, or read from a file."""
    for held in withheld:
        row = Withholding(assessment=assessment, created_by=user, published=True)
        for name in ("ref", "code", "passage", "within", "public_in", "section"):
            setattr(row, name, getattr(held, name))
        row.reason = held.reason or NO_REASON
        row.codes, row.former, row.lifted_in = list(held.codes), list(held.former), held.lifted
        row.lifted_at = timezone.now() if held.lifted is not None else None
        row._history_user = user
        row.save()


def add_withheld(at: Desk, snapshot: Snapshot) -> None:
    """What a file withholds beyond what the document does; nothing is made public by an import."""
    known = {(row.ref, row.code, row.passage) for row in at.assessment.withholdings.filter(lifted_at=None)}
    new = [h for h in snapshot.withheld if h.is_active and (h.ref, h.code, h.passage) not in known]
    write_withheld(at.assessment, new, user=at.by.user)


def copy_withheld(at: Desk, old: str, new: str, within: str) -> None:
    """An entry was copied: what is withheld in the one is withheld in the other."""
    for row in at.assessment.withholdings.filter(ref=old, lifted_at=None):
        names = ("code", "passage", "reason", "section")
        copied = Withholding(assessment=at.assessment, ref=new, within=within, created_by=at.by.user)
        for name in names:
            setattr(copied, name, getattr(row, name))
        copied.codes, copied.former = list(row.codes), list(row.former)
        at.save(copied)


def move_withheld(at: Desk, codes: Mapping[str, str]) -> None:
    """The document moved to another edition or form: the items have other codes there."""
    for row in at.assessment.withholdings.all():
        code = codes.get(row.code, row.code)
        if code != row.code:
            row.codes = list(dict.fromkeys([*row.codes, row.code]))
            row.code = code
            at.save(row)


def for_a_copy(snapshot: Snapshot) -> tuple[Withheld, ...]:
    """What a new document takes over from the one it is copied from: it has no versions of its own yet."""
    return tuple(replace(h, former=(), public_in=None) for h in snapshot.withheld if h.is_active)


def shows_withheld(assessment: Assessment, snapshot: Snapshot) -> bool:
    """Whether residents would read in that version what somebody has withheld since."""
    rows = assessment.withholdings.filter(lifted_at=None)
    now = {(row.ref, row.code, row.passage) for row in rows}
    return bool(now - {entry[:3] for entry in decided(snapshot.withheld) if entry[4] is None})


def share_withheld(source: Assessment, at: Address, target: Assessment, to: Address, *, by: Visitor) -> None:
    """The text of an item goes over to another document: what is withheld of it there, is withheld here too."""
    rows = source.withholdings.filter(ref=at[0], code=at[1], lifted_at=None)
    known = set(target.withholdings.filter(ref=to[0], code=to[1], lifted_at=None).values_list("passage", flat=True))
    for row in (row for row in rows if row.passage not in known):
        with desk(target, by=by) as written:
            copied = Withholding(assessment=written.assessment, ref=to[0], code=to[1], created_by=by.user)
            copied.passage, copied.reason, copied.section = row.passage, row.reason, row.section
            written.save(copied)
