"""A clause in its setting: what around it tells whose word it is, such as quotation marks, tense and place."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator
from typing import Self

from enduse.lexicon.voices import load_voices
from enduse.read.said import Said
from enduse.read.speech import Speech
from enduse.read.trees import Tree
from enduse.read.witness_marks import is_ground

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


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause by a word of it, with its surroundings and those who say it by the parse, by its quotation or by its turn."""

    speech: Speech
    sentence: int
    word: int
    setting: Setting
    state: str  # that of its setting
    floor: str
    sayers: tuple[Said, ...]
    is_said: bool  # a person or a body says it by rule
    own_marks: tuple[str, ...]  # whether the outlet or body speaks of itself

    @classmethod
    def at(cls, speech: Speech, sentence: int, word: int) -> Self:
        """The clause of a word."""
        setting, sayers = _setting_of(speech, sentence, word), tuple(speech.who_says(sentence, word))
        return cls(
            speech=speech,
            sentence=sentence,
            word=word,
            setting=setting,
            state=setting.state,
            floor=speech.floor(sentence),
            sayers=sayers,
            is_said=any(said.is_credible for said in sayers),
            own_marks=tuple(speech.own_marks(sentence)),
        )

    @property
    def tree(self) -> Tree:
        """The parse of its sentence."""
        return self.speech.analysis.trees[self.sentence]

    def with_state(self, mark: str) -> tuple[str, str]:
        """A mark alone, and joined with whether the clause is quoted, its sentence has a saying of its own, or it is bare."""
        return mark, f"{mark} {self.state}"

    def is_ground_of(self, said: Said) -> bool:
        """Whether it is given as the ground of what a speaker did."""
        return said.saying is not None and is_ground(self.tree, said.saying.word, self.word)

    def describes(self, said: Said) -> bool:
        """Whether it only describes a speaker, in the outlet's words: "Iran, which arms the group, denies any role"."""
        if said.saying is None or said.sentence != self.sentence:
            return False
        chain, words, named = [self.word, *self.tree.ancestors(self.word)], self.tree.sentence.words, said.speaker.span
        for depth, (below, above) in enumerate(itertools.pairwise(chain)):
            if self.tree.labels[below].startswith("acl") and named.start <= words[above].start < named.end:
                return said.saying.word not in chain[: depth + 1]
        return False

    def paragraphs_after(self, sentence: int) -> int:
        """How many paragraphs after a sentence it stands."""
        sentences = self.speech.analysis.sentences
        return sentences[self.sentence].paragraph - sentences[sentence].paragraph


def _setting_of(speech: Speech, sentence: int, word: int) -> Setting:
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
