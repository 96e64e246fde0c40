"""The members of a gzip file, unpacked one by one; what is damaged among them is found out before it is given."""

from __future__ import annotations

import dataclasses
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

_START: Final = b"\x1f\x8b\x08"
_RECORD: Final = b"WARC/"
_CHUNK: Final = 2**20
_MOST_HELD: Final = 8 * 2**20  # of a member, until its checksum was compared; what goes beyond is given as it comes


@dataclasses.dataclass(frozen=True, slots=True)
class Piece:
    """A whole member, or a part of one that is large or, which is then not sound, damaged."""

    data: bytes
    is_first: bool
    is_last: bool
    is_sound: bool = True

    @property
    def begins_record(self) -> bool:
        """Whether a member begins here, and a record of a web archive with it."""
        return self.is_first and self.data.startswith(_RECORD)

    @property
    def is_whole(self) -> bool:
        """Whether it is all of a member, as it was written."""
        return self.is_first and self.is_last and self.is_sound


class _Damaged(Exception):
    """What stands there is no whole member."""


class Members:
    """The members from a place on, up to the end or to one that is damaged.

    `next` is the piece that `take` gives, None at the end; `start` is where the last member begins that was looked at, and
    `is_damaged` whether it is the reason for the end.
    """

    def __init__(self, file: BinaryIO, start: int) -> None:
        self.start, self.is_damaged = start, False
        self._file = file
        self._pieces = self._unpacked(start)
        self.next: Piece | None = None
        self.take()

    def take(self) -> Piece | None:
        """The next piece."""
        taken = self.next
        try:
            self.next = next(self._pieces, None)
        except _Damaged:
            self.next, self.is_damaged = None, True
        return taken

    def _unpacked(self, start: int) -> Iterator[Piece]:
        self._file.seek(start)
        packed = b""
        while packed := self._behind_padding(packed):
            self.start = self._file.tell() - len(packed)
            unpack = zlib.decompressobj(31)
            yield from self._pieces_of(unpack, packed)
            packed = unpack.unused_data

    def _behind_padding(self, packed: bytes) -> bytes:
        while not (packed := packed.lstrip(b"\0")):
            packed = self._file.read(_CHUNK)
            if not packed:
                break
        return packed

    def _pieces_of(self, unpack: zlib._Decompress, packed: bytes) -> Iterator[Piece]:
        held: list[bytes] = []
        size, is_first = 0, True
        while not unpack.eof:
            try:
                data, packed = self._unpack(unpack, packed)
            except _Damaged:
                if size:
                    yield Piece(b"".join(held), is_first, is_last=True, is_sound=False)
                raise
            held.append(data)
            size += len(data)
            if unpack.eof or size > _MOST_HELD:
                yield Piece(b"".join(held), is_first, is_last=unpack.eof)
                held, is_first = [], False

    def _unpack(self, unpack: zlib._Decompress, packed: bytes) -> tuple[bytes, bytes]:
        """A limited number of the next bytes, and what is still packed of what was read."""
        packed = packed or self._file.read(_CHUNK)
        try:
            data = unpack.decompress(packed, _CHUNK)
        except zlib.error as error:
            raise _Damaged from error
        if not packed and not data and not unpack.eof:
            raise _Damaged
        return data, unpack.unconsumed_tail


def next_record_member(file: BinaryIO, after: int) -> int | None:
    """Where the next member begins that holds the beginning of a record, None where there is none."""
    file.seek(after)
    tail, place = b"", after
    while chunk := file.read(_CHUNK):
        text = tail + chunk
        found = text.find(_START)
        while found >= 0:
            if _holds_record(file, place + found):
                return place + found
            found = text.find(_START, found + 1)
        tail = text[-(len(_START) - 1) :]
        place += len(text) - len(tail)
        file.seek(place + len(tail))
    return None


def _holds_record(file: BinaryIO, place: int) -> bool:
    file.seek(place)
    try:
        return zlib.decompressobj(31).decompress(file.read(1024), len(_RECORD)) == _RECORD
    except zlib.error:
        return False
