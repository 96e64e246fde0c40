"""The brief of shipments: what was asked, what was found with what speaks for and against it, and what to do about it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from enduse.party import Citation, Finding, GoodsLine, Severity, Shipment
from enduse.publish.briefs.content import (
    Bibliography,
    Block,
    Brief,
    Heading,
    Paragraph,
    Points,
    Section,
    Sentence,
    Source,
    Table,
)
from enduse.publish.briefs.partnership import finish
from enduse.publish.words import actor_name, day_words, joined, plain, web_link

LARGEST: Final = 12  # shipments in one brief; of a longer file the first ones, and it says so
_ORDER: Final[tuple[Severity, ...]] = ("block", "licence", "review", "note")
_LEAD: Final[Mapping[Severity, str]] = {
    "block": "Stop, unless a person finds that this is none:",
    "licence": "A licence may be needed:",
    "review": "A person has to look:",
    "note": "Good to know:",
}
_REASONS: Final = 6
_CITED: Final = 5  # sources behind one finding
_PLACE: Final = re.compile(r"\b(destination|origin|transit) ([A-Z]{2})\b")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RuleRecord:
    """A rule of screening: what it is called, and the guidance or law that it comes from."""

    title: str
    source: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """A shipment with what was found, and the decisions that people made on findings, in words; `as_of` is its own day."""

    shipment: Shipment
    findings: tuple[Finding, ...]
    decisions: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    as_of: dt.date | None = None


def shipment_brief(
    name: str,
    screened: Sequence[Screened],
    *,
    rules: Mapping[str, RuleRecord],
    as_of: dt.date,
    no_clearance: str,
    left_out: int = 0,
    lists: Sequence[str] = (),
    version: str = "",
) -> Brief:
    """Write the brief of the shipments of a file.

    Args:
        name: the file.
        screened: the shipments, each with its findings.
        rules: the rules that the findings name.
        as_of: the day.
        no_clearance: the sentence of screening that no answer is a clearance.
        left_out: shipments of the file that are not in the brief.
        lists: which lists and rules it rests on, in words.
        version: of Enduse.
    """
    sources = Bibliography()
    sections = []
    for number, one in enumerate(screened, start=1):
        heading = f"Shipment {plain(one.shipment.reference)}" if one.shipment.reference else f"Shipment {number}"
        sections.append(Section(heading=heading, blocks=tuple(_shipment(one, sources))))
    sections.append(Section(heading="What to look at next", blocks=tuple(_flags(screened, rules, sources))))
    short = [*_counts(screened, sources), Sentence(text=no_clearance)]
    if left_out:
        short.append(
            Sentence(text=f"{left_out} more shipments of the file are not in this brief; screen the file to see them.")
        )
    asked = f"Which measures touch {_what(screened, name)}, and why, {_days(screened, as_of)}?"
    title = plain(screened[0].shipment.reference or name) if len(screened) == 1 else plain(name)
    return finish("Shipment brief", title, asked, short, sections, sources, as_of, lists, version)


def _days(screened: Sequence[Screened], as_of: dt.date) -> str:
    days = sorted({one.as_of or as_of for one in screened})
    if len(days) == 1:
        return f"as of {day_words(days[0])}"
    return f"each as of its own day, {day_words(days[0])} to {day_words(days[-1])}"


def _what(screened: Sequence[Screened], name: str) -> str:
    return "this shipment" if len(screened) == 1 else f"the {len(screened)} shipments of {plain(name)}"


def _counts(screened: Sequence[Screened], sources: Bibliography) -> Iterable[Sentence]:
    """One sentence for each severity that was found, with the subjects."""
    for severity in _ORDER[:-1]:
        own = [f for one in screened for f in one.findings if f.severity == severity]
        if own:
            subjects = list(dict.fromkeys(map(_subject, own)))
            more = f" and {len(subjects) - 5} more" if len(subjects) > 5 else ""
            cites = tuple(dict.fromkeys(key for f in own[:4] for key in _cite(f, sources)[:1]))
            told = f"{_LEAD[severity]} {'; '.join(subjects[:5])}{more} ({len(own)} finding{'' if len(own) == 1 else 's'})."
            yield Sentence(text=told, cites=cites)
    if not any(f.severity != "note" for one in screened for f in one.findings):
        yield Sentence(text="Nothing was found that a person has to look at.")


def _shipment(one: Screened, sources: Bibliography) -> Iterable[Block]:
    yield _asked(one.shipment)
    for problem in one.problems:
        yield Paragraph(lead="Of the papers:", sentences=(Sentence(text=f"{plain(problem)}."),))
    for severity in _ORDER:
        own = [f for f in one.findings if f.severity == severity]
        if own:
            yield Heading(text=_LEAD[severity].rstrip(":"))
            yield Points(points=tuple(_finding(f, sources) for f in own))
    if not one.findings:
        yield Paragraph(sentences=(Sentence(text="Nothing was found in the lists and rules that were asked."),))
    for decision in one.decisions:
        yield Paragraph(lead="Decided before:", sentences=(Sentence(text=f"{plain(decision)}."),))


def _asked(shipment: Shipment) -> Table:
    rows: list[tuple[str, str]] = []
    for party in shipment.parties:
        countries = joined(actor_name(code) for code in party.countries)
        told = (party.name, *(number.caption for number in party.identifiers), countries, party.address or "")
        rows.append((party.role.replace("_", " "), "; ".join(plain(words) for words in told if words)))
    for number, line in enumerate(shipment.goods, start=1):
        rows.append((f"goods, line {number}", _goods(line)))
    stops = [shipment.origin, *shipment.transit, shipment.destination]
    if any(stops):
        rows.append(("route", " → ".join(actor_name(code) for code in stops if code)))
    if shipment.ports:
        rows.append(("ports", "; ".join(plain(port) for port in shipment.ports)))
    if shipment.date is not None:
        rows.append(("day", day_words(shipment.date)))
    cells = tuple((Sentence(text=name), Sentence(text=value)) for name, value in rows)
    return Table(caption="What was asked", columns=("Part", "As the papers have it"), rows=cells, widths=(1.0, 4.5))


def _goods(line: GoodsLine) -> str:
    told = [line.description, line.maker or "", line.part_number or "", f"HS {line.hs}" if line.hs else ""]
    told += [f"ECCN {line.eccn}" if line.eccn else "", line.quantity or "", line.value or ""]
    return "; ".join(plain(part) for part in told if part)


def _finding(finding: Finding, sources: Bibliography) -> Paragraph:
    """A finding in words, what speaks for it and what against."""
    cites = _cite(finding, sources)
    strength = "" if finding.score is None else f" ({_strength(finding.score)}, {finding.score:.2f})"
    told = [Sentence(text=f"{_sentence(finding.words)[:-1]}{strength}.", cites=cites)]
    if finding.in_force is not True:
        words = (
            "It was not in force on that day."
            if finding.in_force is False
            else "Whether it is in force is disputed or not known."
        )
        told.append(Sentence(text=words, cites=cites[:1]))
    if finding.reasons:
        told.append(
            Sentence(text=f"For it: {'; '.join(plain(r).rstrip('.') for r in finding.reasons[:_REASONS])}.", cites=cites[:1])
        )
    if finding.against:
        told.append(
            Sentence(
                text=f"Against it: {'; '.join(plain(r).rstrip('.') for r in finding.against[:_REASONS])}.", cites=cites[:1]
            )
        )
    return Paragraph(lead=_sentence(_subject(finding)), sentences=tuple(told))


def _subject(finding: Finding) -> str:
    """The part of the shipment that a finding is about, in words: `destination Iran`, `end user: Foo`."""
    role, colon, name = plain(finding.subject).partition(":")
    told = role.replace("_", " ") + colon + name
    return _PLACE.sub(lambda found: f"{found[1]} {actor_name(found[2])}", told)


def _strength(score: float) -> str:
    return "exact" if score >= 0.99 else "strong" if score >= 0.85 else "weak"


def _flags(screened: Sequence[Screened], rules: Mapping[str, RuleRecord], sources: Bibliography) -> Iterable[Block]:
    """The rules that found something, each once, with the guidance or law that it comes from."""
    found: dict[str, list[Finding]] = {}
    for one in screened:
        for finding in one.findings:
            if finding.severity != "note":
                found.setdefault(finding.rule, []).append(finding)
    if not found:
        yield Paragraph(sentences=(Sentence(text="No rule found anything that a person has to look at; that clears nobody."),))
        return
    points = []
    for rule, own in sorted(found.items(), key=lambda pair: (_ORDER.index(pair[1][0].severity), pair[0])):
        record = rules.get(rule)
        if record is None:
            continue
        key = sources.add(_rule_source(rule, record))
        subjects = joined(dict.fromkeys(map(_subject, own[:5])))
        points.append(
            Paragraph(lead=f"{plain(record.title)}.", sentences=(Sentence(text=f"Look at {subjects}.", cites=(key,)),))
        )
    yield Paragraph(sentences=(Sentence(text="The red flags that apply, each with the guidance or law behind it:"),))
    yield Points(points=tuple(points))


def _rule_source(rule: str, record: RuleRecord) -> Source:
    words, link = plain(record.source), None
    place = words.rfind("http")
    if place >= 0:
        link, words = web_link(words[place:].rstrip(".")), words[:place].rstrip(" ,;")
    return Source(
        key=f"rule {rule}", group=f"rule {rule}", publisher=words or "Enduse", title=f"rule {rule}", link=link, kind="rule"
    )


def _cite(finding: Finding, sources: Bibliography) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sources.add(_source(citation)) for citation in finding.citations[:_CITED]))


def _source(citation: Citation) -> Source:
    link = web_link(citation.source)
    key = f"{citation.kind} {citation.id} {citation.source}"
    names = (citation.id, citation.words) if citation.kind == "guidance" else (citation.words, citation.id)
    return Source(
        key=key, group=key, publisher=plain(names[0]), title=plain(names[1]),
        date=day_words(citation.date) if citation.date is not None else "", link=link,
        who="" if link is not None else plain(citation.source), kind=citation.kind,
    )  # fmt: skip


def _sentence(text: str) -> str:
    told = plain(text).rstrip(".")
    return f"{told[:1].upper()}{told[1:]}."
