"""One list size, measured in processes of their own: the index built, opened and asked, and the entries held."""

from __future__ import annotations

import dataclasses
import json
import random
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar
from unittest import mock

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from enduse.names import NameIndex, NameScore, PreparedName, WordWeights, index, score
from enduse.party import Name, Party
from enduse.screen.parties import CANDIDATES
from growth.invented import invented_names, one_letter_wrong
from growth.measuring import held, seconds, seconds_each
from growth.profiles import Shares, made_of

P = ParamSpec("P")
T = TypeVar("T")
Asked = tuple[str, str]
_QUESTIONS = "questions.json"
_BRUTE = 20  # questions that are compared with every name, for the time that it takes


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """An index built and saved: the seconds (of making up names too), and in MB the most memory, its files, the names alone."""

    seconds: float
    most: float
    files: float
    names: float


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What came of asking an index.

    Attributes:
        first: names asked a second, none of them asked before.
        again: the same names again.
        pairs: names of the list that were compared for each, on average.
        pairs_alone: names asked a second if those pairs were scored by rapidfuzz and nothing else were done.
        every_name: names asked a second if each were compared with every name of the list by rapidfuzz.
        before: memory of the process before the index was opened (`held`).
        after: memory after it was asked.
        made_of: the rooms' shares of the time.
    """

    first: float
    again: float
    pairs: float
    pairs_alone: float
    every_name: float
    before: dict[str, float]
    after: dict[str, float]
    made_of: Shares


def apart(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
    """Do some work in a process of its own; None where that process was killed (memory that is not there, say)."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        try:
            return pool.submit(work, *args, **kwargs).result()
        except BrokenProcessPool:
            return None


def build(folder: Path, size: int, questions: int) -> Built:
    """Build and save the index of an invented list, and keep the questions for it: half of its own names, half of others."""
    dice = random.Random(17)
    chosen = set(dice.sample(range(size), min(size, questions)))
    listed: list[Asked] = []
    letters = 0

    def names() -> Iterator[tuple[int, str, str]]:
        nonlocal letters
        for number, (name, schema) in enumerate(invented_names(size)):
            letters += len(name)
            if number in chosen:
                listed.append((name, schema))
            yield number, name, schema

    took = seconds(lambda: NameIndex.build(names()).save(folder))
    dice.shuffle(listed)
    of_list = enumerate(listed[: questions // 2])
    half = [(name if number % 2 else one_letter_wrong(name, dice), schema) for number, (name, schema) in of_list]
    asked = [*half, *invented_names(questions - len(half), seed=23)]
    dice.shuffle(asked)
    (folder / _QUESTIONS).write_text(json.dumps(asked), encoding="utf-8")
    files = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and path.name != _QUESTIONS)
    return Built(seconds=took, most=held()["most"], files=files / 1e6, names=letters / 1e6)


def ask(folder: Path, size: int, *, profile: bool) -> Answers:
    """Open an index in this process and ask it all questions, twice by the clock and once more to count the pairs."""
    questions: list[Asked] = [(name, schema) for name, schema in json.loads((folder / _QUESTIONS).read_text(encoding="utf-8"))]
    NameIndex.build([(1, "warm up", "Person")]).matches("the tables", "Person")
    before = held()
    opened = NameIndex.load(folder)
    opened.matches("warm up", "Person")
    first = seconds(lambda: ask_all(opened, questions))
    again = seconds(lambda: ask_all(opened, questions))
    after = held()
    pairs = compared(opened, questions)
    one, other = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    alone = seconds_each(lambda: process.cpdist(one, other, scorer=Levenshtein.normalized_similarity)) if pairs else 0.0
    every = [name.casefold() for name, _ in invented_names(size)]
    few = [name.casefold() for name, _ in questions[:_BRUTE]]
    brute = seconds(lambda: process.cdist(few, every, scorer=Levenshtein.normalized_similarity, dtype=np.float32))
    fresh = list(invented_names(len(questions) // 2, seed=31))
    return Answers(
        first=len(questions) / first,
        again=len(questions) / again,
        pairs=len(pairs) / len(questions),
        pairs_alone=len(questions) / alone if alone else 0.0,
        every_name=len(few) / brute,
        before=before,
        after=after,
        made_of=made_of(lambda: ask_all(opened, fresh)) if profile else Shares(),
    )


def ask_all(opened: NameIndex, questions: Sequence[Asked]) -> None:
    """Ask an index as screening asks it."""
    for name, schema in questions:
        opened.matches(name, schema, limit=CANDIDATES)


def compared(opened: NameIndex, questions: Sequence[Asked]) -> list[tuple[str, str]]:
    """The pairs of names that the index compares to answer the questions."""
    pairs: list[tuple[str, str]] = []

    def counted(a: PreparedName, b: PreparedName, weights: WordWeights) -> NameScore:
        pairs.append((a.text.casefold(), b.text.casefold()))
        return score(a, b, weights)

    with mock.patch.object(index, "score", counted):
        ask_all(opened, questions)
    return pairs


def hold_entries(size: int) -> float:
    """The MB that the entries of a list take as Python's objects, each with its name and nothing else."""
    before = held()["own"]
    entries = [
        Party(list="made", entry=str(number), schema="Person" if schema == "Person" else "Company", names=(Name(text=name),))
        for number, (name, schema) in enumerate(invented_names(size))
    ]
    assert len(entries) == size
    return held()["own"] - before
