"""From a noun phrase to the one who speaks: a person in full, a body, an outlet or a piece of evidence."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Sequence

from enduse.lexicon.voices import Voice, load_voices
from enduse.model import Span
from enduse.read.analysis import Analysis
from enduse.read.beside import is_time, tag_of
from enduse.read.trees import Tree

_PREPOSITIONS = ("of", "for", "at", "in", "from", "to", "with", "on", "close", "familiar", "by")
_PHRASE = {
    "flat", "flat:name", "compound", "amod", "nmod", "nmod:poss", "nmod:desc", "nmod:npmod", "nmod:unmarked", "nmod:tmod",
    "case", "det", "det:predet", "nummod", "fixed", "goeswith", "punct", "advmod", "appos", "conj", "cc", "obl", "dep",
}  # fmt: skip
_CORE = _PHRASE - {"appos", "obl", "dep", "advmod"}
_NAMED_BODIES = {"state", "capital", "demonym", "metonym", "ministry", "force", "body", "group", "firm"}


@dataclasses.dataclass(frozen=True, slots=True)
class Speaker:
    """One who speaks, as read from a text: at most one of name and body for people and bodies, and where the words stand."""

    kind: Voice
    name: str
    span: Span
    body: str | None = None
    is_sure: bool = True  # whether the words are of a person, a body, an outlet or evidence, and no other noun


def folded(name: str) -> str:
    """A speaker's name as it is compared with others: without case and article."""
    return name.casefold().removeprefix("the ")


