"""What briefs take from lists and facts: measures on a day, points on the way and list entries, as `publish` has them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from enduse.errors import InputError
from enduse.lists import description
from enduse.party import AskedParty, Party
from enduse.publish.briefs import (
    Bibliography,
    ComponentsSource,
    ListedParty,
    MeasureRecord,
    Paragraph,
    Sentence,
    Source,
    Standing,
)
from enduse.publish.words import actor_name, day_words, joined, web_link
from enduse.screen import Screener, load_facts
from enduse.screen.facts import Measure
from enduse.screen.regimes import standings
from enduse.screen.screening import AskedList

#: Where the shipped catalogue of parts comes from, and what is to be known of it.
PARTS: Final = ComponentsSource(
    publisher="Ukraine's military intelligence (GUR)",
    title="catalogue of components in weapons",
    link="https://war-sanctions.gur.gov.ua/en/components",
    caveat=(
        "These are claims of a party to the war that were not checked here, and a part found in a weapon is no evidence "
        "against its maker: most are sold by the million."
    ),
)


MATCH: Final = 0.9  # score from which a listed name counts as that of a programme's party


def measures_between(states: Sequence[str], as_of: dt.date) -> list[MeasureRecord]:
    """The measures about supply to or from either of the states."""
    own = [m for m in load_facts().measures.values() if (m.to | m.from_) & set(states)]
    return [measure_on(m, as_of) for m in own]


def measure_on(measure: Measure, as_of: dt.date) -> MeasureRecord:
    """A measure as it stands on a day."""
    state, period = measure.on(as_of)
    return MeasureRecord(
        id=measure.id, authority=measure.authority, name=measure.name, kind=measure.kind, words=measure.words, state=state,
        first=period.first if period is not None else None, last=period.last if period is not None else None,
        disputed=period.disputed if period is not None else "", source=measure.source, verified=measure.verified,
        unsure=measure.unsure,
    )  # fmt: skip


def measures_of_party(entry: Party, as_of: dt.date) -> list[str]:
    """The measures that a party's listings rest on, and those about arms of its countries."""
    facts = load_facts()
    named = [s.regime.measure for s in standings(entry, as_of, facts) if s.regime.measure is not None]
    programmes = " ".join(f"{d.programme or ''} {d.legal_basis or ''}" for d in entry.designations)
    by_programme = [
        key
        for key, m in facts.measures.items()
        if any(word in programmes for word in _programme_words(m)) and m.kind == "blocking"
    ]
    return list(dict.fromkeys([*named, *by_programme]))


def _programme_words(measure: Measure) -> list[str]:
    """The programme's code that a measure's name gives in brackets: `Executive Order 13382 (programme NPWMD)`."""
    _, _, rest = measure.name.partition("(programme ")
    return [rest.rstrip(")")] if rest else []


def waypoints(states: Sequence[str], as_of: dt.date, bibliography: Bibliography) -> list[Paragraph]:
    """The countries that guidance names on the way to each state, as a red flag with its sources."""
    flags = []
    for state in states:
        rows = [row for row in load_facts().transshipment if state in row.towards and row.date <= as_of]
        if not rows:
            continue
        keys = dict.fromkeys(
            bibliography.add(
                Source(
                    key=f"guidance {row.authority}", group=f"guidance {row.authority}", publisher=row.authority,
                    title="countries named on the way", date=day_words(row.date), link=web_link(row.source), kind="guidance",
                )
            )
            for row in rows
        )  # fmt: skip
        countries = joined(
            sorted({actor_name(row.country, article=True) for row in rows}, key=lambda n: n.removeprefix("the "))
        )
        text = f"Guidance and reports of governments name {countries}; that says nothing of the firms there at large."
        lead = f"Points on the way to {actor_name(state, article=True)}."
        flags.append(Paragraph(lead=lead, sentences=(Sentence(text=text, cites=tuple(keys)),)))
    return flags


def find_entries(screener: Screener, name: str) -> list[Party]:
    """The entries that surely are the party of a name, best first: one party may stand on several lists."""
    return [match.party for match in screener.find_parties(AskedParty(name=name), threshold=MATCH)[:4]]


def listed_party(entry: Party, as_of: dt.date, screener: Screener) -> ListedParty:
    """A list entry with how its listings stand on a day."""
    dated = {asked.name: asked.dated for asked in screener.lists}
    told = tuple(
        Standing(
            authority=s.designation.authority if s.designation is not None else entry.list,
            programme=(s.designation.programme or "") if s.designation is not None else "", words=s.words,
            in_force=s.in_force, listed_on=s.designation.listed_on if s.designation is not None else None,
            link=s.designation.url if s.designation is not None else None,
        )
        for s in standings(entry, as_of, load_facts())
    )  # fmt: skip
    return ListedParty(party=entry, standings=told, list_title=_title(entry.list), dated=dated.get(entry.list))


def _title(name: str) -> str:
    try:
        return description(name).title
    except InputError:
        return "the sample that ships with Enduse" if name == "sample" else f"the list {name}"


def lists_words(screener: Screener) -> list[str]:
    """The lists that were asked, each with its size and day."""
    return [f"{_title(a.name)} ({a.entries:,} entries{_copy(a)})" for a in screener.lists]


def _copy(asked: AskedList) -> str:
    if asked.dated is None:
        return ""
    return f", copy {'fetched on' if asked.is_undated else 'of'} {day_words(asked.dated)}"


def facts_words() -> list[str]:
    """The day to which the measures were kept."""
    return [f"measures kept to {day_words(load_facts().kept_to)}"]
