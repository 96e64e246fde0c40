"""Numbers in figures and English words: "6,700", "two hundred and forty", "half a million", "42,000 crore".

The words are those of `lexicon/numbers.yaml`. Vague plurals ("dozens", "several hundred") give the least they can mean, as the
published form of a statement has them.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator
from decimal import Decimal
from importlib.resources import files
from typing import Any

import yaml

_MOST_FIGURES = 4_000


def whole_number(figures: str) -> int:
    """The number of a JSON file; the language refuses endless ones with advice that is for those who write programs.

    Raises:
        ValueError: it has more figures than any number that is meant.
    """
    if len(figures) > _MOST_FIGURES:
        raise ValueError(f"a number of {len(figures):,} figures, which none that is meant has")
    return int(figures)


@dataclasses.dataclass(frozen=True, slots=True)
class Numeral:
    """A number and where it stands in the text.

    `least` is True where the words give only a lower bound ("dozens"); `most` is then what they mean behind "up to". `scale` is
    that of the word it ends with: a thousand for "3 thousand".
    """

    start: int
    end: int
    value: Decimal
    least: bool = False
    most: Decimal | None = None
    scale: int = 1


@functools.cache
def number_words() -> dict[str, Any]:
    """The data of `lexicon/numbers.yaml`."""
    text = files("enduse").joinpath("lexicon", "numbers.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return data


@functools.cache
def _values() -> tuple[dict[str, int], dict[str, int]]:
    words = number_words()["numerals"]
    return {**words["ones"], **words["teens"], **words["tens"]}, words["scales"]


def either(words: Any) -> str:
    """A pattern that matches any of the words, the longest first, with any blank where the word has one."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(map(str, words), key=len, reverse=True))


#: Figures: grouped by comma, point, apostrophe or blank, or plain with decimals.
FIGURES = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:['’\u00a0\u202f]\d{3})+"
    r"|(?<!(?-i:[A-Z][A-Za-z])\s)\d{1,3}(?:\x20\d{3})+(?![\w-])(?!\s(?:mm|cm|km|m|kg|ft)\b)|\d+[½¼¾]|\d+(?:[.,]\d{1,3})?)(?!\d)"
)


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = number_words()["numerals"]
    ones, teens, tens = (either(words[name]) for name in ("ones", "teens", "tens"))
    small = rf"(?:(?:{tens})(?:[-\s](?:{ones}))?|{teens}|{ones})"
    scale = rf"(?:{either(words['scales'])})"
    several = either(words["several"]["words"])
    quarters = r"(?:an?|one|three)[-\s]quarters?\s+of\s+an?"
    exactly = rf"{FIGURES}|{small}(?:\s+point(?:\s+(?:{ones}))+)?(?:\s+and\s+a\s+half)?"
    amount = rf"(?:{quarters}|{exactly}|a\s+couple\s+of(?:\s+an?)?|half[-\s]+an?|half|an?)"
    scaled = rf"(?:[-\s]{scale}\b)+"
    # "50k", "1.5m rounds": a lone m is a metre but before what is counted in millions
    letter = rf"\d+(?:\.\d+)?(?:k(?!\w)|m(?=\s+(?:{either(words['by_the_million'])})\b))"
    group = rf"(?:{amount}{scaled}|{letter})"
    # "$355 million, a hundred missiles" are two numbers
    more = (
        rf"(?:\s+and\s+{group}|\s+{group}|,\s+(?:{exactly}){scaled})*(?:\s+and\s+a\s+half|(?:\s+and)?\s+{small}\b(?!-[a-z]))?"
    )
    before = ("the ", "another ", "first ", "second ", "last ", "'s ", "’s ")
    # "the hundred ordered in 2021", "Rosoboronexport's billion-dollar order"
    lone = rf"(?:{'|'.join(f'(?<={word})' for word in before)}){scale}\b"
    exact = rf"{group}{more}|{lone}|{FIGURES}|{small}(?:\s+and\s+a\s+half)?\b"
    plurals = either(words["plurals"])
    vague = rf"(?:{several})\s+(?P<scales>{scale}(?:\s+{scale})*)\b|(?P<plural>{plurals})(?:\s+of\s+(?P<of>{plurals}))?\b"
    rand = r"(?<=\b[RP])(?=[\d.,]+[\s-](?:m|b|tr)illion)"  # "R4 billion", "P16-billion"
    times = r"(?<=[\s(]x)(?=\d+(?![\w.,]\d))"  # "Gepard (x12)"
    start = rf"(?:(?<![\w'’])(?<![\w][-.–/,:])(?<!\.)|{rand}|{times})"
    return re.compile(rf"{start}(?:(?P<exact>{exact})|{vague})", re.IGNORECASE), re.compile(rf"(?P<figures>{FIGURES})|[a-z]+")


