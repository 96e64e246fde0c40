"""What changes a score beside the words: their order, the roles in a chain, legal forms, numbers."""

from __future__ import annotations

import itertools
from typing import Final, NamedTuple

from enduse.names.align import Alignment
from enduse.names.prepared import ADDRESS, BODY, CRAFT, PERSON, PreparedName
from enduse.names.similarity import JOINED, SOUND, TYPO


class Factor(NamedTuple):
    """By what a score is multiplied, and why in words.

    `of_form`: is it a legal form against another? `sharing`: how many bodies have the same initials, where it is that.
    """

    value: float
    words: str
    of_form: bool = False
    sharing: int = 1


#: What is left where a legal form of one kind stands against one of another.
OTHER_FORM: Final = 0.69
#: What each further body with the same initials takes of a score that rests on them, and what is left at least.
_OF_EACH_BODY: Final = 0.04
LEAST_BY_INITIALS: Final = 0.75
_NONE: Final[tuple[Factor, ...]] = ()
#: Two words turned round: "Putin Vladimir". Weaker than equal, still a match.
_TURNED: Final = Factor(0.95, "the words stand in another order")
_MIXED: Final = Factor(0.9, "the words stand in another order")
_CHAIN: Final = Factor(0.65, "the father of one is the son of the other")
#: What is left of a person's score where one word agrees of several.
ONE_WORD: Final = 0.9
_ONE_WORD: Final = Factor(ONE_WORD, "only one word agrees")
_REGISTRATION: Final = Factor(0.75, "a registration agrees in every character or is another")
_SHORT_NAME: Final = Factor(0.75, "one short word, and not the same")
_ONLY_INITIALS: Final = Factor(0.55, "only initials agree")


def find_factors(a: PreparedName, b: PreparedName, alignment: Alignment, whole: float) -> tuple[Factor, ...]:
    """What multiplies the score of two names; `whole` is the weight of the words that agree as more than initials."""
    if a.forms == b.forms and a.legal == b.legal and a.fathers == b.fathers:
        return _NONE
    factors: list[Factor] = []
    order = _order(a, b, alignment)
    if order is not None:
        factors.append(order)
    if whole == 0.0:
        factors.append(_ONLY_INITIALS)
    if a.kind == PERSON:
        if whole and len(alignment.pairs) == 1 and (len(a.words) > 1 or len(b.words) > 1) and alignment.pairs[0].way != JOINED:
            factors.append(_ONE_WORD)
        return tuple(factors)
    if a.numbers != b.numbers:
        factors.append(_numbers(a, b))
    if a.kind == CRAFT and any(p.way in (TYPO, SOUND) for p in alignment.pairs):
        if a.schema == "Airplane" or b.schema == "Airplane":
            factors.append(_REGISTRATION)
        elif len(a.words) == len(b.words) == 1 and a.words[0].length < 6:
            factors.append(_SHORT_NAME)
    if a.kind == BODY and a.legal != b.legal:
        legal = _legal_forms(a, b)
        if legal is not None:
            factors.append(legal)
    return tuple(factors)


def shared_initials(letters: str, bodies: int) -> Factor | None:
    """What initials alone prove less where others have them; `bodies` is how many of the lists do."""
    if bodies < 2:
        return None
    return Factor(left_by_initials(bodies), f'"{letters}" are the initials of {bodies} listed bodies', sharing=bodies)


def left_by_initials(bodies: float) -> float:
    """What is left of a score that rests on initials which so many bodies have."""
    return min(1.0, max(LEAST_BY_INITIALS, 1 - _OF_EACH_BODY * (bodies - 1)))


def _order(a: PreparedName, b: PreparedName, alignment: Alignment) -> Factor | None:
    pairs = alignment.pairs
    if len(pairs) < 2 or a.kind == ADDRESS:
        return None
    places = [j for _, j in sorted([(p[0], p[1]) for p in pairs])]
    turns = sum([x > y for x, y in itertools.pairwise(places)])
    if not turns:
        return None
    if a.fathers and b.fathers and _roles_cross(a, b, alignment):
        return _CHAIN
    if a.kind == BODY and turns == 1 and len(places) > 2:
        return Factor(0.97, _TURNED.words)
    rotated = turns == 1 and places[-1] < places[0]
    return _TURNED if rotated else _MIXED


def _roles_cross(a: PreparedName, b: PreparedName, alignment: Alignment) -> bool:
    """Is a son of one name a father in the other, and the other way round?"""
    roles = {(p.i in a.fathers, p.j in b.fathers) for p in alignment.pairs}
    return (True, False) in roles and (False, True) in roles


def _numbers(a: PreparedName, b: PreparedName) -> Factor:
    only_a, only_b = sorted(a.numbers - b.numbers), sorted(b.numbers - a.numbers)
    numbers = f"number {' '.join(map(str, only_a)) or 'none'} against {' '.join(map(str, only_b)) or 'none'}"
    if a.kind == ADDRESS:
        return Factor(0.8 if only_a and only_b else 0.95, numbers)
    return Factor(0.5 if only_a and only_b else 0.7, numbers)


def _legal_forms(a: PreparedName, b: PreparedName) -> Factor | None:
    if not a.legal or not b.legal:
        return Factor(0.96, f"legal form {(a.legal or b.legal)[0].words!r} is missing in one".replace("'", '"'))
    forms_a, forms_b = {f.form for f in a.legal}, {f.form for f in b.legal}
    if forms_a & forms_b:
        return None
    words = f'legal form "{a.legal[0].words}" against "{b.legal[0].words}"'
    if {f.kind for f in a.legal} & {f.kind for f in b.legal}:
        return Factor(0.98, words)
    return Factor(OTHER_FORM, words, of_form=True)
