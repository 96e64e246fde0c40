"""Chinese names in Latin letters: what pinyin writes, as the older Wade-Giles writes it (Zhou Enlai, Chou En-lai)."""

from __future__ import annotations

import functools
import re
from typing import Final

from enduse.names.data import read_yaml

_SYLLABLE: Final = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ui|ao|ou|iu|ie|ue|er|an|en|in|un|ia|ua|uo|[aeiou])"
)
_WORD: Final = re.compile(f"(?:{_SYLLABLE}){{1,3}}")
_SYLLABLES: Final = re.compile(f"{_SYLLABLE}(?=(?:{_SYLLABLE})*$)")


@functools.cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(a), b) for a, b in read_yaml("romanisation.yaml")["wade_giles"])


def wade_giles(form: str) -> str | None:
    """A word in pinyin by the older rules, without apostrophes; None for a word that is no pinyin or is written alike.

    >>> wade_giles("xiaoping"), wade_giles("robert")
    ('hsiaoping', None)
    """
    if len(form) < 2 or not _WORD.fullmatch(form):
        return None
    older = "".join(map(_older, _SYLLABLES.findall(form)))
    return older if older != form else None


@functools.lru_cache(maxsize=1_000)
def _older(syllable: str) -> str:
    for pattern, replacement in _rules():
        syllable = pattern.sub(replacement, syllable)
    return syllable
