"""Which words of two names go together."""

from __future__ import annotations

import functools
import operator
from typing import Final, NamedTuple

from enduse.names.arabic import is_spelling_of
from enduse.names.prepared import LONGEST_ACRONYM, PERSON, PreparedName
from enduse.names.romanise import ARABIC, KOREAN
from enduse.names.similarity import ACRONYM, ALIKE, INITIAL, JOINED, SAME, UNLIKE, similarity
from enduse.names.words import Word, initials_of, word_of


class Pair(NamedTuple):
    """Words `i` to `i + many_i` of one name and `j` to `j + many_j` of the other, how alike, and in what way."""

    i: int
    j: int
    likeness: float
    way: int
    many_i: int = 1
    many_j: int = 1


class Alignment(NamedTuple):
    """The pairs, the places of the words that have none, and how near two of these are to each other."""

    pairs: list[Pair]
    rest_a: list[int]
    rest_b: list[int]
    near: float = 0.0


_NOTHING: Final[list[int]] = []
#: How alike a word is to several in a script without vowels that it may be made of.
_READ: Final = 0.9
_JOINTS: Final = ("", "ul", "al")


def align(a: PreparedName, b: PreparedName) -> Alignment:
    """Pair the words of two names: equal ones first, then by likeness, then those written together or apart, then initials."""
    words_a, words_b = a.words, b.words
    if a.forms == b.forms:
        return Alignment(
            [Pair(i, i, *similarity(x, y)) for i, (x, y) in enumerate(zip(words_a, words_b, strict=True))], _NOTHING, _NOTHING
        )
    pairs: list[Pair] = []
    rest_a, rest_b = list(range(len(words_a))), list(range(len(words_b)))
    if not a.form_set.isdisjoint(b.form_set):
        _equal(words_a, words_b, rest_a, rest_b, pairs)
    if rest_a and rest_b:
        _by_likeness(words_a, words_b, rest_a, rest_b, pairs)
    if rest_a and rest_b:
        if len(rest_a) > 1:
            _joined(words_a, words_b, rest_a, rest_b, pairs, swapped=False)
        if len(rest_b) > 1:
            _joined(words_b, words_a, rest_b, rest_a, pairs, swapped=True)
        if a.initials or b.initials:
            _initials(a, b, rest_a, rest_b, pairs)
    if rest_a and rest_b and a.kind != PERSON and b.kind != PERSON:
        _acronym(a, b, rest_a, rest_b, pairs)
    near = 0.0
    if rest_a and rest_b and len(pairs) > 1:
        near = max([similarity(words_a[i], words_b[j])[0] for i in rest_a for j in rest_b])
    return Alignment(pairs, rest_a, rest_b, near)


def _equal(a: tuple[Word, ...], b: tuple[Word, ...], rest_a: list[int], rest_b: list[int], pairs: list[Pair]) -> None:
    for i, x in enumerate(a):
        same = [j for j in rest_b if b[j].form == x.form]
        if same:
            j = min(same, key=lambda j: abs(j - i)) if len(same) > 1 else same[0]
            y = b[j]
            pairs.append(Pair(i, j, 1.0, SAME) if x is y else Pair(i, j, *similarity(x, y)))
            rest_a.remove(i)
            rest_b.remove(j)


def _by_likeness(a: tuple[Word, ...], b: tuple[Word, ...], rest_a: list[int], rest_b: list[int], pairs: list[Pair]) -> None:
    found = []
    for i in rest_a:
        x = a[i]
        consonants, known = x.consonants, x.known
        for j in rest_b:
            y = b[j]
            # Words without most consonants in common are not alike, unless both are known to have other spellings.
            if (consonants ^ y.consonants).bit_count() > 2 and not (known and y.known):
                continue
            likeness, way = similarity(x, y)
            if likeness >= ALIKE and way != UNLIKE:
                found.append((-likeness, abs(i - j), i, j, way))
    if len(found) > 1:
        found.sort()
    for negative, _, i, j, way in found:
        if i in rest_a and j in rest_b:
            pairs.append(Pair(i, j, -negative, way))
            rest_a.remove(i)
            rest_b.remove(j)


