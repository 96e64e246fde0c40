"""A heading over a list tells the state of what is listed: "Military support in planning:", "Already delivered"."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping, Sequence

from enduse.lexicon.files import read_yaml
from enduse.lexicon.phrases import PhraseTable, runs
from enduse.model import Span
from enduse.read.lines import begins_as_entry
from enduse.read.trees import Tree

_LONGEST = 14  # words of a heading
_OF_CLAUSES = frozenset(["nsubj", "nsubj:pass", "csubj", "aux", "aux:pass", "expl"])
_ENDS_SENTENCE = frozenset([".", "!", "?", ";", ","])


@dataclasses.dataclass(frozen=True, slots=True)
class Heading:
    """The words that tell a state, and the state."""

    span: Span
    status: str


@dataclasses.dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a document: the numbers of the lines that are one, and the one that tells the state of each line."""

    lines: frozenset[int]
    over: Mapping[int, Heading]


def find_headings(trees: Sequence[Tree], text: str) -> Headings:
    """Find the headings over lists, and what each sentence of a document stands under, or is, that tells a transfer's state.

    A heading is a line without a clause: one that ends in a colon, or in no mark and stands right over entries of a list.
    Under it stand the lines without a clause that follow, through headings that tell no state ("Air defence:"), up to a
    sentence or the next heading that tells one. A line that tells a state of its own ("- tanks (delivered)") keeps it.

    Args:
        trees: the document's sentences, parsed.
        text: its text.
    """
    lines: set[int] = set()
    over: dict[int, Heading] = {}
    current: Heading | None = None
    for number, tree in enumerate(trees):
        if not _is_line(trees, number):
            current = None
            continue
        states = _states(text, tree.sentence.span)
        if _is_heading(trees, number, text):
            lines.add(number)
            current = states[0] if len({s.status for s in states}) == 1 else (None if states else current)
        elif states:
            continue
        if current is not None:
            over[number] = current
    return Headings(frozenset(lines), over)


def _is_line(trees: Sequence[Tree], number: int) -> bool:
    """Whether a sentence is a line of its own that holds no clause."""
    paragraph = trees[number].sentence.paragraph
    around = (trees[i].sentence for i in (number - 1, number + 1) if 0 <= i < len(trees))
    alone = all(other.paragraph != paragraph for other in around)
    return alone and not trees[number].sentence.is_title and _OF_CLAUSES.isdisjoint(trees[number].labels)


def _is_heading(trees: Sequence[Tree], number: int, text: str) -> bool:
    words = trees[number].sentence.words
    if number + 1 == len(trees) or not _is_line(trees, number + 1) or len(words) > _LONGEST or _is_entry(trees[number], text):
        return False
    return words[-1].text == ":" or (words[-1].text not in _ENDS_SENTENCE and _is_entry(trees[number + 1], text))


def _is_entry(tree: Tree, text: str) -> bool:
    """Whether a line begins as an entry of a list: with its mark, or with how many there are."""
    return begins_as_entry(tree.sentence.span.of(text)) or tree.sentence.words[0].text[0].isdigit()


def _states(text: str, span: Span) -> list[Heading]:
    """The states that the words of a stretch tell, the longest phrase at each place."""
    line = span.of(text)
    tokens = runs(line)
    found, at = [], 0
    while at < len(tokens):
        end, status = next(((end, values[0]) for end, values in _words().at(line, tokens, at)), (at + 1, ""))
        if status:
            found.append(Heading(Span(start=span.start + tokens[at].start, end=span.start + tokens[end - 1].end), status))
        at = end
    return found


@functools.cache
def _words() -> PhraseTable[str]:
    table: PhraseTable[str] = PhraseTable()
    for status, phrases in read_yaml("headings.yaml")["transfer"].items():
        for phrase in phrases:
            table.add(phrase, status)
    return table