class Speakers:
    """Reads the noun phrases of one document; knows the full names in it, and the bodies that people were said to speak for."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._actors: dict[int, list[tuple[Span, str]]] = {}
        for m in analysis.candidates.actors:
            self._actors.setdefault(m.sentence, []).append((m.span, "name" if m.entry.unknown else m.entry.kind))  # type: ignore[union-attr]
        self._bodies: dict[str, str] = {}
        self._offices: list[tuple[int, set[str], str]] = []

    @functools.cached_property
    def _full_names(self) -> dict[str, str]:
        """Family names (and, where nobody has it as that, first names) to the first full form in the document."""
        last: dict[str, str] = {}
        first: dict[str, str] = {}
        for number, tree in enumerate(self._analysis.trees):
            if self._analysis.sentences[number].is_title:
                continue
            for run in self._runs(tree, number, range(len(tree.heads))):
                name = _joined(tree, run)
                if len(run) > 1 and all(tag_of(tree, i) == "PROPN" or tree.sentence.words[i].text == "-" for i in run[-1:]):
                    parts = name.split()
                    last.setdefault(parts[-1], name)
                    first.setdefault(parts[0], name)
        return {**first, **last}

    def read(self, sentence: int, word: int) -> Speaker | None:
        """The speaker that a noun phrase names, by its head word; None for a pronoun or what cannot speak."""
        tree = self._analysis.trees[sentence]
        head = tree.sentence.words[word].text
        if load_voices().is_pronoun(head):
            return None
        whole, core = _phrase(tree, word, _PHRASE), _phrase(tree, word, _CORE)
        if head.lower() in load_voices().titles:  # "President" with the name torn off
            after = whole[-1] + 1
            while after < len(tree.heads) and self._is_name(tree, sentence, after):
                whole.append(after)
                after += 1
        return self._of_words(sentence, word, whole, core)

    def read_stretch(self, sentence: int, first: int, last: int) -> Speaker | None:
        """The speaker that a stretch of words names, whatever the parse has; None for a pronoun or what cannot speak."""
        tree = self._analysis.trees[sentence]
        words = tree.sentence.words
        end = next((i for i in range(first + 1, last + 1) if words[i].text in ",–—(:"), last + 1)
        stop = next((i for i in range(first + 1, end) if words[i].text.lower() in _PREPOSITIONS), end)
        head = stop - 1
        while head > first and (not words[head].text[0].isalnum()):
            head -= 1
        if load_voices().is_pronoun(words[head].text):
            return None
        return self._of_words(sentence, head, range(first, last + 1), range(first, end))

    def _of_words(self, sentence: int, word: int, whole: Sequence[int], core: Sequence[int]) -> Speaker | None:
        """The speaker that words name, by their head."""
        tree = self._analysis.trees[sentence]
        head = tree.sentence.words[word].text
        core = _without_time(tree, core)
        span, words = _stretch(tree, core), _words(self._analysis.text, tree, core)
        kind = load_voices().kind_of(head.rpartition("-")[2])
        if is_time(head):
            return None
        if f"{tree.sentence.words[word - 1].text if word else ''} {head}".lower() in load_voices().nouns["outlet_phrase"]:
            kind = "outlet"
        if kind in ("evidence", "outlet"):
            return Speaker(kind, words, span)
        person = self._person(tree, sentence, whole)
        if person:
            name = self._in_full(_joined(tree, person))
            body = self._body(tree, sentence, whole, person) or self._bodies.get(name)
            if body is not None:
                self._bodies.setdefault(name, body)
            self._offices.append((sentence, {w.text.lower() for i in whole if (w := tree.sentence.words[i])}, name))
            return Speaker("person", name, _stretch(tree, person), body)
        if kind in ("person", "body"):
            known = self._by_office(sentence, words, head.lower())
            if known is None and len(core) > 2:
                self._offices.append((sentence, {tree.sentence.words[i].text.lower() for i in core}, words))
            if known is not None or kind == "person":
                return Speaker(kind, known or words, span)
        actor = self._actor(sentence, tree.sentence.words[word].start)
        if kind == "body" or actor in _NAMED_BODIES or (tag_of(tree, word) == "PROPN" and head[:1].isupper()):
            return Speaker("body", words, span)
        is_name = tag_of(tree, word) in ("NOUN", "PROPN", "ADJ", "NUM")
        return Speaker("person", words, span, is_sure=False) if is_name else None

    def _by_office(self, sentence: int, words: str, noun: str) -> str | None:
        """Whom "the minister", "the spokesman" stands for: the last one named before with that office."""
        if words.lower() not in (f"the {noun}", f"that {noun}", noun) or words == noun.capitalize():
            return None
        if noun in _FIRMS:
            firms = [m for m in self._analysis.candidates.actors if m.sentence <= sentence and m.entry.kind == "firm"]  # type: ignore[union-attr]
            return re.sub(r"\s+", " ", firms[-1].text) if firms else None
        held = [(at, name) for at, office, name in self._offices if noun in office and at <= sentence]
        return max(held, key=lambda x: x[0])[1] if held else None

    def _actor(self, sentence: int, character: int) -> str | None:
        """What kind of actor the lexicon finds at a place."""
        return next((kind for span, kind in self._actors.get(sentence, ()) if span.start <= character < span.end), None)

    def _runs(self, tree: Tree, sentence: int, words: Sequence[int]) -> Iterator[list[int]]:
        """Stretches of words that can be a person's name."""
        voices = load_voices()
        run: list[int] = []
        for i in [*words, -1]:
            text = tree.sentence.words[i].text if i >= 0 else ""
            follows = bool(run) and run[-1] == i - 1
            joins = follows and (text == "-" or text.lower() in voices.particles) and i + 1 < len(tree.heads)
            joins = joins and tree.sentence.words[i + 1].text[:1].isalpha() and i + 1 in words
            if i >= 0 and ((joins and text != "of") or self._is_name(tree, sentence, i)):
                if run and not follows:
                    yield run
                    run = []
                run.append(i)
            elif run:
                yield run
                run = []

    def _is_name(self, tree: Tree, sentence: int, i: int) -> bool:
        word = tree.sentence.words[i]
        text = word.text
        if not text[:1].isupper() and not (
            i and tree.sentence.words[i - 1].text == "-" and tree.sentence.words[i - 1].end == word.start
        ):
            return False
        if text.lower().rstrip(".") in load_voices().titles or not text.replace(".", "").isalpha():
            return False
        if tag_of(tree, i) in ("VERB", "AUX", "ADP", "PRON", "DET", "CCONJ", "SCONJ", "ADV", "NUM"):
            return False
        if load_voices().kind_of(text) is not None or (text.endswith("day") and is_time(text)):
            return False
        return self._actor(sentence, word.start) not in _NAMED_BODIES

    def _person(self, tree: Tree, sentence: int, words: Sequence[int]) -> list[int]:
        """The words of a person's name in a phrase, or none: a full name, or a family name under a title or known before."""
        best: list[int] = []
        for run in self._runs(tree, sentence, words):
            marker = self._before_titles(tree, run[0])
            if (
                run[0] > words[0]
                and marker >= 0
                and tag_of(tree, marker) == "ADP"
                and not self._is_office(tree, marker, run[0])
            ):
                continue
            before = tree.sentence.words[run[0] - 1].text.lower().rstrip(".") if run[0] else ""
            after = tree.sentence.words[run[-1] + 1].text.lower() if run[-1] + 1 < len(tree.heads) else ""
            if run[-1] + 1 in words and (after in load_voices().titles or load_voices().kind_of(after) is not None):
                continue  # "Defence Industry Minister": part of an office
            if after in ("'s", "’s", "'", "’") and run[-1] + 2 in words:
                continue  # "Roe's minister, Ann Doe": the one it belongs to
            name = _joined(tree, run)
            titled = before in load_voices().titles - {"the", "us", "uk", "state", "of"}
            known = name in self._full_names or self._actor(sentence, tree.sentence.words[run[0]].start) in ("leader", "person")
            if known or titled or (len(run) > 1 and len(name.split()) < 6 and (tag_of(tree, run[-1]) == "PROPN")):
                best = best or run
        return best

    def _is_office(self, tree: Tree, preposition: int, name: int) -> bool:
        """Whether a name follows an office with "of" in it: "Minister of Defence John Roe"."""
        before = tree.sentence.words[preposition - 1].text.lower() if preposition else ""
        return preposition < name - 1 and before in load_voices().titles

    def _before_titles(self, tree: Tree, word: int) -> int:
        """The word before a name and its titles."""
        i = word - 1
        while (
            i > 0
            and tree.sentence.words[i].text.lower().rstrip(".") in load_voices().titles
            and tag_of(tree, i) in ("PROPN", "NOUN", "ADJ")
        ):
            i -= 1
        return i

    def _in_full(self, name: str) -> str:
        if " " in name:
            return name
        return self._full_names.get(name, name)

    def _body(self, tree: Tree, sentence: int, words: Sequence[int], person: Sequence[int]) -> str | None:
        """The body a named person speaks for: "the Pentagon's spokesman, X", "X, a spokeswoman for the ministry"."""
        for i in words:
            if i in person or tree.sentence.words[i].text.lower() not in load_voices().nouns["speaks_for"]:
                continue
            if (
                i
                and tree.sentence.words[i - 1].text[:1].isupper()
                and tree.sentence.words[i - 1].text.lower() not in load_voices().titles
            ):
                first = i - 1
                while first and first - 1 in words and tree.sentence.words[first - 1].text[:1].isupper():
                    first -= 1
                return _joined(tree, range(first, i))
            for child in tree.children(i):
                if tree.labels[child] in ("nmod", "nmod:poss") and child not in person:
                    inner = [
                        k
                        for k in _phrase(tree, child, _CORE - {"conj", "cc"})
                        if tree.labels[k] != "case" or tree.heads[k] != child
                    ]
                    body = _words(self._analysis.text, tree, inner)
                    if body and (
                        self._actor(sentence, tree.sentence.words[child].start)
                        or load_voices().kind_of(tree.sentence.words[child].text) == "body"
                    ):
                        return body
        return None


