"""The status that the words imply: by the frame of the outermost verb or deal noun over an item, and the tense it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from enduse.lexicon.frames import Frame, load_frames
from enduse.model import STAGES
from enduse.read.trees import Tree

_HANDOVER = ("delivered", "under_way")
_FUTURE = {"will", "shall", "'ll", "would"}
_MODAL = {"may", "might", "could", "can", "should", "must"}


def implied_status(tree: Tree, word: int, cues: Sequence[frozenset[str]], kind: str) -> str | None:
    """The status of what is stated about a word, or None where no frame tells.

    Args:
        tree: the sentence.
        word: the item's head word in it.
        cues: each word's cues (`Candidates.cues`), for where speech begins.
        kind: the kind of statement.
    """
    implied = None
    for above, frame in _frames(tree, word, cues):
        status = frame.status[_tense(tree, above)]
        # what embeds a handover ("preparing to deliver") tells more than the handover; one handover over another does not
        tells = implied is None or implied in _HANDOVER or status not in (*_HANDOVER, "planned")
        if tells and frame.statement == kind and status in STAGES[kind]:
            implied = status
    return implied


def _frames(tree: Tree, word: int, cues: Sequence[frozenset[str]]) -> Iterator[tuple[int, Frame]]:
    for above in [word, *tree.ancestors(word)]:
        if above != word and "cue:reporting" in cues[above]:
            return
        if tree.tags[above] in ("VERB", "AUX"):
            found = load_frames().verb(tree.sentence.words[above].text)
        else:
            found = load_frames().noun(tree.sentence.words[above].text)
        if found:
            yield above, found[0].frame


def _tense(tree: Tree, verb: int) -> str:
    """One of the tenses that `frames.yaml` knows."""
    helpers = [tree.lower(i) for i in tree.children(verb) if tree.labels[i] in ("aux", "aux:pass")]
    form = tree.lower(verb)
    if any(w in _FUTURE for w in helpers):
        return "future"
    if any(w in _MODAL for w in helpers):
        return "modal"
    if any(w in ("has", "have", "had", "'ve", "having") for w in helpers):
        return "perfect"
    if form.endswith("ing"):
        return "progressive"
    if any(tree.lower(i) == "to" for i in tree.children(verb) if tree.labels[i] == "mark"):
        return "infinitive"
    entries = load_frames().verb(form)
    if any(w.form in ("past", "participle") for w in entries):
        return "past"
    return "present" if entries else "past"
