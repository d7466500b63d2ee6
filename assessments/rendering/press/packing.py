"""A laid-out part as one string of bytes, for the disk and for the way between processes. Plain data, no code in it."""

import json
import struct
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, pairwise

from .artifact import Artifact, Template

OPENED = 400  # parts; a long document has about a hundred
_MAGIC = b"HKP1"
_PLAIN = ("pages", "objects", "plain_numbers", "elements", "ids", "parents", "fonts", "anchors", "bookmarks", "sizes")


class Unreadable(ValueError):
    """Not a packed part, or one cut off."""


def pack(part: Artifact) -> bytes:
    templates = [*part.page_dictionaries, *(head for _, head, _ in part.streams)]
    blobs = [zlib.compress(part.plain.text, 1), zlib.compress(array("i", part.plain.refs).tobytes(), 1)]
    blobs += [body for _, _, body in part.streams]
    said = {name: getattr(part, name) for name in _PLAIN}
    said["templates"] = [(template.text.decode("latin-1"), template.refs) for template in templates]
    said["streams"] = [number for number, _, _ in part.streams]
    said["lengths"] = [len(blob) for blob in blobs]
    head = zlib.compress(json.dumps(said).encode(), 1)
    body = b"".join([head, *blobs])
    return _MAGIC + struct.pack(">QQI", len(head), len(body), zlib.crc32(body)) + body


@dataclass(frozen=True, slots=True)
class _Packed:
    key: str
    data: bytes = field(compare=False)


def opened(key: str, data: bytes) -> Artifact:
    """The part that is kept under ``key``; not to be changed, since it is remembered. Raises Unreadable."""
    return _opened(_Packed(key, data))


@lru_cache(maxsize=OPENED)
def _opened(packed: _Packed) -> Artifact:
    return unpack(packed.data)


def unpack(data: bytes) -> Artifact:
    """Raises Unreadable."""
    try:
        head_size, size, crc = struct.unpack(">QQI", data[4:24])
        body = data[24:]
        if data[:4] != _MAGIC or len(body) != size or zlib.crc32(body) != crc:
            raise Unreadable
        return _unpacked(json.loads(zlib.decompress(body[:head_size])), body[head_size:])
    except (struct.error, zlib.error, KeyError, TypeError, ValueError) as error:
        raise Unreadable from error


def _unpacked(said: dict, rest: bytes) -> Artifact:
    blobs = [rest[start:end] for start, end in pairwise(accumulate(said["lengths"], initial=0))]
    refs = array("i")
    refs.frombytes(zlib.decompress(blobs[1]))
    templates = [Template(text.encode("latin-1"), numbers) for text, numbers in said["templates"]]
    pages = said["pages"]
    part = Artifact(**{name: said[name] for name in _PLAIN})
    part.plain = Template(zlib.decompress(blobs[0]), refs.tolist())
    part.page_dictionaries = templates[:pages]
    part.streams = list(zip(said["streams"], templates[pages:], blobs[2:], strict=True))
    part.fonts = {name: [tuple(glyph) for glyph in glyphs] for name, glyphs in part.fonts.items()}
    return part


def bundle(pieces: Sequence[tuple[str, bytes]]) -> bytes:
    """Several named pieces as one."""
    said = [(name, len(data)) for name, data in pieces]
    head = json.dumps(said).encode()
    return struct.pack(">Q", len(head)) + head + b"".join(data for _, data in pieces)


def unbundle(data: bytes) -> list[tuple[str, bytes]]:
    (size,) = struct.unpack(">Q", data[:8])
    said, rest = json.loads(data[8 : 8 + size]), data[8 + size :]
    ends = list(accumulate((length for _, length in said), initial=0))
    return [(name, rest[start:end]) for (name, _), (start, end) in zip(said, pairwise(ends), strict=True)]
