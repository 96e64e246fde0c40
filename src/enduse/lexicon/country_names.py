"""The names of countries in the languages that trade papers are written in, from the Unicode CLDR as Babel brings it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import Final

from babel import Locale

#: Languages of the papers that are met most, in CLDR's codes.
LANGUAGES: Final = (
    "ar bg cs da de el es et fa fi fr he hr hu hy id it ja ka kk ko lt lv ms nb nl pl pt ro ru sk sl sr sv th tr uk vi zh "
    "zh_Hant"
).split()


#: How German is typed where these letters are not on the keys.
_TYPED: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})


def foreign_names(
    codes: Collection[str], plain: Callable[[str], str], *, languages: Iterable[str] = LANGUAGES
) -> dict[str, str]:
    """Names to codes; a name that is another country's in another language is left out.

    Args:
        codes: the ISO codes that count: CLDR has regions and continents besides.
        plain: makes a name comparable.
        languages: whose names.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for language in languages:
        for code, name in Locale.parse(language).territories.items():
            if code in codes:
                found[plain(name)].add(code)
                found[plain(name.translate(_TYPED))].add(code)
    return {name: next(iter(meant)) for name, meant in found.items() if name and len(meant) == 1}
