"""The ownership rules: who counts as listed because listed parties own him, by whose rule, and with which arithmetic."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from rapidfuzz import fuzz, process

from enduse.names import compare_names
from enduse.party import Citation, Finding
from enduse.screen.facts import Facts
from enduse.screen.holdings import Edge, Holdings, Owned, reaches
from enduse.screen.owner_doubts import faults_of
from enduse.screen.owner_edges import Holding, name_key
from enduse.screen.rules import SURE, UNSURE, found, rule_citation
from enduse.shares import share_words

#: Of more names than this in the owner data, only the same one is looked for.
_MOST_NAMES: Final = 50_000
#: Likeness of letters, of 100, from which two names are compared.
_LETTERS: Final = 80
#: The day on which the EU Best Practices moved from more than 50 per cent to 50 per cent or more.
EU_FROM_FIFTY: Final = dt.date(2024, 7, 3)
_UK: Final = "UK, more than 50 per cent or control, each holder alone"
#: Ways of one owner that are shown, and the ways that are tried for them: owner data can be very tangled.
_MOST_WAYS: Final = 3
_MOST_TRIED: Final = 2_000
_NO_CONTROL: Final = "a share is not control, and control is not claimed here"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A listed owner: the entry's id, its caption, the rules for which it counts, and how sure it is that it is he.

    `standing` says how its listings stood on the day; `in_force` is False where none of them did, None where that is disputed;
    `is_dated` is whether the list says since when.
    `by_rule` has the id and caption of the entry that counts for a rule, where that is another, and `limited` the rules for
    which he counts by a listing alone that says less than the rule: sectoral sanctions limit some dealings and block none.
    """

    entry: str
    caption: str
    rules: frozenset[str]
    score: float = 1.0
    in_force: bool | None = True
    standing: str = ""
    by_rule: Mapping[str, tuple[str, str]] = dataclasses.field(default_factory=dict)
    limited: frozenset[str] = frozenset()
    is_dated: bool = True

    def under(self, rule: str) -> Listed:
        """The owner by the entry that counts for a rule."""
        entry, caption = self.by_rule.get(rule, (self.entry, self.caption))
        return dataclasses.replace(self, entry=entry, caption=caption, limited=self.limited & {rule})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """An ownership test as it stands on a day."""

    rule: str
    name: str
    strict: bool
    control: bool
    together: bool
    in_force: bool | None = True
    words: str = ""


#: Finds the list entry that an owner's id or name means, if any, as it stood on a day.
FindListed = Callable[[str, str, dt.date], Listed | None]


