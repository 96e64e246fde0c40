"""The parties of the lists by entity id and by data set, and which of them a question leaves."""

from __future__ import annotations

import dataclasses
import threading
import weakref
from collections import Counter
from collections.abc import Sequence

from fastapi import Request
from fastapi.concurrency import run_in_threadpool

from enduse.party import Party
from enduse.screen import AskedList, Screener
from enduse.web.api.yente.columns import Columns, Values, datasets_of
from enduse.web.api.yente.entities import Entity, dataset_name, entity_id, entity_of, schema_of, seen, topics_of
from enduse.web.api.yente.texts import TextIndex
from enduse.web.api.yente.wire import wire
from enduse.web.current import current_of

_KEPT = 8192  # entities that stay made


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What of the lists a question is about: the data set of its path, and what its parameters leave in and out."""

    dataset: str
    include: frozenset[str] = frozenset()
    exclude: frozenset[str] = frozenset()
    exclude_schema: frozenset[str] = frozenset()
    exclude_ids: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    changed_since: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether nothing is left out."""
        plain = (self.include, self.exclude, self.exclude_schema, self.exclude_ids, self.topics)
        return self.dataset == "default" and not any(plain) and self.changed_since is None


class Shelf:
    """The parties of one screener, found by id, and told as entities."""

    def __init__(self, screener: Screener) -> None:
        self.screener = screener
        self.parties = screener.parties
        self._dated = {asked.name: asked.dated for asked in screener.lists}
        self._ids: dict[str, int] = {}
        self._referents: dict[str, int] = {}
        for place, party in enumerate(self.parties):
            self._ids[party.id] = place
            self._ids[entity_id(party)] = place
            for referent in party.details.get("referent", ()):
                self._referents[referent] = place
        self.counts = Counter(name for party in self.parties for name in datasets_of(party))
        self.measured = frozenset(dataset_name(party.list) for party in self.parties if party.designations)
        self._entities: dict[int, Entity] = {}
        self._columns = Columns(self.parties, self._made)
        self._texts: TextIndex | None = None
        self._lock = threading.Lock()

    @property
    def lists(self) -> tuple[AskedList, ...]:
        """The lists that the parties are of."""
        return self.screener.lists

    def knows(self, dataset: str) -> bool:
        """Whether there is such a data set."""
        return (
            dataset in wire()["collections"]
            or dataset in self.counts
            or any(dataset_name(a.name) == dataset for a in self.lists)
        )

    def place(self, id: str) -> int | None:
        """The place of an entity by its id."""
        return self._ids.get(id)

    def canonical(self, id: str) -> str | None:
        """The id of the entity that this other id is one of, None where there is none."""
        place = self._referents.get(id)
        return entity_id(self.parties[place]) if place is not None else None

    def entity(self, place: int) -> Entity:
        """The entity at a place; not to be changed."""
        found = self._entities.get(place)
        if found is None:
            found = self._made(place)
            if len(self._entities) >= _KEPT:
                self._entities.clear()
            self._entities[place] = found
        return found

    def _made(self, place: int) -> Entity:
        party = self.parties[place]
        entity = entity_of(party)
        dated = self._dated.get(party.list)
        if entity["last_seen"] is None and dated is not None:
            entity["last_seen"] = f"{dated.isoformat()}T00:00:00"
        return entity

    def column(self, name: str) -> Sequence[Values]:
        """The values of a field by the places of the parties."""
        return self._columns.column(name)

    def keeps(self, place: int, filters: Filters) -> bool:
        """Whether a question is about the party at a place."""
        if filters.is_open:
            return True
        party = self.parties[place]
        if not self._is_in_scope(party, filters):
            return False
        if filters.exclude_schema and schema_of(party) in filters.exclude_schema:
            return False
        if filters.exclude_ids and not filters.exclude_ids.isdisjoint(
            (party.id, entity_id(party), *party.details.get("referent", ()))
        ):
            return False
        if filters.topics and filters.topics.isdisjoint(topics_of(party)):
            return False
        if filters.changed_since is not None:
            changed = seen(party)[2]
            return changed is not None and changed >= filters.changed_since
        return True

    def _is_in_scope(self, party: Party, filters: Filters) -> bool:
        theirs = datasets_of(party)
        if filters.dataset == "sanctions":
            if dataset_name(party.list) not in self.measured:
                return False
        elif filters.dataset != "default" and filters.dataset not in theirs:
            return False
        if filters.include and not filters.include & wire()["collections"].keys() and filters.include.isdisjoint(theirs):
            return False
        return filters.exclude.isdisjoint(theirs)

    def texts(self) -> TextIndex:
        """The words of all parties, made ready when they are first asked for."""
        with self._lock:
            if self._texts is None:
                self._texts = TextIndex(self.parties)
            return self._texts


_shelves: weakref.WeakKeyDictionary[Screener, Shelf] = weakref.WeakKeyDictionary()
_making = threading.Lock()


async def shelf_for(request: Request) -> Shelf:
    """The shelf of the present lists, at once where it is ready."""
    lists = current_of(request).lists
    ready = lists.at_once()
    if ready is None:
        ready = await run_in_threadpool(lists.get)
    shelf = _shelves.get(ready.screener)
    return shelf if shelf is not None else await run_in_threadpool(shelf_of, ready.screener)


def shelf_of(screener: Screener) -> Shelf:
    """The shelf of a screener, made once."""
    with _making:
        shelf = _shelves.get(screener)
        if shelf is None:
            shelf = _shelves[screener] = Shelf(screener)
        return shelf
