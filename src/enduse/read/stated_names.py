"""Whether a text bears out the name of a system: its parts stand there, those that mean nothing alone next to each other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from enduse.read.locate import Locator

LONGEST = 80
#: Letters, figures and the signs that names of systems are written with.
_SIGNS = re.compile(r"[\w\s.,/()“”\"'’‐-–-]+")
_APOSTROPHES = ("'", "’")
_LETTER = re.compile(r"[^\W\d_]")
_PART = re.compile(r"[^\W_]+")
#: Characters that may stand between parts of one name: "the Shahed-136 and 131", "Mi-17, Mi-24 and 35".
_REACH = 25
_SENTENCE_END = re.compile(r"[.!?;]\s|\n")


def bears_out_name(name: str, locator: Locator) -> bool:
    """Whether a name stands in the text, or can be put together from words of it.

    Words of three letters and more may stand apart ("Leopard tanks ... of the version 2A6"); letters and figures that are parts
    of other names and numbers as well ("S" and "400") have to stand in the order of the name, close to each other.

    Args:
        name: the name as given.
        locator: knows the text.
    """
    if not 1 < len(name) <= LONGEST or not _SIGNS.fullmatch(name) or not _LETTER.search(name):
        return False
    whole = locator.find(name)
    if whole is not None and not locator.text[: whole.start].endswith(_APOSTROPHES):  # "Ukraine's 400" is no S 400
        return True
    groups: list[list[str]] = []
    for word in name.split():
        parts = _PART.findall(word)
        joined = bool(groups) and all(part.isdigit() or len(part) < 3 for part in parts)
        if parts:
            groups[-1 if joined else len(groups) :] = [[*groups[-1], *parts] if joined else parts]
    return bool(groups) and all(_stands(parts, locator) for parts in groups)


def _stands(parts: list[str], locator: Locator) -> bool:
    if len(parts) == 1:
        return (len(parts[0]) > 1 and not parts[0].isdigit()) and locator.find(parts[0]) is not None
    first, *others = [re.compile(rf"(?<!\d){part}(?!\d)" if part.isdigit() else rf"(?<![\w'’]){part}") for part in parts]
    texts = (stretch.of(locator.text) for stretch in locator.readable)
    return any(_follow(others, text, match.end()) for text in texts for match in first.finditer(text))


def _follow(parts: Sequence[re.Pattern[str]], text: str, at: int) -> bool:
    """Whether parts stand one after the other from a place on, each within reach of the one before."""
    for part in parts:
        match = part.search(text, at, at + _REACH)
        if match is None or _SENTENCE_END.search(text, at, match.start()):
            return False
        at = match.end()
    return True
