"""Names of newspapers, broadcasters, news sites and agencies: who passes on what others say."""

from __future__ import annotations

import functools
from typing import NamedTuple

from enduse.lexicon.files import read_yaml
from enduse.lexicon.voices import load_voices

_ARTICLES = ("the ", "The ")


class _Outlets(NamedTuple):
    names: frozenset[str]
    agencies: frozenset[str]
    ends: frozenset[str]


@functools.cache
def _outlets() -> _Outlets:
    data, agencies = read_yaml("outlets.yaml"), read_yaml("agencies.yaml")["agencies"]
    listed = {_plain(name) for names in data["outlets"] for name in names}
    credits = {_plain(credit) for name, credits in agencies.items() for credit in (name, *credits)}
    # papers write "Tass" and "Ansa" of what writes itself in capitals
    folded = {credit.casefold() for credit in credits if len(credit) > _SHORT}
    return _Outlets(frozenset(listed | credits), frozenset(folded), frozenset(data["ends"]))


_SHORT = 3  # letters of a name that is another word in small letters: AA, UNI


def outlet_named(words: str) -> str | None:
    """The outlet or agency that a noun phrase names, without what it is said to be.

    Args:
        words: the phrase as it is written.

    >>> outlet_named("the Washington Post"), outlet_named("the Jakarta daily Kompas"), outlet_named("state agency Tass")
    ('Washington Post', 'Kompas', 'Tass')
    >>> outlet_named("the Russian portal Mash"), outlet_named("the export agency Rosvooruzheniye"), outlet_named("Kyiv")
    ('Mash', None, None)
    """
    parts = _plain(words).split()
    for start in range(len(parts)):
        name = " ".join(parts[start:])
        if start and not parts[start - 1].islower():
            continue
        if _is_listed(name):
            return name
        is_called = start and load_voices().kind_of(parts[start - 1]) == "outlet"
        if is_called and all(part[:1].isupper() for part in parts[start:]):
            return name
    return None


def _is_listed(name: str) -> bool:
    """Whether a name is listed, or is one of several words in capitals that ends as outlets do."""
    plain, known = _plain(name), _outlets()
    words = plain.split()
    ends_so = len(words) > 1 and words[-1] in known.ends and all(w[:1].isupper() or w == "of" for w in words)
    return plain in known.names or (plain[:1].isupper() and plain.casefold() in known.agencies) or ends_so


def _plain(name: str) -> str:
    for article in _ARTICLES:
        name = name.removeprefix(article)
    return name.removesuffix(" agency")
