"""The embedded reader: lexicon candidates, one small network and frames; offline and deterministic."""

from __future__ import annotations

import bisect
import dataclasses
import datetime as dt
import functools
import hashlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib.resources import files
from typing import NamedTuple

from enduse.model import Document, Item, Reason, Span, Statement
from enduse.numerals import match_numeral
from enduse.read.analysis import Analysis, analyse
from enduse.read.attribution import find_attribution
from enduse.read.candidates import Mention
from enduse.read.chooser import Chooser, load_chooser
from enduse.read.clauses import clause_head, clause_span
from enduse.read.credit import FILE as CREDIT
from enduse.read.decide import Decision, Filler, Thresholds, decide, load_thresholds, together
from enduse.read.event_times import FILE as DATING
from enduse.read.event_times import EventTimes
from enduse.read.headings import find_headings
from enduse.read.network import Network, load_network
from enduse.read.plain import plain_text
from enduse.read.quantities import quantity_of
from enduse.read.reader import Reading
from enduse.read.relevance import is_relevant
from enduse.read.speech import Speech
from enduse.read.time_marks import Stated
from enduse.rows import ROLES

VERSION = "1"


@functools.cache
def _words_digest() -> str:
    """Eight digits of all data files by which reports are read, but for those of the network."""
    found = (file for room in ("enduse.lexicon", "enduse.read") for file in files(room).iterdir())
    words = sorted((file.name, file) for file in found if file.name.endswith((".yaml", ".csv", ".json")))
    return hashlib.sha256(b"".join(file.read_bytes() for _, file in words)).hexdigest()[:8]


class Context(NamedTuple):
    """What of a document its statements are completed from: who says what, by which weights one is credited, and its times."""

    speech: Speech
    credit: Chooser
    times: EventTimes


class EmbeddedReader:
    """Finds the statements of a document with the network that ships with the package.

    Args:
        network: another network, loaded already; the shipped one where None.
        thresholds: those of that network; the shipped one's where None.
        min_score: leave out statements read with less than this score (0 to 1); None leaves it to the measured thresholds.
        thorough: parse every sentence, also of texts and stretches that by their words cannot state anything.
    """

    called = "embedded"  # what its name begins with

    def __init__(
        self,
        *,
        network: Network | None = None,
        thresholds: Thresholds | None = None,
        min_score: float | None = None,
        thorough: bool = False,
    ) -> None:
        self._given = network
        self._measured = thresholds
        self._min_score = min_score
        self._thorough = thorough

    @cached_property
    def _network(self) -> Network:
        return self._given or load_network()

    @property
    def name(self) -> str:
        """Name and version, with what the network and the words are known by: what others read is read again."""
        floor = "" if self._min_score is None else f", min score {self._min_score:g}"
        return f"{self.called} {VERSION} ({self._network.digest[:8]}, words {_words_digest()}{floor})"

    def read(self, document: Document) -> Reading:
        """Find the statements of a document; one that speaks of no weapon and no measure is passed over unparsed."""
        plain = dataclasses.replace(document, text=plain_text(document.text, document.title_span))
        if not self._thorough and not is_relevant(plain):
            return Reading()
        analysis = analyse(plain, self._network, thorough=self._thorough)
        thresholds = self._thresholds()
        decisions: list[Decision] = []
        for inputs in analysis.inputs():
            words = analysis.vectors(inputs)
            decisions.extend(decide(analysis, inputs, self._network.decide(words, inputs), thresholds))
        decisions = _under_headings(analysis, decisions)
        credit, dating = (load_chooser(file, self._network.folder) for file in (CREDIT, DATING))
        speech = Speech(analysis, plain)
        context = Context(speech, credit, EventTimes(analysis, speech.vectors, dating, document.published))
        groups = [part for group in together(analysis, decisions) for part in _dated_apart(analysis, context, group)]
        statements = [_statement(document, analysis, context, group) for group in groups]
        return Reading(statements=tuple(sorted(set(statements), key=lambda s: (s.span, s.kind, s.id))))

    def _thresholds(self) -> Thresholds:
        measured = self._measured or load_thresholds()
        if self._min_score is None:
            return measured
        return dataclasses.replace(measured, kind=dict.fromkeys(measured.kind, self._min_score))


def _under_headings(analysis: Analysis, decisions: Sequence[Decision]) -> list[Decision]:
    """What is listed under a heading has come as far as that says; the heading itself states no more than its entries."""
    headings = find_headings(analysis.trees, analysis.text)
    stated = {d.anchor.sentence for d in decisions}
    told = (d for d in decisions if d.anchor.sentence not in headings.lines or d.anchor.sentence + 1 not in stated)
    headed = ((d, headings.over.get(d.anchor.sentence) if d.kind == "transfer" else None) for d in told)
    return [d if h is None else dataclasses.replace(d, status=h.status, heading=h) for d, h in headed]


def _dated_apart(analysis: Analysis, context: Context, group: Sequence[Decision]) -> list[list[Decision]]:
    """What one clause states, by the times of its items: "24 jets in 2015 and 30 in 2021" are two statements."""
    if len(group) == 1:
        return [list(group)]
    parts: dict[tuple[dt.date | None, dt.date | None] | None, list[Decision]] = {}
    span = _clause(analysis, group)
    for d in group:
        when, _ = context.times.find(_stated(analysis, d, span))
        parts.setdefault(None if when is None else (when.first, when.last), []).append(d)
    dated = [key for key in parts if key is not None]
    if len(dated) < 2:
        return [list(group)]
    parts[dated[0]] += parts.pop(None, [])
    return list(parts.values())


