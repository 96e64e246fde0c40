"""Score two names, and say why.

The score is the share of the evidence of both names on which they agree, from 0 to 1. Every word is evidence, a rare one more
than a common one; words that agree speak for, words that contradict each other (both names have one where the other has
another) speak against with more than their weight, words that only one name has with less. Two equal names score below 1 by
what they leave open: the more rare words agree, the nearer. At 0.7 and above two names match: a reason to look.
"""

from __future__ import annotations

import dataclasses
import math
from typing import Final

from enduse.names.align import Alignment, align
from enduse.names.analysis import LONGEST, prepare
from enduse.names.factors import Factor, find_factors, shared_initials
from enduse.names.prepared import ADDRESS, BODY, CRAFT, PERSON, PreparedName
from enduse.names.readings import readings
from enduse.names.reasons import say_why
from enduse.names.similarity import ACRONYM, INITIAL
from enduse.names.weights import DEFAULT, WordWeights
from enduse.names.words import Part

#: At this score and above, two names match.
MATCH: Final = 0.7


@dataclasses.dataclass(frozen=True, slots=True)
class Costs:
    """What speaks against, as a multiple of the weight of the words: errors in a word, contradiction, omission."""

    error: float
    contradiction: float
    omission: float


#: A word of fewer letters is borne by many.
_SHORT: Final = 5
#: Set on half of the labelled pairs (docs/names.md); a body lacks no word lightly, a person does.
COSTS: Final = {
    PERSON: Costs(error=1.0, contradiction=2.5, omission=0.4),
    BODY: Costs(error=1.0, contradiction=2.5, omission=1.2),
    CRAFT: Costs(error=1.0, contradiction=2.5, omission=1.3),
    ADDRESS: Costs(error=1.0, contradiction=1.2, omission=0.5),
}

