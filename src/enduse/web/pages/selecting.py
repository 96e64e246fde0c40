"""The transfers that a page is about: of two states, of a party, of an item, of a programme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from enduse.model import Statement, Transfer
from enduse.web.ledger import Ledger
from enduse.web.pages import words


def between(transfers: Iterable[Transfer], one: str, other: str) -> list[Transfer]:
    """Those from one party to another, one way."""
    return [t for t in transfers if (t.supplier, t.recipient) == (one, other)]


def of_party(transfers: Iterable[Transfer], name: str) -> list[Transfer]:
    """Those in which a party supplies or receives."""
    return [t for t in transfers if name in (t.supplier, t.recipient)]


def of_item(transfers: Iterable[Transfer], category: str, designation: str | None) -> list[Transfer]:
    """Those of a category, or of one system of it."""
    return [t for t in transfers if t.category == category and designation in (None, t.designation)]


def general(transfers: Iterable[Transfer]) -> list[Transfer]:
    """The general rows alone, each of which holds the statements of its systems: nothing is counted twice."""
    return [t for t in transfers if t.designation is None]


def pairs(transfers: Iterable[Transfer]) -> list[tuple[str, str, int, int]]:
    """Pairs of states with how many transfers go each way, the pair with most first."""
    counts: Counter[tuple[str, str]] = Counter()
    for t in transfers:
        if t.supplier is not None and t.recipient is not None and words.is_state(t.supplier) and words.is_state(t.recipient):
            counts[t.supplier, t.recipient] += 1
    found = {tuple(sorted(pair, key=lambda code: (-counts[code, _other(pair, code)], code))) for pair in counts}
    told = [(one, other, counts[one, other], counts[other, one]) for one, other in found]
    return sorted(told, key=lambda row: (-(row[2] + row[3]), row[0], row[1]))


def statements_on(ledger: Ledger, kind: str, names: Iterable[str]) -> list[Statement]:
    """Statements of a kind (measure, use) in which one of the parties has a part."""
    asked = {*names}
    return [s for s in ledger.by_kind.get(kind, ()) if asked & {*s.imposer, *s.target, *s.user, *s.against}]


def conflicts_of(transfers: Sequence[Transfer]) -> list[Transfer]:
    """Those of the transfers that are denied or in conflict."""
    return [t for t in transfers if t.conflicts or t.denied]


def _other(pair: tuple[str, str], code: str) -> str:
    return pair[1] if pair[0] == code else pair[0]