def _joined(
    a: tuple[Word, ...], b: tuple[Word, ...], rest_a: list[int], rest_b: list[int], pairs: list[Pair], *, swapped: bool
) -> None:
    """Two or three words of `a` that stand beside each other against one of `b`."""
    for start in list(rest_a):
        if start + 1 not in rest_a or start not in rest_a:
            continue
        first = a[start].form[:1]
        for j in rest_b:
            y = b[j]
            if y.length < 4 or (not _may_begin(a[start], first, y)):
                continue
            size, likeness = _join_at(a, start, rest_a, y)
            if size:
                pairs.append(
                    Pair(j, start, likeness, JOINED, 1, size) if swapped else Pair(start, j, likeness, JOINED, size, 1)
                )
                for place in range(start, start + size):
                    rest_a.remove(place)
                rest_b.remove(j)
                break


def _may_begin(part: Word, first: str, whole: Word) -> bool:
    """May a word be the begin of another: of one script the same letter, else no consonant that the whole has not?"""
    if part.vowels == whole.vowels:
        return first == whole.form[:1] or KOREAN in (part.script, whole.script)
    return (part.consonants & ~whole.consonants).bit_count() < 2


def _join_at(words: tuple[Word, ...], start: int, rest: list[int], whole: Word) -> tuple[int, float]:
    """How many words from `start`, two or three, make up the whole word, and how nearly; none if they do not."""
    for size in (2, 3):
        if start + size - 1 not in rest:
            return 0, 0.0
        parts = words[start : start + size]
        if parts[0].vowels != whole.vowels and ARABIC in (parts[0].script, whole.script):
            if _reads(parts, whole):
                return size, _READ
            continue
        # An Arabic article may stand between, where the name was written as one: "Saifulislam".
        letters = [w.form if w.vowels else w.text for w in parts]
        over = sum(map(len, letters)) - whole.length
        for joint in _JOINTS:
            if -3 < over + (size - 1) * len(joint) < 3:
                likeness, way = similarity(word_of(joint.join(letters)), whole)
                if likeness >= 0.8 and way != UNLIKE:
                    return size, min(0.96, likeness)
    return 0, 0.0


def _reads(parts: tuple[Word, ...], whole: Word) -> bool:
    """Are the parts, written as one, the whole in another script?"""
    consonants = functools.reduce(operator.or_, [part.consonants for part in parts])
    if (consonants ^ whole.consonants).bit_count() > 2:
        return False
    if whole.vowels:
        return is_spelling_of(whole.form, *[part.text for part in parts])
    return any(is_spelling_of(joint.join([part.form for part in parts]), whole.text) for joint in _JOINTS[:2])


def _initials(a: PreparedName, b: PreparedName, rest_a: list[int], rest_b: list[int], pairs: list[Pair]) -> None:
    for i in list(rest_a):
        x = a.words[i]
        for j in rest_b:
            y = b.words[j]
            short, long = (x, y) if x.initial else (y, x)
            if short.initial and not long.initial and short.form in initials_of(long.form):
                pairs.append(Pair(i, j, 0.6, INITIAL))
                rest_a.remove(i)
                rest_b.remove(j)
                break
    # An initial that takes the last word of the other name from the surname beside it stands for something else.
    for rest, other, words, side in ((rest_a, rest_b, a.words, 0), (rest_b, rest_a, b.words, 1)):
        if rest and not other and any(words[p].length > 1 for p in rest):
            for pair in [p for p in pairs if p.way == INITIAL and words[p.j if side else p.i].initial]:
                pairs.remove(pair)
                rest_a.append(pair.i)
                rest_b.append(pair.j)


def _acronym(a: PreparedName, b: PreparedName, rest_a: list[int], rest_b: list[int], pairs: list[Pair]) -> None:
    """One word of a name against the first letters of words of the other."""
    for short, long, i, j, swapped in ((a, b, rest_a, rest_b, False), (b, a, rest_b, rest_a, True)):
        for place in list(i):
            word = short.words[place]
            if not 2 <= word.length <= LONGEST_ACRONYM or word.figure or len(j) < 2:
                continue
            letters = "".join([long.forms[p][0] for p in j])
            if len(j) == len(long.words):
                found = word.form in long.acronyms
            else:  # "U.S. Department of State": the letters of a run of words, where all others agree
                enough = len(pairs) > (word.length < 3)
                found = word.form == letters and len(i) == 1 and j[-1] - j[0] == len(j) - 1 and enough
            if not found:
                continue
            pairs.append(Pair(j[0], place, 0.8, ACRONYM, len(j), 1) if swapped else Pair(place, j[0], 0.8, ACRONYM, 1, len(j)))
            i.remove(place)
            j.clear()
            return
