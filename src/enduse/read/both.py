"""Both readers: the embedded one reads, and a language model is asked only about the passages where that one is in doubt."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Sequence

from enduse.errors import EndpointError
from enduse.model import Document, Item, Span, Statement
from enduse.read.candidates import find_candidates
from enduse.read.embedded import EmbeddedReader
from enduse.read.endpoint import MOST_PASSAGES, Answered, ModelReader
from enduse.read.passages import Passage, find_passages
from enduse.read.reader import Reader, Reading
from enduse.read.relevance import is_relevant, may_state
from enduse.read.sentences import find_sentences

#: Characters of a passage: long enough to be understood, short enough that a doubt does not send a whole report.
LONGEST = 2_000


def both_readers(*, endpoint: str, model: str, api_key: str | None = None, min_score: float | None = None) -> BothReader:
    """Make the two readers and join them; `ModelReader` and `EmbeddedReader` say what each argument is.

    Raises:
        EndpointError: the endpoint is not an http or https URL, or the model has no name.
    """
    asked = ModelReader(endpoint=endpoint, model=model, api_key=api_key)
    return BothReader(embedded=EmbeddedReader(min_score=min_score), model=asked)


class BothReader:
    """Reads offline first and sends the endpoint only the passages in doubt (`doubtful_passages`).

    What the embedded reader read clearly stays as it is. In a passage that the model has answered for, its statements take the
    place of those in doubt. Once the endpoint has failed, with all its retries, it is asked no more: the embedded reading is
    kept under the embedded reader's name, and `Reading.notes` says so.

    Args:
        embedded: the reader whose statements carry a score.
        model: the reader that is asked.
    """

    def __init__(self, *, embedded: Reader, model: ModelReader) -> None:
        self._embedded = embedded
        self._model = model
        self._failure: str | None = None

    @property
    def name(self) -> str:
        """Both names, kept with what they read."""
        return f"{self._embedded.name}; where in doubt: {self._model.name}"

    def read(self, document: Document) -> Reading:
        """Find the statements of a document; a failing endpoint leaves the embedded reading and a note."""
        own = self._embedded.read(document)
        doubtful = doubtful_passages(document, own.statements)
        answers: list[Answered] = []
        if self._failure is None:
            try:
                for answered in self._model.read_passages(document, doubtful[:MOST_PASSAGES]):
                    answers.append(answered)  # one by one: what came before a failure is kept
            except EndpointError as error:
                self._failure = str(error)
        left_out = Counter({"passage in doubt beyond the hundredth": max(0, len(doubtful) - MOST_PASSAGES)})
        notes = Counter({"passage in doubt that the model was asked about": len(answers)})
        missing = min(len(doubtful), MOST_PASSAGES) - len(answers)
        if missing:
            notes[f"passage in doubt read without the model, as it failed: {self._failure}"] = missing
        merged = _merge(own, answers)
        return Reading(
            statements=merged.statements,
            dropped=dict(+(left_out + Counter(merged.dropped))),
            notes=dict(+notes),
            read_by=self._embedded.name if missing else None,
        )


def doubtful_passages(document: Document, statements: Iterable[Statement]) -> list[Passage]:
    """The passages of a document in which an embedded reading of it is in doubt.

    A passage is in doubt if a statement in it was read less than clearly (`Statement.confidence`), or if it holds a sentence
    that by its words may state something, names somebody and an item or a measure, and gave no statement. A document that by
    its words can hold no statement is never in doubt.

    Args:
        document: the document.
        statements: what was read in it.
    """
    if not is_relevant(document):
        return []
    statements = list(statements)
    doubts = [s.span for s in statements if s.confidence != "clear"]
    doubts += _unread(document, [s.span for s in statements])
    passages = find_passages(document, longest=LONGEST)
    return [p for p in passages if any(p.span.overlaps(doubt) for doubt in doubts)]


def _unread(document: Document, read: Sequence[Span]) -> list[Span]:
    """The sentences that have all that a statement needs, and gave none."""
    sentences = find_sentences(document.text, furniture=document.furniture, title=document.title_span)
    found = find_candidates(document.text, sentences, on=document.published)
    complete = {m.sentence for m in found.actors} & {m.sentence for m in found.anchors}
    spans = [sentences[number].span for number in sorted(complete)]
    return [s for s in spans if not any(s.overlaps(other) for other in read) and may_state(s.of(document.text))]


def _merge(own: Reading, answers: Sequence[Answered]) -> Reading:
    """One reading of two: clear statements as they are, and the model's for those in doubt, nothing twice."""
    asked = [answered.passage.span for answered in answers if answered.is_whole]
    kept = [s for s in own.statements if s.confidence == "clear" or not any(s.span.overlaps(span) for span in asked)]
    clear = [s for s in kept if s.confidence == "clear"]
    given = (s for answered in answers for s in answered.reading.statements)
    added = {s.id: s for statement in given if (s := _without_told(statement, clear)) is not None}
    kept = [s for s in kept if s in clear or not any(_about_the_same(s, other) for other in added.values())]
    left_out = Counter(own.dropped)
    for answered in answers:
        left_out.update(answered.reading.dropped)
    gone = [s for s in own.statements if s not in kept]
    left_out["statement in doubt that the model did not find"] += sum(
        not any(_about_the_same(s, other) for other in added.values()) for s in gone
    )
    statements = sorted({*kept, *added.values()}, key=lambda s: (s.span, s.kind, s.id))
    return Reading(statements=tuple(statements), dropped=dict(+left_out))


def _without_told(statement: Statement, clear: Sequence[Statement]) -> Statement | None:
    """A model's statement without what clear ones say already of the same words; None if that is all of it."""
    told = [s for s in clear if _about_the_same(s, statement) and s.stage == statement.stage]
    if statement.kind == "measure":
        return statement if all(s.measure != statement.measure for s in told) else None
    items = tuple(item for item in statement.items if not any(_same_words(item, other) for s in told for other in s.items))
    return dataclasses.replace(statement, items=items) if items else None


def _about_the_same(one: Statement, other: Statement) -> bool:
    """Whether two statements are of one kind and share words of the text."""
    return one.kind == other.kind and one.span.overlaps(other.span)


def _same_words(one: Item, other: Item) -> bool:
    a, b = one.text.casefold(), other.text.casefold()
    return a in b or b in a
