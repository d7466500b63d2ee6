"""What a frozen document says that deadlines come from: plans, its accident, its threshold. Plain, so it can be kept."""

from dataclasses import dataclass
from datetime import date

from ..catalogue import TEXT_KINDS, values
from ..snapshot import Snapshot, outline
from .data import code, codes, word
from .planned import days, plans
from .threshold import Answers, answers_of, asks


@dataclass(frozen=True, slots=True)
class Harvest:
    """``plans``: (item, quoted words, last day that they may mean). ``incident``: the day of the accident it tells of."""

    plans: tuple[tuple[str, str, date], ...] = ()
    happened: bool = False
    incident: date | None = None
    threshold: Answers | None = None


def harvest(snapshot: Snapshot) -> Harvest:
    found, texts = [], []
    wanted = set(codes(snapshot.form, "incident_texts"))
    incident_item, happened = code(snapshot.form, "incident") or code(snapshot.form, "recent_incident"), False
    for sheet in outline(snapshot):
        for placed in sheet.items:
            if placed.item.code == incident_item:
                happened = happened or values.choice_label(placed.value) == word("happened")
            if placed.item.kind not in TEXT_KINDS or placed.derived or placed.is_unknown:
                continue
            found.extend((placed.heading, plan.quoted, plan.until) for plan in plans(placed.text))
            texts.extend(days(placed.text) if placed.item.code in wanted else ())
    answers = answers_of(snapshot) if asks(snapshot) else None
    return Harvest(tuple(dict.fromkeys(found)), happened, texts[0] if texts and happened else None, answers)
