"""The HTML of the form as WeasyPrint gets it: read as XML, on a base of styles of its own, without names.

WeasyPrint computes the style of an element once for all that are alike. An id makes an element unlike all others, and
everything inside it too; so names are taken off here and remembered for the pages that were made. With a base that
holds nothing but the elements of the form, and a parser that is not made for all the pages of the world, a layout takes
a fifth less time; a test holds its pages against those of WeasyPrint as it comes.
"""

from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

import cssselect2
import weasyprint

from .fetcher import SCHEME, OwnFilesOnly

BASE = Path(__file__).with_name("base.css")


class Paper(weasyprint.HTML):
    """``names``: element -> its id.

    Raises xml.etree.ElementTree.ParseError: a template is not well formed.
    """

    def __init__(self, html: str) -> None:
        root = ElementTree.fromstring(html)  # noqa: S314 - our own templates; what people write is escaped in them
        self.names = {element: element.attrib.pop("id") for element in root.iter() if "id" in element.attrib}
        self.base_url, self.url_fetcher, self.media_type = SCHEME, OwnFilesOnly(), "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[weasyprint.CSS]:
        return [_base()]

    def names_on(self, page: weasyprint.Page) -> list[str]:
        """The ids of all that the page shows, in order; what is cut by a page end is on both pages."""
        found = (self.names.get(box.element) for box in page._page_box.descendants())
        return list(dict.fromkeys(name for name in found if name))


@lru_cache(maxsize=1)
def _base() -> weasyprint.CSS:
    return weasyprint.CSS(string=BASE.read_text(encoding="utf-8"), url_fetcher=OwnFilesOnly(), base_url=SCHEME)
