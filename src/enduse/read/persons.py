"""The names of people in noun phrases, told from offices, bodies and places, and given in full."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from enduse.lexicon.voices import load_voices
from enduse.read.actor_kinds import BODIES, PEOPLE, ActorKinds
from enduse.read.analysis import Analysis
from enduse.read.beside import is_time, tag_of
from enduse.read.noun_phrases import joined
from enduse.read.trees import Tree

_INSIDE = "-'’"  # signs inside a name
_NO_NAMES = ("VERB", "AUX", "ADP", "PRON", "DET", "CCONJ", "SCONJ", "ADV", "NUM")


class Persons:
    """Finds the names of people in one document.

    Args:
        analysis: the document analysed.
        kinds: what the lexicon finds in it.
    """

    def __init__(self, analysis: Analysis, kinds: ActorKinds) -> None:
        self._analysis = analysis
        self._kinds = kinds

    @functools.cached_property
    def _full_names(self) -> dict[str, str]:
        """Family names (and, where nobody has it as that, first names) to the first full form in the document."""
        last: dict[str, str] = {}
        first: dict[str, str] = {}
        for number, tree in enumerate(self._analysis.trees):
            if self._analysis.sentences[number].is_title:
                continue
            for run in self._runs(tree, number, range(len(tree.heads))):
                if len(run) > 1 and (tag_of(tree, run[-1]) == "PROPN" or tree.sentence.words[run[-1]].text == "-"):
                    name = joined(tree, run)
                    parts = name.split()
                    last.setdefault(parts[-1], name)
                    first.setdefault(parts[0], name)
        return {**first, **last}

    def in_full(self, name: str) -> str:
        """The full form that the document has of a name."""
        return name if " " in name else self._full_names.get(name, name)

    def find(self, sentence: int, words: Sequence[int]) -> list[int]:
        """The words of a person's name in a phrase, or none: a full name, or a family name under a title or known before."""
        tree = self._analysis.trees[sentence]
        return next((run for run in self._runs(tree, sentence, words) if self._names_one(tree, sentence, words, run)), [])

    def _names_one(self, tree: Tree, sentence: int, words: Sequence[int], run: Sequence[int]) -> bool:
        """Whether a run of words of a phrase names the person whom the phrase is about."""
        voices = load_voices()
        marker = _before_titles(tree, run[0])
        if run[0] > words[0] and marker >= 0 and tag_of(tree, marker) == "ADP" and not _is_office(tree, marker, run[0]):
            return False
        before = tree.lower(run[0] - 1).rstrip(".") if run[0] else ""
        after = tree.lower(run[-1] + 1) if run[-1] + 1 < len(tree.heads) else ""
        if run[-1] + 1 in words and (after in voices.titles or voices.kind_of(after) is not None):
            return False  # "Defence Industry Minister": part of an office
        if run[-1] + 2 in words and after in voices.small.possessives:
            return False  # "Roe's minister, Ann Doe": the one it belongs to
        name = joined(tree, run)
        is_titled = before in voices.titles - voices.small.not_before_names
        is_known = name in self._full_names or self._kinds.at(sentence, tree.sentence.words[run[0]].start) in PEOPLE
        is_full = len(run) > 1 and len(name.split()) < 6 and tag_of(tree, run[-1]) == "PROPN"
        return is_known or is_titled or is_full

    def _runs(self, tree: Tree, sentence: int, words: Sequence[int]) -> Iterator[list[int]]:
        """Stretches of words that can be a person's name."""
        run: list[int] = []
        for i in words:
            follows = bool(run) and run[-1] == i - 1
            if (follows and _joins(tree, i, words)) or self.is_name(sentence, i):
                if run and not follows:
                    yield run
                    run = []
                run.append(i)
            elif run:
                yield run
                run = []
        if run:
            yield run

    def is_name(self, sentence: int, i: int) -> bool:
        """Whether a word can be a part of a person's name."""
        tree, voices = self._analysis.trees[sentence], load_voices()
        word, text = tree.sentence.words[i], tree.sentence.words[i].text
        if not text[:1].isupper() and not (
            i and tree.sentence.words[i - 1].text == "-" and tree.sentence.words[i - 1].end == word.start
        ):
            return False
        if text.lower().rstrip(".") in voices.titles or not text.replace(".", "").isalpha():
            return False
        if (
            (tag_of(tree, i) in _NO_NAMES and not _is_first_name(tree, i))
            or voices.kind_of(text) is not None
            or (text.endswith("day") and is_time(text))
        ):
            return False
        return self._kinds.at(sentence, word.start) not in BODIES or self._is_namesake(sentence, i)

    def _is_namesake(self, sentence: int, i: int) -> bool:
        """Whether a word that names a body follows a name of a person: "Oleg Antonov" is no aircraft works."""
        tree = self._analysis.trees[sentence]
        return i > 0 and tree.labels[i] == "flat" and tree.heads[i] == i - 1 and self.is_name(sentence, i - 1)


def _is_first_name(tree: Tree, i: int) -> bool:
    """Whether a word in capitals that the parser takes for an adverb hangs on the name behind it: "envoy Vassily Takev"."""
    return i > 0 and tree.tags[i] == "ADV" and tree.heads[i] == i + 1 and tree.tags[i + 1] == "PROPN"


def _joins(tree: Tree, i: int, words: Sequence[int]) -> bool:
    """Whether a word stands between two parts of a name: "van", "al" before a name or a hyphen, a hyphen, "d'"."""
    text = tree.lower(i)
    if text == "of" or i + 1 not in words or i + 1 >= len(tree.heads):
        return False
    sign, after = tree.sentence.words[i], tree.sentence.words[i + 1]
    if text in load_voices().particles:
        return after.text[:1].isalpha() or after.text in _INSIDE
    is_glued = sign.end == after.start and sign.start == tree.sentence.words[i - 1].end
    return after.text[:1].isalpha() and (text == "-" or (text in _INSIDE and is_glued))


def _is_office(tree: Tree, preposition: int, name: int) -> bool:
    """Whether a name follows an office with "of" in it: "Minister of Defence John Roe"."""
    before = tree.lower(preposition - 1) if preposition else ""
    return preposition < name - 1 and before in load_voices().titles


def _before_titles(tree: Tree, word: int) -> int:
    """The word before a name and its titles."""
    i = word - 1
    while i > 0 and tree.lower(i).rstrip(".") in load_voices().titles and tag_of(tree, i) in ("PROPN", "NOUN", "ADJ"):
        i -= 1
    return i
