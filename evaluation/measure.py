"""One reader on one gold set: read its reports as a user would, and score what comes out."""

from __future__ import annotations

from pathlib import PurePath

from enduse.errors import InputError
from enduse.model import Statement
from enduse.read.page import clean
from enduse.read.reader import Reader
from enduse.read.sources import Problem, find_sources
from evaluation.scoring import score
from evaluation.sets import GoldSet


def measure(gold_set: GoldSet, reader: Reader) -> dict[str, float]:
    """The figures of a reader on a set, and how many reports could not be read and how many spans are not their quotes."""
    read: dict[str, tuple[Statement, ...]] = {}
    unread = inexact = 0
    for source in find_sources([str(gold_set.folder)], fetcher=None):
        if not source.name.endswith(".txt") or not gold_set.has(PurePath(source.name).name):
            continue
        if isinstance(source, Problem):
            unread += 1
            continue
        try:
            document = clean(source)
        except InputError:
            unread += 1
            continue
        statements = reader.read(document).statements
        inexact += sum(s.span.of(document.text) != s.quote for s in statements)
        read[PurePath(source.name).name] = statements
    return {**score(gold_set.gold(), read).figures(), "inexact spans": inexact, "unread": unread}
