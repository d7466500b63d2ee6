"""What the PDF may load: the fonts and style sheet of the project and images inside the document. Nothing else, ever.

A document is written by people; a URL in it must not make the server read its disk or ask another host.
"""

from functools import lru_cache

from weasyprint.urls import URLFetcher, URLFetcherResponse

from .typefaces import FONTS, font_path

SCHEME = "hyokasho:"


class RefusedAddress(ValueError):
    """Something outside the document was asked for."""


class OwnFilesOnly(URLFetcher):
    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)

    def fetch(self, url: str, headers=None) -> URLFetcherResponse:
        if url.startswith("data:image/"):
            return super().fetch(url, headers)
        name = url.removeprefix(f"{SCHEME}fonts/")
        if name in FONTS:
            return URLFetcherResponse(url, font_bytes(name), {"Content-Type": "font/ttf"})
        raise RefusedAddress(f"not a part of the document: {url[:100]}")


@lru_cache(maxsize=len(FONTS))
def font_bytes(name: str) -> bytes:
    return font_path(name).read_bytes()
