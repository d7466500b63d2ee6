"""A PDF that a municipality appends comes from anywhere: only its pages are kept, and nothing in it may act.

It is opened in a process of its own with bounds on memory and time, since a small file can unfold without end. No Django
here: that process starts from this module and nothing more.
"""

import io
import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

from .foreign_fonts import Loose, loose_fonts
from .foreign_marks import take_out_marks

ROOT = Path(__file__).parents[2]
LARGEST, MOST_PAGES = 10 * 1024 * 1024, 200
MEMORY, SECONDS = 2 * 1024**3, 40
KEPT = {"/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Contents", "/Resources", "/Group"}

UNREADABLE = "PDFとして開けません。壊れていないか確かめて、作り直したPDFを選んでください。"
NO_PDF = "PDFではありません。PDFにしてから選んでください。"
TOO_LARGE = "PDFは10MBまでです。画像の解像度を下げるか、別添を分けてください。"
TOO_LONG = f"PDFは{MOST_PAGES}ページまでです。別添を分けてください。"
ENCRYPTED = "パスワードか印刷・編集の制限がかかったPDFは使えません。制限を外したPDFを選んでください。"
TOO_HARD = "PDFが複雑すぎて、調べきれませんでした。印刷して作り直したPDFを選んでください。"
SCRIPTS = "PDFの中にプログラム（JavaScript）があります。印刷して作り直したPDFを選んでください。"
ACTIONS = (
    "PDFの中に、ほかのプログラムを動かしたり外へ送信したりする指示があります。印刷して作り直したPDFを選んでください。"
)
EMBEDDED = "PDFの中に、ほかのファイルや動画が埋め込まれています。外してから選んでください。"
LAYERS = (
    "PDFの中に、ふだんは表示されない部分（非表示のレイヤー）があります。そのまま載せると見えてしまいます。"
    "印刷して作り直したPDFを選んでください。"
)
_ACTIONS = {"/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/Rendition", "/Movie", "/Sound", "/RichMediaExecute"}
_EMBEDDED = {"/FileAttachment", "/RichMedia", "/3D", "/Screen", "/Movie", "/Sound"}


class RefusedPdf(ValueError):
    """The message is a sentence for the person who chose the file."""


@dataclass(frozen=True, slots=True)
class Clean:
    """``fonts``: those that are not in the file; whoever takes it in decides what to say of them."""

    data: bytes
    page_count: int
    fonts: Loose = field(default_factory=Loose)


def cleaned(data: bytes) -> Clean:
    """The pages of the file and nothing else. What has been cleaned comes back as it is. Raises RefusedPdf."""
    if not data.startswith(b"%PDF-"):
        raise RefusedPdf(NO_PDF)
    if len(data) > LARGEST:
        raise RefusedPdf(TOO_LARGE)
    command = [sys.executable, "-m", "assessments.rendering.foreign_pdf"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, cwd=ROOT, timeout=SECONDS * 2)  # noqa: S603 - our own module
    except subprocess.TimeoutExpired:
        raise RefusedPdf(TOO_HARD)
    head, _, body = done.stdout.partition(b"\n")
    if done.returncode or not head:
        raise RefusedPdf(TOO_HARD)
    said = json.loads(head)
    if said["refused"]:
        raise RefusedPdf(said["refused"])
    return Clean(body, said["pages"], Loose(*map(tuple, said["fonts"])))


# --- in the process of its own ----------------------------------------------------------------------------------------


def looked_at(data: bytes) -> Clean:
    """The same without bounds."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _looked_at(pdf, data)
    except pikepdf.PasswordError:
        raise RefusedPdf(ENCRYPTED)
    except (pikepdf.PdfError, RuntimeError, ValueError) as error:
        raise error if isinstance(error, RefusedPdf) else RefusedPdf(UNREADABLE)


def _looked_at(pdf: pikepdf.Pdf, data: bytes) -> Clean:
    if pdf.is_encrypted:
        raise RefusedPdf(ENCRYPTED)
    count = len(pdf.pages)
    if not count:
        raise RefusedPdf(UNREADABLE)
    if count > MOST_PAGES:
        raise RefusedPdf(TOO_LONG)
    for found in _dictionaries(pdf):
        _refuse_what_acts(found)
    _refuse_hidden_layers(pdf.Root.get("/OCProperties"))
    bare = set(pdf.Root.keys()) <= {"/Type", "/Pages"} and all(set(page.keys()) <= KEPT for page in pdf.pages)
    if bare and not pdf.docinfo:
        return Clean(data, count, loose_fonts(pdf))
    kept = _only_pages(pdf)
    take_out_marks(kept)
    return Clean(_written(kept), count, loose_fonts(kept))


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary of the file, those within others and those of streams too."""
    waiting: list[Any] = list(pdf.objects)
    while waiting:
        found = waiting.pop()
        if isinstance(found, (pikepdf.Dictionary, pikepdf.Stream)):
            yield found
            inside = [value for _, value in found.items()]
        elif isinstance(found, pikepdf.Array):
            inside = list(found)
        else:
            continue
        waiting += [one for one in inside if isinstance(one, pikepdf.Object) and not one.is_indirect]


def _refuse_what_acts(found: Any) -> None:
    action, kind = str(found.get("/S", "")), str(found.get("/Subtype", ""))
    if "/JS" in found or "/JavaScript" in found or action == "/JavaScript" or "/XFA" in found:
        raise RefusedPdf(SCRIPTS)
    if action in _ACTIONS:
        raise RefusedPdf(ACTIONS)
    if "/EF" in found or str(found.get("/Type", "")) == "/EmbeddedFile" or kind in _EMBEDDED:
        raise RefusedPdf(EMBEDDED)


def _refuse_hidden_layers(layers: Any) -> None:
    """Which layers are shown is told outside of the pages: with the pages alone all of them would be."""
    shown = layers.get("/D") if isinstance(layers, pikepdf.Dictionary) else None
    if isinstance(shown, pikepdf.Dictionary) and (shown.get("/OFF") or shown.get("/BaseState") == "/OFF"):
        raise RefusedPdf(LAYERS)


def _only_pages(pdf: pikepdf.Pdf) -> pikepdf.Pdf:
    """Stamps and filled-in fields become part of the page; links, notes, names and the author's name stay behind."""
    pdf.generate_appearance_streams()
    pdf.flatten_annotations("print")
    made = pikepdf.Pdf.new()
    made.pages.extend(pdf.pages)
    for page in made.pages:
        for key in set(page.keys()) - KEPT:
            del page[key]
    return made


def _written(made: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    made.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        clean = looked_at(sys.stdin.buffer.read())
        if len(clean.data) > 2 * LARGEST:
            raise RefusedPdf(TOO_LARGE)
        fonts = list(asdict(clean.fonts).values())
        head, body = {"refused": "", "pages": clean.page_count, "fonts": fonts}, clean.data
    except RefusedPdf as refused:
        head, body = {"refused": str(refused)}, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)


if __name__ == "__main__":
    main()
