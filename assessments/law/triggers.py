"""C4, C5: what in a change contradicts the answer that it is formal, read from its two texts.

The texts may be ours (「［○］本人」) or as other towns printed them (「[○]本人」, 「[ ]その他( )」).
"""

import re
from collections.abc import Iterator
from typing import Any, Protocol

from .data import table

_BOX = re.compile(r"[［\[]\s*([○〇◯]?)\s*[］\]]\s*([^［\[\n（(]+)(?:[（(]([^）)\n]*)[）)])?")


class SubjectLike(Protocol):
    """What is read of a subject (law.important.Subject)."""

    before: str
    after: str

    def speaks_of(self, role: str) -> bool: ...


def triggers(subject: SubjectLike) -> Iterator[str]:
    """A sentence for each thing that is more than formal."""
    for line in table("important")["trigger"]:
        if subject.speaks_of(line["role"]) and (found := _found(line, subject.before, subject.after)):
            yield line["says"].format(found=found)


def asks(subject: SubjectLike) -> Iterator[str]:
    """C5: a sentence where only the number of entries changed."""
    for line in table("important")["ask"]:
        if subject.speaks_of(line["role"]) and _without_numbers(subject.before) == _without_numbers(subject.after):
            yield line["says"]


def _found(line: dict[str, Any], before: str, after: str) -> str:
    if "to" in line:
        return line["to"] if _chose(before, *line["from"]) and _chose(after, line["to"]) else ""
    if "words" in line:
        return next((w for w in line["words"] if w in after and w not in before), "")
    old, new = _boxes(before), _boxes(after)
    if line.get("ticked"):
        return "、".join(label for label, (on, _) in new.items() if on and not old.get(label, (False, ""))[0])
    changed = (text for label, (on, text) in new.items() if on and text and label in old and _grew(old[label], text))
    return "、".join(changed)


def _grew(old: tuple[bool, str], text: str) -> bool:
    """The box was ticked before, with another text in its bracket."""
    return old[0] and old[1] != text


def _chose(text: str, *labels: str) -> bool:
    """Does a line begin with one of these choices? 「委託する（4）件」 is 「委託する」, 「再委託する」 is not."""
    lines = [line.strip(" 　［］[]") for line in text.splitlines()]
    return any(re.match(rf"{re.escape(label)}(?![ぁ-ん])", line) for line in lines for label in labels)


def _boxes(text: str) -> dict[str, tuple[bool, str]]:
    """Box label -> (is ○, the text in its bracket)."""
    return {found[2].strip(): (bool(found[1]), (found[3] or "").strip()) for found in _BOX.finditer(text)}


def _without_numbers(text: str) -> str:
    return re.sub(r"[\d０-９（）()\s]", "", text)
