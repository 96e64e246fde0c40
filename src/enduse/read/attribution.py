"""Who says so, in whose name, on what ground and when.

Speech is followed outwards: the nearest saying over or beside the clause, the quotation or the turn it stands in, and last the
publisher, where that is a body that speaks in its own voice. Nested speech gives the nearest speaker; an outlet that "reported"
is `reported_by`, and evidence that "shows" is the basis.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from enduse.model import Attribution, Reason, Span
from enduse.read.chooser import Chooser, load_chooser
from enduse.read.credit import FILE, choose_witness
from enduse.read.said import Said
from enduse.read.saying_days import SayingDay, SayingDays
from enduse.read.speech import Speech
from enduse.read.witnesses import find_witnesses


def find_attribution(
    speech: Speech, sentence: int, word: int, span: Span, *, credit: Chooser | None = None
) -> tuple[Attribution, list[Reason]]:
    """The attribution of a clause and why.

    Args:
        speech: the speech of the document.
        sentence: the number of the sentence the clause stands in.
        word: a word of the clause (the head of what is stated), counted from the sentence's first.
        span: the clause's characters.
        credit: the weights that belong to the network that parsed the document; the shipped one's where None.
    """
    fields: dict[str, str] = {}
    reasons: list[Reason] = []
    witnesses = find_witnesses(speech, sentence, word)
    credited = choose_witness(credit or load_chooser(FILE), speech, sentence, word, witnesses).said
    sayers = list(speech.who_says(sentence, word))
    chain = list(_chain(sayers, credited))
    outlets = [said for said in sayers if said.speaker.kind == "outlet" and said not in chain]  # "X told lawmakers, AFP wrote"
    grounds = [(said, _ground(said)) for said in (*chain, *outlets)]
    for said, values in grounds + ([(credited, _credit(credited))] if credited else []):
        for field, value in values:
            if field not in fields:
                fields[field] = value
                span_of = said.speaker.span if said.speaker.span.end else None
                reasons.append(Reason(field=field, rule=said.rule, span=span_of, words=said.speaker.name))
    heard = [*chain, credited] if credited is not None else chain
    outlet = next(filter(None, map(speech.outlet_of, heard)), None)
    if outlet is not None and "reported_by" not in fields:
        fields["reported_by"] = outlet.name
        reasons.append(Reason(field="reported_by", rule="told to it or quoted by it", span=outlet.span, words=outlet.name))
    day = next(filter(None, _days(speech.days, sentence, credited, [*chain, *outlets])), None)
    if day is not None:
        fields["said_on"] = day.day
        reasons.append(day.reason)
    return Attribution(**fields), reasons


def _days(days: SayingDays, sentence: int, credited: Said | None, chain: Iterable[Said]) -> Iterator[SayingDay | None]:
    """The day of the saying that a clause is credited to, what the same speaker said before, and whoever passed it on."""
    if credited is not None:
        yield days.of(credited)
        yield days.last_of(credited.speaker.name, sentence)
    yield from map(days.of, chain)


def _chain(sayers: Iterable[Said], credited: Said | None) -> Iterator[Said]:
    """Those through whom a clause comes, up to the one who is credited."""
    for said in sayers:
        if credited is not None and said.speaker.name == credited.speaker.name:
            return
        yield said
        if said.is_credible:
            return


def _ground(said: Said) -> Iterator[tuple[str, str]]:
    """What the claim rests on and who passed it on."""
    if said.speaker.kind == "evidence":
        yield "basis", said.speaker.name
    elif said.speaker.kind == "outlet":
        yield "reported_by", said.speaker.name


def _credit(said: Said) -> Iterator[tuple[str, str]]:
    """The speaker, and the body spoken for."""
    if said.speaker.kind != "person":
        yield "organisation", said.speaker.name
        return
    yield "speaker", said.speaker.name
    if said.speaker.body is not None:
        yield "organisation", said.speaker.body
