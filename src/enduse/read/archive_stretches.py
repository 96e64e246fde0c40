"""The bytes of a web archive in stretches that are parsed each by itself, so that damage ends one and not the archive."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from typing import BinaryIO, Final, Protocol

from enduse.read.packed_members import Members, Piece, next_record_member

_MARK: Final = re.compile(rb"WARC/[01]\.\d+\r?\n(?=[\w-]+:)")
_BEGINNING: Final = re.compile(rb"\n\r?\nWARC/[01]\.\d+\r?\n")
_HEAD_END: Final = re.compile(rb"\n\r?\n")
_OVERLAP: Final = 64
_CHUNK: Final = 2**20
_READ_AGAIN: Final = 2**26  # bytes, beyond the file's own


class Stretch(Protocol):
    """Bytes that hold whole records one after the other, as the parser takes them.

    `lost` is how many records that begin in it cannot be read, once it is closed.
    """

    lost: int

    def read(self, size: int) -> bytes:
        """The next bytes, none at the end."""
        ...

    def tell(self) -> int:
        """How many were given before."""
        ...

    def has_room(self, start: int, length: int) -> bool:
        """Whether a record that begins there can be so long."""
        ...

    def close(self, read: int, start: int, length: int, *, is_whole: bool) -> bool:
        """Take in how many records the parser found, and where the last begins and how long it is.

        Returns:
            Whether that last one can be believed: it was there whole, and ends as a record does.
        """
        ...


def stretches(file: BinaryIO) -> Iterator[Stretch]:
    """The stretches of an archive, plain or packed, in order; each is to be closed before the next is asked for."""
    yield from _packed(file) if file.read(2) == b"\x1f\x8b" else _plain(file)


def _packed(file: BinaryIO) -> Iterator[Stretch]:
    """As a rule each record is a member; where members are not cut by records, those that belong together are one stretch."""
    budget = _Budget(os.fstat(file.fileno()).st_size)
    start: int | None = 0
    while start is not None:
        members, lost = Members(file, start), 0
        while (piece := members.take()) is not None:
            if piece.is_whole and (members.next is None or members.next.begins_record):
                yield from _plain(io.BytesIO(piece.data))
                continue
            stretch = PackedStretch(piece, members)
            yield stretch
            lost = stretch.lost
        if not members.is_damaged:
            return
        if not lost:
            yield PlainStretch(io.BytesIO(), 0, budget)
        start = next_record_member(file, budget.spent(members.start + 1, file.tell()))


class PackedStretch:
    """Members of a packed archive from one on to the next that begins with a record, or to damage."""

    def __init__(self, first: Piece, members: Members) -> None:
        self.lost = self._given = self._begun = 0
        self._members, self._is_sound = members, True
        self._tail = b"\r\n\r\n"
        self._open(first)

    def read(self, size: int) -> bytes:
        """The next bytes, none at the end."""
        while not (found := self._ready.read(size)) and self._goes_on():
            pass
        self._given += len(found)
        return found

    def tell(self) -> int:
        """How many were given before."""
        return self._given

    def has_room(self, start: int, length: int) -> bool:
        """What is not there is noticed when it is read."""
        return length < 2**63

    def close(self, read: int, start: int, length: int, *, is_whole: bool) -> bool:
        """See above; a line of a page that looks like the beginning of a record counts as one."""
        while self._goes_on():
            pass
        can_be_believed = is_whole and self._is_sound
        self.lost = max(self._begun - read, int(not can_be_believed))
        return can_be_believed

    def _goes_on(self) -> bool:
        if self._members.next is None or self._members.next.begins_record:
            return False
        piece = self._members.take()
        assert piece is not None
        self._open(piece)
        return True

    def _open(self, piece: Piece) -> None:
        text = self._tail + piece.data
        self._begun += sum(1 for match in _BEGINNING.finditer(text) if match.end() > len(self._tail))
        self._tail, self._ready = text[-_OVERLAP:], io.BytesIO(piece.data)
        self._is_sound = self._is_sound and piece.is_sound


def _plain(file: BinaryIO) -> Iterator[Stretch]:
    start: int | None = 0
    budget = _Budget(file.seek(0, os.SEEK_END))
    while start is not None:
        stretch = PlainStretch(file, start, budget)
        yield stretch
        start = _next_mark(file, stretch.goes_on_after) if stretch.goes_on_after is not None else None


class PlainStretch:
    """What is not packed, from a place where a record begins to the end, or as far as its lengths can be believed."""

    def __init__(self, file: BinaryIO, start: int, budget: _Budget) -> None:
        self.lost = 0
        self.goes_on_after: int | None = None
        self._file, self._start, self._budget = file, start, budget
        file.seek(start)

    def read(self, size: int) -> bytes:
        """The next bytes, none at the end."""
        return self._file.read(size)

    def tell(self) -> int:
        """Where in the file they end."""
        return self._file.tell()

    def has_room(self, start: int, length: int) -> bool:
        """Whether the file is that long."""
        return start + length <= self._budget.size

    def close(self, read: int, start: int, length: int, *, is_whole: bool) -> bool:
        """See above; where something stands behind the last record that is none, the next that begins is gone on with."""
        if not read:
            self.lost, self.goes_on_after = 1, self._start + 1
            return False
        if not is_whole:
            self.lost, self.goes_on_after = 1, self._budget.spent(start + 1, self._file.tell())
            return False
        end = _end(self._file, start) + length
        self._file.seek(end)
        behind = self._file.read(_CHUNK)
        if not behind.strip():
            return True
        self.lost = 1
        ends_well = behind.startswith((b"\r\n\r\n", b"\n\n")) and (_next_mark(self._file, start + 1) or end) >= end
        self.goes_on_after = end if ends_well else self._budget.spent(start + 1, end)
        return ends_well


class _Budget:
    """How much of a file may be read again, so that nobody can make a small one take for ever."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._left = _READ_AGAIN + size

    def spent(self, back_to: int, from_: int) -> int:
        """Where to go on: back where the damage begins, while that is afforded, else where reading has come to."""
        self._left -= max(from_ - back_to, 0)
        return back_to if self._left > 0 else max(back_to, from_)


def _end(file: BinaryIO, start: int) -> int:
    """Where the headers of a record end."""
    file.seek(start)
    head = _HEAD_END.search(file.read(_CHUNK))
    return start + (head.end() if head is not None else 0)


def _next_mark(file: BinaryIO, after: int) -> int | None:
    """Where the next record begins, None where there is none."""
    file.seek(after)
    tail, place = b"", after
    while chunk := file.read(_CHUNK):
        text = tail + chunk
        if found := _MARK.search(text):
            return place + found.start()
        tail = text[-_OVERLAP:]
        place += len(text) - len(tail)
    return None