def _clause(analysis: Analysis, group: Sequence[Decision]) -> Span:
    """The words of the clause that states something; those of what is stated always belong to it."""
    tree, word = analysis.tree_of(group[0].anchor)
    fillers = (f.mention for d in group for f in (*d.first, *d.second) if f.mention.sentence == group[0].anchor.sentence)
    taking_part = {analysis.tree_of(m)[1] for m in (*(d.anchor for d in group), *fillers)}
    span = clause_span(tree, clause_head(tree, word, taking_part), taking_part)
    for d in group:
        anchor = _within(d.anchor.span, tree.sentence.span)
        span = Span(start=min(span.start, anchor.start), end=max(span.end, anchor.end))
    return span


def _stated(analysis: Analysis, decision: Decision, span: Span) -> Stated:
    return Stated(decision.anchor.sentence, analysis.tree_of(decision.anchor)[1], span, decision.kind, decision.status)


def _statement(document: Document, analysis: Analysis, context: Context, group: Sequence[Decision]) -> Statement:
    lead, span = group[0], _clause(analysis, group)
    stated = _stated(analysis, lead, span)
    when, when_reason = context.times.find(stated)
    attribution, credit_reasons = find_attribution(context.speech, stated.sentence, stated.word, span, credit=context.credit)
    one, two = ROLES[lead.kind]
    roles = {one: _values(lead.first), two: _values(lead.second)}
    items = _things([_item(document.text, analysis, d) for d in group]) if lead.kind != "measure" else ()
    reasons = (*_reasons(document.text, group, one, two, analysis), *when_reason, *credit_reasons)
    return Statement(
        doc=document.name,
        kind=lead.kind,
        span=span,
        quote=span.of(document.text),
        status=lead.status,
        certainty=lead.certainty,
        **roles,
        items=items,
        measure=lead.category if lead.kind == "measure" else None,
        when=when,
        attribution=attribution,
        score=max(d.score for d in group),
        reasons=tuple(dict.fromkeys(reasons)),  # a word that may be two things is an anchor twice
    )


def _values(fillers: Sequence[Filler]) -> tuple[str, ...]:
    return tuple(sorted(f.value for f in fillers))


def _item(text: str, analysis: Analysis, decision: Decision) -> Item:
    mention = decision.anchor
    sentence = analysis.sentences[mention.sentence].span
    span = _trimmed(_within(mention.span, sentence), analysis, mention)
    place = Span(start=span.start - sentence.start, end=span.end - sentence.start)
    return Item(
        category=decision.category,
        text=span.of(text),
        designation=getattr(mention.entry, "designation", None),
        quantity=quantity_of(place, sentence.of(analysis.text)),
    )


def _things(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items, without the prices and loose numbers of what another item names: "frigates for $750m"."""
    named = {item.category for item in items if not _is_figure(item)}
    return tuple(item for item in items if item.category not in named or not _is_figure(item))


def _is_figure(item: Item) -> bool:
    """Whether an item is a sum of money, or a number that counts nothing."""
    if item.quantity is not None:
        return item.quantity.value_low is not None and item.text in item.quantity.text
    numeral = match_numeral(item.text, 0)
    return numeral is not None and numeral.end == len(item.text)


def _trimmed(span: Span, analysis: Analysis, mention: Mention) -> Span:
    """An item's words without the verb that governs it, where that is also a word of items: "to hand drones to them"."""
    tree, head = analysis.tree_of(mention)
    words = [i for i, word in enumerate(tree.sentence.words) if span.start <= word.start < span.end]
    governs = len(words) > 1 and head == words[0] and tree.tags[head] == "VERB" and tree.labels[words[-1]] == "obj"
    return Span(start=tree.sentence.words[words[1]].start, end=span.end) if governs else span


def _within(span: Span, sentence: Span) -> Span:
    """What of a mention stands in its sentence: words of furniture beside it may have looked like a part of it."""
    return Span(start=max(span.start, sentence.start), end=min(span.end, sentence.end))


def _reasons(text: str, group: Sequence[Decision], one: str, two: str, analysis: Analysis) -> Iterator[Reason]:
    for d in group:
        field = "measure" if d.kind == "measure" else "item"
        yield Reason(
            field=field,
            rule=f"{d.kind} of {d.category}, score {d.score:.2f}",
            span=d.anchor.span,
            words=d.anchor.span.of(text),
        )
    lead = group[0]
    for role, fillers in ((one, lead.first), (two, lead.second)):
        for f in fillers:
            votes = analysis.votes.get((lead.number, _number(analysis, f)), ())
            frames = "; ".join(v.rule for v in votes if v.role == role)
            rule = f"{f.value}: network {f.weight:.2f}" + (f", frame {frames}" if frames else "")
            yield Reason(field=role, rule=rule, span=f.mention.span, words=f.mention.span.of(text))
    if lead.heading is None:
        yield Reason(field="status", rule=f"network: {lead.status}")
    else:
        yield Reason(field="status", rule=f"heading: {lead.status}", span=lead.heading.span, words=lead.heading.span.of(text))
    yield Reason(field="certainty", rule=f"network: {lead.certainty}")


def _number(analysis: Analysis, filler: Filler) -> int:
    actors = analysis.candidates.actors
    first = bisect.bisect_left(actors, filler.mention.first, key=lambda m: m.first)
    return actors.index(filler.mention, first)
