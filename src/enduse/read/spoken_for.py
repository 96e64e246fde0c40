"""The body that a named person speaks for: "the Pentagon's spokesman, X", "X, a spokeswoman for the ministry"."""

from __future__ import annotations

from collections.abc import Sequence

from enduse.lexicon.voices import load_voices
from enduse.read.actor_kinds import ActorKinds
from enduse.read.analysis import Analysis
from enduse.read.noun_phrases import CORE, joined, phrase_words, written
from enduse.read.trees import Tree


def body_of(analysis: Analysis, kinds: ActorKinds, sentence: int, words: Sequence[int], person: Sequence[int]) -> str | None:
    """The body that the words of a phrase say a person speaks for.

    Args:
        analysis: the document analysed.
        kinds: what the lexicon finds in it.
        sentence: the number of the sentence.
        words: the words of the phrase.
        person: those of them that name the person.
    """
    tree = analysis.trees[sentence]
    for i in words:
        if i in person or tree.lower(i) not in load_voices().nouns["speaks_for"]:
            continue
        is_body = i > 0 and tree.tags[i - 1] != "ADJ" and tree.lower(i - 1) not in load_voices().titles  # "Serbian President"
        if is_body and _is_in_name(tree, i - 1):
            return _name_before(tree, i, words)
        for child in tree.children(i):
            if tree.labels[child] in ("nmod", "nmod:poss") and child not in person:
                body = _named_by(analysis, tree, child)
                is_known = kinds.at(sentence, tree.sentence.words[child].start)
                if body and (is_known or load_voices().kind_of(tree.sentence.words[child].text) == "body"):
                    return body
    return None


def _name_before(tree: Tree, noun: int, words: Sequence[int]) -> str:
    """The words in capitals that stand before a noun: "Pentagon spokesman"."""
    first = noun - 1
    while first and first - 1 in words and _is_in_name(tree, first - 1):
        first -= 1
    return joined(tree, range(first, noun))


def _is_in_name(tree: Tree, word: int) -> bool:
    """Whether a word is written as one of a name is, and is no article or pronoun that begins a sentence ("Its spokesman")."""
    return tree.sentence.words[word].text[:1].isupper() and tree.tags[word] not in ("DET", "PRON")


def _named_by(analysis: Analysis, tree: Tree, noun: int) -> str:
    """The words of a body, by its noun, without the preposition before it."""
    phrase = phrase_words(tree, noun, CORE - {"conj", "cc"})
    return written(analysis.text, tree, [i for i in phrase if tree.labels[i] != "case" or tree.heads[i] != noun])
