"""Marks of what is said beside a clause: with what sort of verb, and where; the weights of `credit.npz` know them."""

from __future__ import annotations

from collections.abc import Iterator

from enduse.lexicon.voices import load_voices
from enduse.read.said import Said
from enduse.read.speech import Speech
from enduse.read.trees import Tree


def is_ground(tree: Tree, verb: int, word: int) -> bool:
    """Whether "for" stands between a verb and a word: "blacklisted a firm for sending drones"."""
    return any(tree.lower(i) in load_voices().small.grounds for i in range(verb + 1, word))


def place_marks(speech: Speech, said: Said, word: int) -> Iterator[str]:
    """How the words of saying stand to a clause: before it, an aside in it, over a semicolon, behind another saying."""
    if said.saying is None:
        return
    tree, verb = speech.analysis.trees[said.sentence], said.saying.word
    words = tree.sentence.words
    low, high = min(verb, word), max(verb, word)
    between = [words[i].text for i in range(low + 1, high)]
    over = ";" if ";" in between else ":" if ":" in between else ""
    side = "before" if verb < word else "after"
    follows = tree.lower(verb + 1) if verb + 1 < len(words) else "."
    kind = "that" if follows == "that" else "stop" if follows in ',.;:–—"”' else "word"
    others = sum(1 for other in speech.said_in(said.sentence) if other.saying and low < other.saying.word < high)
    yield f"{side}{over} {kind}"
    yield f"{side}{over} {kind} {said.rule}"
    yield f"{side}{over} behind {min(others, 2)}"
    yield f"{side}{over} verb {tree.lower(verb)}"
    yield f"{side}{over} {said.speaker.kind}"
    if "that" in (text.lower() for text in between[:8]):
        yield f"{side}{over} leads"


def verb_marks(speech: Speech, said: Said, where: str) -> Iterator[str]:
    """What sort of saying it is."""
    if said.saying is None:
        return
    tree = speech.analysis.trees[said.sentence]
    word = tree.lower(said.saying.word)
    verbs = load_voices().verbs
    sort = next((name for name in ("says", "accuses", "thinks") if word in verbs[name]), "other")
    yield f"{where} {sort}"
    yield f"{where} {said.rule}"
    if said.saying.scope is not None:
        yield f"{where} aside"
    if tree.labels[said.saying.word] == "root":
        yield f"{where} main"
