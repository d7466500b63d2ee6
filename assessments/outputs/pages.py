"""On which pages an item stands, in the published document and in the one that is being written.

A published version was frozen with its page map. Any other text is laid out once, and its map kept by its hash.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.core.cache import cache

from ..catalogue import Form
from ..catalogue.moves import moves
from ..models import FrozenContent, FrozenPdf
from ..rendering.pdf import RenderedPdf, engine, render_pdf
from ..snapshot import Address, Snapshot, lines

Pages = Mapping[str, Sequence[int]]
Renderer = Callable[[Snapshot], RenderedPdf]


def frozen_pages(content: FrozenContent | None) -> Pages | None:
    """The map of the PDF that was frozen with this content; None when there is no such PDF."""
    found = FrozenPdf.objects.filter(content=content).values_list("pages", flat=True).first() if content else None
    return found or None


def known_pages(snapshot: Snapshot) -> Pages | None:
    """The map of a text that was laid out before; None = nobody has asked yet."""
    return cache.get(_key(snapshot))


def pages_of(snapshot: Snapshot, render: Renderer = render_pdf) -> Pages:
    """The map of any text; laying it out takes seconds the first time."""
    pages = known_pages(snapshot)
    if pages is None:
        pages = render(snapshot).pages
        cache.set(_key(snapshot), pages, timeout=None)
    return pages


def _key(snapshot: Snapshot) -> str:
    return f"pages-{engine()[:16]}-{snapshot.sha256}"


def in_form(pages: Pages, old: Form, new: Form) -> Pages:
    """The map under the codes of another edition or form, as the rows name the items."""
    if (old.key, old.edition) == (new.key, new.edition):
        return pages
    codes = moves(old, new).codes
    return {
        f"{ref}|{codes.get(code, code)}": found for key, found in pages.items() for ref, code in [key.split("|", 1)]
    }


def refs_within(snapshot: Snapshot) -> dict[str, frozenset[str]]:
    """For each entry its own ref and those of the entries inside it."""
    found: dict[str, set[str]] = {}
    for line in lines(snapshot):
        for place, ref in enumerate(line.group):
            found.setdefault(ref, {ref}).update(line.group[place:])
    return {ref: frozenset(refs) for ref, refs in found.items()}


def where(pages: Pages, addresses: Iterable[Address], within: Mapping[str, frozenset[str]]) -> tuple[int, ...]:
    """All pages of these items; of a whole entry (ref, "") every page that it reaches."""
    found: set[int] = set()
    for ref, code in addresses:
        if code:
            found.update(pages.get(f"{ref}|{code}", ()))
            continue
        refs = within.get(ref, frozenset({ref}))
        found.update(page for key, at in pages.items() if key.split("|", 1)[0] in refs for page in at)
    return tuple(sorted(found))
