"""Which entries of the lists a party may be: by its numbers, then by its names, with what else is known of both."""

from __future__ import annotations

import dataclasses
import functools
import string
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final, Protocol

from enduse.model import Period
from enduse.names import NameScore, PreparedName, WordWeights, prepare
from enduse.names import score as score_names
from enduse.names.analysis import LONGEST
from enduse.names.factors import LEAST_BY_INITIALS, OTHER_FORM, left_by_initials
from enduse.names.readings import readings
from enduse.names.weights import DEFAULT
from enduse.party import AskedParty, Name, Party
from enduse.screen.identifiers import Number, NumberIndex, compare_numbers, kinds, read_number
from enduse.screen.matches import Match, lone_craft, lone_initial, lone_name, lone_word
from enduse.screen.owner_edges import name_key
from enduse.screen.weigh import Weighed, least_name_score, share_a_country, weigh

#: How many entries are scored for one name.
CANDIDATES: Final = 60
#: Below this no evidence beside the name can lift it over the threshold.
FLOOR: Final = 0.5
#: What a name of each kind is worth: a list calls an alias weak where it hits many innocent people.
WORTH: Final = {"primary": 1.0, "strong": 1.0, "original": 1.0, "former": 0.97, "weak": 0.9}
_SAME_SORT: Final = {
    "Person": {"Person", "LegalEntity"},
    "Vessel": {"Vessel", "LegalEntity"},
    "Airplane": {"Airplane", "LegalEntity"},
    "Address": {"Address"},
}
#: The number of an entry has so many digits at least.
_DIGITS: Final = 3
#: Of so many bodies with the same initials one is taken to be of the country asked about.
_IN_ONE_COUNTRY: Final = 10
_PEOPLE: Final = {"Person", "LegalEntity"}
_BODIES: Final = {"Company", "Organization", "PublicBody", "LegalEntity"}


