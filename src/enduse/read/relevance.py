"""Whether a document can hold a statement at all: a cheap test before the parser.

A statement needs something that is supplied, used or restricted, and somebody. The test is meant to lose nothing (on the
training reports it loses under one statement in a hundred, `benchmarks/bench_read.py`), so it only asks whether words of both
kinds occur.
"""

from __future__ import annotations

from enduse.lexicon.actors import load_actors
from enduse.lexicon.cues import load_measures
from enduse.lexicon.items import load_items
from enduse.model import Document


def is_relevant(document: Document) -> bool:
    """Whether the document names an item or a measure, and an actor, outside its furniture."""
    text = document.text
    about = [m for m in load_items().find(text) if not m.generic] or [m for m in load_measures().find(text) if m.value]
    return bool(about) and bool(load_actors().find(text))
