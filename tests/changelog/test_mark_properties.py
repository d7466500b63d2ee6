"""What holds for the marks of any two texts, and what they may cost."""

import random
import time
from collections.abc import Iterable

import pytest
from hypothesis import given

from changelog.diff import fold, inline, mark
from changelog.runs import Run, text_of
from changelog.tokens import Reading, atoms, canonical
from changelog.units import split
from tests.changelog.strategies import SIGNS, TEXTS


def only(runs: Iterable[Run], *kinds: str) -> str:
    return "".join(run.text for run in runs if run.kind in kinds)


def check(before: str, after: str) -> None:
    old, new = mark(before, after)
    assert (text_of(old), text_of(new)) == (before, after)
    assert {run.kind for run in old} <= {"same", "del", "move_from"}
    assert {run.kind for run in new} <= {"same", "ins", "move_to"}
    assert only(old, "same") == only(new, "same")
    assert sorted(only(old, "move_from")) == sorted(only(new, "move_to"))
    both = inline(before, after)
    assert only(both, "same", "del", "move_from") == before
    assert only(both, "same", "ins", "move_to") == after


@given(TEXTS, TEXTS)
def test_marks_of_documents_say_both_texts(before: str, after: str):
    check(before, after)


@given(SIGNS, SIGNS)
def test_marks_of_any_signs_say_both_texts(before: str, after: str):
    check(before, after)


@given(TEXTS, TEXTS)
def test_what_is_the_same_but_for_spelling_reads_the_same(before: str, after: str):
    old, new = mark(before, after, ignore_variants=True)
    assert (text_of(old), text_of(new)) == (before, after)
    if canonical(before) == canonical(after):
        assert {run.kind for run in (*old, *new)} <= {"same"}


@given(TEXTS)
def test_a_text_is_the_same_as_itself(text: str):
    assert mark(text, text) == ((Run("same", text),) * bool(text),) * 2


@given(SIGNS | TEXTS)
def test_units_and_pieces_are_the_text(text: str):
    assert "".join(unit.text for unit in split(text)) == text
    for reading in Reading:
        keys, ends = atoms(text, reading)
        assert len(keys) == len(ends)
        assert ends == sorted(ends)
        assert not ends or ends[-1] == len(text)


@given(TEXTS, TEXTS)
def test_folding_hides_no_change(before: str, after: str):
    for runs in mark(before, after):
        folded = fold(runs, 1)
        kinds = ("del", "ins", "move_from", "move_to")
        assert "".join(only(folded, *kinds).split()) == "".join(only(runs, *kinds).split())


def _unrelated(rnd: random.Random, signs: str, size: int, stop: str) -> str:
    return "".join(rnd.choice(signs) + (stop if place % 50 == 49 else "") for place in range(size))


KANJI = "".join(map(chr, range(0x4E00, 0x5E00)))


@pytest.mark.parametrize(
    ("signs", "stop"),
    [(KANJI, "。\n"), (KANJI, ""), ("あいう", ""), ("①②・", "\n"), ("ab ", ""), ("（）", "、"), (" \u3000", "")],
)
def test_the_worst_case_is_bounded(signs: str, stop: str):
    rnd = random.Random(4)
    before, after = (_unrelated(rnd, signs, 200_000, stop) for _ in range(2))
    start = time.process_time()
    old, new = mark(before, after)
    assert time.process_time() - start < 8  # a second on a quiet machine
    assert (text_of(old), text_of(new)) == (before, after)
