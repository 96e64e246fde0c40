"""Whether words of a text bear out a number that is said to come from them; nothing is worked out from the words themselves."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Iterator
from importlib.resources import files

import yaml

from enduse.numerals import find_numerals
from enduse.read.money import find_money

_FIGURE = re.compile(r"\d+(?:[.,\u00a0\u202f' ]?\d+)*")
_WORD = re.compile(r"[^\W\d_]+")
#: A word alone ("several", "hundreds") bears out numbers up to this many times what it multiplies by.
_WIDEST = 1_000


@functools.cache
def _words() -> tuple[frozenset[str], dict[str, int]]:
    """Words that state a number, and those of them that multiply another."""
    data = yaml.safe_load(files("enduse.lexicon").joinpath("numbers.yaml").read_text(encoding="utf-8"))
    numerals = data["numerals"]
    scales = {**numerals["scales"], **numerals["money_scales"]}
    small = [*numerals["ones"], *numerals["teens"], *numerals["tens"], *data["collectives"], *data["both"]]
    vague = [*numerals["several"]["words"], *data["vague"]]
    return frozenset(_stem(word) for words in [*small, *scales, *numerals["plurals"], *vague] for word in words.split()), scales


def bears_out(words: str, numbers: Iterable[int]) -> bool:
    """Whether every number can come from these words: its figures stand there, or number words of its order do.

    One thing needs no number word ("a radar", "its engine").

    >>> bears_out("up to 4.8 million shells", [4_800_000]), bears_out("more than 400", [4_000]), bears_out("dozens", [24])
    (True, False, True)
    """
    known, scales = _words()
    found = [_stem(word) for word in _WORD.findall(words)]
    factors = [scales[word] for word in found if word in scales]
    several = {1, *factors, math.prod(factors)}
    stated = {round(value * factor) for figure in _FIGURE.findall(words) for value in _values(figure) for factor in several}
    wordy = any(word in known for word in found)
    widest = _WIDEST * math.prod(factors) if wordy else 1
    return all(number in stated or number <= widest for number in numbers)


@functools.lru_cache(maxsize=4)  # every sum of a report asks
def currencies_in(text: str) -> frozenset[str]:
    """The currencies that a text names.

    >>> sorted(currencies_in("$2 million, or 50 million euros"))
    ['EUR', 'USD']
    """
    return frozenset(money.code for number in find_numerals(text) if (money := find_money(text, number)) is not None)


def _values(figure: str) -> Iterator[float]:
    """What a figure may mean: its marks part thousands ("1,774"), or the last of them a fraction ("4.8", "1,5")."""
    yield int(re.sub(r"\D", "", figure))
    whole, mark, fraction = re.sub(r"[ '\u00a0\u202f]", "", figure).replace(",", ".").rpartition(".")
    if mark:
        yield float(f"{whole.replace('.', '')}.{fraction}")


def _stem(word: str) -> str:
    return word.casefold().removesuffix("s")
