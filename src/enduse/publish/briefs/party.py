"""The brief of a party: who it is, under what it stands on the day, whom it is tied to, and what the record says of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from enduse.model import Document, Transfer
from enduse.publish.briefs.content import ALL_REPORTS, Bibliography, Block, Brief, Paragraph, Section, Sentence
from enduse.publish.briefs.ledger import LedgerPart, legend
from enduse.publish.briefs.measures import MeasureRecord, MeasuresPart
from enduse.publish.briefs.parties import ListedParty, cite_entry, listing_table, standing_words, ties_table, who_blocks
from enduse.publish.briefs.partnership import Numbers, finish, next_steps, pictures
from enduse.publish.briefs.short import in_short, undated
from enduse.publish.words import day_words, plain


def party_brief(
    name: str,
    listed: ListedParty | None,
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
    """Write the brief of a party.

    Args:
        name: what it is called.
        listed: the party as a list has it; None for a party of the ledger alone.
        transfers: the transfers in which it supplies or receives, as of the day.
        documents: the reports that these cite.
        measures: the measures that its listings rest on and that bear on its trade, as they stand on the day.
        as_of: the day.
        numbers: the histories of numbers by transfer id.
        flags: red flags besides those of the measures.
        lists: which lists and facts it rests on, in words.
        version: of Enduse.
        bibliography: where the sources go; a new one where None.
        left_out: how many undated reports on it were left out.
    """
    sources = bibliography or Bibliography()
    known = list(documents)
    ledger = LedgerPart(transfers, known, sources)
    law = MeasuresPart(measures, as_of, sources)
    short: list[Sentence | None] = []
    sections = []
    if listed is not None:
        short.append(_standing(name, listed, sources, as_of))
        blocks: list[Block] = [*who_blocks(listed, sources), listing_table(listed, sources, as_of)]
        ties = ties_table(listed, sources)
        sections.append(Section(heading="Who it is", blocks=(*blocks, *((ties,) if ties is not None else ()))))
    else:
        text = f"No entry of the loaded lists surely is {plain(name)}, which says nothing of other lists; the record is asked."
        short.append(Sentence(text=text))
    if transfers:
        size = f"The record holds {ledger.size_words()} on transfers that name it as supplier or recipient."
        short += [Sentence(text=size, cites=(ALL_REPORTS,)), *in_short(ledger)]
        known_blocks = (*ledger.known(), *pictures(ledger, known, numbers or {}, plain(name)))
        sections.append(Section(heading="What the record says of it", blocks=known_blocks))
        sections.append(
            Section(heading="Transfers on record", blocks=(legend(), ledger.table(caption="Transfers that name it")))
        )
    else:
        text = "No transfer on this record names it as supplier or recipient. That says nothing of what was not reported."
        sections.append(Section(heading="What the record says of it", blocks=(Paragraph(sentences=(Sentence(text=text),)),)))
    short += [*undated(left_out), law.short()]
    sections.append(Section(heading="Measures", blocks=tuple(law.blocks())))
    if transfers:
        sections.append(Section(heading="What does not go together", blocks=tuple(ledger.conflicts())))
    sections.append(Section(heading="What to look at next", blocks=tuple(next_steps(ledger, law, flags, as_of))))
    asked = f"Who is this party, under what does it stand, and what does the record say of it, as of {day_words(as_of)}?"
    stated = [s for s in short if s is not None]
    return finish("Party brief", plain(name), asked, stated, sections, sources, as_of, lists, version)


def _standing(name: str, listed: ListedParty, sources: Bibliography, as_of: dt.date) -> Sentence:
    told = {
        "listed": f"On {day_words(as_of)}, {plain(name)} stands listed",
        "disputed": f"On {day_words(as_of)} it is disputed whether the listing of {plain(name)} is in force",
        "not then": f"On {day_words(as_of)} no listing of {plain(name)} was in force",
    }[standing_words(listed)]
    by = list(dict.fromkeys(plain(s.authority) for s in listed.standings if s.in_force is not False))
    said = f"{told}, by {'; '.join(by)}" if by else told
    return Sentence(text=f"{said}.", cites=cite_entry(listed, sources))