_LETTERS = {"k": 1_000, "m": 1_000_000}
_PARTS = {"¼": Decimal("0.25"), "½": Decimal("0.5"), "¾": Decimal("0.75")}


def find_numerals(text: str) -> Iterator[Numeral]:
    """Every number of a text, in order, without bounds, units and currencies.

    >>> [int(n.value) for n in find_numerals("two hundred and forty tonnes in 6,700 containers and half a million rounds")]
    [240, 6700, 500000]
    """
    for match in _patterns()[0].finditer(text):
        yield _numeral(match)


def match_numeral(text: str, start: int) -> Numeral | None:
    """The number that begins at a place of a text, if one does."""
    match = _patterns()[0].match(text, start)
    return None if match is None else _numeral(match)


def _numeral(match: re.Match[str]) -> Numeral:
    start, end = match.span()
    if match["exact"]:
        last = match["exact"].lower().replace("-", " ").rpartition(" ")[2]
        return Numeral(start, end, read_number(match["exact"]), scale=_values()[1].get(last, 1))
    words = number_words()["numerals"]
    if match["plural"]:
        value = Decimal(words["plurals"][match["plural"].lower()])
        if match["of"]:  # "tens of thousands" is twenty times a thousand
            value *= words["plurals"][match["of"].lower()] // 2
        return Numeral(start, end, value, least=True, most=None)
    scale = Decimal(1)
    for word in match["scales"].lower().split():
        scale *= words["scales"][word]
    return Numeral(start, end, scale * words["several"]["low"], least=True, most=scale * words["several"]["high"])


def read_number(text: str) -> Decimal:
    """The value of one number in figures or words.

    >>> read_number("one billion and seventy-three million"), read_number("a million and a half"), read_number("2.66")
    (Decimal('1073000000'), Decimal('1500000'), Decimal('2.66'))
    """
    small, scales = _values()
    tokens = list(_patterns()[1].finditer(text.lower()))
    total, current, last = Decimal(0), Decimal(0), Decimal(1)
    fraction: Decimal | None = None
    for n, token in enumerate(tokens):
        word = token[0]
        if token["figures"]:
            following = tokens[n + 1][0] if n + 1 < len(tokens) else ""
            current += _figures(word, following in scales) * _LETTERS.get(following, 1)
        elif fraction is not None and word in small:
            current += fraction * small[word]
            fraction /= 10
        elif word in small:
            current += small[word]
        elif word == "couple":
            current += 2
        elif word.startswith("quarter"):  # "three quarters of a million"
            current = (current or Decimal(1)) / 4
        elif word == "point":
            fraction = Decimal("0.1")
        elif word == "half":
            rest = {t[0] for t in tokens[n + 1 :]} - {"a", "an"}
            if current or not total:
                current += Decimal("0.5")
            elif not rest:
                total += last / 2
        elif word in scales:
            fraction = None
            last = Decimal(scales[word])
            if last <= 100:
                current = (current or Decimal(1)) * last
            else:
                total, current = total + (current or Decimal(1)) * last, Decimal(0)
    return total + current


def _figures(word: str, scaled: bool) -> Decimal:
    """Figures to a number: a comma or point before just three figures groups them, unless a scale follows."""
    if word[-1] in _PARTS:
        return Decimal(word[:-1]) + _PARTS[word[-1]]
    if re.fullmatch(r"\d{1,3}(?:[ '’\u00a0\u202f]\d{3})+", word):
        return Decimal(re.sub(r"\D", "", word))
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", word):
        return Decimal(word.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", word) or (not scaled and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", word)):
        return Decimal(word.replace(".", ""))
    return Decimal(word.replace(",", "."))
