"""The transfers of a day laid out in columns, so that counting, choosing and sorting many of them takes a moment."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import compress
from typing import Final

from enduse.model import CATEGORIES, STAGES, Transfer
from enduse.wanted import is_wanted
from enduse.web.kept import Kept
from enduse.web.ledger import Known
from enduse.web.pages import words

#: Fields that a question may give several values, and what a transfer has there.
FACETS: Final[Mapping[str, Callable[[Transfer], str]]] = {
    "supplier": lambda t: t.supplier or words.UNKNOWN,
    "recipient": lambda t: t.recipient or words.UNKNOWN,
    "category": lambda t: t.category,
    "status": lambda t: t.status,
    "year": lambda t: (t.last_reported or words.UNKNOWN)[:4],
    "disputed": lambda t: "yes" if t.denied or t.conflicts else "no",
    "sources": lambda t: "several" if t.sources > 1 else "one",
}
_STEPS: Final = tuple(STAGES["transfer"])
#: All values of the fields that have no others: a slip in one must not read as "nothing on record".
CLOSED: Final[Mapping[str, Collection[str]]] = {
    "category": CATEGORIES, "status": _STEPS, "disputed": ("yes", "no"), "sources": ("several", "one"),
}  # fmt: skip
ORDERS: Final[Mapping[str, Callable[[Transfer], tuple[object, ...]]]] = {
    "supplier": lambda t: (words.actor(t.supplier),),
    "recipient": lambda t: (words.actor(t.recipient),),
    "category": lambda t: (t.category, t.designation or ""),
    "number": lambda t: ((t.quantity.low or t.quantity.high or 0) if t.quantity is not None else -1,),
    "status": lambda t: (_STEPS.index(t.status),),
    "first": lambda t: (t.first_reported or "",),
    "last": lambda t: (t.last_reported or "",),
    "sources": lambda t: (t.sources,),
    "conflicts": lambda t: (len(t.conflicts),),
}
Mask = Sequence[bool]


class Columns:
    """Each facet's value of every transfer, and the orders of all of them that were asked for."""

    def __init__(self, transfers: Sequence[Transfer]) -> None:
        self._transfers = transfers
        self._values = {name: list(map(value_of, transfers)) for name, value_of in FACETS.items()}
        self._kept = Kept(2 * len(ORDERS) + 16)

    def wanted(self, item: str | None, since: dt.date | None) -> Mask:
        """Which transfers are of an item and were still reported on a day or later."""
        if item is None and since is None:
            return [True] * len(self._transfers)
        return self._kept.get((item, since), lambda: [is_wanted(t, item=item, since=since) for t in self._transfers])

    def choose(self, mask: Mask, chosen: Mapping[str, Sequence[str]]) -> Mask:
        """Which of the transfers of a mask have one of the values chosen of each facet."""
        for name, values in chosen.items():
            asked = frozenset(values)
            mask = [is_in and value in asked for is_in, value in zip(mask, self._values[name], strict=True)]
        return mask

    def count(self, name: str, mask: Mask) -> Counter[str]:
        """How many transfers of a mask have each value of a facet."""
        return Counter(compress(self._values[name], mask))

    def ordered(self, mask: Mask, sort: str, *, descending: bool) -> list[Transfer]:
        """The transfers of a mask in an order; those that are equal in it stay in the ledger's."""
        order = self._kept.get((sort, descending), lambda: self._order(sort, descending=descending))
        return [self._transfers[place] for place in order if mask[place]]

    def _order(self, sort: str, *, descending: bool) -> list[int]:
        keys = list(map(ORDERS[sort], self._transfers))
        return sorted(range(len(keys)), key=keys.__getitem__, reverse=descending)


def columns(known: Known) -> Columns:
    """The columns of a day, laid out once."""
    return known.kept.get("columns", lambda: Columns(known.transfers))
