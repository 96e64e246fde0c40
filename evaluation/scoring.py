"""Readings against gold: precision, recall and F1 of flattened statements, and how often the other fields are right.

Every statement is flattened into one key for each combination of its actors and items: kind, first actor, second actor, and
category or kind of measure. An actor left open is `?`, and `?` in the gold agrees with any actor. Core figures compare the keys
of each document as sets; full figures ask for the stage as well. The other fields are judged on the keys that agree.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from enduse.model import Quantity, Statement
from enduse.rows import ROLES

Key = tuple[str, ...]
Readings = Mapping[str, Sequence[Statement]]
_OPEN = "?"
_NO_TIME = (None, None)


@dataclasses.dataclass(frozen=True, slots=True)
class Counts:
    """How many keys agree, were read, and are in the gold."""

    hits: int = 0
    read: int = 0
    gold: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.hits + other.hits, self.read + other.read, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Share of what was read that is in the gold; 0 where nothing was read."""
        return self.hits / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was read."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return 2 * self.hits / (self.read + self.gold) if self.hits else 0.0


@dataclasses.dataclass(frozen=True, slots=True)
class Score:
    """The figures of one set. `false_alarms` counts the statements read from documents that hold none."""

    documents: int
    core: Counts
    full: Counts
    kinds: Mapping[str, Counts]
    fields: Mapping[str, Counts]
    false_alarms: int

    def figures(self) -> dict[str, float]:
        """The figures by name, as floors are kept: shares from 0 to 1, and the count of false alarms."""
        shares = {
            "core F1": self.core.f1,
            "core precision": self.core.precision,
            "core recall": self.core.recall,
            "full F1": self.full.f1,
            **{field: counts.recall for field, counts in self.fields.items()},
        }
        return {**{name: round(share, 4) for name, share in shares.items()}, "false alarms": self.false_alarms}


@dataclasses.dataclass(frozen=True, slots=True)
class _Details:
    """What of a statement is judged beside its key."""

    stage: str
    status: str
    certainty: str
    quantity: tuple[int | None, ...] | None
    when: tuple[dt.date | None, dt.date | None]
    speaker: frozenset[str]


def score(gold: Readings, read: Readings) -> Score:
    """Score readings by the names of their documents; what was read from other documents does not count.

    Args:
        gold: the statements of every document of the set, none for a near-miss.
        read: the statements that a reader found.
    """
    core, full = Counts(), Counts()
    kinds: dict[str, Counts] = defaultdict(Counts)
    fields: dict[str, Counts] = {}
    for name, wanted_statements in gold.items():
        wanted, found = _flatten(wanted_statements), _flatten(read.get(name, ()))
        pairs = match(set(wanted), set(found))
        core += Counts(len(pairs), len(found), len(wanted))
        full += _count(_staged(wanted), _staged(found))
        of_kind = [Counter(key[0] for key in keys) for keys in (pairs, found, wanted)]
        for kind in {**of_kind[1], **of_kind[2]}:
            kinds[kind] += Counts(*(counter[kind] for counter in of_kind))
        for key, other in pairs.items():
            for field, right in _judge(wanted[key], found[other]).items():
                fields[field] = fields.get(field, Counts()) + Counts(right, 1, 1)
    false_alarms = sum(len(read.get(name, ())) for name, statements in gold.items() if not statements)
    return Score(len(gold), core, full, dict(sorted(kinds.items())), dict(sorted(fields.items())), false_alarms)


def match(gold: set[Key], read: set[Key]) -> dict[Key, Key]:
    """Pair the keys that agree, one to one, equal ones first; open actors of the gold take what is left."""
    pairs = {key: key for key in gold & read}
    free = sorted(read - gold)
    for key in sorted(gold - read):
        agreeing = next((other for other in free if _agrees(key, other)), None)
        if agreeing is not None:
            pairs[key] = agreeing
            free.remove(agreeing)
    return pairs


def _agrees(gold: Key, read: Key) -> bool:
    return all(g == r or (g == _OPEN and place in (1, 2)) for place, (g, r) in enumerate(zip(gold, read, strict=True)))


def _count(gold: set[Key], read: set[Key]) -> Counts:
    return Counts(len(match(gold, read)), len(read), len(gold))


def _staged(keys: Mapping[Key, Sequence[_Details]]) -> set[Key]:
    return {(*key, details.stage) for key, several in keys.items() for details in several}


def _flatten(statements: Iterable[Statement]) -> dict[Key, list[_Details]]:
    keys: dict[Key, list[_Details]] = defaultdict(list)
    for statement in statements:
        one, two = (_actors(getattr(statement, role)) for role in ROLES[statement.kind])
        things: list[tuple[str, Quantity | None]] = [(item.category, item.quantity) for item in statement.items]
        if statement.kind == "measure":
            things = [(statement.measure or _OPEN, None)]
        for a, b, (category, quantity) in itertools.product(one, two, things or [(_OPEN, None)]):
            keys[statement.kind, a, b, category].append(_details(statement, quantity))
    return keys


def _actors(names: Sequence[str]) -> list[str]:
    return [name.casefold().removeprefix("the ").strip() for name in names] or [_OPEN]


def _details(statement: Statement, quantity: Quantity | None) -> _Details:
    credit = (statement.attribution.speaker, statement.attribution.organisation)
    numbers = (quantity.low, quantity.high, quantity.value_low) if quantity is not None else ()
    return _Details(
        stage=statement.stage,
        status=statement.status,
        certainty=statement.certainty,
        quantity=numbers if any(n is not None for n in numbers) else None,
        when=_NO_TIME if statement.when is None else (statement.when.first, statement.when.last),
        speaker=frozenset(name.casefold() for name in credit if name),
    )


def _judge(gold: Sequence[_Details], read: Sequence[_Details]) -> dict[str, bool]:
    """Which fields of a key are right: any reading of it may agree with any statement; a field without a value is not asked."""
    judged = {}
    for field in ("status", "certainty", "quantity", "speaker"):
        wanted = [value for details in gold if (value := getattr(details, field))]
        found = [value for details in read if (value := getattr(details, field))]
        if wanted:
            judged[field] = any(_same(w, f) for w in wanted for f in found)
    if any(details.when != _NO_TIME for details in gold):
        # Here an undated reading is right where one of several statements of the key is undated.
        judged["when"] = any(w.when == f.when for w in gold for f in read)
    return judged


def _same(wanted: object, found: object) -> bool:
    if isinstance(wanted, frozenset) and isinstance(found, frozenset):  # names of speakers: one within the other will do
        return any(a in b or b in a for a in wanted for b in found)
    return wanted == found
