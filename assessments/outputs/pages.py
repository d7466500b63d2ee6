"""On which pages an item stands, in the published document and in the one that is being written.

A published version was frozen with its page map, one for each of its PDFs: what is withheld makes the pages of the
public one others than those of 提出用. Any other text is laid out once, and its map kept by its hash.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.core.cache import cache

from .. import audience
from ..catalogue import Form
from ..catalogue.moves import moves
from ..models import FrozenContent, FrozenPdf, SubmissionPdf
from ..rendering.pdf import RenderedPdf, engine, render_pdf
from ..snapshot import Address, Snapshot, lines, masked

Pages = Mapping[str, Sequence[int]]
Renderer = Callable[[Snapshot], RenderedPdf]


def copy_pages(
    snapshot: Snapshot, content: FrozenContent | None, *, public: bool, lay_out: bool = False
) -> Pages | None:
    """The map of one copy of a text: what residents read of it, or all of it. None = nobody has asked yet.

    ``content``: the text as it was frozen, if it was. ``lay_out``: ask now, which takes seconds.
    """
    frozen = frozen_pages(content, public=public) if content else None
    if frozen is not None:
        return frozen
    shown = masked(snapshot) if public else snapshot
    return pages_of(shown) if lay_out else known_pages(shown)


def frozen_pages(content: FrozenContent, *, public: bool) -> Pages | None:
    """The map of the PDF that was frozen with this content; None when there is no such PDF."""
    pdfs = FrozenPdf if public or not audience.withholds(content) else SubmissionPdf
    return pdfs.objects.filter(content=content).values_list("pages", flat=True).first() or None


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


def where(
    pages: Pages | None, addresses: Iterable[Address], within: Mapping[str, frozenset[str]]
) -> tuple[int, ...] | None:
    """All pages of these items; of a whole entry (ref, "") every page that it reaches. None where nobody knows."""
    if pages is None:
        return None
    found: set[int] = set()
    for ref, code in addresses:
        if code:
            found.update(pages.get(f"{ref}|{code}", ()))
            continue
        refs = within.get(ref, frozenset({ref}))
        found.update(page for key, at in pages.items() if key.split("|", 1)[0] in refs for page in at)
    return tuple(sorted(found))
