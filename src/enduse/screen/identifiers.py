"""Numbers that registers give: made comparable, checked by their check digits, and looked up.

The checks are those of python-stdnum: ISO 17442 for LEI, the IMO's own for ships, ISO 9362 for BIC, and the registers' for INN,
OGRN, the Chinese credit code and others.
"""

from __future__ import annotations

import dataclasses
import functools
import importlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

from enduse.party import AskedParty, Identifier, Party
from enduse.screen.facts import read_yaml
from enduse.screen.name_cells import is_nobody

_NOT_WORD = re.compile(r"[\W_]+")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of number.

    `check` is a module of python-stdnum, `digit` whether it is of a check digit and not of the form alone, `single` whether a
    thing has only one of it, `national` whether the same digits of two countries are two numbers, `least` the fewest signs that
    tell anything, `covers` the kinds that papers call by its name as well.
    """

    check: str | None = None
    digit: bool = True
    single: bool = False
    national: bool = True
    least: int = 5
    ignored: bool = False
    covers: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """An identifier made comparable: `valid` is None where its kind has no check digits."""

    kind: str
    value: str
    country: str | None
    valid: bool | None
    written: str


@functools.cache
def kinds() -> Mapping[str, Kind]:
    """The kinds of `data/identifiers.yaml`."""
    return {name: Kind(**(fields or {})) for name, fields in read_yaml("identifiers.yaml").items()}


def read_number(identifier: Identifier) -> Number | None:
    """An identifier made comparable, or None where it is too short to tell anything.

    Signs between the digits, case and a leading "IMO" or country letters of the kind's own do not count.

    >>> read_number(Identifier(kind="imo", value="IMO 9074729"))
    Number(kind='imo', value='9074729', country=None, valid=True, written='IMO 9074729')
    """
    kind = kinds().get(identifier.kind, kinds()["other"])
    plain = unicodedata.normalize("NFKD", identifier.value).upper()
    value = _NOT_WORD.sub("", plain)
    if identifier.kind in ("imo", "mmsi"):
        value = value.removeprefix(identifier.kind.upper())
    if kind.ignored or len(value) < kind.least or not (identifier.kind == "bic" or any(map(str.isdigit, value))):
        return None
    if identifier.kind == "bic" and len(value) == 11:
        value = value[:8]  # the first eight are the bank's, the last three its branch's
    valid = _is_valid(kind.check, value) if kind.check else None
    return Number(kind=identifier.kind, value=value, country=identifier.country, valid=valid, written=identifier.value)


def faulty_numbers(party: AskedParty) -> Iterator[str]:
    """What is wrong with the numbers of a party, in words; nothing of those that may be what they are given for.

    >>> imo = Identifier(kind="imo", value="9074728")
    >>> next(faulty_numbers(AskedParty(name="Dena", role="vessel", identifiers=(imo,))))
    'IMO 9074728 of vessel Dena: its check digit does not fit, so a sign of it is wrong; it was compared as it is written'
    """
    for identifier in party.identifiers:
        number = read_number(identifier)
        kind = kinds().get(identifier.kind, kinds()["other"])
        if kind.ignored or is_nobody(identifier.value) or (number is not None and number.valid is not False):
            continue
        whose = f"{identifier.caption} of {party.role.replace('_', ' ')} {party.name}".rstrip()
        if number is None:
            yield f"{whose}: it has no figure or fewer than the {kind.least} signs that tell anything; it was not compared"
        else:
            yield f"{whose}: {_fault(kind.check, number.value)}; it was compared as it is written"


def _fault(check: str | None, value: str) -> str:
    """Why a number fails its check."""
    try:
        importlib.import_module(f"stdnum.{check}").validate(value)
    except InvalidLength:
        return f"no such number has {len(value)} signs"
    except InvalidChecksum:
        return "its check digit does not fit, so a sign of it is wrong"
    except ValidationError:
        pass
    return "it has not the form of such a number"


@functools.lru_cache(maxsize=65536)
def _is_valid(check: str, value: str) -> bool:
    module: Any = importlib.import_module(f"stdnum.{check}")
    return bool(module.is_valid(value))


Agreement = Literal["same", "other", "none"]


def compare_numbers(asked: Number, listed: Number) -> Agreement:
    """Whether two numbers are the same, two of a kind of which a thing has one (`other`), or say nothing of each other."""
    if asked.value == listed.value and _may_be_one_kind(asked.kind, listed.kind):
        two_countries = asked.country and listed.country and asked.country != listed.country
        return "none" if two_countries and kinds().get(asked.kind, Kind()).national else "same"
    if asked.kind != listed.kind or listed.valid is False or asked.valid is False:
        return "none"
    if asked.country and listed.country and asked.country != listed.country:
        return "none"
    return "other" if kinds().get(asked.kind, Kind()).single else "none"


def _may_be_one_kind(one: str, other: str) -> bool:
    covered = (*kinds().get(one, Kind()).covers, *kinds().get(other, Kind()).covers)
    return one == other or "other" in (one, other) or one in covered or other in covered


class NumberIndex:
    """Which parties have a number, by its comparable form."""

    def __init__(self, parties: Sequence[Party]) -> None:
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, party in enumerate(parties):
            for identifier in party.identifiers:
                number = read_number(identifier)
                if number is not None and (not self._places[number.value] or self._places[number.value][-1] != place):
                    self._places[number.value].append(place)

    def __len__(self) -> int:
        return len(self._places)

    def places(self, number: Number) -> Sequence[int]:
        """The places of the parties that have the same signs, whatever the kind."""
        return self._places.get(number.value, ())
