"""Who says so, in whose name, on what ground and when.

Speech is followed outwards: the nearest saying over or beside the clause, the quotation or the turn it stands in, and last the
publisher, where that is a body that speaks in its own voice. Nested speech gives the nearest speaker; an outlet that "reported"
is `reported_by`, and evidence that "shows" is the basis.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from enduse.dates import find_times, said_on
from enduse.lexicon.voices import load_voices
from enduse.model import Attribution, Reason, Span
from enduse.read.event_times import stands_at_saying
from enduse.read.speech import Said, Speech

_BASES = ("intelligence", "documents", "imagery", "physical_evidence", "trade_data", "court")


def find_attribution(speech: Speech, sentence: int, word: int, span: Span) -> tuple[Attribution, list[Reason]]:
    """The attribution of a clause and why.

    Args:
        speech: the speech of the document.
        sentence: the number of the sentence the clause stands in.
        word: a word of the clause (the head of what is stated), counted from the sentence's first.
        span: the clause's characters.
    """
    fields: dict[str, str] = {}
    reasons: list[Reason] = []
    credited: Said | None = None
    for said in speech.who_says(sentence, word, span):
        for field, value in _fields(said):
            if field in fields or (credited is not None and field in ("speaker", "organisation")):
                continue
            fields[field] = value
            reasons.append(Reason(field=field, rule=said.rule, span=said.speaker.span, words=said.speaker.name))
        day = _said_on(speech, said)
        if day is not None and "said_on" not in fields:
            fields["said_on"] = day[0]
            reasons.append(day[1])
        if said.speaker.kind in ("person", "body"):
            credited = said
            break
    if not fields:
        body = _own_voice(speech)
        if body is not None:
            fields["organisation"] = body
            reasons.append(Reason(field="organisation", rule="published by", words=body))
    return Attribution(**fields), reasons


def _fields(said: Said) -> Iterator[tuple[str, str]]:
    speaker = said.speaker
    if speaker.kind == "evidence":
        yield "basis", speaker.name
    elif speaker.kind == "outlet":
        yield "reported_by", speaker.name
    elif speaker.kind == "body":
        yield "organisation", speaker.name
    else:
        yield "speaker", speaker.name
        if speaker.body is not None:
            yield "organisation", speaker.body


def _said_on(speech: Speech, said: Said) -> tuple[str, Reason] | None:
    """The day or month that hangs on the word of saying."""
    if said.saying is None:
        return None
    tree = speech.analysis.trees[said.sentence]
    span = speech.analysis.sentences[said.sentence].span
    for time in find_times(span.of(speech.analysis.text), speech.document.published):
        words = [
            i
            for i, w in enumerate(tree.sentence.words)
            if w.start < span.start + time.span.end and span.start + time.span.start < w.end
        ]
        day = said_on(time.period)
        if not words or day is None:
            continue
        hangs_on = tree.heads[tree.head_of(words[0], words[-1])]
        if hangs_on == said.saying.word or (words[0] - 1 == said.saying.word and stands_at_saying(tree, words[0], words[-1])):
            place = Span(start=span.start + time.span.start, end=span.start + time.span.end)
            return day, Reason(field="said_on", rule="time of saying", span=place, words=time.text)
    return None


def _own_voice(speech: Speech) -> str | None:
    """The publisher where its pages are its own word: a ministry, a court, a firm's release."""
    name = speech.document.publisher
    if name is None:
        return None
    voices = load_voices()
    lower = f" {re.sub(r'[^a-z ]+', ' ', name.lower())} "
    if not any(f" {word}" in lower for word in voices.own_voice) or any(f" {word} " in lower for word in voices.not_own_voice):
        return None
    return _without_desk(name)


def _without_desk(name: str) -> str:
    """ "Department of the Treasury, Press Center" to the department."""
    for inner in re.findall(r"\(([^)]*)\)", name):  # "newsroom (Office of the Prime Minister)"
        if any(word in inner.lower() for word in ("office of", "ministry of", "department of")):
            return str(inner)
    bare = re.sub(r"\s*\([^)]*\)", "", name).strip()
    parts = [part.strip() for part in re.split(r", | [–—|-] ", bare)]
    kept = [part for part in parts if not any(word in part.lower() for word in load_voices().desk)]
    bodies = [part for part in kept if any(word in part.lower() for word in load_voices().own_voice)]
    return bodies[0] if bodies and len(kept) < len(parts) else bare
