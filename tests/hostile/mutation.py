"""Bytes changed at random in the ways that break parsers: the same seed gives the same bytes."""

from __future__ import annotations

import contextlib
import functools
import gzip
import io
import json
import random
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

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


#: Values of each kind that JSON has, for where another is expected.
KINDS: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2.5, 10**30, 1e300, float("inf"), float("nan"), "", " ", "x", "2022-12-09", "9" * 400,
    "\ud800", "a\nb", [], [[]], [None], ["x", 3], [{}], {}, {"": None},
    {"id": "x"}, {"id": ["x"]}, {"name": {"a": 1}}, {"value": [[]]},
)  # fmt: skip


def mutate(data: bytes, dice: random.Random, *, others: Sequence[bytes] = ()) -> bytes:
    """The bytes with one to six changes; of what is packed, as a rule inside, as nothing else gets past its checksums."""
    if dice.random() < 0.8 and (unpacked := _unpacked(data, dice)) is not None:
        inside, pack = unpacked
        return pack(_changed(inside, dice, (inside,)))
    if data[:1] in (b"{", b"[") and dice.random() < 0.5 and (changed := _json_changed(data, dice)) is not None:
        return changed
    return _changed(data, dice, others)


def _json_changed(data: bytes, dice: random.Random) -> bytes | None:
    """JSON with a value of another kind in it, or one of its lines so; None where it is none."""
    lines = data.split(b"\n")
    at = dice.randrange(len(lines))
    for before, text, after in ((b"", data, b""), (b"\n".join(lines[:at]), lines[at], b"\n".join(lines[at + 1 :]))):
        with contextlib.suppress(ValueError, RecursionError):
            written = json.dumps(_other_kind(json.loads(text), dice), ensure_ascii=dice.random() < 0.5)
            return b"\n".join(part for part in (before, written.encode("utf-8", "surrogatepass"), after) if part)
    return None


def _other_kind(value: Any, dice: random.Random) -> Any:
    """The same with one value somewhere in it of another kind, or left out, or there twice."""
    if isinstance(value, dict | list) and value and dice.random() < 0.8:
        keys = list(value) if isinstance(value, dict) else range(len(value))
        key, changed = dice.choice(keys), value.copy()
        match dice.randrange(12):
            case 0:
                del changed[key]
            case 1 if isinstance(changed, list):
                changed.insert(key, changed[key])
            case 1:
                changed[dice.choice(("", "id", "name", "value", key + " "))] = changed.pop(key)
            case _:
                changed[key] = _other_kind(changed[key], dice)
        return changed
    return dice.choice(KINDS)


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
