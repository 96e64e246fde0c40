"""A line of papers with several codes, entries or part numbers in one cell, as the lines that it is."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Callable, Sequence
from typing import Final

from enduse.party import GoodsLine
from enduse.screen.entries import is_no_entry, munitions_list, plain_entry
from enduse.screen.goods import plain_code

#: What surely stands between two, and what may stand within one ("8542 31 00", "LM321MF/NOPB").
_BETWEEN: Final = re.compile(r"\s*[;|&\n]\s*|,\s+|\s+(?:and|und|et|y)\s+|\s+/\s+", re.IGNORECASE)
_BLANKS: Final = re.compile(r"[^\S\n]+")  # a long row of them would cost by its square
_PERHAPS: Final = re.compile(r"[\s/,]+")
_ENTRY: Final = re.compile(r"\d[A-E]\d{3}", re.IGNORECASE)
#: Digits of a whole tariff code, and of a heading.
_WHOLE, _HEADING = 6, 4


def lines_of(line: GoodsLine) -> tuple[GoodsLine, ...]:
    """The lines that one is: what stands first in each cell with all that is said beside it, the rest by itself.

    >>> [each.hs for each in lines_of(GoodsLine(description="parts", hs="8542.31 / 8542.32"))]
    ['854231', '854232']
    """
    codes = list(map(plain_code, codes_in(line.hs or "")))
    parts, entries = numbers_in(line.part_number or ""), entries_in(line.eccn or "")
    first = dataclasses.replace(
        line, hs=codes[0] if codes else line.hs, part_number=parts[0] if parts else line.part_number,
        eccn=entries[0] if entries else line.eccn,
    )  # fmt: skip
    others = itertools.zip_longest(codes[1:], parts[1:], entries[1:])
    return (
        first,
        *(GoodsLine(hs=hs, part_number=part, maker=line.maker if part else None, eccn=eccn) for hs, part, eccn in others),
    )


def plain_line(line: GoodsLine) -> GoodsLine:
    """The line with its tariff codes made plain, `; ` between several."""
    return dataclasses.replace(line, hs="; ".join(map(plain_code, codes_in(line.hs))) or None) if line.hs else line


def codes_in(cell: str) -> list[str]:
    """The tariff codes of a cell; of two of which one begins with the other, the longer."""
    codes = _apart(cell, _BETWEEN, lambda piece: _digits(piece) >= _HEADING)
    codes = [each for code in codes for each in _apart(code, _PERHAPS, lambda piece: _digits(piece) >= _WHOLE)]
    told = {plain_code(code): code for code in codes}
    shorter = {plain for plain, following in itertools.pairwise(sorted(told)) if following.startswith(plain)}
    return [code for plain, code in told.items() if plain not in shorter]


def numbers_in(cell: str) -> list[str]:
    """The part numbers of a cell."""
    return list(dict.fromkeys(_apart(cell, _BETWEEN, lambda piece: len(piece) > 3 and any(map(str.isdigit, piece)))))


def entries_in(cell: str) -> list[str]:
    """The control entries of a cell."""
    return list(dict.fromkeys(_apart(cell, _BETWEEN, _is_entry)))


def kind_of_codes(words: str) -> str | None:
    """What words are that are nothing but codes: `hs` or `eccn`.

    >>> kind_of_codes("8542.31; 854232"), kind_of_codes("3A001.a.2"), kind_of_codes("2 pumps")
    ('hs', 'eccn', None)
    """
    if codes := codes_in(words):
        if all(_digits(code) in (6, 8, 10) for code in codes):
            return "hs"
        if all(map(_is_entry, entries_in(words))):
            return "eccn"
    return None


def _is_entry(piece: str) -> bool:
    plain = plain_entry(piece)
    return bool(_ENTRY.match(plain) or munitions_list(plain) or is_no_entry(plain))


def _digits(piece: str) -> int:
    plain = plain_code(piece)
    return len(plain) if plain.isdigit() else 0


def _apart(cell: str, between: re.Pattern[str], is_one: Callable[[str], bool]) -> Sequence[str]:
    """The pieces of a cell, where each is one; else the cell as it is."""
    cell = _BLANKS.sub(" ", cell).strip()
    pieces = [piece for piece in between.split(cell) if piece]
    return pieces if len(pieces) > 1 and all(map(is_one, pieces)) else [cell] if cell else []