def _without_time(tree: Tree, core: Sequence[int]) -> Sequence[int]:
    """The words before "on Tuesday"."""
    words = tree.sentence.words
    for place, i in enumerate(core):
        if (
            place
            and words[i].text.lower() in ("on", "in", "last", "this")
            and i + 1 < len(words)
            and is_time(words[i + 1].text)
        ):
            return core[:place]
    return core


_FIRMS = ("company", "firm", "manufacturer", "maker", "shipyard", "group")


def _phrase(tree: Tree, word: int, labels: set[str]) -> list[int]:
    """The words of a noun phrase without the clauses that hang on it, in order and without marks at its ends."""
    out = {word}
    todo = [word]
    while todo:
        for child in tree.children(todo.pop()):
            if tree.labels[child] in labels and tree.tags[child] not in ("VERB", "AUX") and child not in out:
                out.add(child)
                todo.append(child)
    order = sorted(out)
    while order and tree.tags[order[-1]] in ("PUNCT", "CCONJ") and len(order) > 1:
        order.pop()
    while order and (
        tree.tags[order[0]] in ("PUNCT", "ADP", "CCONJ") or tree.sentence.words[order[0]].text.lower() in ("according", "to")
    ):
        if len(order) == 1:
            break
        order.pop(0)
    return _around(order, word)


def _around(order: list[int], word: int) -> list[int]:
    """The unbroken part of the words about one of them: a gap is where something else was said."""
    at = order.index(word) if word in order else 0
    first = last = at
    while first and order[first - 1] >= order[first] - 2:
        first -= 1
    while last + 1 < len(order) and order[last + 1] <= order[last] + 2:
        last += 1
    return order[first : last + 1]


def _stretch(tree: Tree, order: Sequence[int]) -> Span:
    return Span(start=tree.sentence.words[order[0]].start, end=tree.sentence.words[order[-1]].end)


def _words(text: str, tree: Tree, order: Sequence[int]) -> str:
    """The words as written, on one line; an article before a name in capitals is left out."""
    words = re.sub(r"\s+", " ", _stretch(tree, order).of(text)).strip(" ,;:\"“”'’") if order else ""
    return re.sub(r"^[Tt]he (?=[A-Z])", "", words)


def _joined(tree: Tree, order: Sequence[int]) -> str:
    """Words with the gaps that they have in the text."""
    words = tree.sentence.words
    out = ""
    for k, i in enumerate(order):
        out += (" " if k and words[order[k - 1]].end != words[i].start else "") + words[i].text
    return re.sub(r"['’]s$", "", out).strip()
