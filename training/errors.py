"""What a reader got wrong, each error once and by its cause: the first step of the reading that went astray."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from evaluation.scoring import Key, match, score

from enduse.model import Statement
from enduse.rows import ROLES, statement_row
from training.examples import align
from training.places import same_actor
from training.readings import Report, by_key

NO_ITEM = "missed candidate: no item or measure word"
NO_ACTOR = "missed candidate: actor not found"
MISSED = "wrong decision: not read"
INVENTED = "wrong decision: nothing stated"
MERGED = "merged or split"
ONE_SIDE = "wrong role: one side"
BOTH_SIDES = "wrong role: both sides"
CATEGORY = "wrong category"
#: Of keys that agree: a wrong field beside them.
FIELDS = ("status", "certainty", "quantity", "when", "speaker")
CAUSES = (NO_ITEM, NO_ACTOR, MISSED, INVENTED, MERGED, ONE_SIDE, BOTH_SIDES, CATEGORY, *FIELDS)
Keyed = Mapping[Key, Sequence[Statement]]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """One error: `quote` is the gold's, or the reading's where the gold has nothing; `gold` or `read` is None where nothing
    is."""

    document: str
    quote: str
    gold: str | None
    read: str | None
    cause: str

    def row(self) -> dict[str, str | None]:
        """The error as a line of `errors.jsonl`."""
        return dataclasses.asdict(self)


def find_errors(report: Report) -> Iterator[Error]:
    """The errors in the reading of one report.

    Keys that agree may err in a field. A key of the gold and one of the reading that overlap in the text and agree in a part
    are one error; what is left on either side is missed or invented, unless it shares its clause with another statement.
    """
    gold, read = by_key(report.gold), by_key(report.read)
    agreed = match(set(gold), set(read))
    for wanted, found in sorted(agreed.items()):
        yield from _field_errors(report.name, gold[wanted], read[found])
    lost = {key: gold[key] for key in sorted(set(gold) - set(agreed))}
    spare = {key: read[key] for key in sorted(set(read) - set(agreed.values()))}
    for wanted, found in _alike(lost, spare):
        cause = _no_candidate(report, wanted, lost[wanted]) or _difference(wanted, found, gold, read)
        yield _error(report.name, cause, lost.pop(wanted), spare.pop(found))
    for key, statements in lost.items():
        cause = _no_candidate(report, key, statements) or _leftover(key, statements, read) or MISSED
        yield _error(report.name, cause, statements, None)
    for key, statements in spare.items():
        yield _error(report.name, _leftover(key, statements, gold) or INVENTED, None, statements)


def count_causes(errors: Iterable[Error]) -> dict[str, int]:
    """How many errors have each cause, in the order of the steps of a reading."""
    counts = Counter(error.cause for error in errors)
    return {cause: counts[cause] for cause in CAUSES}


def _field_errors(name: str, gold: Sequence[Statement], read: Sequence[Statement]) -> Iterator[Error]:
    agreed = [_filled(statement, read[0]) for statement in gold]
    judged = score({name: agreed}, {name: read}).fields
    for field in FIELDS:
        if field in judged and not judged[field].hits:
            values = [" or ".join(dict.fromkeys(_value(s, field) for s in side)) for side in (gold, read)]
            wanted, found = (f"{_shown(side[0])}: {field} {value}" for side, value in zip((gold, read), values, strict=True))
            yield Error(document=name, quote=gold[0].quote, gold=wanted, read=found, cause=field)


def _filled(gold: Statement, read: Statement) -> Statement:
    """A gold statement with the parties that it leaves open taken from the reading that it agrees with."""
    open_roles = {role: getattr(read, role) for role in ROLES[gold.kind] if not getattr(gold, role)}
    return dataclasses.replace(gold, **open_roles)


def _value(statement: Statement, field: str) -> str:
    row = statement_row(statement)
    if field == "quantity":
        return "; ".join(item["quantity"]["text"] for item in row["items"] if item.get("quantity")) or "none"
    if field == "speaker":
        return ", ".join(v for k in ("speaker", "organisation") if (v := row["attribution"].get(k))) or "nobody"
    if field == "when":
        return str(row.get("when", {}).get("text", "none"))
    return str(row[field])


def _alike(lost: Keyed, spare: Keyed) -> list[tuple[Key, Key]]:
    """Pairs of a missed and an invented key of one place that agree in a part, one to one, the likest first."""
    likeness = {(g, r): _agreeing(g, r) for g in lost for r in spare if g[0] == r[0] and _meet(lost[g], spare[r])}
    pairs: list[tuple[Key, Key]] = []
    taken: set[tuple[str, Key]] = set()
    for g, r in sorted(likeness, key=lambda pair: (-likeness[pair], pair)):
        if likeness[g, r] and not taken & {("gold", g), ("read", r)}:
            taken |= {("gold", g), ("read", r)}
            pairs.append((g, r))
    return pairs


def _meet(some: Sequence[Statement], others: Sequence[Statement]) -> bool:
    return any(s.span.overlaps(o.span) for s in some for o in others)


def _agreeing(gold: Key, read: Key) -> int:
    return sum(g in (r, "?") for g, r in zip(gold[1:], read[1:], strict=True))


def _difference(wanted: Key, found: Key, gold: Keyed, read: Keyed) -> str:
    """Which part of two alike keys differs first; where others of the place have the parts, they were joined wrongly."""
    if _is_spread(wanted, gold[wanted], read) and _is_spread(found, read[found], gold):
        return MERGED
    wrong = sum(g not in (r, "?") for g, r in zip(wanted[1:3], found[1:3], strict=True))
    return (CATEGORY, ONE_SIDE, BOTH_SIDES)[wrong]


def _is_spread(key: Key, statements: Sequence[Statement], others: Keyed) -> bool:
    """Whether each part of a key stands in some key of the other side, of its kind and place."""
    near = [other for other in others if other[0] == key[0] and _meet(statements, others[other])]
    return all(any(part == other[place] for other in near) for place, part in enumerate(key) if place > 0 and part != "?")


def _leftover(key: Key, statements: Sequence[Statement], others: Keyed) -> str | None:
    """Why a key has no partner though its clause was read: its parts were joined otherwise, or one of several actors is off."""
    if _is_spread(key, statements, others):
        return MERGED
    near = [other for other in others if other[0] == key[0] and other[3] == key[3] and _meet(statements, others[other])]
    return ONE_SIDE if any(other[1] == key[1] or other[2] == key[2] for other in near) else None


def _no_candidate(report: Report, key: Key, statements: Sequence[Statement]) -> str | None:
    """Whether a key could not be read at all: no word of the lexicon at its item, or an actor that is nowhere in the report."""
    if not any(align(statement_row(s), report.text, report.candidates.anchors, Counter()) for s in statements):
        return NO_ITEM
    for value in key[1:3]:
        if value != "?" and not any(same_actor(value, mention) for mention in report.candidates.actors):
            return NO_ACTOR
    return None


def _error(name: str, cause: str, gold: Sequence[Statement] | None, read: Sequence[Statement] | None) -> Error:
    return Error(
        document=name,
        quote=(gold or read or ())[0].quote,
        gold=None if gold is None else _shown(gold[0]),
        read=None if read is None else _shown(read[0]),
        cause=cause,
    )


def _shown(statement: Statement) -> str:
    """A statement narrowed to one key, in words."""
    thing = statement.measure if statement.kind == "measure" else statement.items[0].category
    parties = (f"{role} {', '.join(getattr(statement, role)) or 'nobody'}" for role in ROLES[statement.kind])
    return f"{statement.kind} of {thing}: {', '.join(parties)}"
