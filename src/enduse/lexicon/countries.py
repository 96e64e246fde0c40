"""Which country a register's words mean: "Korea, North", "IRN", "Iran (Islamic Republic of)" and "Persian" as ISO codes.

The names are those of `states.yaml` (names and demonyms) and `countries.yaml` (codes, territories, odd spellings), then those
of other languages (`country_names`).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any

from enduse.errors import LexiconError
from enduse.lexicon.actor_entries import load_entries
from enduse.lexicon.country_names import foreign_names
from enduse.lexicon.files import read_yaml
from enduse.lexicon.phrases import fold

FILE = "countries.yaml"
_NOT_WORD = re.compile(r"[\W_]+")
_LONGEST = 300  # characters; no country is worded at greater length


class Countries:
    """The countries of the data files, made ready to be asked."""

    def __init__(self) -> None:
        data = read_yaml(FILE)
        try:
            pairs = [pair.split(":") for pair in data["alpha3"].split()]
            self._codes: dict[str, str] = {two: two for two, _ in pairs} | {three: two for two, three in pairs} | data["codes"]
            self._silent = frozenset(map(_plain, data["none"]))
            self._before = tuple(sorted((_plain(words) + " " for words in data["before"]), key=len, reverse=True))
            self._names = _names(data["names"])
            self._called = _called(data["names"])
            self._with_article = frozenset(data["the"])
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise LexiconError(f"{FILE}: {error!r}; every section of the file's comments must be there") from error

    def code(self, words: str) -> str | None:
        """The ISO code of the country that the words name, or None.

        Args:
            words: a name, a demonym or a code of two or three capitals, as a register has it.

        >>> [countries().code(w) for w in ("Korea, North", "IRN", "Region: Gaza", "Belarus / Bélarus", "Atlantis")]
        ['KP', 'IR', 'PS', 'BY', None]
        """
        return self._find(words) if len(words) <= _LONGEST else None

    def name(self, code: str, *, article: bool = False) -> str:
        """The usual short name of a country in English, the code itself where it is none.

        >>> countries().name("IR"), countries().name("US", article=True), countries().name("ZZ")
        ('Iran', 'the United States', 'ZZ')
        """
        name = self._called.get(code, code)
        return f"the {name}" if article and code in self._with_article else name

    def silent(self, words: str) -> bool:
        """Whether the words name no country on purpose: "undetermined", "stateless", "N/A", or nothing at all."""
        plain = _plain(words)
        return not plain or plain in self._silent or any(plain.removeprefix(b) in self._silent for b in self._before)

    @functools.cached_property
    def _foreign(self) -> dict[str, str]:
        """Made when the first name is met that is none of the files'."""
        return foreign_names(frozenset(self._codes.values()), _plain)

    @functools.lru_cache(maxsize=8192)  # noqa: B019 -- one instance, kept for good
    def _find(self, words: str) -> str | None:
        found = self._codes.get(words.strip())  # capitals alone: "na" is "not available", NA is Namibia
        if found is not None:
            return found
        for form in _forms(words):
            while form:
                code = self._names.get(form) or self._foreign.get(form)
                if code is not None:
                    return code
                shorter = next((form.removeprefix(b) for b in self._before if form.startswith(b)), "")
                form = shorter if shorter != form else ""
        return None


@functools.cache
def countries() -> Countries:
    """The countries of the package's data files, read once.

    Raises:
        LexiconError: A file breaks its rules.
    """
    return Countries()


def _plain(words: str) -> str:
    return _NOT_WORD.sub(" ", fold(words)).strip()


def _forms(words: str) -> Iterator[str]:
    """The words as they are, an inverted name set right, without what is in brackets, and each half of a bilingual pair."""
    yield _plain(words)
    name, comma, rest = words.partition(",")
    if comma:
        yield _plain(f"{rest} {name}")
        yield _plain(f"{rest} of {name}")
    outside = re.sub(r"\([^)]*\)?", " ", words)
    if outside != words:
        yield _plain(outside)
    if "/" in words:
        yield from (_plain(half) for half in words.split("/"))


def _called(more: Mapping[str, Any]) -> dict[str, str]:
    """The short name of each state, of territories the first that the file gives."""
    states = {code: str(row["name"]) for code, row in read_yaml("states.yaml")["states"].items()}
    return {code: str(spellings[0]) for code, spellings in more.items()} | states


def _names(more: Mapping[str, Any]) -> dict[str, str]:
    names: dict[str, str] = {}
    for alias in load_entries().aliases:
        if alias.kind in ("state", "demonym") and not alias.needs:
            names.setdefault(_plain(alias.phrase), alias.code)
    for code, spellings in more.items():
        names.update({_plain(spelling): code for spelling in spellings})
    return names
