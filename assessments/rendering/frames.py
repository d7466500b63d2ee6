"""What the form prints although the document says nothing there: empty first frames and the headings of ranges. Whether
it is printed is said by the document (Snapshot.frames)."""

import re
from dataclasses import replace

from ..snapshot import CHILD_KINDS, Node, Snapshot


def with_empty_frames(snapshot: Snapshot) -> Snapshot:
    """The document with an entry that says nothing where it has none, because the form prints those frames."""
    blank_children = {kind: (Node(kind, "", 1),) for kind in CHILD_KINDS}
    files = snapshot.files or (Node("files", "", 1),)
    return replace(
        snapshot,
        systems=snapshot.systems or (Node("systems", "", 1),),
        files=tuple(
            replace(file, children={kind: file.of(kind) or blank for kind, blank in blank_children.items()})
            for file in files
        ),
    )


def ranges_behind(ranges: tuple[str, ...], number: int) -> list[str]:
    """The headings of the numbers that are not used: 「システム6～10」 and on, behind the entry ``number``."""
    return [written for written in ranges if (found := re.search(r"(\d+)～", written)) and int(found[1]) > number]


def range_of(ranges: tuple[str, ...], number: int) -> str:
    """「システム2～5」 for the entries 2 to 5; "" for the first, which stands under its own name."""
    last = ("", 0, 0)
    for written in ranges:
        if found := re.fullmatch(r"(.+?)(\d+)～(\d+)", written):
            last = (found[1], int(found[2]), int(found[3]))
            if last[1] <= number <= last[2]:
                return written
    word, start, end = last
    if not word or number <= end:
        return ""
    step = end - start + 1  # the form ends at 20; what is more goes on in the same steps
    first = end + 1 + (number - end - 1) // step * step
    return f"{word}{first}～{first + step - 1}"
