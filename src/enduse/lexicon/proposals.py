"""Names that look like a firm's, an agency's, an armed group's or a listed person's, by their shape: `name_shapes.yaml`.

So that a name never seen before can be an actor. Recall comes first; what is read decides which of them act.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Mapping

from enduse.lexicon.actor_entries import ActorKind
from enduse.lexicon.files import read_yaml

FILE = "name_shapes.yaml"
_WORD = re.compile(r"[^\W_](?:[\w'\u2019/-]*[^\W_])?(?:\.(?=[^\W_])[^\W_]+)*\.?")
_CONNECTORS = frozenset("of and for & de du del della der den des la le al el bin ibn von van y e und et".split())
_JOINS = frozenset([" ", "\u00a0", " & ", "\n", " \u201c", ". "])
_APPOSITION = re.compile(r"\s?,? (?:an?|the|which is an?)\s((?:[\w'\u2019-]+\s){0,5}?[\w-]+)")
_SENTENCE_END = re.compile(r"[.!?][\"\u201d\u2019)]*\s+(?=[\"\u201c\u2018(]*[^\W\da-z_])|\n\s*\n")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """The word lists, each word with the kind of name that it shows."""

    last: Mapping[str, ActorKind]
    first: Mapping[str, ActorKind]
    nouns: Mapping[str, ActorKind]
    enforcement: re.Pattern[str]
    not_in_names: frozenset[str]


@functools.cache
def load_shapes() -> Shapes:
    """The word lists of the file."""
    data = read_yaml(FILE)
    by_word = {section: {w: k for k, words in data[section].items() for w in words} for section in ("last_words", "first_words", "nouns")}
    enforcement = re.compile(rf"\b(?:{'|'.join(map(re.escape, data['enforcement']))})\b")
    return Shapes(
        last=by_word["last_words"],
        first=by_word["first_words"],
        nouns=by_word["nouns"],
        enforcement=enforcement,
        not_in_names=frozenset(data["not_in_names"]),
    )


def propose(text: str) -> list[tuple[int, int, ActorKind]]:
    """Stretches of a text that have the shape of a name, in order, with the kind that the shape tells."""
    shapes = load_shapes()
    found: list[tuple[int, int, ActorKind]] = []
    heads: dict[str, ActorKind] = {}
    undecided: list[tuple[int, int]] = []
    for start, end, sentence, words in _sequences(text, shapes):
        kind = _kind(text, start, end, sentence, words, shapes)
        if kind is None:
            undecided.append((start, end))
            continue
        found.append((start, end, kind))
        if kind != "person" and len(words[0]) > 3 and words[0].lower() not in shapes.last:
            heads.setdefault(words[0], kind)
        elif kind == "person" and len(words) > 1:
            heads.setdefault(words[-1], kind)
    found += [(start, end, heads[text[start:end]]) for start, end in undecided if text[start:end] in heads]
    return sorted(found)


def _sequences(text: str, shapes: Shapes) -> Iterator[tuple[int, int, str, list[str]]]:
    """Runs of capitalised words with what joins them, the sentence they stand in, and their words."""
    begin = 0
    for stop in [*(m.end() for m in _SENTENCE_END.finditer(text)), len(text)]:
        sentence = text[begin:stop]
        yield from ((begin + s, begin + e, sentence, words) for s, e, words in _in_sentence(sentence, shapes))
        begin = stop


def _in_sentence(sentence: str, shapes: Shapes) -> Iterator[tuple[int, int, list[str]]]:
    run: list[re.Match[str]] = []
    pending: list[re.Match[str]] = []
    for word in [*_WORD.finditer(sentence), None]:
        joined = word is not None and bool(run) and sentence[(pending or run)[-1].end() : word.start()] in _JOINS
        if word is not None and joined and word.group() in _CONNECTORS and not pending:
            pending.append(word)
            continue
        capital = word is not None and (word.group()[0].isupper() or (bool(run) and word.group()[0].isdigit()))
        capital = capital and word is not None and (word.group().lower() not in shapes.not_in_names or (joined and bool(run)))
        if capital and joined and word is not None and not run[-1].group().endswith("'s"):
            run += [*pending, word]
        else:
            yield from _trimmed(sentence, run)
            run = [word] if capital and word is not None else []
        pending = []


def _trimmed(sentence: str, run: list[re.Match[str]]) -> Iterator[tuple[int, int, list[str]]]:
    if not run:
        return
    end = run[-1].end()
    for possessive in ("'s", "\u2019s"):
        if sentence[run[0].start() : end].endswith(possessive):
            end -= 2
    name = sentence[run[0].start() : end]
    if name.endswith(".") and name.count(".") == 1 and " " not in name:
        end, name = end - 1, name[:-1]
    if len(name) > 1:
        yield run[0].start(), end, name.split()


def _kind(text: str, start: int, end: int, sentence: str, words: list[str], shapes: Shapes) -> ActorKind | None:
    last, first = words[-1].lower(), words[0].lower()
    if len(words) > 1 and (last in shapes.last or last.rstrip(".") in shapes.last):
        return shapes.last.get(last) or shapes.last[last.rstrip(".")]
    if len(words) > 1 and first in shapes.first:
        return shapes.first[first]
    if first == "ministry" or (first in ("office", "directorate", "department", "bureau", "agency") and len(words) > 2):
        return "ministry"
    before = text[max(0, start - 40) : start].lower().rstrip(" \"\u201c\u2018(").split()
    if before and before[-1] in shapes.nouns:
        return shapes.nouns[before[-1]]
    after = _APPOSITION.match(text[end : end + 80])
    if after is not None:
        for noun in after[1].lower().split():
            if noun in shapes.nouns:
                return shapes.nouns[noun]
    if shapes.enforcement.search(sentence):
        return "person" if len(words) > 1 else "firm"
    return None
