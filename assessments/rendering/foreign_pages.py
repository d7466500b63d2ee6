"""Everything that is drawn on the pages of a foreign PDF: the pages themselves, the forms, tiles and masks on them, and
the pictures. What lies in the file and is drawn nowhere is passed over.

No Django here: the process that cleans a PDF walks through it too.
"""

from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Name, Object, Stream


def drawn_in(pdf: pikepdf.Pdf) -> Iterator[tuple[Object, Dictionary]]:
    """(a page or a stream, what it may use by name): every one once."""
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        waiting: list[Object] = [page.obj]
        while waiting:
            drawn = waiting.pop()
            resources = _resources(drawn)
            yield drawn, resources
            for below in _below(resources):
                if below.objgen not in seen:
                    seen.add(below.objgen)
                    waiting.append(below)


def instructions_of(drawn: Object) -> list[Stream]:
    """In what it is said how to draw it; nothing for a picture."""
    if isinstance(drawn, Stream):
        return [drawn] if drawn.get("/Subtype") == Name.Form or drawn.get("/PatternType") == 1 else []
    held = drawn.get("/Contents")
    return [one for one in (held if isinstance(held, pikepdf.Array) else [held]) if isinstance(one, Stream)]


def _resources(drawn: Object) -> Dictionary:
    """Its own, else (of a page) those of the group of pages that it belongs to."""
    holder: Object | None = drawn
    while holder is not None and "/Resources" not in holder:
        holder = holder.get("/Parent")
    found = holder.get("/Resources") if holder is not None else None
    return found if isinstance(found, Dictionary) else Dictionary()


def _below(resources: Dictionary) -> Iterator[Stream]:
    for kind in ("/XObject", "/Pattern"):
        yield from (one for one in _all(resources.get(kind)) if isinstance(one, Stream))
    for state in _all(resources.get("/ExtGState")):
        mask = state.get("/SMask") if isinstance(state, Dictionary) else None
        form = mask.get("/G") if isinstance(mask, Dictionary) else None
        if isinstance(form, Stream):
            yield form


def _all(named: Object | None) -> list[Object]:
    return [one for _, one in named.items()] if isinstance(named, Dictionary) else []
