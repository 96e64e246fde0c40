"""Names for lists of any length, with words about as skewed as real ones: few are borne by many, most by hardly anyone.

New words grow rarer as the list grows longer but never cease. In the OFAC list 59 words in a hundred of the first thousand
names are new, and 15 around the thirty-thousandth; here 64 and 21, with fewer words to a name.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator
from typing import Final

from bench_names import ENDS, MIDDLES, STARTS

_SYLLABLES: Final = [start + middle for start in STARTS for middle in MIDDLES]
_KINDS: Final = "Trading Logistics Shipping Industries Group Company Components Electronics Oil Bank Holding Services".split()
_FORMS: Final = ["LLC", "Ltd", "FZE", "GmbH", "JSC", "Co", "Limited", "SA"]


@dataclasses.dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words without end: the word of rank r is drawn about as often as (r + `shift`) to the power of -(1 + `tail`)."""

    tail: float
    shift: float
    turn: int

    def draw(self, dice: random.Random) -> str:
        """One word."""
        rank = int(self.shift * ((1.0 - dice.random()) ** (-1 / self.tail) - 1))
        count = len(_SYLLABLES)
        if rank < 5_000:  # what is borne by many is short
            number = (rank * 7_919 + self.turn) % count**2
            return _SYLLABLES[number % count] + _SYLLABLES[number // count]
        number = (rank * 15_485_863 + self.turn) % count**3
        word = _SYLLABLES[number % count] + _SYLLABLES[number // count % count] + _SYLLABLES[number // count**2]
        return word + ENDS[rank % len(ENDS)]


GIVEN: Final = Vocabulary(tail=0.6, shift=120, turn=0)
SURNAMES: Final = Vocabulary(tail=0.44, shift=300, turn=101)
FIRMS: Final = Vocabulary(tail=0.44, shift=300, turn=577)


def invented_names(count: int, *, seed: int = 11) -> Iterator[tuple[str, str]]:
    """Names with their schema: seven in ten of people, the rest of companies."""
    dice = random.Random(seed)
    for _ in range(count):
        if dice.random() < 0.7:
            words = [GIVEN.draw(dice) for _ in range(dice.choice((1, 1, 2)))] + [SURNAMES.draw(dice)]
            yield " ".join(words).title(), "Person"
        else:
            words = [FIRMS.draw(dice) for _ in range(dice.choice((1, 2)))]
            yield f"{' '.join(words).title()} {dice.choice(_KINDS)} {dice.choice(_FORMS)}", "Company"


def one_letter_wrong(name: str, dice: random.Random) -> str:
    """A name with one letter changed."""
    at = dice.randrange(len(name))
    return name[:at] + dice.choice("abcdefghijklmnoprstuvyz") + name[at + 1 :]
