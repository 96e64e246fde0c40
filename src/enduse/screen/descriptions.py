"""Plain descriptions of goods ranked to tariff headings: candidates for a person, never a classification."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from enduse.party import Finding, GoodsLine
from enduse.screen.facts import Controlled, Heading
from enduse.screen.goods import CodeList, plain_code
from enduse.screen.rules import found

_WORD: Final = re.compile(r"[^\W_]+(?:[-/][^\W_]+)*")
#: How many candidates are told.
SHOWN: Final = 3
_FULL, _WEAK = 1.0, 0.35
_CANDIDATE: Final = "a candidate by its words, not a classification: only the tariff and its notes can give a code"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HeadingMatch:
    """A heading that words of a description point to, and how strongly, 0 to 1."""

    heading: Heading
    score: float
    words: tuple[str, ...]


class HeadingIndex:
    """Headings by the words of descriptions."""

    def __init__(self, headings: Iterable[Heading]) -> None:
        self._by_phrase: dict[tuple[str, ...], list[tuple[Heading, float]]] = defaultdict(list)
        for heading in headings:
            for words, worth in ((heading.words, _FULL), (heading.weak, _WEAK)):
                for phrase in words:
                    self._by_phrase[_tokens(phrase)].append((heading, worth))
        self._longest = max(map(len, self._by_phrase), default=0)

    def match(self, description: str) -> list[HeadingMatch]:
        """The headings that a description points to, the strongest first.

        The longest phrase at each place counts; longer phrases say more, and words that point to many headings say less.
        """
        tokens = _tokens(description)
        points: dict[str, float] = defaultdict(float)
        told: dict[str, list[str]] = defaultdict(list)
        headings: dict[str, Heading] = {}
        place = 0
        while place < len(tokens):
            length, rows = self._at(tokens, place)
            phrase = " ".join(tokens[place : place + length])
            for heading, worth in rows:
                if phrase in told[heading.code]:
                    continue  # said twice is not said more surely
                points[heading.code] += worth * (1 + 0.5 * (length - 1)) / (len(rows) ** 0.5)
                told[heading.code].append(phrase)
                headings[heading.code] = heading
            place += max(1, length)
        whole = sum(points.values())
        found_ = [
            HeadingMatch(heading=headings[code], score=value / (whole + 0.6), words=tuple(told[code]))
            for code, value in points.items() if value >= _FULL / 2
        ]  # fmt: skip
        return sorted(found_, key=lambda m: (-m.score, m.heading.code))

    def _at(self, tokens: Sequence[str], place: int) -> tuple[int, list[tuple[Heading, float]]]:
        for length in range(min(self._longest, len(tokens) - place), 0, -1):
            phrase = tuple(tokens[place : place + length])
            rows = self._by_phrase.get(phrase) or self._by_phrase.get((*phrase[:-1], _singular(phrase[-1])))
            if rows:
                return length, rows
        return 0, []


def screen_description(line: GoodsLine, subject: str, headings: HeadingIndex, codes: CodeList) -> list[Finding]:
    """The controlled headings that a description points to, and whether it goes with the code that is given."""
    matches = headings.match(line.description)
    if not matches:
        return []
    code = plain_code(line.hs)
    told = "; ".join(f"{m.heading.code} {m.heading.goods} ({m.score:.2f})" for m in matches[:SHOWN])
    best = matches[0]
    listed = [m for m in matches[:SHOWN] if codes.covering(m.heading.code)]
    if len(code) >= 6 and code.isdigit():
        named = {m.heading.code for m in matches}
        if code[:6] in named or not codes.covering(best.heading.code) or codes.covering(code) or best.score < 0.4:
            return []
        return [
            found(
                "goods.mismatch", subject,
                f"the code {code} is on no control list, but the description points to {best.heading.code}, which is",
                score=round(best.score, 4), candidate=True,
                reasons=(_by_words(best), f"candidates: {told}"), against=(_CANDIDATE,),
                entry=f"hs:{best.heading.code}",
            )
        ]  # fmt: skip
    row: Controlled | None = codes.covering(listed[0].heading.code)[0] if listed else None
    words = f"the description points to {told}"
    if row is not None:
        words += f"; {row.code} is on the {row.list}, tier {row.tier}"
    return [
        found(
            "goods.description", subject, words, severity="review" if row is not None else "note",
            score=round((listed[0] if listed else best).score, 4), candidate=True,
            reasons=tuple(_by_words(m) for m in matches[:SHOWN]), against=(_CANDIDATE,),
            entry=f"hs:{(listed[0] if listed else best).heading.code}",
        )
    ]  # fmt: skip


def _by_words(match: HeadingMatch) -> str:
    return f"{match.heading.code} by {', '.join(repr(word) for word in match.words)}"


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
