"""The brief of a programme: its transfers, its parties, its parts, and the measures that answer it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from enduse.model import Document, Transfer
from enduse.publish.briefs.content import (
    ALL_REPORTS,
    Bibliography,
    Block,
    Brief,
    Figure,
    Paragraph,
    Section,
    Sentence,
    Source,
    Table,
)  # fmt: skip
from enduse.publish.briefs.ledger import LedgerPart, legend
from enduse.publish.briefs.measures import MeasureRecord, MeasuresPart
from enduse.publish.briefs.parties import ListedParty, parties_table
from enduse.publish.briefs.partnership import Numbers, finish, known_or_none, next_steps, pictures
from enduse.publish.briefs.short import in_short, undated
from enduse.publish.pictures import draw_network, transfer_network
from enduse.publish.programmes import Programme
from enduse.publish.words import day_words, joined, plain, web_link

_KINDS: Final = 14  # kinds of parts that the table shows
_MAKERS: Final = 6


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ComponentRecord:
    """A part reported in a platform of the programme: what it is, who makes it, who says so."""

    maker: str
    family: str
    what: str
    platforms: tuple[str, ...]
    reported_by: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ComponentsSource:
    """Who reported the parts, where, and what is to be known of it."""

    publisher: str
    title: str
    link: str
    caveat: str


def programme_brief(
    programme: Programme,
    transfers: Sequence[Transfer],
    documents: Iterable[Document],
    *,
    measures: Iterable[MeasureRecord],
    as_of: dt.date,
    parties: Sequence[ListedParty] = (),
    not_found: Sequence[str] = (),
    components: Sequence[ComponentRecord] = (),
    components_source: ComponentsSource | None = None,
    numbers: Numbers | None = None,
    flags: Sequence[Paragraph] = (),
    lists: Sequence[str] = (),
    version: str = "",
    bibliography: Bibliography | None = None,
    left_out: int = 0,
) -> Brief:
    """Write the brief of a programme.

    Args:
        programme: the programme.
        transfers: those of its transfers, as of the day.
        documents: the reports that these cite.
        measures: the measures that answer it, as they stand on the day.
        as_of: the day.
        parties: its parties as the loaded lists have them.
        not_found: names of its parties that are on none of these lists.
        components: parts reported in its platforms.
        components_source: where the parts come from.
        numbers: the histories of numbers by transfer id.
        flags: red flags besides those of the measures.
        lists: which lists and facts it rests on, in words.
        version: of Enduse.
        bibliography: where the sources go; a new one where None.
        left_out: how many undated reports on it were left out.
    """
    sources = bibliography or Bibliography()
    known, told = list(documents), list(measures)
    ledger = LedgerPart(transfers, known, sources)
    law = MeasuresPart(told, as_of, sources)
    short: list[Sentence | None] = []
    if transfers:
        short.append(Sentence(text=f"The record holds {ledger.size_words()} on its transfers.", cites=(ALL_REPORTS,)))
        short += in_short(ledger)
    short += [*undated(left_out), law.short()]
    sections = []
    about = _about(programme, told, law)
    if about is not None:
        sections.append(Section(heading="What it is", blocks=(about,)))
    figures = [*pictures(ledger, known, numbers or {}, programme.title), *_network(transfers, programme)]
    sections.append(Section(heading="What is known", blocks=(*known_or_none(ledger), *figures)))
    if transfers:
        sections.append(
            Section(heading="Transfers on record", blocks=(legend(), ledger.table(caption="All transfers of the programme")))
        )
    sections.append(Section(heading="Parties", blocks=tuple(_parties(parties, not_found, sources, as_of))))
    if components and components_source is not None:
        sections.append(Section(heading="Parts", blocks=tuple(_components(components, components_source, sources))))
    sections += [
        Section(heading="Measures", blocks=tuple(law.blocks())),
        Section(heading="What does not go together", blocks=tuple(ledger.conflicts())),
        Section(heading="What to look at next", blocks=tuple(next_steps(ledger, law, flags, as_of))),
    ]
    question = f"{programme.question}, on the public record as of {day_words(as_of)}?"
    stated = [s for s in short if s is not None]
    return finish("Programme brief", programme.title, question, stated, sections, sources, as_of, lists, version)


def _about(programme: Programme, measures: Sequence[MeasureRecord], law: MeasuresPart) -> Paragraph | None:
    """What the programme is; what rests on a measure that came after the day is left out."""
    by_id = {m.id: m for m in measures if m.state != "not yet"}
    told = [Sentence(text=text, cites=law.cite(by_id[key])) for text, key in programme.about if key in by_id]
    return Paragraph(sentences=tuple(told)) if told else None


def _network(transfers: Sequence[Transfer], programme: Programme) -> Iterable[Figure]:
    nodes, edges = transfer_network(transfers)
    if len(nodes) > 3:
        picture = draw_network(nodes, edges, title=f"{programme.title}: who supplies whom")
        yield Figure(picture=picture, caption="Who supplies whom, on record. A thicker line has more statements behind it.")


def _parties(
    parties: Sequence[ListedParty], not_found: Sequence[str], sources: Bibliography, as_of: dt.date
) -> Iterable[Block]:
    if parties:
        yield parties_table(parties, sources, caption=f"On the loaded lists on {day_words(as_of)}")
    if not_found:
        text = f"Not found by name on the loaded lists, which says nothing of other lists: {joined(not_found)}."
        yield Paragraph(sentences=(Sentence(text=text),))


def _components(parts: Sequence[ComponentRecord], source: ComponentsSource, sources: Bibliography) -> Iterable[Block]:
    cited = sources.add(
        Source(
            key=f"parts {source.publisher}", group=f"parts {source.publisher}", publisher=plain(source.publisher),
            title=plain(source.title), link=web_link(source.link), who=plain(source.caveat), kind="parts",
        )
    )  # fmt: skip
    by_what: dict[str, list[ComponentRecord]] = defaultdict(list)
    for part in parts:
        by_what[part.what].append(part)
    makers = {part.maker for part in parts if part.maker}
    text = f"{len(parts)} families of parts of {len(makers)} makers were reported in its drones. {source.caveat}"
    yield Paragraph(sentences=(Sentence(text=plain(text), cites=(cited,)),))
    rows = []
    for what, own in sorted(by_what.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:_KINDS]:
        named = list(dict.fromkeys(p.maker for p in sorted(own, key=lambda p: p.maker) if p.maker))
        more = f" and {len(named) - _MAKERS} more" if len(named) > _MAKERS else ""
        platforms = sorted({platform for p in own for platform in p.platforms})
        cells = (what, str(len(own)), ", ".join(named[:_MAKERS]) + more, ", ".join(platforms))
        rows.append((*(Sentence(text=plain(cell)) for cell in cells), Sentence(text="", cites=(cited,))))
    yield Table(
        caption="Parts by kind, the most often reported first",
        columns=("Part", "Families", "Makers", "Reported in", "Cited"),
        rows=tuple(rows),
        widths=(1.8, 0.7, 2.6, 2.0, 0.6),
        right=(1,),
    )
