"""The PDF in parts: each section is laid out on its own, kept by the hash of what it shows, and joined to one file.

``artifact`` (a laid-out part as relocatable bytes) <- ``forks`` (many at once, each in a process of its own) and
``keep`` (on disk) -> ``link`` (one file with one set of fonts, one tree of tags, one outline, n/N on every page).

It leans on the inside of WeasyPrint in ``artifact`` and ``faces`` (its objects before they are written), ``paper`` (its
reader), ``spoken`` (its tags) and ``quick`` (its measures and lines); the version is pinned, one test holds the joined
file against the whole document laid out at once, and one holds that against WeasyPrint alone.
"""
