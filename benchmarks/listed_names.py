"""Names to ask for: those of official lists that lie beside the project, as written and as people spoil them."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from enduse.measures.reading import read_list
from enduse.party import Party

#: Where the lists and the names lie unless another folder is given: `lists/` and `names/` in it.
DATA: Final = Path(__file__).resolve().parents[2] / "shared" / "data"
LISTS: Final = {
    "us-csl": "us_csl/screening-list.json",
    "un-sc": "un_consolidated/UN_consolidated.xml",
    "us-ofac-sdn": "us_ofac_sdn/*.csv",
    "us-ofac-cons": "us_ofac_cons/*.csv",
}
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
#: Spellings of one sound by other rules of romanisation; one of each pair stands for the other.
_SPELLINGS: Final = (
    ("kh", "h"), ("ou", "u"), ("ee", "i"), ("oo", "u"), ("dj", "j"), ("q", "k"), ("iy", "y"), ("yy", "y"), ("ay", "ai"),
    ("ov", "off"), ("ev", "eff"), ("ch", "tch"), ("sh", "ch"), ("zh", "j"), ("ts", "tz"), ("ks", "x"), ("aa", "a"),
    ("mohammad", "muhammed"), ("ahmad", "ahmed"), ("hussein", "hossain"), ("yu", "iu"), ("ya", "ia"), ("w", "v"),
)  # fmt: skip


def read_lists(folder: Path) -> Iterator[Party]:
    """The parties of the lists that are there."""
    for name, pattern in LISTS.items():
        paths = sorted(folder.glob(pattern))
        if paths:
            yield from read_list(paths, name=name).parties


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a file of people."""
    with path.open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def one_error(name: str, dice: random.Random) -> str:
    """One character missing, added, wrong or swapped with the next, anywhere."""
    at = dice.randrange(len(name))
    letter = dice.choice(_LETTERS)
    spoilt = (
        name[:at] + name[at + 1 :],
        name[:at] + letter + name[at:],
        name[:at] + letter + name[at + 1 :],
        name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
    )
    return dice.choice(spoilt)


def two_errors(name: str, dice: random.Random) -> str:
    """Two such errors."""
    return one_error(one_error(name, dice), dice)


def other_order(name: str, dice: random.Random) -> str:
    """The words in another order."""
    words = name.replace(",", " ").split()
    dice.shuffle(words)
    return " ".join(words)


def order_and_error(name: str, dice: random.Random) -> str:
    """Another order, and an error."""
    return one_error(other_order(name, dice), dice)


def joined(name: str, dice: random.Random) -> str:
    """Two words written as one."""
    blanks = [match.start() for match in re.finditer(" ", name)]
    at = dice.choice(blanks) if blanks else len(name)
    return name[:at] + name[at + 1 :]


def split(name: str, dice: random.Random) -> str:
    """A long word written as two."""
    places = [match.start() + dice.randrange(3, len(match[0]) - 2) for match in re.finditer(r"\w{6,}", name)]
    if not places:
        return name
    at = dice.choice(places)
    return f"{name[:at]} {name[at:]}"


def other_spelling(name: str, dice: random.Random) -> str:
    """Up to three sounds spelt by other rules of romanisation."""
    low = name.lower()
    fitting = [pair[::turn] for pair in _SPELLINGS for turn in (1, -1) if pair[::turn][0] in low]
    for written, other in dice.sample(fitting, min(3, len(fitting))):
        low = low.replace(written, other, 1)
    return low


def as_written(name: str, dice: random.Random) -> str:
    """As it is."""
    return name


WAYS: Final[Mapping[str, Callable[[str, random.Random], str]]] = {
    "as written": as_written,
    "one error": one_error,
    "two errors": two_errors,
    "another order": other_order,
    "another order and an error": order_and_error,
    "two words as one": joined,
    "one word as two": split,
    "another romanisation": other_spelling,
}
