"""Takes the marks of a foreign document's own tags out of its pages: behind a page number of ours they would point into
the tags of the document that the pages are put into. What is seen stays as it is, byte for byte.

No Django here: the process that cleans a PDF uses it too.
"""

import re

import pikepdf
from pikepdf import Dictionary, Name, Stream, Token, TokenType

from .foreign_pages import drawn_in, instructions_of

_OPEN, _CLOSE, _POINT = frozenset({"BMC", "BDC"}), "EMC", frozenset({"MP", "DP"})
_MARKS = re.compile(rb"\b(?:BMC|BDC|EMC|MP|DP)\b")
_PLACES_IN_TAGS = (Name.StructParent, Name.StructParents)


def take_out_marks(pdf: pikepdf.Pdf) -> None:
    """Of all pages and of what is drawn on them. Layers (/OC) are no tags and stay."""
    for drawn, _ in drawn_in(pdf):
        _forget_place(drawn)
        if any(_MARKS.search(stream.read_bytes()) for stream in instructions_of(drawn)):
            _write_anew(pdf, drawn)


def _forget_place(found: pikepdf.Object) -> None:
    for name in _PLACES_IN_TAGS:
        if name in found:
            del found[name]


def _write_anew(pdf: pikepdf.Pdf, drawn: pikepdf.Object) -> None:
    if isinstance(drawn, Stream):
        page = pikepdf.Page(Dictionary(Type=Name.Page, Contents=drawn))  # only pages can be asked
        drawn.write(page.get_filtered_contents(_Unmarked()))
    else:
        drawn.Contents = pdf.make_stream(pikepdf.Page(drawn).get_filtered_contents(_Unmarked()))


class _Unmarked(pikepdf.TokenFilter):
    """An instruction at a time: its operands wait for the operator, which decides whether they are handed on."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[Token] = []
        self.stays: list[bool] = []  # of each mark that is open

    def handle_token(self, token: Token) -> list[Token]:
        self.waiting.append(token)
        if token.type_ not in (TokenType.word, TokenType.eof):
            return []
        said, self.waiting = self.waiting, []
        if token.type_ == TokenType.eof:
            return said + [Token(TokenType.word, b" EMC") for stays in self.stays if stays]
        return said if self._stays(said) else []

    def _stays(self, said: list[Token]) -> bool:
        operator = said[-1].value
        if operator in _OPEN:
            names = (token.value for token in said if token.type_ == TokenType.name_)
            self.stays.append(next(names, "") == "/OC")
            return self.stays[-1]
        if operator == _CLOSE:
            return bool(self.stays) and self.stays.pop()
        return operator not in _POINT