class Hit(Protocol):
    """A name of the party at a place, and how it compares with the one asked about."""

    @property
    def party(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def score(self) -> NameScore: ...


class Index(Protocol):
    """What finds the names that a name may mean (`enduse.names.NameIndex` is one)."""

    def matches(
        self, text: str, schema: str, *, limit: int, threshold: float, least_of: Callable[[int], float]
    ) -> Sequence[Hit]:
        """The parties of which a name scores the threshold or more, each with its best name, the best first."""


class PartyMatcher:
    """The parties of the lists, made ready to be asked."""

    def __init__(
        self, parties: Sequence[Party], index: Index, *, threshold: float = 0.7, weights: WordWeights | None = None
    ) -> None:
        self.parties = parties
        self.threshold = threshold
        self._index = index
        self._weights = weights if weights is not None else DEFAULT
        self._prepared: dict[int, tuple[tuple[PreparedName, Name, float], ...]] = {}
        self._births_elsewhere: dict[int, tuple[Period, ...]] = {}
        self._twins: dict[int, tuple[tuple[Period, ...], str]] = {}

    @functools.cached_property
    def _numbers(self) -> NumberIndex:
        return NumberIndex(self.parties)

    @functools.cached_property
    def _people_by_number(self) -> dict[str, list[int]]:
        """The places of people by the number of their entry, whatever a compilation has put before it."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, party in enumerate(self.parties):
            number = number_of(party.entry) if party.schema == "Person" else ""
            if number:
                places[number].append(place)
        return places

    def match(self, asked: AskedParty, *, threshold: float | None = None, candidates: int = CANDIDATES) -> list[Match]:
        """The entries that a party may be, best first.

        An entry whose names alone reach the threshold is given even where something else lowers it below: nothing is removed.

        Args:
            asked: who is asked about.
            threshold: another one than the matcher's own.
            candidates: how many entries are scored at most.
        """
        if len(asked.name) > LONGEST:
            asked = dataclasses.replace(asked, name=asked.name[:LONGEST])
        numbers = [number for i in asked.identifiers if (number := read_number(i)) is not None]
        found = self._by_number(asked, numbers)
        least = self.threshold if threshold is None else threshold
        found |= self._by_name(asked, numbers, least, candidates, skip=found.keys())
        return sorted(found.values(), key=lambda m: (-m.score, m.party.id))

    def _by_number(self, asked: AskedParty, numbers: Sequence[Number]) -> dict[int, Match]:
        found: dict[int, Match] = {}
        for number in numbers:
            for place in self._numbers.places(number):
                party = self.parties[place]
                same = [
                    listed for i in party.identifiers
                    if (listed := read_number(i)) is not None and compare_numbers(number, listed) == "same"
                ]  # fmt: skip
                if not same or place in found:
                    continue
                name, names, score = self._best_name(prepare(asked.name, party.schema), place)
                words = f"the same {same[0].kind} {same[0].written}{_checked(number)}"
                weighed = weigh(score, asked, party)
                sure = 0.9 if number.valid or kinds()[number.kind].single else 0.75
                if number.valid is False:
                    sure = 0.6
                found[place] = Match(
                    place=place, party=party, score=sure + (1 - sure) * weighed.score, by="identifier", name=name, names=names,
                    weighed=Weighed(score=weighed.score, reasons=weighed.reasons, against=weighed.against), words=words,
                )  # fmt: skip
        return found

    def _by_name(
        self, asked: AskedParty, numbers: Sequence[Number], threshold: float, candidates: int, *, skip: Collection[int]
    ) -> dict[int, Match]:
        if asked.schema is not None or asked.birth is not None:
            return self._named(asked, asked.schema or "LegalEntity", numbers, threshold, candidates, skip=skip)
        # Nobody says what it is: it may also be a ship or an aircraft, whose names are compared in a way of their own.
        found = self._named(asked, "LegalEntity", numbers, threshold, candidates, skip=skip)
        return found | self._named(asked, "Vessel", numbers, threshold, candidates, skip={*skip, *found})

    def _named(
        self,
        asked: AskedParty,
        schema: str,
        numbers: Sequence[Number],
        threshold: float,
        candidates: int,
        *,
        skip: Collection[int],
    ) -> dict[int, Match]:
        """The entries that a name may mean, as that of a bearer of one schema."""
        found: dict[int, Match] = {}
        least = min(FLOOR, threshold) if asked.birth or numbers else threshold * 0.96
        prepared = prepare(asked.name, schema)
        if prepared.legal:
            least *= OTHER_FORM
        # Of those that share initials few are of one country.
        left = LEAST_BY_INITIALS if asked.countries and prepared.may_be_initials else 1.0
        least *= left

        def least_of(place: int) -> float:
            """An entry that nothing beside its names can lift must reach the threshold by them."""
            party = self.parties[place]
            births = party.births if party.births or asked.birth is None else self._births_of_others(place)
            return left * least_name_score(threshold, asked, party, births)

        for text, hit in self._hits(asked.name, schema, candidates, least, least_of):
            place = hit.party
            party = self.parties[place]
            if place in skip or not _may_be(asked.schema, party.schema):
                continue
            name, names, score = self._worth(text, schema, hit)
            if names is not None and names.sharing > 1 and share_a_country(asked, party):
                score *= left_by_initials(names.sharing / _IN_ONE_COUNTRY) / left_by_initials(names.sharing)
            weighed = weigh(score, asked, party, numbers, births=self._births(place, asked))
            # What lowers it below is told and removes nothing: a firm that trades as an LLC may be listed as the JSC it was.
            alone = score / names.left_by_form if names is not None else score
            if max(alone, weighed.score) >= threshold:
                two = prepare(text, schema), prepare(hit.name if name is None else name.text, schema)
                found[place] = Match(
                    place=place, party=party, score=weighed.score, by="name", name=name, names=names, weighed=weighed,
                    lone=lone_word(*two) or lone_name(*two) or (lone_craft(party) if asked.schema is None else None),
                    initial=lone_initial(*two),
                    read_as=text if text != asked.name else None,
                )  # fmt: skip
        return found

    def _hits(
        self, name: str, schema: str, candidates: int, least: float, least_of: Callable[[int], float]
    ) -> Iterable[tuple[str, Hit]]:
        """The entries that a name or one of its readings may mean, each with the one that scores best."""
        best: dict[int, tuple[str, Hit]] = {}
        for text in (name, *(readings(name) if schema in _PEOPLE else ())):
            for hit in self._index.matches(text, schema, limit=candidates, threshold=least, least_of=least_of):
                if hit.party not in best or best[hit.party][1].score.score < hit.score.score:
                    best[hit.party] = (text, hit)
        return best.values()

    def _births(self, place: int, asked: AskedParty) -> tuple[tuple[Period, ...], str]:
        """Births of the entry where it gives none itself, and by which other."""
        if asked.birth is None or self.parties[place].births:
            return (), ""
        if place not in self._twins:
            self._twins[place] = self._births_of_twin(place)
        return self._twins[place]

    def _births_of_twin(self, place: int) -> tuple[tuple[Period, ...], str]:
        """Births of a person whose own entry gives none, from the entry of another list with the same number and a name alike.

        Published compilations drop fields: the US Consolidated Screening List repeats OFAC's entries under their numbers.
        """
        others = self._of_same_number(place)
        names = {words_of(name) for name in self.parties[place].names} if others else set()
        for other in others:
            if any(words_of(name) in names for name in other.names):
                return other.births, f"by {other.id}, the same entry"
        return (), ""

    def _births_of_others(self, place: int) -> tuple[Period, ...]:
        """The births of all that may be its entry on another list: a look at their names would cost more than it saves."""
        births = self._births_elsewhere.get(place)
        if births is None:
            births = tuple([birth for other in self._of_same_number(place) for birth in other.births])
            self._births_elsewhere[place] = births
        return births

    def _of_same_number(self, place: int) -> list[Party]:
        """Entries of other lists with a birth and the number of this person's."""
        party = self.parties[place]
        number = number_of(party.entry) if party.schema == "Person" else ""
        others = [self.parties[p] for p in self._people_by_number[number] if p != place] if number else []
        return [other for other in others if other.births and other.list != party.list]

    def _worth(self, asked: str, schema: str, hit: Hit) -> tuple[Name | None, NameScore | None, float]:
        """The best name of the entry by what each kind of name is worth."""
        name = next((n for n in self.parties[hit.party].names if n.text == hit.name), None)
        if name is None or WORTH[name.kind] == 1.0:
            return name, hit.score, hit.score.score
        return self._best_name(prepare(asked, schema), hit.party)

    def _best_name(self, asked: PreparedName, place: int) -> tuple[Name | None, NameScore | None, float]:
        best: tuple[Name | None, NameScore | None, float] = (None, None, 0.0)
        for prepared, name, worth in self._names_at(place):
            names = score_names(asked, prepared, self._weights)
            if names.score * worth > best[2]:
                best = (name, names, names.score * worth)
        return best

    def _names_at(self, place: int) -> tuple[tuple[PreparedName, Name, float], ...]:
        if place not in self._prepared:
            party = self.parties[place]
            self._prepared[place] = tuple(
                (prepare(n.text, party.schema, n.given, n.family), n, WORTH[n.kind]) for n in party.names
            )
        return self._prepared[place]


def _may_be(asked: str | None, listed: str) -> bool:
    if asked is None or asked == listed:
        return True
    if asked == "LegalEntity" and listed == "Person":  # in the field's model a person is one
        return True
    if asked in _BODIES:
        return listed in _BODIES
    return listed in _SAME_SORT.get(asked, {listed})


def _checked(number: Number) -> str:
    if number.valid is None:
        return ""
    if not kinds()[number.kind].digit:
        return " (of the right form)" if number.valid else " (not of the form of its kind)"
    return " (its check digit holds)" if number.valid else " (its check digit fails: a sign of it is wrong, on the list too)"


def number_of(entry: str) -> str:
    """The number of an entry, whatever a compilation has put before it; nothing if it has none.

    >>> number_of("SDN-10123"), number_of("QDi.003"), number_of("Annex 4")
    ('10123', '003', '')
    """
    number = entry[len(entry.rstrip(string.digits)) :]
    return number if len(number) >= _DIGITS else ""


def words_of(name: Name) -> tuple[str, ...]:
    """The words of a name in one order: one list has "SHAMSABADI, Hossein", another "Hossein SHAMSABADI"."""
    return tuple(sorted(name_key(name.text).split()))
