"""The ownership rules: who counts as listed because listed parties own him, by whose rule, and with which arithmetic."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from rapidfuzz import fuzz, process

from enduse.names import compare_names
from enduse.party import Citation, Finding
from enduse.screen.facts import Facts
from enduse.screen.holdings import Edge, Holdings, Owned, reaches
from enduse.screen.owner_edges import Holding, name_key
from enduse.screen.rules import found, rule_citation

#: From here a match of names is taken for the listed party itself.
SURE: Final = 0.85
#: Of more names than this in the owner data, only the same one is looked for.
_MOST_NAMES: Final = 50_000
#: Likeness of letters, of 100, from which two names are compared.
_LETTERS: Final = 80
#: What a name in other letters counts for at most: below `SURE`, so that a person looks first.
_LIKE: Final = 0.84
#: The day on which the EU Best Practices moved from more than 50 per cent to 50 per cent or more.
EU_FROM_FIFTY: Final = dt.date(2024, 7, 3)
_UK: Final = "UK, more than 50 per cent or control, each holder alone"
_NO_CONTROL: Final = "a share is not control, and control is not claimed here"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A listed owner: the entry's id, its caption, the rules for which it counts, and how sure it is that it is he."""

    entry: str
    caption: str
    rules: frozenset[str]
    score: float = 1.0


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


