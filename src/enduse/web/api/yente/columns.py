"""The fields that questions filter, count and sort by, each read of all parties at once; no entity is made of any."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from enduse.party import Party
from enduse.web.api.yente.entities import dataset_name, entity_id, is_target, schema_of, seen, topics_of
from enduse.web.api.yente.wire import wire
from enduse.web.kept import Kept

Values = tuple[str, ...]
_KEPT: Final = 24  # columns that stay made; more than all but the properties


def datasets_of(party: Party) -> Collection[str]:
    """The data sets that a party is in: its list, and those that the list says it came from."""
    return {dataset_name(party.list), *map(dataset_name, party.details.get("dataset", ()))}


#: The fields that are read of a party without making an entity of it.
_OF_PARTY: Final[Mapping[str, Callable[[Party], Iterable[str | None]]]] = {
    "caption": lambda party: (party.caption,),
    "countries": lambda party: sorted({code.lower() for code in (*party.countries, *party.nationalities)}),
    "datasets": lambda party: sorted(datasets_of(party)),
    "first_seen": lambda party: (seen(party)[0],),
    "id": lambda party: (entity_id(party),),
    "identifiers": lambda party: (number.value for number in party.identifiers),
    "last_change": lambda party: (seen(party)[2],),
    "schema": lambda party: (schema_of(party),),
    "target": lambda party: ("true" if is_target(party) else "false",),
    "topics": topics_of,
}


class Columns:
    """The values of a field, by the places of the parties."""

    def __init__(self, parties: Sequence[Party], entity: Callable[[int], Mapping[str, Any]]) -> None:
        self._parties, self._entity = parties, entity
        self._made = Kept(_KEPT)

    def column(self, name: str) -> Sequence[Values]:
        """The values of a field: a facet's, one of the entities' own, or a property by its name."""
        return self._made.get(name, lambda: self._column(name))

    def _column(self, name: str) -> Sequence[Values]:
        same: dict[Values, Values] = {}  # few fields have many different values
        read = _OF_PARTY.get(name)
        if read is not None:
            told = (tuple(filter(None, read(party))) for party in self._parties)
        else:
            told = (_told(self._entity(place), name) for place in range(len(self._parties)))
        return [same.setdefault(values, values) for values in told]


def _told(entity: Mapping[str, Any], name: str) -> Values:
    if name == "last_seen":
        return (entity[name],) if entity[name] is not None else ()
    if name == "referents":
        return tuple(entity[name])
    properties = {"genders": ("gender",), "names": tuple(wire()["asked"]["names"])}.get(
        name, (name.removeprefix("properties."),)
    )
    return tuple(dict.fromkeys(value for prop in properties for value in entity["properties"].get(prop, ())))
