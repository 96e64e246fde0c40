"""Numbers that registers gave: what kind a list's words mean, and whether the check digit holds.

Words and kinds are in `identifiers.yaml`; the checks are python-stdnum's (ISO 17442 for LEI, IMO resolution A.600(15), the
Russian tax service's rules for INN and OGRN, GB 32100 for USCC, ISO 9362, 13616 and 6166 for BIC, IBAN and ISIN).
"""

from __future__ import annotations

import functools
import importlib
import re
from collections.abc import Callable

from enduse.errors import ListError
from enduse.measures.files import read_data
from enduse.party import Identifier

FILE = "identifiers.yaml"
FAILS = "invalid: it fails the check of its kind"
_NOT_WORD = re.compile(r"[\W_]+")
_LABELLED = re.compile(r"^([A-Za-z][\w. ()/-]{1,40}?)\s*:\s*(\S*\d.*)$")
_LABELLABLE = frozenset(["registration", "national_id", "tax_id", "other"])
_COIN = re.compile(r"^([A-Z]{2,6}) (\S{20,})$")
_FILLER = re.compile(r"^(?:(?:No\.?:?|Number|#|ID|Code|Membership|Certificate|Card|Document|[:-]+|\([^)]*\))(?:\s+|$))+")
_IMO = re.compile(r"^(?:IMO)?[\s:.#-]*(\d{7})$", re.IGNORECASE)


def kind_of(words: str) -> str | None:
    """The kind that a list's words for a number mean; None where they are not known.

    >>> kind_of("Passport"), kind_of("National ID No."), kind_of("Library card")
    ('passport', 'national_id', None)
    """
    return _find(words)


def split_label(text: str) -> tuple[str, str] | None:
    """The words for a number that a text begins with, and the rest: ("Passport", "A123 (Iran)"); None without such words.

    Fillers between the two ("No.", "#", "Number", an abbreviation in brackets) belong to neither.
    """
    tokens = text.split(" ")
    for count in range(min(len(tokens), 9), 0, -1):
        label = " ".join(tokens[:count])
        if _plain(label) in _words():
            return label, _FILLER.sub("", " ".join(tokens[count:]))
    return None


def identifier(
    value: str, words: str, *, country: str | None = None, note: str = "", kind: str | None = None, of_vessel: bool = False
) -> Identifier:
    """An identifier of the kind that the words mean (`other` where unknown), with a note where its check digit fails.

    Args:
        value: the number as the list has it.
        words: what the list calls it.
        country: ISO code of who issued it.
        note: what else the list says of it.
        kind: the kind, where it is known otherwise than by the words.
        of_vessel: whether a vessel has it: companies have IMO numbers of their own, to which the check of a ship's is no test.
    """
    kind = kind or kind_of(words) or "other"
    value = " ".join(value.split())
    if kind in _LABELLABLE and (said := _LABELLED.match(value)) is not None and (own := kind_of(said[1])) is not None:
        kind, words, value = own, said[1], said[2]  # "INN: 7710137066" among registration numbers
    if kind == "imo" or value[:3].upper() == "IMO":  # lists file it under many words
        match = _IMO.match(value)
        kind, value = ("imo" if of_vessel else "imo_company", match[1]) if match else (kind, value)
    if kind == "tax_id" and country == "RU" and value.isdecimal() and len(value) in (10, 12):
        kind = "inn"
    elif kind == "registration" and country == "RU" and value.isdecimal() and len(value) in (13, 15):
        kind = "ogrn"
    elif kind == "crypto" and (coin := _COIN.match(value)) is not None:
        value, note = coin[2], "; ".join(text for text in (coin[1], note) if text)
    check = _checks().get(kind)
    if check is not None and not _holds(check, value):
        note = f"{note}; {FAILS}" if note else FAILS
    return Identifier(value=value, kind=kind, country=country, words=words, note=note)


@functools.lru_cache(maxsize=16384)
def _holds(check: Callable[[str], bool], value: str) -> bool:
    return check(value)


@functools.lru_cache(maxsize=4096)
def _find(words: str) -> str | None:
    plain = _plain(words)
    known = _words()
    while plain:
        if plain in known:
            return known[plain]
        plain = plain.rpartition(" ")[0]
    return None


def _plain(words: str) -> str:
    return _NOT_WORD.sub(" ", words).strip().lower()


@functools.cache
def _words() -> dict[str, str]:
    data = read_data(FILE)
    known = {_plain(word): kind for kind, entry in data["kinds"].items() for word in entry["words"]}
    known |= {_plain(kind): kind for kind in data["kinds"]}
    return known | {_plain(code): kind for code, kind in data["codes"].items()}


@functools.cache
def _checks() -> dict[str, Callable[[str], bool]]:
    checks: dict[str, Callable[[str], bool]] = {}
    for kind, entry in read_data(FILE)["kinds"].items():
        if "check" in entry:
            try:
                checks[kind] = importlib.import_module(f"stdnum.{entry['check']}").is_valid
            except ImportError as error:
                raise ListError(
                    f"{FILE}: {kind}: there is no check {entry['check']!r} in python-stdnum; mend its name"
                ) from error
    return checks
