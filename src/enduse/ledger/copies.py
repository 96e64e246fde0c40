"""Copies and light rewrites of one story, found among reports that share words and appeared within days of each other."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from enduse.ledger.changes import Table
from enduse.ledger.likely import Order, Undated, near_ones, place_of
from enduse.ledger.prose import Prose, are_copies, prose_of
from enduse.model import Document

Tie = tuple[str, str]


def find_copies(documents: Iterable[Document]) -> list[tuple[str, ...]]:
    """Find the reports that are copies or light rewrites of one story.

    Args:
        documents: reports as read; their furniture is passed over.

    Returns:
        One tuple of document names for each story told more than once, the original (the earliest) first. The order of the
        documents does not matter.
    """
    return Stories().changed({d.name: d for d in documents}).all()


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Story:
    """Reports of one story, the original first, and the ties by which they hang together, in the order of the later ones."""

    names: tuple[str, ...]
    ties: tuple[Tie, ...]

    def until(self, known: Collection[str]) -> list[tuple[str, ...]]:
        """The stories told more than once when only the reports until some day were known.

        Later reports tie nothing that was not tied before, but may tie two stories to one.
        """
        names = [name for name in self.names if name in known]
        if len(names) == len(self.names):
            return [self.names]
        return [story.names for story in _stories(names, [tie for tie in self.ties if tie[1] in known])]


class Stories:
    """The stories told more than once; with one report more or less, only what is near it is compared again.

    Attributes:
        told: the story of each report that shares one, by the report's name.
        moved: the reports whose story may be another, or told by others, than in the state before.
    """

    def __init__(self) -> None:
        self.told = Table[str, Story]()
        self.moved: frozenset[str] = frozenset()
        self._documents = Table[str, Document]()
        self._triples = Table[str, Sequence[int]]()
        self._order = Order()
        self._undated = Undated()
        self._likely = Table[str, tuple[str, ...]]()
        self._compared = Table[str, dict[str, bool]]()

    def all(self, known: Collection[str] | None = None) -> list[tuple[str, ...]]:
        """The names of the reports of each story, the original first; as told by the reports until some day, where known."""
        stories = {*self.told.values()}
        return sorted(names for story in stories for names in ([story.names] if known is None else story.until(known)))

    def changed(self, reports: Mapping[str, Document | None]) -> Stories:
        """The stories after some reports came, changed, or went (None); the earlier state stays as it was."""
        after = Stories()
        after._documents = self._documents.changed(reports)
        proses = _Proses(after._documents)
        come = {place_of(d): proses[d.name].triples for d in reports.values() if d is not None}
        gone = {place_of(d): self._triples[name] for name in reports if (d := self._documents.get(name)) is not None}
        after._order = self._order.changed(gone.keys(), come.keys())
        after._triples = self._triples.changed(dict.fromkeys(reports) | {name: own for (_, name), own in come.items()})
        likely = dict(near_ones([day for day, _ in [*gone, *come]], after._order, after._triples))
        samples = {d.name: proses[d.name].sample for d in reports.values() if d is not None and d.published is None}
        after._undated, undated = self._undated.changed(gone, come, samples, after._order, after._triples)
        likely |= undated
        touched = [n for n, few in likely.items() if few != self._likely.get(n) or not reports.keys().isdisjoint((n, *few))]
        after._likely = self._likely.changed(dict.fromkeys(reports) | likely)
        after._tie(self, reports.keys(), touched, proses)
        return after

    def _tie(self, before: Stories, changed: Collection[str], touched: Iterable[str], proses: _Proses) -> None:
        """Tie anew what hangs together with the reports that changed, and with those that may be copies of others now."""
        near = {*changed, *touched, *(earlier for name in touched for earlier in self._likely[name])}
        near |= {name for story in {before.told[n] for n in near & before.told.keys()} for name in story.names}
        there = sorted(near & self._documents.keys(), key=lambda name: place_of(self._documents[name]))
        compared: dict[str, dict[str, bool]] = {}
        ties: list[Tie] = []
        leaders = _Leaders(there)
        for later in there:
            likely = self._likely[later]
            told = before._compared.get(later, {}) if later not in changed else {}
            compared[later] = {n: told[n] for n in likely if n in told and n not in changed}
            for earlier in likely:
                if earlier not in near or leaders.are_tied((earlier, later)):
                    continue
                if earlier not in compared[later]:
                    compared[later][earlier] = are_copies(proses[earlier], proses[later])
                if compared[later][earlier]:
                    leaders.tie((earlier, later))
                    ties.append((earlier, later))
        self._compared = before._compared.changed(dict.fromkeys(near) | compared)
        self.told = before.told.changed(dict.fromkeys(near) | {n: s for s in _stories(there, ties) for n in s.names})
        self.moved = frozenset(near)


class _Proses(dict[str, Prose]):
    """The own prose of the reports that are asked for."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        super().__init__()
        self._documents = documents

    def __missing__(self, name: str) -> Prose:
        self[name] = prose_of(self._documents[name])
        return self[name]


class _Leaders:
    """Which reports hang together: each leads to the first of its story."""

    def __init__(self, names: Iterable[str]) -> None:
        self._leader = {name: name for name in names}

    def find(self, name: str) -> str:
        leader = self._leader
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    def are_tied(self, tie: Tie) -> bool:
        return self.find(tie[0]) == self.find(tie[1])

    def tie(self, tie: Tie) -> None:
        self._leader[self.find(tie[1])] = self.find(tie[0])


def _stories(names: Sequence[str], ties: Iterable[Tie]) -> list[Story]:
    """The stories of more than one of some reports, given in order."""
    leaders = _Leaders(names)
    tied: dict[str, list[Tie]] = defaultdict(list)
    told: dict[str, list[str]] = defaultdict(list)
    held = list(ties)
    for tie in held:
        leaders.tie(tie)
    for tie in held:
        tied[leaders.find(tie[0])].append(tie)
    for name in names:
        told[leaders.find(name)].append(name)
    return [Story(names=tuple(found), ties=tuple(tied[leader])) for leader, found in told.items() if len(found) > 1]
