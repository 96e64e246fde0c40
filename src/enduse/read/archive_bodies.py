"""The body of a captured page as the server meant it: what it was packed and cut into for the way taken off."""

from __future__ import annotations

import http.client
import io
import re
import zlib

import brotli

from enduse.errors import InputError

_CHUNK_HEAD = re.compile(rb"[0-9A-Fa-f]{1,16}[ \t]*(?:;[^\r\n]*)?\r?\n")
_PIECE = 2**20
_NOT_OF_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class FalseEncodingError(InputError):
    """A body is not encoded as its headers say; its words say which and how."""


def joined(data: bytes, transfer: str) -> bytes:
    """A body without the chunks that its header Transfer-Encoding tells of; many archives keep the header and not the chunks.

    Raises:
        FalseEncodingError: a chunk is broken or missing.
    """
    if "chunked" not in transfer.lower() or not _CHUNK_HEAD.match(data):
        return data
    response = http.client.HTTPResponse(_Wire(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + data))  # type: ignore[arg-type]
    try:
        response.begin()
        return response.read()
    except (http.client.HTTPException, ValueError, OSError) as error:
        raise FalseEncodingError("has broken chunks") from error


def decoded(data: bytes, encodings: str, most: int) -> bytes:
    """A body without what its header Content-Encoding tells of, cut off at so many bytes.

    Raises:
        FalseEncodingError: it is not what the header says, or damaged.
    """
    for encoding in reversed([name.strip().lower() for name in encodings.split(",")]):
        if encoding and encoding != "identity":
            data = _decoded(data, encoding, most)
    return data


def looks_plain(data: bytes) -> bool:
    """Whether a body that says to be encoded is a text or a PDF as it stands."""
    return data.startswith(b"%PDF-") or (bool(data.strip()) and not _NOT_OF_TEXT.search(data[:4096]))


class _Wire:
    """A message as the standard library takes it from a connection."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def makefile(self, mode: str) -> io.BytesIO:
        return io.BytesIO(self._data)


def _decoded(data: bytes, encoding: str, most: int) -> bytes:
    try:
        if encoding in ("gzip", "x-gzip"):
            return _unpacked(data, 31, most)
        if encoding == "deflate":
            return _deflated(data, most)
        if encoding == "br":
            return _unpacked_brotli(data, most)
    except (zlib.error, brotli.error, EOFError) as error:
        raise FalseEncodingError(f"says {encoding} and is not, or is damaged") from error
    raise FalseEncodingError(f"says {encoding[:40]!r}, which is not read here")


def _deflated(data: bytes, most: int) -> bytes:
    """What is called deflate is zlib's form by the standard, and bare with some servers."""
    try:
        return _unpacked(data, 15, most)
    except zlib.error:
        return _unpacked(data, -15, most)


def _unpacked_brotli(data: bytes, most: int) -> bytes:
    """In pieces, as three hundred bytes can unpack to two hundred million."""
    unpack, found = brotli.Decompressor(), bytearray()
    while len(found) < most and not unpack.is_finished():
        piece = unpack.process(data, output_buffer_limit=_PIECE)
        if not piece and unpack.can_accept_more_data():
            raise EOFError("breaks off")
        found += piece
        data = b""
    return bytes(found[:most])


def _unpacked(data: bytes, form: int, most: int) -> bytes:
    found = bytearray()
    while data and len(found) < most:
        unpack = zlib.decompressobj(form)
        found += unpack.decompress(data, most - len(found))
        if not unpack.eof and len(found) < most:
            raise EOFError("breaks off")
        data = unpack.unused_data if form == 31 and unpack.unused_data.startswith(b"\x1f\x8b") else b""
    return bytes(found)
