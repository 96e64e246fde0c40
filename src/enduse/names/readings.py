"""How people write a name of the Arabic script in Latin letters, where the optional romaniser is installed (`enduse[arabic]`).

Enduse compares the letters itself (`arabic.py`); the romaniser knows vowels, by spellings that were met and a small network.
"""

from __future__ import annotations

import functools
import re
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any, Final

#: What is installed for it.
PACKAGE: Final = "arabic-name-romanizer"
#: So many readings of a name are asked; of each the score is reckoned, and the best counts.
_MOST: Final = 3
_LONGEST: Final = 120
_ARABIC: Final = re.compile(r"[\u0621-\u064a\u066e-\u06d5]")


def readings(name: str) -> tuple[str, ...]:
    """The likeliest spellings of a person's name in the Arabic script; none of other names, and none without the romaniser."""
    return _read(name) if len(name) <= _LONGEST and _ARABIC.search(name) and _romaniser() is not None else ()


@functools.cache
def romaniser() -> str | None:
    """The romaniser that is used, with its version; None where none is installed."""
    return f"{PACKAGE} {version(PACKAGE)}" if find_spec(PACKAGE.replace("-", "_")) is not None else None


@functools.cache
def _romaniser() -> Any:
    try:
        from arabic_name_romanizer import Transliterator
    except ImportError:
        return None
    return Transliterator()


@functools.lru_cache(maxsize=20_000)
def _read(name: str) -> tuple[str, ...]:
    found = [candidate.text for candidate in _romaniser().transliterate(name, top_k=_MOST)]
    return tuple(dict.fromkeys(text for text in found if text and not _ARABIC.search(text)))
