"""Tell English from other languages, on the side of reading: short text and text full of foreign names is English."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from enduse.errors import LanguageError
from enduse.lexicon.files import read_yaml

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
#: How far (in natural logarithms) another language must be ahead of English. Measured on single sentences of English
#: reports, which are the hardest there are: few words and many names.
_AHEAD = 40.0
_AHEAD_PER_WORD = 1.0


def check_language(text: str, *, name: str) -> str:
    """The text's language code, which is always `en`.

    Args:
        text: the report without its furniture.
        name: what to call it in an error.

    Raises:
        LanguageError: It is plainly in another language.
    """
    other = find_other_language(text)
    if other is None:
        return "en"
    language = _names().get(other, "another language than English")
    raise LanguageError(f"{name}: seems to be {language}; only English is read, so give an English version of it")


def find_other_language(text: str) -> str | None:
    """The code of the language of a text that is plainly not English, else None.

    >>> find_other_language("Minister Sergey Shoigu met Hossein Dehghan") is None
    True
    >>> find_other_language("Россия поставила Ирану учебно-боевые самолёты Як-130.")
    'ru'
    """
    sample = _sample(text)
    words = [word.lower() for word in _WORD.findall(sample)]
    if not words:
        return None
    latin = sum("a" <= c <= "z" or "à" <= c <= "ɏ" for word in words for c in word)
    letters = sum(len(word) for word in words)
    if latin < 0.4 * letters:
        return _ranked(sample)[0][0]
    english = sum(word in _english() for word in words)
    if english >= max(1, 0.06 * len(words)):
        return None
    ranked = _ranked(sample)
    best, score = ranked[0]
    ahead = score - dict(ranked)["en"]
    return best if best != "en" and ahead > max(_AHEAD, _AHEAD_PER_WORD * len(words)) else None


def _sample(text: str) -> str:
    """Enough of a long text to know its language by, from its start, middle and end."""
    if len(text) <= 9000:
        return text
    middle = len(text) // 2
    return f"{text[:3000]}\n{text[middle : middle + 3000]}\n{text[-3000:]}"


def _ranked(sample: str) -> list[tuple[str, float]]:
    from py3langid import rank  # type: ignore[import-untyped]  # half a second to load, and most pages are plainly English

    return [(code, float(score)) for code, score in rank(sample) if code == "en" or code in _names()]


@functools.cache
def _english() -> frozenset[str]:
    return frozenset(read_yaml("languages.yaml")["english"])


@functools.cache
def _names() -> Mapping[str, str]:
    names: dict[str, str] = read_yaml("languages.yaml")["names"]
    return names
