"""Who owns how much of whom: shares as intervals, added up along every path, round every cycle.

Two readings of indirect ownership, which give different numbers and are both shown:

* the cascade of the sanctions rules: whoever is owned up to the threshold by listed owners counts as listed himself, and his
  holdings then count wholly (OFAC FAQ 401: half of A, which holds half of B, makes B blocked);
* the look-through share: what a listed owner has in the end, each step multiplied (half of a half is a quarter).
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Final

#: A share that is known to exist and of unknown size.
UNKNOWN: Final = (0.0, 100.0)
_EPSILON: Final = 1e-9


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """An owner's share of a thing, least and most per cent; `control` where the source says control and not ownership."""

    owner: str
    owned: str
    share: tuple[float, float] = UNKNOWN
    control: bool = False
    source: str = ""

    def __post_init__(self) -> None:
        low, high = self.share
        if not 0 <= low <= high <= 100:
            raise ValueError(f"a share needs 0 <= least <= most <= 100 per cent, not {low}..{high}")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """What listed owners, and those who count as listed through them, have of one thing.

    `low` and `high` are the aggregate per cent; `parts` are the direct owners that count, with what each is held to have.
    """

    node: str
    low: float
    high: float
    parts: tuple[tuple[str, tuple[float, float]], ...]
    control: tuple[str, ...] = ()


class Holdings:
    """Edges of ownership, made ready to be asked. Two statements about one holding are one holding: what both allow.

    `stated` holds the statements that contradict each other, with their sources, by owner and owned: no share is true to both,
    so all that either allows is reckoned with.
    """

    def __init__(self, edges: Iterable[Edge]) -> None:
        self.owners: dict[str, dict[str, tuple[float, float]]] = defaultdict(dict)
        self.controllers: dict[str, set[str]] = defaultdict(set)
        self.sources: dict[tuple[str, str], str] = {}
        self.stated: dict[tuple[str, str], tuple[tuple[tuple[float, float], str], ...]] = {}
        for edge in edges:
            if edge.owner == edge.owned:
                continue  # own shares carry no outside owner
            self.sources.setdefault((edge.owner, edge.owned), edge.source)
            if edge.control:
                self.controllers[edge.owned].add(edge.owner)
            else:
                self._hold(edge)

    def _hold(self, edge: Edge) -> None:
        held, pair = self.owners[edge.owned], (edge.owner, edge.owned)
        before = held.get(edge.owner)
        held[edge.owner] = _both(before, edge.share) if before is not None else edge.share
        if pair in self.stated or (before is not None and max(before[0], edge.share[0]) > min(before[1], edge.share[1])):
            first = ((before, self.sources[pair]),) if before is not None else ()
            self.stated[pair] = (*self.stated.get(pair, first), (edge.share, edge.source))

    def upstream(self, node: str) -> frozenset[str]:
        """All who own or control a thing, directly or not."""
        found: set[str] = set()
        open_ = [node]
        while open_:
            current = open_.pop()
            for owner in (*self.owners.get(current, ()), *self.controllers.get(current, ())):
                if owner not in found:
                    found.add(owner)
                    open_.append(owner)
        return frozenset(found - {node})

    def cascade(
        self, node: str, listed: Collection[str], *, threshold: float = 50.0, strict: bool = False, control: bool = False
    ) -> tuple[Owned, Mapping[str, Owned], Mapping[str, Owned]]:
        """What listed owners have of a thing by the cascade.

        Args:
            node: the thing asked about.
            listed: the listed owners.
            threshold: per cent from which the owned counts as listed too.
            strict: whether more than the threshold is needed.
            control: whether control counts as ownership does.

        Returns:
            The aggregate of the thing itself, those upstream of it that surely count as listed through their owners, and those
            that may, as far as the shares are known. Every round adds a thing or ends, so cycles end too.
        """
        within = self.upstream(node) | {node}
        sure = self._fixed_point(within, listed, threshold, strict, control, least=True)
        may = self._fixed_point(within, listed, threshold, strict, control, least=False)
        low = self._aggregate(node, {*listed, *sure}, control)
        high = self._aggregate(node, {*listed, *may}, control)
        own = Owned(node=node, low=low.low, high=max(low.low, high.high), parts=high.parts, control=high.control)
        return own, sure, may

    def look_through(self, node: str, listed: Collection[str]) -> tuple[float, float]:
        """What listed owners have in the end, least and most per cent, each step multiplied and cycles summed to their end."""
        within = (self.upstream(node) | {node}) - set(listed)
        bounds = []
        for bound in (0, 1):
            share = dict.fromkeys(within, 0.0)
            for _ in range(1000):
                moved = 0.0
                for each in within:
                    held = self.owners.get(each, {})
                    new = sum(s[bound] / 100 * (1.0 if o in listed else share.get(o, 0.0)) for o, s in held.items())
                    # What others surely hold for themselves is no listed owner's.
                    free = sum(s[0] / 100 * (1.0 - share.get(o, 0.0)) for o, s in held.items() if o not in listed)
                    new = min(1.0, new, max(0.0, 1.0 - free)) if bound else min(1.0, new)
                    moved = max(moved, abs(new - share[each]))
                    share[each] = new
                if moved < 1e-12:
                    break
            bounds.append(100.0 if node in listed else 100 * share[node])
        return bounds[0], max(bounds)  # statements that add up to more than the whole bound nothing

    def _fixed_point(
        self, within: frozenset[str], listed: Collection[str], threshold: float, strict: bool, control: bool, *, least: bool
    ) -> dict[str, Owned]:
        """Those that count as listed through their owners, by the least shares or by the most."""
        counted: dict[str, Owned] = {}
        changed = True
        while changed:
            changed = False
            for node in sorted(within - counted.keys() - set(listed)):
                owned = self._aggregate(node, {*listed, *counted}, control)
                share = owned.low if least else owned.high
                if reaches(share, threshold, strict) or (control and owned.control):
                    counted[node] = owned
                    changed = True
        return counted

    def _aggregate(self, node: str, counted: Collection[str], control: bool) -> Owned:
        held = self.owners.get(node, {})
        parts = tuple((owner, share) for owner, share in sorted(held.items()) if owner in counted)
        others = sum(share[0] for owner, share in held.items() if owner not in counted)
        low = min(100.0, sum(share[0] for _, share in parts))
        high = max(low, min(100.0 - min(100.0, others), sum(share[1] for _, share in parts)))
        controllers = tuple(sorted(self.controllers.get(node, set()) & set(counted))) if control else ()
        return Owned(node=node, low=low, high=high, parts=parts, control=controllers)


def reaches(share: float, threshold: float, strict: bool) -> bool:
    """Whether a share reaches the threshold, or exceeds it where more is needed."""
    return share > threshold + _EPSILON if strict else share >= threshold - _EPSILON


def _both(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    """What two statements about one holding both allow; where they contradict each other, all that either allows."""
    low, high = max(one[0], other[0]), min(one[1], other[1])
    return (low, high) if low <= high else (min(one[0], other[0]), max(one[1], other[1]))
