"""The brief of a partnership of two states: what each supplied to the other, and what answers it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from enduse.model import Document, Transfer
from enduse.publish.briefs.content import (
    ALL_REPORTS,
    Bibliography,
    Block,
    Brief,
    Figure,
    Paragraph,
    Points,
    Section,
    Sentence,
    cites_of,
)  # fmt: skip
from enduse.publish.briefs.ledger import LedgerPart
from enduse.publish.briefs.measures import MeasureRecord, MeasuresPart
from enduse.publish.briefs.short import in_short, undated
from enduse.publish.pictures import draw_flows, draw_numbers
from enduse.publish.words import actor_name, day_words, transfer_words

CAVEAT = (
    "This brief reports what the record and the lists say as of the day named. It does not say that anybody broke the law, and "
    "it is no clearance of anybody: what is not here may be elsewhere, or not yet reported."
)
Numbers = Mapping[str, Sequence[Mapping[str, Any]]]


def partnership_brief(
    states: tuple[str, str],
    transfers: Sequence[Transfer],
    documents: Iterable[Document],
    *,
    measures: Iterable[MeasureRecord],
    as_of: dt.date,
    numbers: Numbers | None = None,
    flags: Sequence[Paragraph] = (),
    lists: Sequence[str] = (),
    version: str = "",
    bibliography: Bibliography | None = None,
    left_out: int = 0,
) -> Brief:
    """Write the brief of two states, both directions.

    Args:
        states: their codes, or names as the ledger has them.
        transfers: the transfers between them, as of the day.
        documents: the reports that these cite.
        measures: the measures that bear on trade between them, as they stand on the day.
        as_of: the day.
        numbers: the histories of numbers by transfer id (`numbers` of a transfer's row), for the picture.
        flags: red flags besides those of the measures, with sources already in `bibliography`.
        lists: which lists and facts it rests on, in words.
        version: of Enduse.
        bibliography: where the sources go; a new one where None.
        left_out: how many undated reports on it were left out.
    """
    sources = bibliography or Bibliography()
    known = list(documents)
    ledger = LedgerPart(transfers, known, sources)
    law = MeasuresPart(measures, as_of, sources)
    one, other = (actor_name(state) for state in states)
    the_one, the_other = (actor_name(state, article=True) for state in states)
    asked = f"What have {the_one} and {the_other} supplied to each other, on the public record as of {day_words(as_of)}?"
    size = f"The record holds {ledger.size_words()} on supplies between {the_one} and {the_other}."
    short: list[Sentence | None] = [Sentence(text=size, cites=(ALL_REPORTS,))]
    if transfers:
        short += in_short(ledger)
    short += [*undated(left_out), law.short()]
    sections = [
        Section(
            heading="What is known",
            blocks=(*known_or_none(ledger), *pictures(ledger, known, numbers or {}, f"{one} and {other}")),
        ),
        Section(heading="Measures", blocks=tuple(law.blocks())),
        Section(heading="What does not go together", blocks=tuple(ledger.conflicts())),
        Section(heading="What to look at next", blocks=tuple(next_steps(ledger, law, flags, as_of))),
    ]
    if transfers:
        sections.insert(1, Section(heading="Transfers on record", blocks=ledger.tables()))
    return finish(
        "Partnership brief",
        f"{one} and {other}",
        asked,
        [s for s in short if s is not None],
        sections,
        sources,
        as_of,
        lists,
        version,
    )


def known_or_none(ledger: LedgerPart) -> Sequence[Block]:
    """What is known, or that nothing is."""
    if ledger.transfers:
        return ledger.known()
    text = "No statement of a transfer is on this record. That says nothing of what was not reported, or not read here."
    return [Paragraph(sentences=(Sentence(text=text),))]


def pictures(ledger: LedgerPart, documents: Sequence[Document], numbers: Numbers, title: str) -> Iterable[Figure]:
    """The flows, and how the number that is told of most grew."""
    if not ledger.transfers:
        return
    flows = draw_flows(ledger.transfers, documents, title=f"{title}: what was reported when")
    if len(flows.rows) > 2 and len({row[1] for row in flows.rows}) > 1:  # one circle says no more than its sentence
        yield Figure(picture=flows, caption=f"{title}: reports by quarter. A circle grows with the reports of a quarter.")
    counted = [t for t in ledger.transfers if sum(n.get("said") is not None for n in numbers.get(t.id, ())) >= 3]
    if counted:
        most = max(counted, key=lambda t: (len(numbers[t.id]), t.designation is None))
        heading = f"{transfer_words(most)}, the numbers on record"
        picture = draw_numbers(numbers[most.id], title=heading)
        if picture.rows:
            yield Figure(
                picture=picture, caption=f"{heading}. Dashes upwards mean “at least”, downwards “at most”; none are added up."
            )


def next_steps(ledger: LedgerPart, law: MeasuresPart, flags: Sequence[Paragraph], as_of: dt.date) -> Iterable[Block]:
    """For who follows the record, and for a business: what to look into."""
    open_questions = ledger.open_questions(as_of)
    if open_questions:
        yield Points(points=tuple(open_questions))
    guidance = [*flags, *law.guidance()]
    if guidance:
        lead = "For a business that trades in such goods, guidance in force on that day and what it says to look for:"
        yield Paragraph(sentences=(Sentence(text=lead),))
        yield Points(points=tuple(guidance))
    if not open_questions and not guidance:
        yield Paragraph(sentences=(Sentence(text="Nothing on this record calls for a second look by itself."),))


def finish(
    kind: str,
    title: str,
    question: str,
    short: Sequence[Sentence],
    sections: Sequence[Section],
    bibliography: Bibliography,
    as_of: dt.date,
    lists: Sequence[str],
    version: str,
) -> Brief:
    """A brief with its sources numbered, in the order in which they are met."""
    return Brief(
        kind=kind, title=title, question=question, short=tuple(short), sections=tuple(sections),
        sources=bibliography.numbered(cites_of(short, sections)), as_of=as_of, lists=tuple(lists), caveat=CAVEAT,
        version=version,
    )  # fmt: skip


__all__ = ["CAVEAT", "Numbers", "finish", "known_or_none", "next_steps", "partnership_brief", "pictures"]
