"""Signs that act and do not print: what a terminal obeys, what breaks a line, what turns the direction of writing.

Reports, lists and shipments are written by strangers. What leaves Enduse as text carries none of these signs, so that it cannot
change the title of a window, hide a line or show a name backwards.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

#: Controls but for tab and line end, separators of lines and paragraphs, what turns the direction of writing.
ACTING: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_IN_JSON: Final = re.compile(f"{ACTING.pattern[:-1]}\ud800-\udfff]")


def without(text: str) -> str:
    """A text without them.

    >>> without("a\\x1b[31mb")
    'a[31mb'
    """
    return ACTING.sub("", text)


def in_xml(text: str) -> str:
    """A text that may stand in XML: without them, and with a mark for what XML has no place for."""
    return without(_NO_XML.sub("\ufffd", text))


def json_text(value: Any, *, indent: int | None = None, sort_keys: bool = False) -> str:
    """A value as JSON in which they are written as escapes: whoever reads it has them again, a terminal never does.

    >>> json_text({"name": "Škoda \\x9b5n"})
    '{"name": "Škoda \\\\u009b5n"}'
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent, sort_keys=sort_keys)
    return _IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
