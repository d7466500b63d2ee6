"""PDFs as towns bring them: harmless ones and hostile ones, made on the spot."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String


def pdf(pages: int = 2, *, landscape: bool = False, text: str = "ANNEX", change=None, **save) -> bytes:
    """``change`` is handed the open file before it is written."""
    made = pikepdf.Pdf.new()
    size = (842, 595) if landscape else (595, 842)
    font = made.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for number in range(1, pages + 1):
        shown = f"BT /F1 24 Tf 72 400 Td ({text} {number}) Tj ET".encode()
        page = Dictionary(Type=Name.Page, MediaBox=[0, 0, *size], Resources=Dictionary(Font=Dictionary(F1=font)))
        page.Contents = made.make_indirect(Stream(made, shown))
        made.pages.append(pikepdf.Page(made.make_indirect(page)))
    if change:
        change(made)
    out = io.BytesIO()
    made.save(out, **save)
    return out.getvalue()


def script(made: pikepdf.Pdf) -> None:
    made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def launch(made: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.Launch, F=String("calc.exe"))
    _note(made, Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action))


def hidden_deep(made: pikepdf.Pdf) -> None:
    """The script stands behind another action of a note, in a dictionary within a dictionary."""
    after = Dictionary(S=Name.GoTo, D=Array([]), Next=Dictionary(S=Name.JavaScript, JS=String("x()")))
    _note(made, Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=after))


def embedded(made: pikepdf.Pdf) -> None:
    made.attachments["secret.xlsx"] = b"PK\x03\x04 not for residents"


def author(made: pikepdf.Pdf) -> None:
    made.docinfo["/Author"] = "SAKUTA Midori"
    link = Dictionary(S=Name.URI, URI=String("http://example.jp/"))
    _note(made, Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=link))


def _note(made: pikepdf.Pdf, note: Dictionary) -> None:
    made.pages[0].Annots = Array([made.make_indirect(note)])
