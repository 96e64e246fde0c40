"""Where the parties of a gold statement are named: the construction that a reader has to see through."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from evaluation.scoring import Counts, Key, match

from enduse.model import Statement
from enduse.read.candidates import Mention
from enduse.rows import ROLES
from training.readings import Report, by_key

#: From the nearest to the farthest; a statement is as far as the farther of its named parties.
PLACES = (
    "in the quote",
    "in the sentence",
    "in the sentence before",
    "earlier",
    "only in the title",
    "only later",
    "not named",
)
NOBODY = "no party named"


def same_actor(value: str, mention: Mention) -> bool:
    """Whether a mention may be the actor that a gold value names."""
    name, code, text = _plain(value), _plain(mention.entry.code), _plain(mention.text)  # type: ignore[union-attr]
    return name in (code, text) or (len(name) > 4 and len(text) > 4 and (name in text or text in name))


def _plain(value: str) -> str:
    return value.casefold().removeprefix("the ").strip()


def place_of(value: str, statement: Statement, report: Report) -> str:
    """Where an actor is named, seen from a gold statement: one of `PLACES`."""
    mentions = [m for m in report.candidates.actors if same_actor(value, m)]
    at = report.sentences_at(statement.span)
    if not mentions or not at:
        return PLACES[6]
    if any(m.span.overlaps(statement.span) for m in mentions):
        return PLACES[0]
    if any(m.sentence in at for m in mentions):
        return PLACES[1]
    titled = {m.sentence for m in mentions if report.sentences[m.sentence].is_title}
    others = {m.sentence for m in mentions} - titled
    before = {number for number in others if number < at.start}
    if before:
        return PLACES[2] if at.start - 1 in before else PLACES[3]
    return PLACES[4] if titled else PLACES[5]


def construction(statement: Statement, report: Report) -> str:
    """The place of the farther party of a statement, or `NOBODY` where the gold names none."""
    values = [value for role in ROLES[statement.kind] for value in getattr(statement, role)]
    return max((place_of(value, statement, report) for value in values), key=PLACES.index, default=NOBODY)


def recall_by_construction(reports: Iterable[Report]) -> dict[str, Counts]:
    """How many of the gold's keys were read, by the nearest construction that states each."""
    totals: dict[str, Counts] = defaultdict(Counts)
    for report in reports:
        gold, read = by_key(report.gold), by_key(report.read)
        pairs = match(set(gold), set(read))
        for place, (hits, wanted) in _tally(gold, pairs, report).items():
            totals[place] += Counts(hits, 0, wanted)
    return {place: totals[place] for place in (*PLACES, NOBODY) if place in totals}


def _tally(gold: Mapping[Key, list[Statement]], pairs: Collection[Key], report: Report) -> dict[str, tuple[int, int]]:
    hits, wanted = Counter[str](), Counter[str]()
    order = [*PLACES, NOBODY]
    for key, statements in gold.items():
        place = min((construction(s, report) for s in statements), key=order.index)
        wanted[place] += 1
        hits[place] += key in pairs
    return {place: (hits[place], count) for place, count in wanted.items()}
