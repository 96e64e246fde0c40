"""Whose voice a page speaks in: a body whose pages are its own word, or an outlet that tells what others say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from enduse.lexicon.voices import load_voices
from enduse.model import Document, Span
from enduse.read.analysis import Analysis
from enduse.read.direct_speech import DirectSpeech
from enduse.read.ourselves import voice_of
from enduse.read.said import Said
from enduse.read.speakers import Speaker, folded


def without_desk(name: str) -> str:
    """ "Department of the Treasury, Press Center" to the department."""
    for inner in re.findall(r"\(([^)]*)\)", name):  # "newsroom (Office of the Prime Minister)"
        if any(word in inner.lower() for word in load_voices().bodies_of):
            return str(inner)
    bare = re.sub(r"\s*\([^)]*\)", "", name).strip()
    parts = [part.strip() for part in re.split(r", | [–—|-] ", bare)]
    kept = [part for part in parts if not any(word in part.lower() for word in load_voices().desk)]
    bodies = [part for part in kept if any(word in part.lower() for word in load_voices().own_voice)]
    return bodies[0] if bodies and len(kept) < len(parts) else bare


def find_publisher(document: Document, analysis: Analysis) -> Iterator[tuple[Said, str]]:
    """The publisher, by whether its name is that of a body that speaks for itself, of an outlet, or of neither."""
    if document.publisher is None:
        return
    own, outlet = voice_of(document.publisher)
    sort = "own" if own and not outlet else "outlet" if outlet else "unknown"
    bare = without_desk(document.publisher)
    said = Said(0, None, Speaker("body", bare, Span(start=0, end=0)), "published by")
    yield said, f"publisher {sort}"
    yield said, f"publisher {sort} {'named' if _names(analysis, bare) else 'unnamed'}"


def _names(analysis: Analysis, name: str) -> bool:
    """Whether the report itself, after its first sentence, has a name."""
    sentences = analysis.sentences
    if not sentences:
        return False
    body = analysis.text[sentences[min(1, len(sentences) - 1)].span.start :]
    return folded(name).split(",")[0] in body.casefold()


def in_first_person(analysis: Analysis, direct: DirectSpeech) -> set[int]:
    """The numbers of the sentences with "we" or "our" outside quotations."""
    ourselves = load_voices().small.ourselves
    return {
        n
        for n, sentence in enumerate(analysis.sentences)
        if any(w.text.lower() in ourselves and w.text != "US" and direct.at(w.start) is None for w in sentence.words)
    }
