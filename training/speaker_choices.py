"""Clauses of the gold whose speaker is known, with everyone who might be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from enduse.model import Document
from enduse.read.analysis import Analysis, sentence_at
from enduse.read.chooser import beside
from enduse.read.credit import PLACES, words_seen
from enduse.read.speech import Speech
from enduse.read.witnesses import Witness, find_witnesses
from training.choices import Choice
from training.examples import Row


def find_speaker_choices(document: Document, analysis: Analysis, rows: Sequence[Row]) -> Iterator[Choice]:
    """The clauses of a report, also those where none of the witnesses is right."""
    speech = Speech(analysis, document)
    width = next((p.words.shape[1] for p in analysis.parsed if p.is_read), 0)
    for row in rows:
        sentence, word = place(analysis, row)
        witnesses = find_witnesses(speech, sentence, word)
        said = row.get("attribution") or {}
        gold = [said[field].casefold() for field in ("speaker", "organisation") if said.get(field)]
        seen = [beside(words_seen(speech, sentence, word, witness), PLACES * width) for witness in witnesses]
        yield Choice(
            report=document.name,
            marks=tuple(frozenset(w.marks) for w in witnesses),
            seen=np.stack(seen).astype(np.float16),
            right=tuple(is_right(witness, gold) for witness in witnesses),
            is_one=bool(gold),
        )


def is_right(witness: Witness, gold: Sequence[str]) -> bool:
    """Whether a witness is who the gold has, by the rule that scores speakers: one name is a part of the other."""
    if witness.said is None or not gold:
        return witness.said is None and not gold
    names = [n.casefold() for n in (witness.said.speaker.name, witness.said.speaker.body) if n]
    return any(name in wanted or wanted in name for name in names for wanted in gold)


def place(analysis: Analysis, row: Row) -> tuple[int, int]:
    """The sentence of a gold statement, and in it the head of its first item (or the word in its middle)."""
    start, end = row["span"]
    item = str((row.get("items") or [{}])[0].get("text") or "")
    found = row["quote"].find(item) if item else -1
    first, last = (start + found, start + found + len(item)) if found >= 0 else (start, end)
    middle = (first + last) // 2
    number = sentence_at(analysis, middle)
    tree = analysis.trees[number]
    words = [i for i, w in enumerate(tree.sentence.words) if w.start < last and first < w.end]
    if not words:
        return number, 0
    if found >= 0:
        return number, tree.head_of(words[0], words[-1])
    return number, min(words, key=lambda i: abs(tree.sentence.words[i].start - middle))