#: What agreement leaves open where nothing agrees, and the weight of words by which that falls to a third.
LEFT_OPEN: Final = 0.2
SETTLING: Final = 0.8


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class NameScore:
    """How far two names agree.

    Attributes:
        score: from 0 to 1; equal scores mean equal evidence.
    """

    score: float
    _names: tuple[PreparedName, PreparedName] = dataclasses.field(repr=False)
    _alignment: Alignment = dataclasses.field(repr=False)
    _factors: tuple[Factor, ...] = dataclasses.field(repr=False)

    @property
    def match(self) -> bool:
        """Is the score high enough to look at the two?"""
        return self.score >= MATCH

    @property
    def left_by_form(self) -> float:
        """What a legal form against another has left of the score; 1 where none stands so."""
        return math.prod([factor.value for factor in self._factors if factor.of_form])

    @property
    def sharing(self) -> int:
        """How many listed bodies have the initials that it rests on; 1 where it rests on more."""
        return max([factor.sharing for factor in self._factors], default=1)

    @property
    def reasons(self) -> tuple[str, ...]:
        """What speaks for, in short sentences."""
        return self.why()[0]

    @property
    def against(self) -> tuple[str, ...]:
        """What speaks against, in short sentences."""
        return self.why()[1]

    @property
    def doubt(self) -> str | None:
        """Why what agrees tells nobody from others, however well it agrees: one short word, or one that many bear."""
        if len(self._alignment.pairs) != 1:
            return None
        a, b = self._names
        (pair,) = self._alignment.pairs
        words_a, words_b = a.words[pair.i : pair.i + pair.many_i], b.words[pair.j : pair.j + pair.many_j]
        told = f'"{" ".join(word.text for word in words_a)}"'
        if self.is_generic:
            return f"{told} is a word that many bear, and nothing else of the names agrees"
        if min(sum(w.length for w in words_a), sum(w.length for w in words_b)) < _SHORT:
            return f"{told} is one short word, and nothing else of the names agrees"
        return None

    @property
    def is_generic(self) -> bool:
        """Whether no word agrees but one that many bear (Bank, Logistics)."""
        words = [w for pair in self._alignment.pairs for w in self._names[0].words[pair.i : pair.i + pair.many_i]]
        return len(words) == 1 and bool(words[0].parts & Part.GENERIC)

    def why(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What speaks for and what against at once: it is put into words only when it is asked for."""
        return say_why(*self._names, self._alignment, self._factors)


def compare_names(a: str, b: str, *, schema: str = "Person", weights: WordWeights | None = None) -> NameScore:
    """Compare two names and say why they may or may not be one.

    >>> compare_names("Putin, Vladimir", "Владимир Путин").match
    True
    >>> compare_names("Hafez al-Assad", "Bashar al-Assad").against[0]
    '"hafez" against "bashar"'

    Args:
        a: a name, in any script; its first thousand characters are compared.
        b: another.
        schema: what bears them: Person, Company, Organization, LegalEntity, PublicBody, Vessel, Airplane or Address.
        weights: what words are worth in the loaded lists; without, by the common words that ship with Enduse.

    Returns:
        The score from 0 to 1 (a match from 0.7), and what speaks for and against.
    """
    weights = weights if weights is not None else DEFAULT
    a, b = a[:LONGEST], b[:LONGEST]
    found = score(prepare(a, schema), prepare(b, schema), weights)
    if schema != "Person" or (a.isascii() and b.isascii()):
        return found
    read = [(text, b) for text in readings(a)] if b.isascii() else [(a, text) for text in readings(b)] if a.isascii() else []
    return max([found, *(score(prepare(x, schema), prepare(y, schema), weights) for x, y in read)], key=lambda s: s.score)


def score(a: PreparedName, b: PreparedName, weights: WordWeights = DEFAULT) -> NameScore:
    """Compare two names that have been taken apart."""
    alignment = align(a, b)
    of = weights.of
    weights_a = [share * of(word) for word, share in zip(a.words, a.shares, strict=True)]
    weights_b = [share * of(word) for word, share in zip(b.words, b.shares, strict=True)]
    agreed = lost = whole = 0.0
    for i, j, likeness, way, many_i, many_j in alignment.pairs:
        if many_i == 1 and many_j == 1:
            weight = (weights_a[i] + weights_b[j]) / 2
        else:
            weight = max(sum(weights_a[i : i + many_i]), sum(weights_b[j : j + many_j]))
        agreed += weight * likeness
        lost += weight * (1 - likeness) * (0.25 if way == INITIAL else 1.0)
        if way != INITIAL:
            whole += weight
    left_a = sum([weights_a[i] for i in alignment.rest_a])
    left_b = sum([weights_b[j] for j in alignment.rest_b])
    if agreed == 0.0:
        return NameScore(0.0, (a, b), alignment, ())
    costs = COSTS[a.kind]
    clash = omitted = 0.0
    if left_a and left_b:
        # Word stands against word; what one name has more of is left out in the other.
        many_a, many_b = len(alignment.rest_a), len(alignment.rest_b)
        mean_a, mean_b = left_a / many_a, left_b / many_b
        both = min(many_a, many_b)
        clash = both * (mean_a + mean_b) / 2
        omitted = (many_a - both) * mean_a + (many_b - both) * mean_b
        if alignment.near and both == 1:
            # Two words that differ by an error too large for their length, where all others agree.
            clash *= 0.75 * (1 - alignment.near)
    else:
        omitted = left_a + left_b
    against = lost * costs.error + clash * costs.contradiction + omitted * costs.omission
    value = agreed / (agreed + against)
    factors = find_factors(a, b, alignment, whole)
    if len(alignment.pairs) == 1 and alignment.pairs[0].way == ACRONYM:
        pair = alignment.pairs[0]
        letters = a.words[pair.i].form if pair.many_i == 1 else b.words[pair.j].form
        shared = shared_initials(letters, weights.bodies_of(letters))
        factors = (*factors, shared) if shared is not None else factors
    for factor in factors:
        value *= factor.value
    # What agreement leaves open: one rare word alone proves less than three.
    return NameScore(value * (1 - LEFT_OPEN * math.exp(-agreed / SETTLING)), (a, b), alignment, factors)
