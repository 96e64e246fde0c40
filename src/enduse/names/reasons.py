"""Say in words why two names may or may not be one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from enduse.names import similarity as ways
from enduse.names.align import Alignment, Pair
from enduse.names.prepared import PreparedName

if TYPE_CHECKING:
    from enduse.names.factors import Factor

_HOW: Final = {
    ways.MARKS: "but for marks",
    ways.SCRIPT: "in another script",
    ways.SPELLING: "in another spelling",
    ways.SOUND: "sounds alike",
    ways.NICKNAME: "is a form of the same name",
    ways.CONSONANTS: "has the same consonants",
    ways.TYPO: "differs by a few letters",
    ways.INITIAL: "is its initial",
    ways.JOINED: "is written together or apart",
    ways.ACRONYM: "is made of the first letters",
    ways.NUMBER: "is the same number",
}


def say_why(
    a: PreparedName, b: PreparedName, alignment: Alignment, factors: Sequence[Factor]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What speaks for and what against, the words of the first name first."""
    reasons = [_say_pair(a, b, pair) for pair in sorted(alignment.pairs)]
    common = [f for f in a.legal if f.form in {g.form for g in b.legal}]
    if common:
        reasons.append(f'legal form "{common[0].words}" in both')
    against = []
    rest_a, rest_b = [a.words[i].text for i in alignment.rest_a], [b.words[j].text for j in alignment.rest_b]
    if rest_a and rest_b:
        against.append(f"{_quote(rest_a)} against {_quote(rest_b)}")
    elif rest_a or rest_b:
        against.append(f"{_quote(rest_a or rest_b)} only in the {'first' if rest_a else 'second'}")
    against += [factor.words for factor in factors]
    if a.titles != b.titles and (a.titles or b.titles):
        reasons.append(f"title set aside: {_quote(a.titles or b.titles)}")
    return tuple(reasons), tuple(against)


def _say_pair(a: PreparedName, b: PreparedName, pair: Pair) -> str:
    one = " ".join(w.text for w in a.words[pair.i : pair.i + pair.many_i])
    other = " ".join(w.text for w in b.words[pair.j : pair.j + pair.many_j])
    if pair.way == ways.SAME:
        return f'"{one}" in both'
    return f'"{one}" and "{other}": {_HOW[pair.way]}'


def _quote(words: Sequence[str]) -> str:
    return f'"{" ".join(words)}"'
