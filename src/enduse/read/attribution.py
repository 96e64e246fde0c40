"""Who says so, in whose name, on what ground and when.

Speech is followed outwards: the nearest saying over or beside the clause, the quotation or the turn it stands in, and last the
publisher, where that is a body that speaks in its own voice. Nested speech gives the nearest speaker; an outlet that "reported"
is `reported_by`, and evidence that "shows" is the basis.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from enduse.dates import find_times, said_on
from enduse.model import Attribution, Reason, Span
from enduse.read.credit import choose
from enduse.read.event_times import stands_at_saying
from enduse.read.said import Said
from enduse.read.sayings import Saying
from enduse.read.speech import Speech
from enduse.read.trees import Tree
from enduse.read.witnesses import find_witnesses


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
    credited = choose(find_witnesses(speech, sentence, word, span)).said
    chain = list(_chain(speech.who_says(sentence, word), credited))
    for said, values in [(said, _ground(said)) for said in chain] + ([(credited, _credit(credited))] if credited else []):
        for field, value in values:
            if field not in fields:
                fields[field] = value
                span_of = said.speaker.span if said.speaker.span.end else None
                reasons.append(Reason(field=field, rule=said.rule, span=span_of, words=said.speaker.name))
    for said in [*(_own_sayings(speech, sentence, credited) if credited else []), *chain]:
        day = _said_on(speech, said)
        if day is not None:
            fields["said_on"] = day[0]
            reasons.append(day[1])
            break
    return Attribution(**fields), reasons


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


def _own_sayings(speech: Speech, sentence: int, credited: Said) -> Iterator[Said]:
    """The saying that a clause is credited to, and what the same speaker said before: the day of one holds for the next."""
    yield credited
    for number in range(sentence, -1, -1):
        yield from (said for said in speech.said_in(number) if said.speaker.name == credited.speaker.name)


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
        if not words or day is None or _lies_ahead(day, speech.document.published):
            continue
        hangs_on = tree.heads[tree.head_of(words[0], words[-1])]
        stands_by = words[0] - 1 == said.saying.word and stands_at_saying(tree, words[0], words[-1])
        if hangs_on == said.saying.word or stands_by or _opens(tree, words, said.saying):
            place = Span(start=span.start + time.span.start, end=span.start + time.span.end)
            return day, Reason(field="said_on", rule="time of saying", span=place, words=time.text)
    return None


def _lies_ahead(day: str, published: dt.date | None) -> bool:
    """Whether a day or month of saying is after the report came out: then it is of something else."""
    return published is not None and day > published.isoformat()[: len(day)]


def _opens(tree: Tree, time: Sequence[int], saying: Saying) -> bool:
    """Whether a time opens the sentence and the speaker with the verb of saying follows it: "On Friday the minister said"."""
    between = range(time[-1] + 1, saying.word)
    return time[0] < 2 and len(between) < 12 and not any(tree.tags[i] == "VERB" for i in between)
