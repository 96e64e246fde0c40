"""The months by their names in the languages of trade papers that use Latin letters, from the Unicode CLDR."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Final

from babel import Locale

LANGUAGES: Final = "cs da de en es fi fr it nb nl pl pt ro sv tr".split()


@functools.cache
def month_names() -> Mapping[str, int]:
    """Names and their short forms in small letters, without a point, to the number of the month; none that is two months'."""
    found: dict[str, set[int]] = {}
    for language in LANGUAGES:
        months = Locale.parse(language).months
        for number, name in [
            pair
            for width in ("wide", "abbreviated")
            for way in ("format", "stand-alone")
            for pair in months[way][width].items()
        ]:
            found.setdefault(name.casefold().rstrip("."), set()).add(number)
    return {name: next(iter(numbers)) for name, numbers in found.items() if len(numbers) == 1} | {"sept": 9}
