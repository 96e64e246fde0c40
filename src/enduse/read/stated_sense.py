"""Whether words that agree only nearly with a text say the same: as a quote they would else turn a report into its opposite."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

from enduse.lexicon.cues import load_cues

_FIGURES = re.compile(r"\d+")
_TURNING = ("denial", "condition")


def says_the_same(given: str, found: str, *, named: Callable[[str], Iterable[str]]) -> bool:
    """Whether two nearly equal stretches have the same figures, denials, conditions and actors.

    Args:
        given: the words as somebody quotes them.
        found: the words of the text.
        named: gives the actors that words name.

    >>> says_the_same("Iran sent Russia 20 drones", "Iran has sent Russia 20 drones", named=str.split)
    False
    >>> says_the_same("Iran sent 20 drones", "Iran has not sent 20 drones", named=lambda words: ())
    False
    """
    return _sense(given) == _sense(found) and set(named(given)) == set(named(found))


def _sense(words: str) -> tuple[Counter[str], Counter[str]]:
    """The figures, and the words by which something is denied or made a condition."""
    turns = Counter(m.text.casefold() for m in load_cues().find(words) if m.kind in _TURNING)
    return Counter(str(int(figure)) for figure in _FIGURES.findall(words)[:200] if len(figure) < 40), turns