class OwnerScreen:
    """Holdings of all sources, and how their owners are looked up on the lists."""

    def __init__(self, holdings: Iterable[Holding], find: FindListed, facts: Facts) -> None:
        self._holdings = tuple(holdings)
        self._find = find
        self._facts = facts
        self._graphs: dict[dt.date, Holdings] = {}
        self.names: dict[str, str] = {}
        for holding in self._holdings:
            self.names.setdefault(holding.edge.owner, holding.owner)
            self.names.setdefault(holding.edge.owned, holding.owned)

    def screen(self, name: str, subject: str, day: dt.date, *, entries: Iterable[str] = ()) -> list[Finding]:
        """What the ownership rules say of a party.

        Args:
            name: the party's name.
            subject: the part of the shipment, for the findings.
            day: the day asked about.
            entries: ids of list entries that the party surely is.
        """
        if not self._holdings:
            return []
        graph = self._graph(day)
        findings: list[Finding] = []
        for node, likeness in self._nodes(name, entries).items():
            if not graph.upstream(node):
                continue
            listed = {}
            for owner in graph.upstream(node):
                entry = self._find(owner, self.names.get(owner, owner), day)
                if entry is not None:
                    listed[owner] = entry
            if listed and likeness < 1:
                listed = {o: dataclasses.replace(e, score=min(e.score, likeness)) for o, e in listed.items()}
            if listed:
                findings += self._tests(graph, node, listed, subject, day)
        return findings

    def _nodes(self, name: str, entries: Iterable[str]) -> dict[str, float]:
        """The things in the owner data that the party is, with how alike the names are; 1 where they are the same."""
        key = name_key(name)
        found = dict.fromkeys((*entries, key), 1.0)
        if key in self.names or not key or len(self.names) > _MOST_NAMES:
            return found
        for node in process.extract(key, list(self.names), scorer=fuzz.token_sort_ratio, score_cutoff=_LETTERS, limit=5):
            score = compare_names(name, self.names[node[0]], schema="Company").score
            if score >= SURE:
                found.setdefault(node[0], min(score, UNSURE))
        return found

    def _graph(self, day: dt.date) -> Holdings:
        if day not in self._graphs:
            self._graphs[day] = Holdings(h.edge for h in self._holdings if h.held_on(day))
        return self._graphs[day]

    def _tests(self, graph: Holdings, node: str, listed: Mapping[str, Listed], subject: str, day: dt.date) -> list[Finding]:
        findings = []
        for test in tests_on(day, self._facts):
            rule = test.rule.removeprefix("owner.")
            counted = {owner: entry.under(rule) for owner, entry in listed.items() if rule in entry.rules}
            groups = [counted] if test.together else [{owner: entry} for owner, entry in sorted(counted.items())]
            findings += [f for group in groups if group and (f := self._surest(graph, node, group, subject, test)) is not None]
        if not findings:
            findings += self._minority(graph, node, listed, subject)
        return findings

    def _surest(self, graph: Holdings, node: str, listed: Mapping[str, Listed], subject: str, test: Test) -> Finding | None:
        """By those owners alone that are surely listed on the day; failing that, with those of whom that is less sure."""
        told = None
        full = {owner: entry for owner, entry in listed.items() if not entry.limited}
        for owners, least, states in (
            (full, SURE, (True,)), (listed, SURE, (True,)), (listed, 0.0, (True,)), (listed, 0.0, (True, None)),
            (listed, 0.0, (True, None, False)),
        ):  # fmt: skip
            group = {o: entry for o, entry in owners.items() if entry.score >= least and entry.in_force in states}
            finding = self._test(graph, node, group, subject, test) if group else None
            if finding is not None and not finding.candidate:
                return finding
            told = told or finding
        return told

    def _test(self, graph: Holdings, node: str, listed: Mapping[str, Listed], subject: str, test: Test) -> Finding | None:
        _, sure, may = graph.cascade(node, listed, strict=test.strict, control=test.control)
        # Whoever owns it alone: what comes back to it round a cycle is its own.
        is_sure = node in sure
        if not is_sure and node not in may:
            return None
        shown = sure if is_sure else may
        owned = shown[node]
        look = graph.look_through(node, listed)
        weak = min(entry.score for entry in listed.values())
        in_force = _least_sure((test.in_force, *(entry.in_force for entry in listed.values())))
        sure_of_all = is_sure and weak >= SURE and in_force is True and not any(entry.limited for entry in listed.values())
        return found(
            test.rule, subject, self._words(owned, node, listed, test, is_sure),
            severity=None if sure_of_all else "note" if in_force is False else "review",
            party=self._name(node), entry=next(iter(listed.values())).entry,
            reasons=(
                *self._paths(graph, node, listed), *self._arithmetic(owned, shown, listed, test),
                f"multiplied through, listed owners have {share_words(*look)} in the end; the rule does not go by that",
                *((test.words,) if test.words and test.in_force is not False else ()),
            ),
            against=(*self._faults(graph, node, listed), *_against(listed, test, is_sure)),
            in_force=in_force, candidate=not is_sure, score=weak,
            citations=(rule_citation(test.rule), *(_cite(entry) for entry in listed.values())),
        )  # fmt: skip

    def _words(self, owned: Owned, node: str, listed: Mapping[str, Listed], test: Test, is_sure: bool) -> str:
        who = ", ".join(sorted({entry.caption for entry in listed.values()}))
        name = self._name(node)
        if owned.control and not _reached(owned, test, is_sure):
            return f"{name} is said to be controlled by {', '.join(self._name(c) for c in owned.control)} ({test.name})"
        needed = "more than 50 per cent" if test.strict else "50 per cent or more"
        return f"{name} {'is' if is_sure else 'may be'} owned {needed} by {who} ({test.name})"

    def _minority(self, graph: Holdings, node: str, listed: Mapping[str, Listed], subject: str) -> list[Finding]:
        look = graph.look_through(node, listed)
        if look[1] <= 0:
            return []
        low = sum(graph.owners[node][o][0] for o in graph.owners[node] if o in listed)
        high = sum(graph.owners[node][o][1] for o in graph.owners[node] if o in listed)
        direct = share_words(min(low, 100.0), min(high, 100.0))
        who = ", ".join(sorted({entry.caption for entry in listed.values()}))
        one = len({entry.caption for entry in listed.values()}) == 1
        return [
            found(
                "owner.minority", subject,
                f"{who} {'has' if one else 'have'} a share in {self._name(node)} that reaches no threshold of a rule in force",
                party=self._name(node), entry=next(iter(listed.values())).entry,
                reasons=(
                    *self._paths(graph, node, listed), f"directly {direct}, multiplied through {share_words(*look)}",
                ),
                against=(
                    _NO_CONTROL, *self._faults(graph, node, listed),
                    *dict.fromkeys(e.standing for e in listed.values() if e.in_force is not True),
                ),
                citations=(rule_citation("owner.minority"), *(_cite(entry) for entry in listed.values())),
            )
        ]  # fmt: skip

    def _arithmetic(self, owned: Owned, counted: Mapping[str, Owned], listed: Mapping[str, Listed], test: Test) -> list[str]:
        """The sums, from the thing asked about up to the listed owners."""
        lines = []
        open_, seen = [owned], {owned.node}
        while open_:
            current = open_.pop(0)
            if current.parts:
                summands = " + ".join(f"{share_words(*share)} ({self._name(owner)})" for owner, share in current.parts)
                sign = ">" if test.strict else ">="
                lines.append(f"{self._name(current.node)}: {summands} = {_total(current)}, needed {sign} 50 %")
            for owner, _ in current.parts:
                if owner not in listed and owner in counted and owner not in seen:
                    seen.add(owner)
                    open_.append(counted[owner])
        return lines

    def _paths(self, graph: Holdings, node: str, listed: Mapping[str, Listed]) -> list[str]:
        """The ways down from each listed owner, the shortest first; of very many the first."""
        paths = []
        for owner in sorted(listed):
            for way in itertools.islice(_ways(graph, owner, node), _MOST_WAYS):
                steps = self._name(owner)
                for above, below in itertools.pairwise(way):
                    share = graph.owners.get(below, {}).get(above)
                    steps += f" -[{share_words(*share) if share else 'control'}]-> {self._name(below)}"
                paths.append(steps)
        return paths

    def _faults(self, graph: Holdings, node: str, listed: Mapping[str, Listed]) -> Iterator[str]:
        """What is wrong with the owner data on the ways that are shown."""
        ways = (way for owner in sorted(listed) for way in itertools.islice(_ways(graph, owner, node), _MOST_WAYS))
        return faults_of(graph, (step for way in ways for step in itertools.pairwise(way)), self._name)

    def _name(self, node: str) -> str:
        return self.names.get(node, node)