#: Finds the list entry that an owner's name or id means, if any.
FindListed = Callable[[str, str], Listed | None]


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
                entry = self._find(owner, self.names.get(owner, owner))
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
                found.setdefault(node[0], min(score, _LIKE))
        return found

    def _graph(self, day: dt.date) -> Holdings:
        if day not in self._graphs:
            self._graphs[day] = Holdings(h.edge for h in self._holdings if h.held_on(day))
        return self._graphs[day]

    def _tests(self, graph: Holdings, node: str, listed: Mapping[str, Listed], subject: str, day: dt.date) -> list[Finding]:
        findings = []
        met = False
        for test in tests_on(day, self._facts):
            counted = {owner: entry for owner, entry in listed.items() if test.rule.removeprefix("owner.") in entry.rules}
            if not counted:
                continue
            groups = [counted] if test.together else [{owner: entry} for owner, entry in sorted(counted.items())]
            for group in groups:
                finding = self._surest(graph, node, group, subject, test)
                if finding is not None:
                    findings.append(finding)
                    met = met or not finding.candidate
        if not met:
            findings += self._minority(graph, node, listed, subject)
        return findings

    def _surest(self, graph: Holdings, node: str, listed: Mapping[str, Listed], subject: str, test: Test) -> Finding | None:
        """By those owners alone that are surely listed; failing that, with those whose names are only like a listed one."""
        sure = {owner: entry for owner, entry in listed.items() if entry.score >= SURE}
        finding = self._test(graph, node, sure, subject, test) if sure else None
        if finding is not None and not finding.candidate:
            return finding
        return self._test(graph, node, listed, subject, test) or finding

    def _test(self, graph: Holdings, node: str, listed: Mapping[str, Listed], subject: str, test: Test) -> Finding | None:
        _, sure, may = graph.cascade(node, listed, strict=test.strict, control=test.control)
        # Whoever owns it alone: what comes back to it round a cycle is its own.
        is_sure = node in sure
        if not is_sure and node not in may:
            return None
        shown = sure if is_sure else may
        owned = shown[node]
        arithmetic = self._arithmetic(owned, shown, listed, test)
        look = graph.look_through(node, listed)
        who = ", ".join(sorted({entry.caption for entry in listed.values()}))
        words = f"{'owned' if is_sure else 'it cannot be ruled out that it is owned'} up to the threshold by {who}: {test.name}"
        if owned.control and not _reached(owned, test, is_sure):
            words = f"said to be controlled by {', '.join(self._name(c) for c in owned.control)}: {test.name}"
        weak = min(entry.score for entry in listed.values())
        against = (
            ()
            if weak >= SURE
            else (f"that these are the parties of the list and of the owner data is itself a match of {weak:.2f}",)
        )
        return found(
            test.rule, subject, words,
            severity=None if is_sure and weak >= SURE and test.in_force else "review" if test.in_force is not False else "note",
            party=self._name(node), entry=next(iter(listed.values())).entry,
            reasons=(
                *self._paths(graph, node, listed), *arithmetic,
                f"multiplied through, listed owners have {_interval(*look)} in the end; the rule does not go by that",
                *((test.words,) if test.words else ()),
            ),
            against=against, in_force=test.in_force, candidate=not is_sure, score=weak,
            citations=(
                rule_citation(test.rule),
                *(_cite(entry) for entry in listed.values()),
            ),
        )  # fmt: skip

    def _minority(self, graph: Holdings, node: str, listed: Mapping[str, Listed], subject: str) -> list[Finding]:
        look = graph.look_through(node, listed)
        if look[1] <= 0:
            return []
        low = sum(graph.owners[node][o][0] for o in graph.owners[node] if o in listed)
        high = sum(graph.owners[node][o][1] for o in graph.owners[node] if o in listed)
        who = ", ".join(sorted({entry.caption for entry in listed.values()}))
        return [
            found(
                "owner.minority", subject, f"{who} has a share below the threshold of any rule",
                party=self._name(node), entry=next(iter(listed.values())).entry,
                reasons=(
                    *self._paths(graph, node, listed),
                    f"directly {_interval(min(low, 100.0), min(high, 100.0))}, multiplied through {_interval(*look)}",
                ),
                against=(_NO_CONTROL,),
                citations=(rule_citation("owner.minority"),),
            )
        ]  # fmt: skip

    def _arithmetic(self, owned: Owned, counted: Mapping[str, Owned], listed: Mapping[str, Listed], test: Test) -> list[str]:
        """The sums, from the thing asked about up to the listed owners."""
        lines = []
        open_, seen = [owned], {owned.node}
        while open_:
            current = open_.pop(0)
            if current.parts:
                summands = " + ".join(f"{_interval(*share)} ({self._name(owner)})" for owner, share in current.parts)
                sign = ">" if test.strict else ">="
                total = _interval(current.low, current.high)
                lines.append(f"{self._name(current.node)}: {summands} = {total}, needed {sign} 50 %")
            for owner, _ in current.parts:
                if owner not in listed and owner in counted and owner not in seen:
                    seen.add(owner)
                    open_.append(counted[owner])
        return lines

    def _paths(self, graph: Holdings, node: str, listed: Mapping[str, Listed]) -> list[str]:
        """One shortest way down from each listed owner."""
        paths = []
        for owner in sorted(listed):
            way = _way(graph, owner, node)
            if not way:
                continue
            steps = self._name(owner)
            for above, below in itertools.pairwise(way):
                share = graph.owners.get(below, {}).get(above)
                steps += f" -[{_interval(*share) if share else 'control'}]-> {self._name(below)}"
            paths.append(steps)
        return paths

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


def _interval(low: float, high: float) -> str:
    if abs(low - high) < 1e-6:
        return f"{low:.4g} %"
    return f"{low:.4g} to {high:.4g} %"


def _way(graph: Holdings, top: str, node: str) -> list[str]:
    """The shortest way down from an owner to a thing."""
    before: dict[str, str] = {}
    open_, seen = [node], {node}
    while open_:
        current = open_.pop(0)
        for owner in sorted({*graph.owners.get(current, ()), *graph.controllers.get(current, ())}):
            if owner in seen:
                continue
            before[owner] = current
            if owner == top:
                way = [owner]
                while way[-1] != node:
                    way.append(before[way[-1]])
                return way
            seen.add(owner)
            open_.append(owner)
    return []


__all__ = ["EU_FROM_FIFTY", "Edge", "FindListed", "Listed", "OwnerScreen", "Test", "tests_on"]
