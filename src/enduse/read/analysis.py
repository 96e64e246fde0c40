"""A document analysed: sentences, trees, candidates, frames, and the arrays of its decisions, window by window."""

from __future__ import annotations

import bisect
import dataclasses
import itertools
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from enduse.model import Document
from enduse.read.candidates import Candidates, Mention, find_candidates
from enduse.read.features import ANCHOR_WIDTH, WIDTH, PairFeatures
from enduse.read.frames import Vote, find_votes
from enduse.read.inputs import TYPES, DecisionInputs
from enduse.read.network import Floats, Network, Parsed, spread_marks
from enduse.read.plain import on_one_line
from enduse.read.relevance import may_state
from enduse.read.sentences import Sentence, find_sentences
from enduse.read.trees import Tree


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What is known of a document before anything is decided; `offsets` is each sentence's first word in the document."""

    text: str
    sentences: tuple[Sentence, ...]
    trees: tuple[Tree, ...]
    offsets: tuple[int, ...]
    candidates: Candidates
    parsed: tuple[Parsed, ...]
    votes: Mapping[tuple[int, int], tuple[Vote, ...]]

    def inputs(self) -> Iterator[DecisionInputs]:
        """The arrays of each window that was read and has an anchor among its fresh sentences."""
        features = PairFeatures(self.trees, self.offsets, self.candidates, self.votes)
        for parsed in self.parsed:
            made = self._inputs(parsed, features) if parsed.is_read else None
            if made is not None:
                yield made

    def vectors(self, inputs: DecisionInputs) -> Floats:
        """The word vectors of the window that the inputs belong to."""
        return next(p.words for p in self.parsed if p.window is inputs.window)

    def tree_of(self, mention: Mention) -> tuple[Tree, int]:
        """The tree a mention stands in, and the mention's head word in it."""
        tree, offset = self.trees[mention.sentence], self.offsets[mention.sentence]
        return tree, tree.head_of(mention.first - offset, mention.last - offset)

    def are_joined(self, one: Mention, other: Mention) -> bool:
        """Whether two mentions are members of one list ("Greece, Norway and Poland")."""
        if one.sentence != other.sentence:
            return False
        (tree, first), (_, second) = self.tree_of(one), self.tree_of(other)
        return tree.first_of_list(first) == tree.first_of_list(second)

    def _inputs(self, parsed: Parsed, features: PairFeatures) -> DecisionInputs | None:
        window = parsed.window
        start = self.offsets[window.first]
        found = self.candidates
        anchor_numbers = _standing_in(found.anchors, window.fresh, window.last)
        actor_numbers = _standing_in(found.actors, window.first, window.last)
        if not anchor_numbers or not actor_numbers:
            return None
        anchors = [found.anchors[i] for i in anchor_numbers]
        actors = [found.actors[j] for j in actor_numbers]
        pairs = _padded([pair for i in anchor_numbers for pair in features.row(i, actor_numbers)], WIDTH)
        return DecisionInputs(
            window=window,
            marks=spread_marks(window, found.word_marks[start:]),
            anchor_numbers=tuple(anchor_numbers),
            actor_numbers=tuple(actor_numbers),
            anchors=np.array([self._anchor_words(m, start) for m in anchors], dtype=np.int64).reshape(-1, 4),
            anchor_types=_types(anchors),
            anchor_features=_padded([features.anchor(i) for i in anchor_numbers], ANCHOR_WIDTH),
            actors=np.array([(m.first - start, m.last - start) for m in actors], dtype=np.int64).reshape(-1, 2),
            actor_types=_types(actors),
            same_actor=_numbered([m.entry.code for m in actors]),  # type: ignore[union-attr]
            pairs=pairs.reshape(len(anchors), len(actors), WIDTH),
        )

    def _anchor_words(self, anchor: Mention, start: int) -> tuple[int, int, int, int]:
        """First and last word, the word above, and the nearest verb above that (or the root)."""
        tree, head = self.tree_of(anchor)
        shift = self.offsets[anchor.sentence] - start
        above = tree.ancestors(head)
        governor = above[0] if above else head
        verb = next((i for i in above[1:] if tree.tags[i] == "VERB"), above[-1] if above else head)
        return anchor.first - start, anchor.last - start, governor + shift, verb + shift


def _standing_in(mentions: Sequence[Mention], first: int, last: int) -> range:
    """The numbers of the mentions in sentences `first` to `last` (exclusive); mentions are in the order of the text."""
    begin, end = (bisect.bisect_left(mentions, sentence, key=lambda m: m.sentence) for sentence in (first, last))
    return range(begin, end)


def _types(mentions: list[Mention]) -> np.ndarray:
    return _padded([mention.marks[:TYPES] for mention in mentions], TYPES)


def _padded(rows: Sequence[Sequence[int]], width: int) -> np.ndarray:
    lengths = np.array([len(row) for row in rows], dtype=np.int64)
    out = np.zeros((len(rows), width), dtype=np.int64)
    out[np.arange(width) < lengths[:, None]] = np.fromiter(itertools.chain.from_iterable(rows), dtype=np.int64)
    return out


def _numbered(names: Sequence[str]) -> np.ndarray:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], dtype=np.int64)


def analyse(document: Document, network: Network, *, thorough: bool = True) -> Analysis:
    """Find sentences and candidates of a document, parse it and let the frames vote.

    Args:
        document: any document.
        network: parses it.
        thorough: whether to parse all of it, or only what stands near a sentence that may state something, where one does.
    """
    sentences = find_sentences(document.text, furniture=document.furniture, title=document.title_span)
    worth = None if thorough else _worth(document.text, sentences)
    text = on_one_line(document.text, (sentence.span for sentence in sentences))
    candidates = find_candidates(text, sentences, on=document.published, publisher=document.publisher)
    parsed = network.parse(sentences, candidates.word_marks, worth=worth)
    trees = [tree for p in parsed for tree in p.trees[p.window.fresh - p.window.first :]]
    offsets = np.cumsum([0, *(len(s.words) for s in sentences)]).tolist()[:-1]
    votes = find_votes(trees, offsets, candidates)
    return Analysis(
        text=text,
        sentences=tuple(sentences),
        trees=tuple(trees),
        offsets=tuple(offsets),
        candidates=candidates,
        parsed=tuple(parsed),
        votes=votes,
    )


def _worth(text: str, sentences: Sequence[Sentence]) -> list[bool] | None:
    """Which sentences may state something by themselves; None, for all, where it takes the whole text to tell."""
    worth = [may_state(sentence.span.of(text)) for sentence in sentences]
    return worth if any(worth) else None


def sentence_at(analysis: Analysis, character: int) -> int:
    """The number of the sentence that a character stands in (or the last before it)."""
    return max(0, bisect.bisect_right([s.words[0].start for s in analysis.sentences], character) - 1)
