"""重要な変更 (規則第11条, 指針第6の2(2)): proposes 提出時期 and 説明 of a change from plain answers, and says why.

Nothing is decided here. A person answers, sees the proposal with the rule, and accepts it or writes otherwise.
"""

from dataclasses import dataclass, field
from datetime import date

from ..catalogue import Form, Item
from ..catalogue.wareki import format_wareki
from ..models import ChangeRow
from .data import code, table, word
from .formal import Recognised, recognise
from .triggers import asks, triggers

Nature, Timing = ChangeRow.Nature, ChangeRow.Timing


@dataclass(frozen=True, slots=True)
class Subject:
    """What a row speaks of: its items, or the kind of a whole entry that came or went."""

    form: Form
    items: tuple[Item, ...]
    before: str
    after: str
    entry_kind: str = ""  # systems, files, outsourcing … when the row is a whole entry
    kind: str = ChangeRow.Kind.CHANGED

    @property
    def starred(self) -> bool:
        """Is it a ※ item, or an entry that counts as one (a new file)?"""
        return any(item.star for item in self.items) or self.entry_says == "important"

    @property
    def to_be_asked(self) -> bool:
        return self.entry_says == "ask"

    @property
    def entry_says(self) -> str:
        if not self.entry_kind:
            return ""
        way = "added" if self.kind == ChangeRow.Kind.ENTRY_ADDED else "removed"
        return table("important")["entries"][self.entry_kind][way]

    def speaks_of(self, role: str) -> bool:
        wanted = code(self.form, role)
        return any(item.code == wanted for item in self.items)


@dataclass(frozen=True, slots=True)
class Answers:
    """When does (did) the handling change; what kind of change is it; could it not wait (規則第9条第2項)?"""

    when: date | None = None
    nature: str = ""  # formal | reduces | other
    emergency: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a row could say. ``nature`` is what would be stored; ``rule`` quotes the law, ``because`` says why."""

    timing: str
    note: str
    nature: str
    important: bool
    needs_redo: bool
    rule: str
    because: tuple[str, ...] = ()
    warnings: tuple[str, ...] = field(default=())


def subject_of(row: ChangeRow, form: Form, entry_kinds: dict[str, str]) -> Subject:
    """``entry_kinds``: the kind of each entry by its ref, of the old and the new document."""
    codes = dict.fromkeys(found for _, found in row.addresses if found)
    items = tuple(form.item(found) for found in codes if found in form.places)
    whole = next((entry_kinds.get(ref, "") for ref, found in row.addresses if ref and not found), "")
    return Subject(form, items, row.before, row.after, whole, row.kind)


def recognised(subject: Subject) -> Recognised | None:
    """What makes the change look formal; never for a whole entry."""
    return None if subject.entry_kind else recognise(subject.before, subject.after)


def propose(subject: Subject, answers: Answers, today: date) -> Proposal:
    """提出時期, 説明 and whether the whole assessment must be made again, with the rule."""
    nature = _nature(subject, answers)
    important = nature == Nature.IMPORTANT
    texts = table("important")
    return Proposal(
        timing=_timing(answers, important, today),
        note=_note(subject, answers, nature),
        nature=nature,
        important=important,
        needs_redo=important,
        rule=texts["rule"][_rule(subject, nature, answers)],
        because=tuple(_because(subject, nature, answers)),
        warnings=tuple(_warnings(subject, answers, important, today)),
    )


def _nature(subject: Subject, answers: Answers) -> str:
    """A ※ item that is neither formal nor clearly less risky is 重要な変更; other items never are."""
    if answers.nature in (Nature.FORMAL, Nature.REDUCES):
        return answers.nature
    if answers.nature == Nature.IMPORTANT:
        return Nature.IMPORTANT
    return Nature.IMPORTANT if subject.starred else Nature.OTHER


def _timing(answers: Answers, important: bool, today: date) -> str:
    if important:
        return Timing.AFTER if answers.emergency else Timing.BEFORE
    if answers.when is None:
        return ""
    return Timing.BEFORE if answers.when > today else Timing.AFTER


def _note(subject: Subject, answers: Answers, nature: str) -> str:
    notes = table("important")["note"]
    if nature == Nature.IMPORTANT:
        note = notes["emergency" if answers.emergency else "important"]
        return f"{note}（{answers.reason}）" if answers.reason else note
    if _incident_is_over(subject):
        return notes["incident_over"]
    if nature in (Nature.FORMAL, Nature.REDUCES) and (subject.starred or subject.to_be_asked):
        return notes[nature]
    return notes["other"]


def _incident_is_over(subject: Subject) -> bool:
    """川口市 16–18: the accident of three years ago is taken out (C6)."""
    told = subject.speaks_of("incident") and word("happened") in subject.before
    return told and word("not_happened") in subject.after


def _rule(subject: Subject, nature: str, answers: Answers) -> str:
    if nature == Nature.IMPORTANT:
        return "emergency" if answers.emergency else "important"
    return "excepted" if subject.starred and nature != Nature.OTHER else "other"


def _because(subject: Subject, nature: str, answers: Answers):
    if starred := [item for item in subject.items if item.star]:
        yield f"「{starred[0].heading}」は※（重要な変更の対象）の項目です。"
    elif subject.items:
        yield f"「{subject.items[0].heading}」は※の項目ではありません。"
    if subject.entry_kind:
        yield table("important")["entries"][subject.entry_kind]["sentence"]
    if found := recognised(subject):
        yield found.sentence
    yield from asks(subject)
    if nature == Nature.IMPORTANT:
        yield from table("important")["then"]["emergency" if answers.emergency else "important"]


def _warnings(subject: Subject, answers: Answers, important: bool, today: date):
    texts = table("important")["warning"]
    if answers.when is None:
        yield texts["no_day"]
    elif important and not answers.emergency and answers.when <= today:
        yield texts["late"].format(day=format_wareki(answers.when))
    if answers.nature in (Nature.FORMAL, Nature.REDUCES):
        label = Nature(answers.nature).label
        told = [*triggers(subject), *([_entry(subject)] if subject.entry_says == "important" else [])]
        yield from (texts["contradicts"].format(nature=label, trigger=sentence) for sentence in told)


def _entry(subject: Subject) -> str:
    return table("important")["entries"][subject.entry_kind]["sentence"]
