"""Inputs cut into the pieces that become parts: the same pieces each time, and no shipment cut in two."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import Final

import pyarrow as pa

from enduse.batch.kinds import Stretch
from enduse.errors import InputError

#: Bytes of a piece in memory, about; with the number of its rows this bounds what each process holds.
MOST_BYTES: Final = 16_000_000
_MOST_JOINED: Final = 1_000  # rows by which a piece may grow so that a shipment stays whole


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A piece of an input, packed to be sent to another process."""

    input: int
    number: int
    source: str
    first: int
    rows: int
    position: int
    is_last: bool
    data: bytes = dataclasses.field(repr=False)

    def batches(self) -> list[pa.RecordBatch]:
        """The rows."""
        with pa.ipc.open_stream(self.data) as stream:
            return list(stream)

    def single_rows(self) -> Iterator[Chunk]:
        """Each row by itself."""
        first = self.first
        for batch in self.batches():
            for place in range(batch.num_rows):
                yield dataclasses.replace(self, first=first, rows=1, data=_packed([batch.slice(place, 1)]))
                first += 1


def cut(
    stretches: Iterator[Stretch],
    *,
    input: int,
    source: str,
    rows: int,
    belong: Callable[[pa.RecordBatch, pa.RecordBatch], bool] | None = None,
) -> Iterator[Chunk]:
    """Cut an input into pieces; where it breaks off, the piece before is still given.

    Args:
        stretches: its rows.
        input: its number.
        source: its name.
        rows: rows of a piece; fewer where they are large.
        belong: whether two rows that follow each other, each a batch of one, may not be parted.
    """
    piece = _Piece(belong)
    number, first, position = 0, 1, 0

    def chunk(*, is_last: bool) -> Chunk:
        return Chunk(
            input=input, number=number, source=source, first=first, rows=piece.rows, position=position, is_last=is_last,
            data=_packed(piece.batches),
        )  # fmt: skip

    try:
        for stretch in stretches:
            batch, position = stretch.batch, stretch.position
            first = first if piece.rows or number else stretch.first
            while batch.num_rows:
                if piece.rows >= rows or piece.weight >= MOST_BYTES:
                    batch = piece.take(batch, piece.joined(batch))
                    if not batch.num_rows:
                        break
                    yield chunk(is_last=False)
                    number, first, piece = number + 1, first + piece.rows, _Piece(belong)
                batch = piece.take(batch, rows - piece.rows)
    except InputError:
        if piece.rows:
            yield chunk(is_last=False)
        raise
    if piece.rows:
        yield chunk(is_last=True)


class _Piece:
    """The rows gathered for a piece so far."""

    def __init__(self, belong: Callable[[pa.RecordBatch, pa.RecordBatch], bool] | None) -> None:
        self.batches: list[pa.RecordBatch] = []
        self.rows = self.weight = self._joined = 0
        self._belong = belong

    def take(self, batch: pa.RecordBatch, number: int) -> pa.RecordBatch:
        """Take so many rows of a batch, fewer where they are large, and return those that are left."""
        taken = batch.slice(0, number)
        while taken.num_rows > 1 and self.weight + taken.nbytes > MOST_BYTES:
            taken = batch.slice(0, taken.num_rows // 2)
        if taken.num_rows:
            self.batches.append(taken)
            self.rows += taken.num_rows
            self.weight += taken.nbytes
        return batch.slice(taken.num_rows)

    def joined(self, batch: pa.RecordBatch) -> int:
        """How many rows of the batch that follows belong to the last one taken."""
        if self._belong is None:
            return 0
        last = self.batches[-1].slice(self.batches[-1].num_rows - 1)
        number = 0
        while number < batch.num_rows and self._joined < _MOST_JOINED and self._belong(last, batch.slice(number, 1)):
            number, self._joined = number + 1, self._joined + 1
        return number


def _packed(batches: list[pa.RecordBatch]) -> bytes:
    """Arrow's stream form: unlike a pickle it holds the rows of a slice alone."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batches[0].schema) as writer:
        for batch in batches:
            writer.write_batch(batch)
    packed: bytes = sink.getvalue().to_pybytes()
    return packed
