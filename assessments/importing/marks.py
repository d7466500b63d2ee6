"""Decides which boxes a machine reader really saw ticked, since a lost ○ must never become "not chosen".

What the samples show, and the rule drawn from it (one cell at a time):
* ``[○]`` ``[O]`` ``[〇]`` and a ticked ``<input>`` are certain ○; ``[]`` and ``[ ]`` are certainly empty.
* A round ``<input type="radio">`` that is not ticked, among square or empty boxes, is a ○ that the machine saw as a round
  thing (芦屋 Ⅱ3②, Ⅲ8: exactly where a ○ must stand). Where every box is round, or one is ticked, roundness says nothing.
* A square ``<input type="checkbox">`` that is not ticked is believed to be empty only in a cell where the machine did tell
  ticked from unticked, and only while nothing is written in its own bracket. Otherwise the ○ may be lost: unknown
  (芦屋 Ⅱ2④ of all files: every box reads unticked although the bracket of その他 is filled).
"""

import re
from dataclasses import dataclass

from .debris import BOX, ROUND, TICKED

_CIRCLES = "○〇◯OoＯｏ0０●◎レ✓✔☑xX"
BRACKETED = rf"[\[［【][ \u3000]*([{_CIRCLES}{BOX}{ROUND}{TICKED}]?)[ \u3000]*[\]］】]"
DRAWN = "[☑■☐□]"  # a box that is a letter
MARK = re.compile(rf"{BRACKETED}|({DRAWN})(?=[ \u3000]*\S)")
_CERTAIN = {BOX: "box", ROUND: "round", TICKED: "ticked", "": "empty", "☐": "empty", "□": "empty"}


@dataclass(frozen=True, slots=True)
class Box:
    """One box and the text behind it up to the next box."""

    sign: str  # circle | ticked | empty | box | round
    text: str


def boxes_in(text: str) -> tuple[str, list[Box]]:
    """(text before the first box, the boxes)."""
    found = list(MARK.finditer(text))
    if not found:
        return text, []
    ends = [later.start() for later in found[1:]] + [len(text)]
    boxes = [Box(sign_of(mark), text[mark.end() : end]) for mark, end in zip(found, ends, strict=True)]
    return text[: found[0].start()], boxes


def sign_of(mark: re.Match[str]) -> str:
    return _CERTAIN.get(mark[1] if mark[1] is not None else mark[2], "circle")


def judge(signs: list[str], written: list[bool]) -> list[bool | None]:
    """True ○, False none, None unknown, for the boxes of one cell. ``written``: something stands in the box's bracket."""
    verdicts = []
    told_apart = any(sign in ("circle", "ticked") for sign in signs)
    round_is_circle = "round" in signs and "ticked" not in signs and "circle" not in signs and len(set(signs)) > 1
    for sign, filled in zip(signs, written, strict=True):
        if sign in ("circle", "ticked") or (sign == "round" and round_is_circle):
            verdicts.append(True)
        elif sign == "empty":
            verdicts.append(False)
        elif sign == "round":
            verdicts.append(False if "ticked" in signs and not filled else None)
        else:
            verdicts.append(False if (told_apart or round_is_circle) and not filled else None)
    return verdicts


def in_plain_text(text: str) -> str:
    """Boxes that stand in running text (the cells of 変更箇所): as printed; one that may be lost reads ［？］."""
    if not any(sign in text for sign in (BOX, ROUND, TICKED)):
        return text
    _, boxes = boxes_in(text)
    verdicts = iter(
        judge([box.sign for box in boxes], [bool(re.match(r"[^(（]*[(（]\s*[^\s)）]", b.text)) for b in boxes])
    )
    words = {True: "[○]", False: "[ ]", None: "［？］"}

    def printed(mark: re.Match[str]) -> str:
        verdict = next(verdicts)
        return words[verdict] if mark[1] and mark[1] in BOX + ROUND + TICKED else mark[0]

    return MARK.sub(printed, text)
