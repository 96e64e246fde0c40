"""An entry that a party may be, how sure that is, and why."""

from __future__ import annotations

import dataclasses
from typing import Final

from enduse.names import NameScore, PreparedName
from enduse.names.prepared import BODY, PERSON
from enduse.names.words import Part
from enduse.party import Name, Party
from enduse.screen.rules import SURE
from enduse.screen.weigh import Weighed

_TOLD: Final = {"former": "a former name", "weak": "a weak alias in the list's own judgement"}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An entry that a party may be.

    `names` compares the best two names alone; `score` is what is left after all else. `by` is `identifier` where a number
    decided; `lone` says so where a firm has but the bare word that an entry is listed under, a person but one word in full, or
    nobody says that a party is a ship as the entry is; `initial` where a firm has but its initial; `read_as` is the spelling of
    a name in another script that was compared.
    """

    place: int
    party: Party
    score: float
    by: str
    name: Name | None
    names: NameScore | None
    weighed: Weighed
    words: str = ""
    lone: str | None = None
    initial: str | None = None
    read_as: str | None = None

    @property
    def doubt(self) -> str | None:
        """Why the names tell nobody from others, where nothing beside them agrees either."""
        if self.by == "identifier" or self.names is None:
            return None
        if self.weighed.reasons and not self.names.is_generic:
            return self.initial
        return self.names.doubt or self.lone or self.initial

    @property
    def is_sure(self) -> bool:
        """Whether it says what its list says before a person has looked."""
        return self.score >= SURE and self.doubt is None

    def why(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What speaks for it and what against: put into words once, and only for what is told."""
        told = (f"against {_TOLD[self.name.kind]}",) if self.name is not None and self.name.kind in _TOLD else ()
        reasons, against = self.names.why() if self.names is not None else ((), ())
        number = (self.words,) if self.words else ()
        doubt = (self.doubt,) if self.doubt else ()
        read = (f'read as "{self.read_as}", a spelling that is usual',) if self.read_as else ()
        return (*number, *read, *reasons, *told, *self.weighed.reasons), (*doubt, *against, *self.weighed.against)


def lone_word(asked: PreparedName, listed: PreparedName) -> str | None:
    """Why two firms' names that agree in one word need not be one: others are called so, too."""
    if len(asked.words) == len(listed.words) == 1 and asked.legal and not listed.legal:
        return f'"{asked.words[0].text}" is one word, which others may bear too, and nothing else of the names agrees'
    return None


def lone_name(asked: PreparedName, listed: PreparedName) -> str | None:
    """Why two people of whom one has but one word in full need not be one: many are called so."""
    if asked.forms == listed.forms or asked.kind != PERSON:
        return None
    for name in (asked, listed):
        whole = [word for word in name.words if not word.initial]
        if len(whole) == 1 < len(name.words):
            return f'"{whole[0].text}" is the only word that both have in full, and nothing but initials stands beside it'
    return None


def lone_craft(listed: Party) -> str | None:
    """Why the name of a ship or an aircraft need not be that of a party of which nobody says what it is."""
    if listed.schema not in ("Vessel", "Airplane"):
        return None
    return f"the entry is {'a vessel' if listed.schema == 'Vessel' else 'an aircraft'}, and nobody says that the party is one"


def lone_initial(asked: PreparedName, listed: PreparedName) -> str | None:
    """The same of two that agree in its initial, which no country in common tells from others."""
    if asked.forms == listed.forms or asked.kind != BODY:
        return None
    for name in (asked, listed):
        own = [word for word in name.words if not word.parts & Part.GENERIC]
        if own and all(word.length == 1 for word in own):
            told = " ".join(word.text for word in own)
            return f'"{told}" is an initial of many names, and nothing else of the names agrees but words that many bear'
    return None
