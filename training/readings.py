"""Reading a gold set with a network: each report with its gold, what was read of it, and what might have been."""

from __future__ import annotations

import dataclasses
import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Any

from evaluation.scoring import Key
from evaluation.sets import GoldSet, find_sets

from enduse.model import Document, Span, Statement
from enduse.read.candidates import Candidates, find_candidates
from enduse.read.page import clean
from enduse.read.reader import Reader
from enduse.read.sentences import Sentence, find_sentences
from enduse.read.sources import Source, find_sources
from enduse.rows import ROLES, statement_row
from training.examples import is_held_out
from training.measure import gold_tuples

HELD_OUT = "held-out"
_NOBODY: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report of a gold set: its gold, what a reader found, and the candidates that it could choose among."""

    name: str
    text: str
    gold: Sequence[Statement]
    read: Sequence[Statement]
    sentences: Sequence[Sentence]
    candidates: Candidates

    def sentences_at(self, span: Span) -> range:
        """The numbers of the sentences that a span touches."""
        touched = [number for number, sentence in enumerate(self.sentences) if sentence.span.overlaps(span)]
        return range(touched[0], touched[-1] + 1) if touched else range(0)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ReadableSet:
    """A gold set, or the part of it that is named, with its documents cleaned once and its gold checked."""

    name: str
    digest: str
    documents: Sequence[Document]
    gold: dict[str, list[Statement]]

    def only(self, names: Collection[str], *, called: str) -> ReadableSet:
        """The reports with these names."""
        return dataclasses.replace(
            self,
            name=called,
            documents=[d for d in self.documents if d.name in names],
            gold={name: statements for name, statements in self.gold.items() if name in names},
        )


def load_set(name: str, *, limit: int | None = None) -> ReadableSet:
    """A gold set by name: `dev`, `seeds`, `train`, or `held-out`, the reports of `train` that nothing is learnt from.

    Args:
        name: the set.
        limit: take only so many reports, the first by name.

    Raises:
        ValueError: there is no such set here.
    """
    found = {s.name: s for s in find_sets()}
    gold_set = found.get("train" if name == HELD_OUT else name)
    if gold_set is None:
        raise ValueError(f"no gold set {name!r} here: there are {', '.join([*found, HELD_OUT])}")
    gold = gold_set.gold()
    names = [n for n in sorted(gold) if name != HELD_OUT or is_held_out(n, 1)][:limit]
    return ReadableSet(
        name=name,
        digest=gold_set.digest(),
        documents=list(_documents(gold_set, set(names))),
        gold={n: gold[n] for n in names},
    )


def _documents(gold_set: GoldSet, names: Collection[str]) -> Iterator[Document]:
    """The reports as a user's page: found and cleaned as `enduse read` does it, sidecars and all."""
    for source in find_sources([str(gold_set.folder)], fetcher=None):
        name = PurePath(source.name).name
        if name in names and isinstance(source, Source):
            yield dataclasses.replace(clean(source), name=name)


def read_set(readable: ReadableSet, reader: Reader) -> list[Report]:
    """Read every report of a set."""
    return [_read(document, readable.gold[document.name], reader) for document in readable.documents]


def _read(document: Document, gold: Sequence[Statement], reader: Reader) -> Report:
    sentences = find_sentences(document.text, furniture=document.furniture, title=document.title_span)
    return Report(
        name=document.name,
        text=document.text,
        gold=gold,
        read=reader.read(document).statements,
        sentences=sentences,
        candidates=find_candidates(document.text, sentences, on=document.published),
    )


def by_key(statements: Iterable[Statement]) -> dict[Key, list[Statement]]:
    """What statements say, flattened as they are scored: each key with the statements that hold it, narrowed to it alone."""
    keys: dict[Key, list[Statement]] = defaultdict(list)
    for statement in statements:
        for narrowed in _narrowed(statement):
            (key,) = gold_tuples([statement_row(narrowed)])
            keys[key].append(narrowed)
    return keys


def _narrowed(statement: Statement) -> Iterator[Statement]:
    one, two = ROLES[statement.kind]
    sides = [[(value,) for value in getattr(statement, role)] or [_NOBODY] for role in (one, two)]
    items = [[item for item in statement.items if item.category == c] for c in {i.category: None for i in statement.items}] or [
        []
    ]
    for first, second, own in itertools.product(*sides, items):
        roles: dict[str, Any] = {one: first, two: second}
        yield dataclasses.replace(statement, items=tuple(own), **roles)
