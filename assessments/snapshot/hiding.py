"""Which words of a document its withheld items and passages stand for, and where they must not be read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..catalogue import Form, Item
from ..catalogue.wareki import as_printed
from ..catalogue.withheld import hidden, over_texts, typed_texts
from .annex_parts import annex_parts
from .redacting import Blackout, contains, fold
from .value import Node, Snapshot
from .withheld import Withheld

IDENTIFYING = ("number", "name", "agency", "published_on")  # of the cover: lists and addresses say them anyway
# So many characters (spaces apart) a text must have to be hidden where nobody withheld it: in other items, as a piece
# of a longer one, in free text of the change list.
IN_OTHER_ITEMS, PIECE, IN_ROWS = 4, 8, 2
RUN = 10  # in a row that stands for no item: so many characters in a row, from anywhere in a withheld text


def identifying(form: Form) -> frozenset[str]:
    """Codes of the cover that are public by their nature and cannot be withheld."""
    return frozenset(item.code for name in IDENTIFYING if (item := form.cover_item(name)))


def applies(held: Withheld, form: Form, kind: str, ref: str) -> bool:
    """Whether it hides something of that holder. An item that moved between document and files takes it along."""
    if held.code not in form.places:
        return held.ref == ref
    holder = form.holder_of(held.code)
    return holder == kind and (not holder or not held.ref or held.ref == ref)


def hiding_texts(snapshot: Snapshot, held: Withheld) -> list[str]:
    """The texts that it hides now: the passage, or every text of the item."""
    form, found = snapshot.form, []
    item = item_of(form, held.code)
    for kind, ref, answers, node in _holders(snapshot):
        if not applies(held, form, kind, ref):
            continue
        texts = _typed(item, answers.get(held.code), node)
        found += _passage_or_all(held, texts, texts)
    for part in annex_parts(snapshot):
        if part.address == (held.ref, held.code):
            found += _passage_or_all(held, typed_texts(None, part.value), part.texts)
    return list(dict.fromkeys(found))


def _passage_or_all(held: Withheld, texts: Iterable[str], whole: list[str]) -> list[str]:
    passage_there = held.passage and any(contains(text, held.passage) for text in texts)
    return [held.passage] if passage_there else whole


def item_of(form: Form, code: str) -> Item | None:
    return form.item(code) if code in form.places else None


def _typed(item: Item | None, value: Any, node: Node | None) -> list[str]:
    if item and item.kind == "record_list" and node:
        return [*node.records, *filter(None, [node.records_text])]
    texts = typed_texts(item, value)
    return texts + [as_printed(text) for text in texts] if item and item.kind == "date_wareki" else texts


def _holders(snapshot: Snapshot) -> Iterator[tuple[str, str, Mapping[str, Any], Node | None]]:
    yield "", "", snapshot.answers, None
    for node in snapshot.nodes:
        yield node.kind, node.ref, node.answers, node


@dataclass(frozen=True, slots=True)
class Words:
    """What must not be read: in other items, (more of it) in rows of the change list, (most) in those typed freely."""

    items: Blackout
    rows: Blackout
    free_rows: Blackout

    @classmethod
    def of(cls, snapshot: Snapshot) -> "Words":
        strict, loose = [], []
        for held in snapshot.withheld:
            now = hiding_texts(snapshot, held) if held.is_active else []
            loose += [*now, *held.former, held.passage]
            if held.is_active and not _is_date(snapshot.form, held.code):
                strict += [*now, *held.former]
        pieces = [piece for text in loose for piece in _pieces(text)]
        in_rows = [text for text in loose if len(fold(text)) >= IN_ROWS]
        words = [*in_rows, *pieces]
        return cls(
            Blackout(strict, least=IN_OTHER_ITEMS, whole_numbers=True),
            Blackout(words, whole_numbers=True),
            Blackout(words, whole_numbers=True, run=RUN),
        )


def _is_date(form: Form, code: str) -> bool:
    """A day says little by itself: other items may name the same one."""
    item = item_of(form, code)
    return bool(item) and item.kind == "date_wareki"


def _pieces(text: str) -> Iterable[str]:
    """Lines and sentences of a long text: a row typed by hand may quote one of them."""
    found = [piece for line in text.split("\n") for piece in (line, *line.split("。"))]
    return (piece for piece in found if len(fold(piece)) >= PIECE)


def hide(item: Item | None, value: Any, held: Iterable[Withheld]) -> Any:
    """The value without what is withheld of it."""
    passages = [h.passage for h in held]
    texts = typed_texts(item, value)
    if not all(passage and any(contains(text, passage) for text in texts) for passage in passages):
        return hidden(item)
    return over_texts(item, value, Blackout(passages))
