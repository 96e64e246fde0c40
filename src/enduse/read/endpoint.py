"""The model reader: a model behind any OpenAI-compatible endpoint is asked, and only what the text bears out is kept."""

from __future__ import annotations

import dataclasses
import functools
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import httpx

from enduse.lexicon.actors import load_actors
from enduse.model import Document, Span, Statement
from enduse.read import prompt
from enduse.read.answers import parse_answer
from enduse.read.chat import ChatClient
from enduse.read.ground import Grounds
from enduse.read.parties import ActorFinder
from enduse.read.passages import Passage, find_passages
from enduse.read.reader import Reading

#: A report has a passage or two; a file of hundreds is an archive that would be asked about for hours.
MOST_PASSAGES = 100


@dataclasses.dataclass(frozen=True, slots=True)
class Answered:
    """What a model found in one passage; `is_whole` says that its answer had the form asked for and did not break off."""

    passage: Passage
    reading: Reading
    is_whole: bool


class ModelReader:
    """Reads with a language model, opt-in: the reports are sent to the endpoint that the user names.

    Nothing that the model answers is believed: quotes, items, actors, numbers, times and speakers that are not in the text are
    left out and counted in `Reading.dropped`, so that neither an invention nor an order hidden in a page becomes a statement.

    Args:
        endpoint: the base URL before `/chat/completions`, such as `http://localhost:8000/v1`.
        model: the model's name there.
        api_key: the key, if the endpoint wants one (the caller takes it from `ENDUSE_API_KEY`).
        timeout: seconds for one request.
        client: the HTTP client; one of its own where None.
        actors: finds who is named in a text; the lexicon where None.

    Raises:
        EndpointError: the endpoint is not an http or https URL, or the model has no name.
    """

    def __init__(
        self,
        *,
        endpoint: str,
        model: str,
        api_key: str | None = None,
        timeout: float = 180.0,
        client: httpx.Client | None = None,
        actors: ActorFinder | None = None,
    ) -> None:
        self._chat = ChatClient(endpoint=endpoint, model=model, api_key=api_key, timeout=timeout, client=client)
        self._given_actors = actors

    @functools.cached_property
    def _actors(self) -> ActorFinder:
        return self._given_actors if self._given_actors is not None else load_actors()

    @functools.cached_property
    def _schema(self) -> dict[str, Any]:
        return prompt.answer_schema()

    @property
    def name(self) -> str:
        """The model, where it runs, and the version of the prompt."""
        return f"model {self._chat.model} via {self._chat.host}, prompt {prompt.version()}"

    def read(self, document: Document) -> Reading:
        """Ask about a document, passage by passage, and keep what its text bears out.

        Raises:
            EndpointError: the endpoint cannot be reached or refuses to answer; what to do about it.
        """
        passages = find_passages(document)
        left_out = Counter({"passage beyond the hundredth": max(0, len(passages) - MOST_PASSAGES)})
        statements: dict[str, Statement] = {}
        for answered in self.read_passages(_without_the_rest(document, passages), passages[:MOST_PASSAGES]):
            left_out.update(answered.reading.dropped)
            for statement in answered.reading.statements:
                left_out["statement given twice"] += statement.id in statements
                statements.setdefault(statement.id, statement)
        return Reading(statements=tuple(sorted(statements.values(), key=lambda s: s.span)), dropped=dict(+left_out))

    def read_passages(self, document: Document, passages: Sequence[Passage]) -> Iterator[Answered]:
        """Ask about some passages of a document, one after the other, and keep of each answer what the document bears out.

        Raises:
            EndpointError: the endpoint cannot be reached or refuses to answer; what to do about it.
        """
        grounds = Grounds(document, actors=self._actors)
        for passage in passages:
            completion = self._chat.ask(prompt.messages(document, passage), schema=self._schema)
            answer = parse_answer(completion.content)
            fault = completion.fault or answer.fault
            reading = grounds.ground(answer.rows, within=passage.span)
            left_out = Counter(reading.dropped)
            left_out.update([fault] if fault else [])
            yield Answered(passage, dataclasses.replace(reading, dropped=left_out), is_whole=fault is None)


def _without_the_rest(document: Document, passages: Sequence[Passage]) -> Document:
    """The document with what is not asked about made unreadable, so that its size costs nothing."""
    if len(passages) <= MOST_PASSAGES:
        return document
    rest = Span(start=passages[MOST_PASSAGES - 1].span.end, end=len(document.text))
    return dataclasses.replace(document, furniture=(*document.furniture, rest))
