"""What a reader sees marked in 175 pairs of texts, written in the manner of the towns (pairs.txt)."""

import re
from pathlib import Path

import pytest

from changelog.diff import inline
from changelog.runs import Run

SIGNS = {"same": "{}", "del": "［-{}-］", "ins": "［+{}+］", "move_from": "《-{}-》", "move_to": "《+{}+》"}
GONE = re.compile(r"(?:［-|《-)(.*?)(?:-］|-》)", re.DOTALL)
COME = re.compile(r"(?:［\+|《\+)(.*?)(?:\+］|\+》)", re.DOTALL)
PAIRS = re.findall(
    r"^--- (.+?)\n(.*?)\n(?=--- |\Z)",
    Path(__file__).with_name("pairs.txt").read_text(encoding="utf-8"),
    re.DOTALL | re.M,
)


def told(runs: tuple[Run, ...]) -> str:
    return "".join(SIGNS[run.kind].format(run.text) for run in runs)


@pytest.mark.parametrize(("name", "marked"), PAIRS, ids=[name for name, _ in PAIRS])
def test_a_town_reads_its_change(name: str, marked: str):
    before, after = COME.sub("", GONE.sub(r"\1", marked)), GONE.sub("", COME.sub(r"\1", marked))
    assert told(inline(before, after)) == marked


def test_there_are_enough_of_them():
    assert len(PAIRS) > 120
