"""A picture that somebody brings: is it one, is it small enough, and what of it may be kept.

The name of a file and the type that a browser claims prove nothing, so the first bytes decide. Photographs are written
anew, which takes their hidden data (place, camera, person) off; a page of a PDF becomes a picture.
"""

import base64
import io
from typing import Any

import pypdfium2
from PIL import Image, ImageOps

from ..rendering.svg import WrongDrawing, harmless

LARGEST = 5 * 1024 * 1024
_MOST_PIXELS = 60_000_000
_LONGEST_SIDE = 2400  # pixels: A4 at 200 dpi
SHOWN = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml"})
KINDS = "PNG、JPEG、SVG、PDF"


class WrongPicture(ValueError):
    """The message is a sentence for a person."""


def picture_of(name: str, data: bytes, page: int = 1) -> dict[str, Any]:
    """{"name", "media_type", "base64"} of an uploaded file. Raises WrongPicture."""
    if len(data) > LARGEST:
        raise WrongPicture("図のファイルは5MBまでです。小さくしてから選んでください。")
    media_type, kept = _kept(data, page)
    return {"name": name[:200], "media_type": media_type, "base64": base64.b64encode(kept).decode()}


def _kept(data: bytes, page: int) -> tuple[str, bytes]:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png", _written_anew(data, "PNG")
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg", _written_anew(data, "JPEG")
    if b"%PDF-" in data[:1024]:
        return "image/png", _page(data, page)
    if b"<svg" in data[:4096]:
        return "image/svg+xml", _drawing(data)
    raise WrongPicture(f"このファイルは図として使えません。{KINDS}のどれかを選んでください。")


def _written_anew(data: bytes, form: str) -> bytes:
    try:
        _whole(data, form)
        with Image.open(io.BytesIO(data), formats=[form]) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise WrongPicture("図の画素数が多すぎます。小さくしてから選んでください。")
            return _saved(ImageOps.exif_transpose(picture), form)
    except WrongPicture:
        raise
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise WrongPicture("図のファイルが壊れているため読み取れません。別の方法で保存し直してから選んでください。")


def _whole(data: bytes, form: str) -> None:
    """Raises OSError or SyntaxError for a file that ends too early; the PDF library tells Pillow to be content with it."""
    if form == "JPEG" and b"\xff\xd9" not in data[-4096:]:
        raise OSError
    if form == "PNG":
        with Image.open(io.BytesIO(data), formats=[form]) as picture:
            picture.verify()


def _saved(picture: Image.Image, form: str) -> bytes:
    modes = ("1", "L", "P", "RGB") if form == "JPEG" else ("1", "L", "LA", "P", "RGB", "RGBA")
    picture = picture if picture.mode in modes and picture.mode != "P" else picture.convert(modes[-1])
    picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    out = io.BytesIO()
    picture.save(out, form, optimize=True, **({"quality": 88} if form == "JPEG" else {}))
    return out.getvalue()


def _page(data: bytes, page: int) -> bytes:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise WrongPicture("PDFを開けません。パスワードのない、壊れていないPDFを選んでください。")
    with document:
        if not 1 <= page <= len(document):
            raise WrongPicture(f"このPDFは{len(document)}ページまでです。ページの番号を確かめてください。")
        longest = max(document[page - 1].get_size()) or 1
        picture = document[page - 1].render(scale=min(_LONGEST_SIDE / longest, 200 / 72)).to_pil()
        return _saved(picture.convert("RGB"), "PNG")


def _drawing(data: bytes) -> bytes:
    try:
        return harmless(data)
    except WrongDrawing:
        raise WrongPicture("SVGのファイルが壊れているため読み取れません。PNGかPDFで保存し直してから選んでください。")


def picture_at(value: Any, place: str) -> tuple[str, bytes] | None:
    """(media type, bytes) of one figure of an answer; None when there is none, or none that a browser may be given."""
    figures = value.get("figures", []) if isinstance(value, dict) else []
    figure = {str(number): figure for number, figure in enumerate(figures)}.get(place, {})
    if figure.get("media_type") not in SHOWN:
        return None
    try:
        return figure["media_type"], base64.b64decode(figure.get("base64", ""))
    except ValueError:
        return None
