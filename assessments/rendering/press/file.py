"""Writes a PDF file whose objects have their numbers already: some bare, most packed in object streams."""

import hashlib
import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

_HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
# An entry of the cross-reference stream: what it is, where it is (4 bytes), its place in there (3 bytes).
_FIELDS, _ENTRY, _WHOSE = (1, 4, 3), struct.Struct(">BIxH"), struct.Struct(">BI")


@dataclass(frozen=True, slots=True)
class Packed:
    """Objects compressed together."""

    numbers: tuple[int, ...]
    first: int
    data: bytes

    @classmethod
    def of(cls, objects: Iterable[tuple[int, bytes]]) -> "Packed":
        numbers, places, bodies, place = [], [], [], 0
        for number, data in objects:
            numbers.append(number)
            places.append(b"%d %d" % (number, place))
            bodies.append(data)
            place += len(data) + 1
        head = b" ".join(places) + b"\n"
        return cls(tuple(numbers), len(head), zlib.compress(head + b"\n".join(bodies), 6))


class File:
    def __init__(self) -> None:
        self._pieces = [_HEADER]
        self._length = len(_HEADER)
        self._entries: dict[int, bytes] = {0: _ENTRY.pack(0, 0, 65535)}
        self._plain: list[tuple[int, bytes]] = []
        self._packed: list[Packed] = []

    def add(self, number: int, data: bytes, *, stream: bool = False) -> None:
        """One object. Streams stand in the file as they are, everything else is packed at the end."""
        if stream:
            self._write(number, data)
        else:
            self._plain.append((number, data))

    def add_packed(self, packed: Packed) -> None:
        self._packed.append(packed)

    def finished(self, *, root: int, info: int) -> bytes:
        self._plain.sort()
        self._packed.append(Packed.of(self._plain))
        last = max(max(self._entries), *(max(packed.numbers, default=0) for packed in self._packed))
        for number, packed in enumerate(self._packed, start=last + 1):
            self._write_packed(number, packed)
        self._write_entries(last + 1 + len(self._packed), root, info)
        return b"".join(self._pieces)

    def _write(self, number: int, data: bytes) -> None:
        self._entries[number] = _ENTRY.pack(1, self._length, 0)
        self._append(b"%d 0 obj\n%s\nendobj\n" % (number, data))

    def _append(self, piece: bytes) -> None:
        self._pieces.append(piece)
        self._length += len(piece)

    def _write_packed(self, number: int, packed: Packed) -> None:
        head = (len(packed.numbers), packed.first, len(packed.data))
        self._write(
            number,
            b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream"
            % (*head, packed.data),
        )
        whose, count = _WHOSE.pack(2, number), len(packed.numbers)
        places = _places(1 << count.bit_length())[:count]
        self._entries.update(zip(packed.numbers, [whose + place for place in places], strict=True))

    def _write_entries(self, number: int, root: int, info: int) -> None:
        at = self._length
        self._entries[number] = _ENTRY.pack(1, at, 0)
        numbers = sorted(self._entries)
        firsts = [0, *(place for place, (one, other) in enumerate(pairwise(numbers), start=1) if other != one + 1)]
        lengths = (end - first for first, end in pairwise([*firsts, len(numbers)]))
        index = b" ".join(b"%d %d" % (numbers[first], length) for first, length in zip(firsts, lengths, strict=True))
        data = zlib.compress(
            b"".join([self._entries[one] for one in numbers]), 1
        )  # regular: more effort makes it larger
        name = hashlib.sha256(b"".join(self._pieces)).hexdigest()[:32].encode()
        head = (*_FIELDS, index, number + 1, root, info, name, name, len(data))
        self._append(
            b"%d 0 obj\n<</Type/XRef/W[%d %d %d]/Index[%s]/Size %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]"
            b"/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (number, *head, data)
        )
        self._append(b"startxref\n%d\n%%%%EOF\n" % at)


@lru_cache(maxsize=20)
def _places(count: int) -> list[bytes]:
    return [place.to_bytes(3, "big") for place in range(count)]
