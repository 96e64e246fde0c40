"""Base 85 in PDF files, within a bound; pypdf has none for it, and may take ninety times its size in memory."""

from __future__ import annotations

import base64
import functools
from typing import Any, Final

_WHITE: Final = b"\0\t\n\f\r "
_SLICE: Final = 5 * 20_000  # whole groups of five


@functools.cache
def bound_base85() -> None:
    """Have pypdf read base 85 in slices, within the bound that its configuration sets for what zlib unpacks."""
    from pypdf.filters import ASCII85Decode

    ASCII85Decode.decode = staticmethod(_decode)  # type: ignore[method-assign]


def _decode(data: str | bytes, decode_parms: object = None, **_: Any) -> bytes:
    """The bytes that are written so (ISO 32000-1, 7.4.3), as pypdf's own function gives them.

    Raises:
        pypdf.errors.LimitReachedError: there are too many.
        ValueError: it is not base 85.
    """
    from pypdf import get_configuration
    from pypdf.errors import LimitReachedError

    packed = data.encode() if isinstance(data, str) else data
    packed = packed.translate(None, _WHITE).removeprefix(b"<~").partition(b"~")[0]
    zeros, most = packed.count(b"z"), get_configuration().zlib_maximum_output_length
    if 4 * zeros + (len(packed) - zeros) * 4 // 5 > most:
        raise LimitReachedError(f"more than {most} bytes in base 85")
    packed = packed.replace(b"z", b"!!!!!")
    return b"".join(base64.a85decode(packed[at : at + _SLICE]) for at in range(0, len(packed), _SLICE))
