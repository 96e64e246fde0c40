"""The sayings of a sentence: each verb of saying with who says it, as the parse has it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from enduse.lexicon.voices import load_voices
from enduse.read.asides import QUOTES, aside_scope, noun_phrase_at, subject_at_start
from enduse.read.trees import Tree, is_passive

SUBJECTS = ("nsubj", "nsubj:outer", "obl:agent")
_PARTS = (
    "nmod", "nmod:poss", "nmod:desc", "nmod:unmarked", "compound", "flat", "appos", "conj", "amod", "nummod", "det", "dep",
    "goeswith", "fixed",
)  # fmt: skip
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")


@dataclasses.dataclass(frozen=True, slots=True)
class Saying:
    """A word of saying in a sentence and the head of the words that name who says it; `clause_only` for "found that".

    `scope` are the words that an aside (", he said,") is about: from one semicolon to the next.
    """

    word: int
    speaker: int
    clause_only: bool = False
    accuses: bool = False
    scope: tuple[int, int] | None = None


def find_sayings(tree: Tree) -> list[Saying]:
    """All sayings of a sentence in the order of their words."""
    may_say = load_voices().may_say
    words = (word for word in range(len(tree.heads)) if may_say(tree.lower(word)))
    return [saying for word in words if (saying := _saying(tree, word)) is not None]


def _saying(tree: Tree, word: int) -> Saying | None:
    verbs, text = load_voices().verbs, tree.lower(word)
    if text in load_voices().small.sources and tree.tags[word] not in ("NOUN",):
        source = _source(tree, word)
        return Saying(word, source) if source is not None else None
    says, thinks, accuses = (text in verbs[name] for name in ("says", "thinks", "accuses"))
    if not (says or thinks or accuses) or tree.tags[word] not in ("VERB", "AUX"):
        return _noun_saying(tree, word, text)
    if _is_unsaid(tree, word):
        return None
    speaker = _subject(tree, word)
    passive = is_passive(tree, word)
    near = noun_phrase_at(tree, word) if not passive else None
    if near is not None and (speaker is None or not (_holds(tree, speaker, near) or _closes_apposition(tree, speaker, word))):
        speaker = near
    if speaker is None and (says or accuses) and not passive:
        speaker = subject_at_start(tree, word)
    if speaker is None or speaker == word:
        return None
    scope = aside_scope(tree, word, speaker)
    return Saying(word, speaker, clause_only=not says and not accuses and scope is None, accuses=accuses, scope=scope)


def leaves_unsaid(tree: Tree, verb: int, chain: Sequence[int]) -> bool:
    """Whether a verb's subject tells nothing of what stands below it: "has not said whether", "declined to say".

    Args:
        tree: the sentence.
        verb: a word of the chain.
        chain: the words from what is stated to the root.
    """
    voices = load_voices()
    if tree.lower(verb) in voices.verbs["withholds"]:
        return any(tree.heads[i] == verb and tree.labels[i] == "xcomp" and tree.lower(i) in voices.verbs["says"] for i in chain)
    return tree.lower(verb) in voices.verbs["says"] and _is_unsaid(tree, verb)


def _is_unsaid(tree: Tree, word: int) -> bool:
    """ "Has not said whether", "must tell", "declined to say": nothing is said yet."""
    if tree.labels[word] == "xcomp" and tree.lower(tree.heads[word]) in load_voices().verbs["withholds"]:
        return True
    below = {tree.lower(i) for i in tree.children(word) if i < word and tree.labels[i] in ("aux", "advmod")}
    return bool(below & load_voices().unsaid)


def _holds(tree: Tree, speaker: int, near: int) -> bool:
    """Whether the subject of the parse reaches the noun phrase beside the verb, with no quotation mark between."""
    low, high = min(speaker, near), max(speaker, near)
    if any(tree.sentence.words[i].text in QUOTES for i in range(low, high)):
        return False
    while near != speaker:
        if tree.labels[near] not in _PARTS:
            return False
        near = tree.heads[near]
    return True


def _source(tree: Tree, word: int) -> int | None:
    """X in "according to X" and "citing X": the nominal that the word marks, or its object, or else the first after it."""
    head = tree.heads[word]
    if head >= 0 and tree.labels[word] in ("case", "mark", "fixed") and head > word:
        return head if tree.tags[head] in _NOMINAL and head - word < 12 else _next_nominal(tree, word)
    for child in tree.children(word):
        if child > word and tree.labels[child] in ("obl", "obj", "nmod") and tree.tags[child] in _NOMINAL:
            return child
    return _next_nominal(tree, word)


def _next_nominal(tree: Tree, word: int) -> int | None:
    """The head of the noun phrase that begins after a word."""
    for i in range(word + 1, min(word + 9, len(tree.heads))):
        if tree.tags[i] == "PUNCT" and tree.sentence.words[i].text in ",;:":
            return None
        if tree.tags[i] in _NOMINAL and tree.labels[i] not in ("compound", "nummod", "amod", "nmod:poss", "nmod:desc"):
            return i
    return None


def _noun_saying(tree: Tree, word: int, text: str) -> Saying | None:
    """ "Kyiv's claim that", "the assertion by the White House that"."""
    if text not in load_voices().nouns["saying"] or tree.tags[word] != "NOUN":
        return None
    if not any(tree.labels[i] in ("acl", "acl:relcl", "ccomp", "appos") for i in tree.children(word)):
        return None
    for child in tree.children(word):
        marks = {tree.lower(i) for i in tree.children(child) if tree.labels[i] == "case"}
        if tree.labels[child] == "nmod:poss" or (
            tree.labels[child] in ("nmod", "obl:agent") and marks & load_voices().small.owners
        ):
            return Saying(word, child, clause_only=True)
    return None


def _closes_apposition(tree: Tree, subject: int, verb: int) -> bool:
    """Whether the comma before a verb belongs to its subject: "the envoy, John Roe, said the jets had come"."""
    comma = verb - 1
    return (
        subject < comma and tree.labels[subject] == "nsubj" and tree.heads[subject] == verb and subject in tree.ancestors(comma)
    )


def _subject(tree: Tree, verb: int) -> int | None:
    """Who says it: the subject, the agent of a passive, the subject of the verb it is joined to, or whom it describes."""
    if (quoted := quoted_as_saying(tree, verb)) is not None:
        return quoted
    at = verb
    for _ in range(4):
        passive = any(tree.labels[i] in ("aux:pass", "nsubj:pass") for i in tree.children(at))
        for child in tree.children(at):
            if tree.labels[child] == "obl:agent" or (not passive and tree.labels[child] in SUBJECTS):
                return _antecedent(tree, at, child)
        if passive:
            return _agent(tree, at)
        if tree.labels[at] in ("acl", "acl:relcl") and tree.tags[tree.heads[at]] in _NOMINAL:
            return None if tree.labels[at] == "acl" and _is_participle_of_object(tree, at) else tree.heads[at]
        if tree.labels[at] not in ("conj", "xcomp", "advcl", "ccomp", "parataxis", "aux") or tree.heads[at] < 0:
            return None
        if tree.labels[at] in ("ccomp", "parataxis"):
            return None
        at = tree.heads[at]
    return None


def quoted_as_saying(tree: Tree, verb: int) -> int | None:
    """X in "Reuters quoted X as saying" and "X was quoted as saying"."""
    above = tree.heads[verb]
    if tree.labels[verb] != "advcl" or above < 0 or tree.lower(above) not in load_voices().verbs["cites"]:
        return None
    labels = ("nsubj:pass",) if is_passive(tree, above) else ("obj", "iobj")
    return next((child for child in tree.children(above) if child < verb and tree.labels[child] in labels), None)


def _is_participle_of_object(tree: Tree, word: int) -> bool:
    """ "Aid announced": what was said of the noun, and not what the noun says."""
    return not tree.lower(word).endswith("ing")


def _agent(tree: Tree, verb: int) -> int | None:
    """ "By X" of a passive."""
    for child in tree.children(verb):
        marks = [tree.lower(i) for i in tree.children(child) if tree.labels[i] == "case"]
        if tree.labels[child] in ("obl", "nmod") and marks == ["by"] and tree.tags[child] in _NOMINAL:
            return child
    return None


def _antecedent(tree: Tree, verb: int, subject: int) -> int:
    """The noun that "who" stands for."""
    if tree.lower(subject) in load_voices().pronouns["relative"]:
        at = verb
        while at >= 0 and tree.labels[at] not in ("acl:relcl", "acl") and tree.labels[at] in ("conj", "xcomp"):
            at = tree.heads[at]
        if at >= 0 and tree.labels[at] in ("acl:relcl", "acl") and tree.heads[at] >= 0:
            return tree.heads[at]
    return subject