def tests_on(day: dt.date, facts: Facts) -> tuple[Test, ...]:
    """The ownership tests as they stand on a day."""
    fifty_or_more = day >= EU_FROM_FIFTY
    eu = "EU, 50 per cent or more or control" if fifty_or_more else "EU, more than 50 per cent or control"
    affiliates = facts.measures["us-affiliates"]
    state, period = affiliates.on(day)
    in_force: bool | None = {"in force": True, "disputed": None}.get(state, False)
    if state == "disputed" and period is not None:
        words = period.disputed
    else:
        words = {
            "in force": f"the rule was in force on {day}",
            "not yet": "the rule came into force on 2025-09-29, after the day asked about",
            "lapsed": f"the rule was suspended on {day} (2025-11-10 to 2026-11-09)",
        }[state]
    return (
        Test(rule="owner.ofac", name="OFAC's 50 Percent Rule", strict=False, control=False, together=True),
        Test(rule="owner.eu", name=eu, strict=not fifty_or_more, control=True, together=True),
        Test(rule="owner.uk", name=_UK, strict=True, control=True, together=False),
        Test(
            rule="owner.bis", name="BIS Affiliates Rule", strict=False, control=False, together=True, in_force=in_force,
            words=words,
        ),
    )  # fmt: skip


def _cite(entry: Listed) -> Citation:
    return Citation(kind="entry", id=entry.entry, words=entry.caption, source=entry.entry.partition(":")[0])


def _reached(owned: Owned, test: Test, is_sure: bool) -> bool:
    return reaches(owned.low if is_sure else owned.high, 50.0, test.strict)


def _least_sure(states: Iterable[bool | None]) -> bool | None:
    """False where one is, else None where one is."""
    told = set(states)
    return False if False in told else None if None in told else True


def _against(listed: Mapping[str, Listed], test: Test, is_sure: bool) -> Iterator[str]:
    """What speaks against: doubtful names and listings, shares that are not known, and whose word the shares are."""
    weak = min(entry.score for entry in listed.values())
    if weak < SURE:
        yield f"that these are the parties of the list and of the owner data is itself a match of {weak:.2f}"
    yield from dict.fromkeys(e.standing for e in listed.values() if e.in_force is not True or not e.is_dated)
    if test.in_force is False:
        yield test.words
    yield from (f"the listing of {e.caption} limits some dealings and does not block" for e in listed.values() if e.limited)
    if not is_sure:
        yield "the least that the shares allow does not reach it"
    yield "the shares are as the owner data has them; they were not checked here, and they change"


def _total(owned: Owned) -> str:
    """What the summands come to; more than the whole is told, as it is a fault of the data."""
    told = sum(share[0] for _, share in owned.parts)
    if told > 100:
        return f"{told:.4g} %, more than the whole"
    return share_words(owned.low, owned.high)


def _ways(graph: Holdings, top: str, node: str) -> Iterator[list[str]]:
    """The ways down from an owner to a thing that pass nothing twice, the shortest first."""
    open_ = deque([[node]])
    tried = 0
    while open_ and tried < _MOST_TRIED:
        way = open_.popleft()
        tried += 1
        if way[0] == top:
            yield way
            continue
        owners = sorted({*graph.owners.get(way[0], ()), *graph.controllers.get(way[0], ())} - {*way})
        open_.extend([owner, *way] for owner in owners)


__all__ = ["EU_FROM_FIFTY", "Edge", "FindListed", "Listed", "OwnerScreen", "Test", "tests_on"]
