"""Which characters the fonts have, and how a sentence speaks of one that they lack."""

import pytest

from assessments.catalogue.characters import FOLDER, Unprintable, named, unprintable
from assessments.rendering.press.typefaces import FONTS

KNOWN, UNKNOWN = "葛\U000e0100", "葛\U000e0105"  # a shape of 葛 that the fonts have, and one that they lack


def test_the_fonts_that_are_asked_are_those_that_are_embedded():
    assert sorted(path.name for path in FOLDER.glob("*.ttf")) == sorted(FONTS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("髙﨑①㈱㋿～－―‐\n\t", Unprintable()),
        ("𠮷野家の𠮷田", Unprintable(lost=("𠮷",))),
        (KNOWN, Unprintable()),
        (f"{UNKNOWN}城の{UNKNOWN}飾", Unprintable(varied=(UNKNOWN,))),
        ("𠮷\U000e0105", Unprintable(lost=("𠮷",))),  # 〓 already: its shape is no second remark
        ("か\u200dな", Unprintable()),
        ("\U000e0100", Unprintable()),
    ],
)
def test_what_is_lost_and_what_loses_its_shape(text, found):
    assert unprintable(text) == found


@pytest.mark.parametrize(
    ("character", "said"),
    [
        ("𠮷", "「𠮷」"),
        (UNKNOWN, f"「{UNKNOWN}」"),
        ("\ue000", "「外字 U+E000」"),
        ("\U000f0000", "「外字 U+F0000」"),
        ("\u0007", "「U+0007」"),
        ("\ud800", "「U+D800」"),
    ],
)
def test_what_shows_as_nothing_is_named_by_its_number(character, said):
    assert named(character) == said


def test_what_was_told_elsewhere_is_taken_off():
    assert Unprintable(("𠮷", "😀"), (UNKNOWN,)).without(Unprintable(("𠮷",), (UNKNOWN,))) == Unprintable(("😀",))
