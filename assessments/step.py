"""基礎 in step with the larger document of the same 事務: which documents belong together, and where they differ.

What means the same in two forms is data (catalogue.carry); nothing here knows which forms they are.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .catalogue import Form, startable_forms, values
from .catalogue.moves import Moves, moves
from .models import Assessment, LeftApart, SameOffice
from .snapshot import Placed, Snapshot, outline
from .snapshot.fitting import fitting

_OFFICE_NAME = ".office_name"  # 事務の名称, in every form that has it


@dataclass(frozen=True, slots=True)
class Difference:
    """One item in two documents. ``to_there``: what ``here`` would say there; None where it cannot be written there."""

    here: Placed
    there: Placed
    to_there: values.Value
    to_here: values.Value
    left: LeftApart | None = None

    @property
    def key(self) -> str:
        """Names the pair of addresses, whichever side one looks from."""
        return "~".join(sorted(("|".join(self.here.address), "|".join(self.there.address))))

    @property
    def can_go_there(self) -> bool:
        return not self.there.item.derived and (self.to_there is not None or self.here.is_empty)

    @property
    def can_come_here(self) -> bool:
        return not self.here.item.derived and (self.to_here is not None or self.there.is_empty)

    @property
    def basis(self) -> str:
        """Both texts, whichever side one looks from."""
        texts = sorted((self.here.text, self.there.text))
        return hashlib.sha256(json.dumps(texts, ensure_ascii=False).encode(errors="replace")).hexdigest()


def companions(assessment: Assessment) -> list[Assessment]:
    """The other documents of the same 事務, by number."""
    mine = SameOffice.objects.filter(assessment=assessment).values("key")
    found = Assessment.objects.filter(same_office__key__in=mine, municipality=assessment.municipality_id)
    return list(found.exclude(pk=assessment.pk).select_related("municipality", "department").order_by("number"))


def same_name(assessment: Assessment, documents: Iterable[Assessment]) -> list[Assessment]:
    """Documents of other forms whose 事務の名称 is the same, whatever its width and spaces."""
    name = _office_name(assessment)
    return [d for d in documents if name and d.form != assessment.form and _office_name(d) == name]


def _office_name(assessment: Assessment) -> str:
    spec = assessment.spec
    for code, value in assessment.answers.items():
        if code.endswith(_OFFICE_NAME) and code in spec.places:
            return re.sub(r"\s", "", unicodedata.normalize("NFKC", values.as_text(spec.item(code), value)))
    return ""


def other_forms(form: Form) -> list[Form]:
    """The forms that a document of this form can be carried into."""
    return [other for other in startable_forms() if other.key != form.key and _moved(form, other).codes]


def _moved(old: Form, new: Form) -> Moves:
    try:
        return moves(old, new)
    except StopIteration:  # no way between them (計画管理書)
        return Moves({})


def differences(here: Snapshot, there: Snapshot) -> list[Difference]:
    """Every item that both have and that says something else, in the order of ``here``."""
    forth, back = _moved(here.form, there.form), _moved(there.form, here.form)
    theirs = _by_code(there)
    found = []
    for code, mine in _by_code(here).items():
        for one, other in _pairs(mine, theirs.get(forth.codes.get(code, ""), [])):
            to_there, to_here = _carried(one, other, forth), _carried(other, one, back)
            if not _agree(one, other, to_there, to_here):
                found.append(Difference(one, other, to_there, to_here))
    return found


def _by_code(snapshot: Snapshot) -> dict[str, list[Placed]]:
    """What belongs to each document alone (its number, its name, its 公表日) is no difference."""
    form = snapshot.form
    own = {item.code for item in map(form.cover_item, ("number", "name")) if item}
    found: dict[str, list[Placed]] = {}
    for sheet in outline(snapshot):
        for placed in sheet.items:
            item = placed.item
            if item.has_answer and item.code not in own and item.required.at != "publish":
                found.setdefault(item.code, []).append(placed)
    return found


def _pairs(mine: list[Placed], theirs: list[Placed]) -> Iterator[tuple[Placed, Placed]]:
    """What stands once is held against each file of the other; files against the file of the same ref, else in order."""
    if any(not p.address[0] for p in (*mine, *theirs)):
        yield from ((one, other) for one in mine for other in theirs)
        return
    by_ref = {other.address[0]: other for other in theirs}
    if any(one.address[0] in by_ref for one in mine):
        yield from ((one, by_ref[one.address[0]]) for one in mine if one.address[0] in by_ref)
    else:
        yield from zip(mine, theirs, strict=False)


def _carried(source: Placed, target: Placed, moved: Moves) -> values.Value:
    """What the source says in the words of the target; None where a program writes there, or it does not fit."""
    if target.item.derived or target.item.kind == "record_list" or source.is_unknown:
        return None
    return fitting(target.item, source.value, moved)


def _agree(one: Placed, other: Placed, to_there: values.Value, to_here: values.Value) -> bool:
    if one.is_empty and other.is_empty:
        return True
    if to_there is not None and _bare(values.as_text(other.item, to_there)) == _bare(other.text):
        return True
    if to_here is not None and _bare(values.as_text(one.item, to_here)) == _bare(one.text):
        return True
    return _bare(one.text) == _bare(other.text)


def _bare(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def with_reasons(found: list[Difference], here: Assessment, there: Assessment) -> list[Difference]:
    """The same, each with the reason for which somebody left it as it is (while both texts stand unchanged)."""
    ahead = here.pk < there.pk
    one, other = (here, there) if ahead else (there, here)
    left = {
        (row.one_at, row.other_at): row for row in LeftApart.objects.filter(one=one, other=other).select_related("by")
    }
    told = []
    for difference in found:
        row = left.get(pair_of(difference, ahead=ahead))
        valid = row if row and row.basis == difference.basis else None
        told.append(Difference(*(getattr(difference, n) for n in ("here", "there", "to_there", "to_here")), valid))
    return told


def pair_of(difference: Difference, *, ahead: bool) -> tuple[str, str]:
    """The two addresses as LeftApart keeps them."""
    pair = ("|".join(difference.here.address), "|".join(difference.there.address))
    return pair if ahead else pair[::-1]


def stored(placed: Placed) -> values.Value:
    """What is kept in the table for what is shown."""
    return None if placed.derived or (placed.item.kind == "flag" and placed.value is False) else placed.value
