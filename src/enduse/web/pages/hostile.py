"""Words that strangers wrote, made harmless: signs that steer the reader's eye are shown, and only web addresses are links."""

from __future__ import annotations

import re
import unicodedata
import urllib.parse
from typing import Any

from markupsafe import Markup, escape

#: Controls but for tab and line ends, bidirectional overrides and isolates, invisible joiners and the byte order mark.
_CONTROLS = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def harmless(value: Any) -> Any:
    """A value as it may be printed: markup of our own as it is, in any other text the controls shown by their numbers.

    >>> harmless("exe\u202efdp.txt")
    'exe⟨U+202E⟩fdp.txt'
    """
    if isinstance(value, Markup) or not isinstance(value, str):
        return "" if value is None else value
    return _CONTROLS.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", value) if _CONTROLS.search(value) else value


def quoted(text: str) -> Markup:
    """A stretch of a document as markup: escaped, and each control shown as a mark that tells its name."""
    parts: list[Markup] = []
    place = 0
    for found in _CONTROLS.finditer(text):
        name = unicodedata.name(found[0], "control character").lower()
        parts.append(escape(text[place : found.start()]))
        parts.append(Markup('<span class="control" title="{}">U+{:04X}</span>').format(name, ord(found[0])))
        place = found.end()
    return Markup("").join([*parts, escape(text[place:])])


def web_address(url: str | None) -> str | None:
    """The address, if a browser may be sent there: http and https alone, with a host and no credentials.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)"), web_address("http:///x")
    ('https://example.org/a', None, None)
    """
    if url is None or _CONTROLS.search(url):
        return None
    try:
        parts = urllib.parse.urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or parts.username is not None:
        return None
    return url.strip()
