"""Bytes changed at random in the ways that break parsers: the same seed gives the same bytes."""

from __future__ import annotations

import contextlib
import functools
import gzip
import io
import random
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence

#: Pieces that mean something to one parser or another.
PIECES: tuple[bytes, ...] = tuple(
    piece.encode("utf-8", "surrogatepass")
    for piece in (
        "", "\0", "\x1a", "\ufeff", "\ufffd", "\u202e", "\u200b", "e\u0301\u0301\u0301", "\r", "\n\n", "\t", '"', "'", "<", ">",
        "&", "&#0;", "&#xD800;", "&#x110000;", "&x;", "]]>", "<![CDATA[", "<!--", "<!DOCTYPE x>", "<?xml?>", "<p>", "</p>",
        "{", "}", "[", "]", ",", ";", ":", "null", "true", "NaN", "Infinity", "-1", "0", "1e999", "9" * 30, "9" * 5000,
        "\\ud800", "\\u0000", "\ud800", "-0- ", "1970-02-30", "0000-00-00", "9999-12-31", "31/02/2022", "*a", "&a [*a, *a]",
        "- ", "? ", "!!python/object:x", "%", "..", "/", "\\", "(((((", "[[[[[", "{{{{{", "charset=punycode", "charset=idna",
        "charset=undefined", "charset=zip", "=?utf-8?b?/w==?=", "boundary=", "²", "١٢", "İ", "ß",
    )
)  # fmt: skip


def mutate(data: bytes, dice: random.Random, *, others: Sequence[bytes] = ()) -> bytes:
    """The bytes with one to six changes; of what is packed, as a rule inside, as nothing else gets past its checksums."""
    if dice.random() < 0.8 and (unpacked := _unpacked(data, dice)) is not None:
        inside, pack = unpacked
        return pack(_changed(inside, dice, (inside,)))
    return _changed(data, dice, others)


def _unpacked(data: bytes, dice: random.Random) -> tuple[bytes, Callable[[bytes], bytes]] | None:
    """What is inside of a gzip member or in one of the files of a zip archive, and what puts a changed one in its place."""
    with contextlib.suppress(OSError, EOFError, zlib.error):
        if data.startswith(b"\x1f\x8b"):
            return gzip.decompress(data), functools.partial(gzip.compress, mtime=0)
    with contextlib.suppress(Exception):  # zipfile fails in many ways on a broken archive
        if data.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                files = {name: archive.read(name) for name in archive.namelist()}
            chosen = dice.choice(sorted(files))
            return files[chosen], lambda inside: _zipped({**files, chosen: inside})
    return None


def _zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in files.items():
            archive.writestr(zipfile.ZipInfo(name), inside, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _changed(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.choice((1, 1, 1, 2, 3, 6))):
        _change(changed, dice, others)
    return bytes(changed)


def _change(data: bytearray, dice: random.Random, others: Sequence[bytes]) -> None:
    at = dice.randrange(len(data) + 1)
    end = min(len(data), at + dice.choice((1, 1, 2, 4, 16, 64, 256)))
    match dice.randrange(8):
        case 0:
            data[at:at] = dice.choice(PIECES)
        case 1:
            data[at:end] = dice.choice(PIECES)
        case 2:
            del data[at:end]
        case 3:
            data[at:at] = data[at:end] * dice.choice((1, 2, 50))
        case 4:
            del data[at:]
        case 5 if at < len(data):
            data[at] = dice.choice((0, 0x0A, 0x22, 0x7F, 0x80, 0xED, 0xFF, data[at] ^ (1 << dice.randrange(8))))
        case 6:
            place = dice.randrange(len(data) + 1)
            data[place:place] = data[at:end]
        case _:
            other = dice.choice(others) if others else bytes(data)
            start = dice.randrange(len(other) + 1)
            data[at:end] = other[start : start + dice.choice((4, 32, 200))]
