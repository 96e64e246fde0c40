"""What of a clause's surroundings tells whose word it is: quotation marks, tense, its place in the paragraph."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from enduse.lexicon.voices import load_voices
from enduse.read.speech import Speech
from enduse.read.trees import Tree

_BULLETS = ("-", "–", "•", "*", "—", "→", "·")


@dataclasses.dataclass(frozen=True, slots=True)
class Setting:
    """The surroundings of a clause."""

    own: bool  # somebody says something in its sentence
    quoted: bool
    opens: bool  # it stands in the first sentence of its paragraph
    tense: str  # "would", "had" and the like: speech reported
    points_back: bool  # its subject is a pronoun
    bullet: bool  # it is an entry of a list

    @property
    def state(self) -> str:
        """Whether the clause is quoted, its sentence has a saying of its own, or it stands bare."""
        return "quoted" if self.quoted else "own" if self.own else "bare"

    def marks(self) -> Iterator[str]:
        """The marks of the clause itself."""
        yield self.state
        if self.opens:
            yield "opens"
        if self.bullet:
            yield "bullet"
        yield self.tense
        if self.points_back:
            yield "points back"


def setting_of(speech: Speech, sentence: int, word: int) -> Setting:
    """The surroundings of a clause, by a word of it."""
    tree = speech.analysis.trees[sentence]
    here = speech.analysis.sentences[sentence]
    root = tree.heads.index(-1)
    subject = next((i for i in tree.children(root) if tree.labels[i].startswith("nsubj")), 0)
    return Setting(
        own=bool(speech.said_in(sentence)),
        quoted=speech.is_quoted(sentence, word),
        opens=sentence == 0 or speech.analysis.sentences[sentence - 1].paragraph != here.paragraph,
        tense=_tense(tree, word),
        bullet=tree.lower(0) in _BULLETS,
        points_back=load_voices().is_pronoun(tree.lower(subject)),
    )


def _tense(tree: Tree, word: int) -> str:
    """The first auxiliary of the clause and the clauses over it, which tells reported speech from plain telling."""
    for above in (word, *tree.ancestors(word)):
        below = [tree.lower(i) for i in tree.children(above) if i < above]
        found = next((aux for aux in load_voices().auxiliaries if aux in below), None)
        if found is not None:
            return found
    return "plain"
