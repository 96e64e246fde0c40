"""Which of Python's encodings are those of texts: files and servers may name any, and some are no such thing."""

from __future__ import annotations

import codecs
from typing import Final

#: Made for other ends: they take time by the square of the size, or give characters that no text has.
_FOR_OTHER_ENDS: Final = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"})


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
