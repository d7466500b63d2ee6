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


def tagged(made: pikepdf.Pdf) -> None:
    """Every page is tagged, so is a form on it; a layer that is shown lies between."""
    made.Root.MarkInfo = Dictionary(Marked=True)
    made.Root.StructTreeRoot = made.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    layer = made.make_indirect(Dictionary(Type=Name.OCG, Name=String("図面")))
    for number, page in enumerate(made.pages):
        inside = b"/Span <</MCID 1>> BDC 0 0 40 40 re f EMC"
        form = Stream(made, inside, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 40, 40], StructParents=90)
        page.Resources.XObject = Dictionary(Fx=made.make_indirect(form))
        page.Resources.Properties = Dictionary(Layer=layer)
        shown = page.Contents.read_bytes()
        page.Contents = made.make_stream(
            b"/P<</MCID 0>>BDC/Artifact BMC EMC " + shown + b" EMC /Mark MP /OC /Layer BDC /Fx Do EMC EMC EMC"
        )
        page.StructParents = number


def hidden_layer(made: pikepdf.Pdf) -> None:
    tagged(made)
    layer = made.pages[0].Resources.Properties.Layer
    made.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer]), OFF=Array([layer])))


def font(made: pikepdf.Pdf, name: bytes, shown: bytes, *, file: bool = False) -> None:
    """The page is written in a Japanese font of that name, which the file holds or not."""
    base = pikepdf.Object.parse(b"/" + name)
    about = Dictionary(Type=Name.FontDescriptor, FontName=base)
    if file:
        about.FontFile2 = made.make_stream(b"not read")
    below = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=base, FontDescriptor=about)
    whole = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=base, Encoding=Name("/90ms-RKSJ-H"))
    whole.DescendantFonts = Array([made.make_indirect(below)])
    made.pages[0].Resources.Font.F2 = made.make_indirect(whole)
    made.pages[0].Contents = made.make_stream(b"BT /F2 20 Tf 72 400 Td " + shown + b" ET")
    made.Root.PageMode = Name.UseNone  # as programs write it: not the bare pages that were cleaned before


def _note(made: pikepdf.Pdf, note: Dictionary) -> None:
    made.pages[0].Annots = Array([made.make_indirect(note)])
