"""Small analyses built by hand: words with their tag, relation and head, so that speech is tested apart from the parser."""

from __future__ import annotations

import datetime as dt

from enduse.model import Document
from enduse.read.analysis import Analysis
from enduse.read.candidates import find_candidates
from enduse.read.sentences import find_sentences
from enduse.read.trees import Tree


def analysed(text: str, *parses: str) -> Analysis:
    """An analysis of a text; each parse lists, word by word, `TAG/relation/head` with heads from 1 and 0 for the root."""
    sentences = find_sentences(text)
    trees, offsets, at = [], [], 0
    for sentence, parse in zip(sentences, parses, strict=True):
        rows = [row.split("/") for row in parse.split()]
        assert len(rows) == len(sentence.words), [w.text for w in sentence.words]
        trees.append(
            Tree(
                sentence=sentence,
                heads=tuple(int(row[2]) - 1 for row in rows),
                labels=tuple(row[1] for row in rows),
                tags=tuple(row[0] for row in rows),
            )
        )
        offsets.append(at)
        at += len(rows)
    return Analysis(
        text=text,
        sentences=tuple(sentences),
        trees=tuple(trees),
        offsets=tuple(offsets),
        candidates=find_candidates(text, sentences),
        parsed=(),
        votes={},
    )


def reported(text: str, *, publisher: str | None = None, published: dt.date | None = None) -> Document:
    """A document of a text."""
    return Document(name="a.txt", text=text, sha256="", publisher=publisher, published=published)
