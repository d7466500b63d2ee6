"""Saying what of a draft is not made public (規則第13条), and taking that back; never without a reason."""

from dataclasses import replace

from django.db.models import Max
from django.http import Http404
from django.utils import timezone

from municipalities.access import Visitor

from .. import audience
from ..catalogue import get_form, values
from ..models import Assessment, ChangeRow, Version, Withholding
from ..policies import Refused
from ..snapshot import Address, Placed, Snapshot, Withheld, take
from ..snapshot.annex_parts import PDF
from ..snapshot.carrying import carry
from ..snapshot.hidden import hidden_sheets, is_held_at, placed_at, texts_of
from ..snapshot.hiding import PIECE, identifying
from ..snapshot.redacting import contains, fold
from .desk import Desk, desk


class Unconfirmed(Refused):
    """Nothing speaks against it but that nobody has confirmed it. ``what``: section | public."""

    def __init__(self, what: str, sentence: str) -> None:
        super().__init__(sentence)
        self.what = what


def withhold(
    assessment: Assessment,
    address: Address,
    *,
    reason: str,
    by: Visitor,
    passage: str = "",
    **confirmed: bool,
) -> Withholding:
    """Withhold an item, or a passage of it. Raises Unconfirmed, policies.Refused, Http404 for an item not there.

    ``whole_section``: yes, nothing of the section shall be left. ``public_before``: yes, it was public already.
    """
    with desk(assessment, by=by) as at:
        snapshot = take(at.assessment, changes=False)
        placed = placed_at(snapshot, address)
        if placed is None:
            raise Http404
        held = _held(snapshot, address, passage, reason)
        _check(snapshot, placed, held)
        return _write(at, held, **_said(at, snapshot, placed, held, confirmed))


def objections(snapshot: Snapshot, placed: Placed, *, passage: str, reason: str) -> list[str]:
    """What would be refused, for who tries it first: all that stands against it but what can be confirmed."""
    return list(_objections(snapshot, placed, _held(snapshot, placed.address, passage, reason)))


def _held(snapshot: Snapshot, address: Address, passage: str, reason: str) -> Withheld:
    return Withheld(*address, values.clean_text(passage), values.clean_text(reason), file_of(snapshot, address[0]))


def _said(at: Desk, snapshot: Snapshot, placed: Placed, held: Withheld, confirmed: dict[str, bool]) -> dict:
    """What had to be confirmed, and was; it is kept for who reviews. Raises Unconfirmed."""
    public_in = public_version(at.assessment, placed, held.passage)
    if public_in and not confirmed.get("public_before"):
        raise Unconfirmed("public", _public_sentence(public_in))
    section = hides_section(snapshot, held)
    if section and not confirmed.get("whole_section"):
        raise Unconfirmed("section", f"「{section}」に、公表される記載が何も残らなくなります。")
    return {"public_in": public_in, "section": bool(section)}


def _write(at: Desk, held: Withheld, **said) -> Withholding:
    row = Withholding(assessment=at.assessment, created_by=at.by.user, **said)
    for name in ("ref", "code", "passage", "reason", "within"):
        setattr(row, name, getattr(held, name))
    at.save(row)
    return row


def lift(assessment: Assessment, pk: int, *, by: Visitor) -> Withholding:
    """From this version on residents read it. What the rows of older versions say of it stays hidden."""
    with desk(assessment, by=by) as at:
        row = Withholding.objects.filter(assessment=at.assessment, pk=pk, lifted_at=None).first()
        if row is None:
            raise Http404
        came = ChangeRow.objects.filter(assessment=at.assessment).aggregate(last=Max("source_version"))["last"] or 0
        row.lifted_by, row.lifted_at, row.lifted_in = by.user, timezone.now(), max(at.version.number, came)
        at.save(row)
    return row


def _public_sentence(number: int) -> str:
    return f"この記載は、第{number}版ですでに公表されています。これから非公表にしても、公表済みの版とそのPDFは変わりません。"


def file_of(snapshot: Snapshot, ref: str) -> str:
    """The file that an entry lies in; "" for what lies in none."""
    within = (f.ref for f in snapshot.files for kind in f.children for node in f.of(kind) if node.ref == ref)
    return next(within, "") if ref else ""


def _check(snapshot: Snapshot, placed: Placed, held: Withheld) -> None:
    """Raises Refused with everything that stands against it."""
    found = list(_objections(snapshot, placed, held))
    if found:
        raise Refused(*found)


def _objections(snapshot: Snapshot, placed: Placed, held: Withheld):
    if not held.reason:
        yield "非公表にする理由を書いてください。理由は確認者が読み、公表はされません。"
    if held.code in identifying(snapshot.form):
        yield "表紙の評価書番号、評価書名、評価実施機関、公表日は、非公表にできません。"
    if placed.derived:
        yield "この項目は、ほかの項目の記載から自動で作られています。もとの項目を非公表にしてください。"
    elif placed.is_empty:
        yield "まだ何も書かれていないため、非公表にするものがありません。"
    others = [h for h in snapshot.withheld if is_held_at(h, snapshot, placed)]
    if any(not h.passage or fold(h.passage) == fold(held.passage) for h in others):
        yield "すでに非公表になっています。"
    if held.passage and held.code == PDF:
        yield "PDFの一部だけを非公表にすることはできません。全体を非公表にするか、伏せたPDFに差し替えてください。"
    elif held.passage:
        yield from _passage_objections(snapshot, placed, held.passage)


def _passage_objections(snapshot: Snapshot, placed: Placed, passage: str):
    if not any(contains(text, passage) for text in texts_of(placed)):
        yield "非公表にする部分が、この項目の記載の中に見つかりません。記載から写し取って貼り付けてください。"
    cover = (snapshot.cover(name) for name in ("name", "agency"))
    if any(contains(text, passage) for text in cover):
        yield "この部分は、評価書名か評価実施機関の名前にも書かれていて、そちらは必ず公表されます。"


def hides_section(snapshot: Snapshot, held: Withheld) -> str:
    """The heading of the section of which nothing would be left to read; "" where something is."""
    after = replace(snapshot, withheld=(*snapshot.withheld, held))
    for sheet in hidden_sheets(after):
        if any(is_held_at(held, after, placed) for placed in sheet.items):
            return sheet.section.heading
    return ""


def public_version(assessment: Assessment, placed: Placed, passage: str) -> int | None:
    """The newest public version that says already what is to be withheld."""
    form = get_form(assessment.form, assessment.edition)
    public = assessment.versions.filter(is_public=True, state__in=Version.PUBLIC_STATES).order_by("-number")
    for version in public.select_related("content").defer("content__snapshot"):
        shown = audience.public_snapshot(version.content)
        if (shown.form_key, shown.edition) != (form.key, form.edition):
            shown = carry(shown, form).snapshot
        if _says(shown, placed, passage):
            return version.number
    return None


def _says(shown: Snapshot, placed: Placed, passage: str) -> bool:
    same = placed_at(shown, placed.address)
    texts = [passage] if passage else texts_of(placed)
    if same and (texts_of(same) and any(contains(text, wanted) for wanted in texts for text in texts_of(same))):
        return True
    if same and not passage and not same.is_empty and (same.value, same.records) == (placed.value, placed.records):
        return True
    long = [text for text in texts if len(fold(text)) >= PIECE]
    body = shown.canonical() if long else ""
    return any(contains(body, wanted) for wanted in long)
