"""The encodings of texts: by the mark at the head of a file, or as files and servers name them, which may be no such thing."""

from __future__ import annotations

import codecs
from typing import Final

_MARKS: Final = {
    codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32",  # the former begins as that of UTF-16
    codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16",
}  # fmt: skip
#: Made for other ends: they take time by the square of the size, or give characters that no text has.
_FOR_OTHER_ENDS: Final = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"})


def marked_encoding(head: bytes) -> str | None:
    """The encoding that the first bytes of a file are the mark of; None where there is no mark but perhaps that of UTF-8.

    >>> marked_encoding("a".encode("utf-16")), marked_encoding(b"a")
    ('utf-16', None)
    """
    return next((encoding for mark, encoding in _MARKS.items() if head.startswith(mark)), None)


def text_encoding(name: str) -> str | None:
    """Python's name of an encoding that texts are kept in; None for what is none.

    >>> text_encoding("Windows-1251"), text_encoding("punycode"), text_encoding("zip"), text_encoding("no such")
    ('cp1251', None, None, None)
    """
    try:
        found = codecs.lookup(name).name
        "".encode(found)  # which the codecs of bytes refuse
    except (LookupError, UnicodeError, ValueError):
        return None
    return None if found in _FOR_OTHER_ENDS else found
