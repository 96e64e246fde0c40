"""Type numbers of parts: made plain, and found in the catalogue of families reported in weapons.

`TMS320F28335PGFA` is the family TMS320F28335 in a package; `SN74HCT04N` has the maker's letters before it. A part number
carries such letters before and after, and families are found through both.
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from enduse.party import Citation, Finding, GoodsLine
from enduse.screen.facts import Component
from enduse.screen.rules import found

_NOT_WORD: Final = re.compile(r"[\W_]+")
#: A family as short as this is found only with its maker's name.
SHORT: Final = 5
#: A match that is weaker is not told.
LEAST: Final = 0.6
#: Letters that makers put before a family.
_PREFIX: Final = 4
GUR: Final = "https://war-sanctions.gur.gov.ua/en/components/"
NOT_EVIDENCE: Final = "a part found in a weapon is not evidence against its maker or its seller"


def plain_number(number: str) -> str:
    """A part number without blanks and signs, in capitals.

    >>> plain_number("tms320 F28335-PGFA")
    'TMS320F28335PGFA'
    """
    return _NOT_WORD.sub("", number).upper()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PartMatch:
    """A family that a number is of: how it was found, and whether the maker goes with it (None where none is given).

    `is_wide` where the report names no more than a wider family, which says little of this part.
    """

    component: Component
    score: float
    how: str
    same_maker: bool | None
    is_wide: bool = False


class Makers:
    """Makers by all their names; names of one or two letters count only in capitals."""

    def __init__(self, makers: Mapping[str, tuple[str, ...]]) -> None:
        self._by_name: dict[str, str] = {}
        self._short: dict[str, str] = {}
        for maker, aliases in makers.items():
            for name in (maker, *aliases):
                plain = _plain_words(name)
                if len(plain) <= 3:
                    self._short[name.upper()] = maker
                else:
                    self._by_name.setdefault(plain, maker)
        self._longest = max((len(name.split()) for name in self._by_name), default=0)

    def find(self, words: str | None) -> str | None:
        """The maker that a cell names: "TEXAS INSTRUMENTS INC." and "TI" are one."""
        if not words:
            return None
        plain = _plain_words(words)
        if words.strip().upper() in self._short:
            return self._short[words.strip().upper()]
        parts = plain.split()
        for length in range(len(parts), 0, -1):
            name = " ".join(parts[:length])
            if name in self._by_name:
                return self._by_name[name]
        return None

    def find_in(self, text: str) -> str | None:
        """The first maker that a text names; short names only as a word in capitals."""
        words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", text)
        for start in range(len(words)):
            for length in range(min(self._longest, len(words) - start), 0, -1):
                maker = self._by_name.get(_plain_words(" ".join(words[start : start + length])))
                if maker is not None:
                    return maker
            if words[start].isupper() and words[start] in self._short:
                return self._short[words[start]]
        return None


class PartCatalogue:
    """Families of parts by their first signs."""

    def __init__(self, components: Iterable[Component], makers: Makers) -> None:
        self.makers = makers
        self._by_start: dict[str, list[tuple[str, Component, bool]]] = defaultdict(list)
        for component in components:
            for name, marking in ((component.family, False), *((m, True) for m in component.markings)):
                plain = plain_number(name)
                self._by_start[plain[:3]].append((plain, component, marking))

    def match(self, number: str, maker: str | None = None) -> list[PartMatch]:
        """Families that a part number is of, the longest first; of one family and its wider one only the longest.

        Args:
            number: the part number as written.
            maker: the maker's name as written.
        """
        plain = plain_number(number)
        named = self.makers.find(maker)
        found: dict[tuple[str, str], tuple[int, PartMatch]] = {}
        for at in range(min(_PREFIX, max(0, len(plain) - 3)) + 1):
            before = plain[:at]
            if before and not before.isalpha():
                break
            for family, component, marking in self._by_start.get(plain[at : at + 3], ()):
                if not plain.startswith(family, at):
                    continue
                match = _matched(plain, at, family, component, marking, named)
                key = (component.maker, component.family)
                if match is not None and (key not in found or found[key][1].score < match.score):
                    found[key] = (len(family), match)
        longest = max((length for length, _ in found.values()), default=0)
        best = [match for length, match in found.values() if length == longest or (match.same_maker and length >= longest - 2)]
        return sorted(best, key=lambda m: (-m.score, m.component.family))


def _matched(plain: str, at: int, family: str, component: Component, marking: bool, maker: str | None) -> PartMatch | None:
    same = None if maker is None or not component.maker else maker == component.maker
    rest = plain[at + len(family) :]
    if at and (len(family) < SHORT or (family[0].isdigit() and len(family) < 6)):
        return None
    if (len(family) < SHORT or family.isdigit()) and not same:
        return None
    if family[-1].isdigit() and rest[:1].isdigit() and component.family != "TMS320":
        return None  # LM258 is not LM2586: another digit is another number
    score = 1.0 if not rest and not at else 0.95 if not at else 0.9
    how = "the number itself" if score == 1.0 else f"{plain} is {family} with " + " and ".join(
        (["letters before it"] if at else []) + (["a package or grade after it"] if rest else [])
    )  # fmt: skip
    if marking:
        score, how = score - 0.1, f"by its marking {family}"
    is_wide = len(rest) > 3 and any(map(str.isdigit, rest)) and family.isalnum() and len(rest) * 2 > len(family)
    if is_wide:
        score, how = score - 0.15, f"{how}; the report names only the wider family"
    if same is False:
        score -= 0.25
    elif same is None:
        score -= 0.03
    return PartMatch(component=component, score=score, how=how, same_maker=same, is_wide=is_wide)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FoundPart:
    """A part of a line that is of a reported family: the number as written, and whether a person must first say that it is:
    only the description has it, or only a wider family was reported."""

    match: PartMatch
    written: str
    candidate: bool


def find_parts(line: GoodsLine, catalogue: PartCatalogue) -> list[FoundPart]:
    """The families that a line's part number, or a number in its description, is of."""
    matches = []
    told: set[tuple[str, str]] = set()
    for number, maker, candidate in _numbers(line, catalogue.makers):
        for match in catalogue.match(number, maker):
            key = (match.component.maker, match.component.family)
            if key not in told and match.score >= LEAST:
                told.add(key)
                matches.append(FoundPart(match=match, written=number, candidate=candidate or match.is_wide))
    return matches


def screen_part(part: FoundPart, line: GoodsLine, subject: str) -> Finding:
    """What is to be said of a part of a line that is of a family reported in weapons."""
    return _finding(part.match, part.written, line.maker, subject, part.candidate)


def _numbers(line: GoodsLine, makers: Makers) -> Iterator[tuple[str, str | None, bool]]:
    """The part number, and what in the description has the shape of one."""
    if line.part_number:
        yield line.part_number, line.maker, False
    maker = line.maker or makers.find_in(line.description)
    words = line.description.split()
    for place, word in enumerate(words):
        word = word.strip(".,;:()[]\"'")
        if not any(map(str.isdigit, word)):
            continue
        if len(plain_number(word)) >= 4:
            yield word, maker, True
        for back in (1, 2):  # "Rotax 912", "Raspberry Pi 4"
            before = words[max(0, place - back) : place]
            if len(before) == back and all(map(str.isalpha, before)):
                yield " ".join((*before, word)), maker, True
        if place + 1 < len(words) and words[place + 1][:1].isalnum():
            yield f"{word} {words[place + 1]}", maker, True  # "TMS320 F28335PGFA"


def _finding(match: PartMatch, number: str, maker: str | None, subject: str, candidate: bool) -> Finding:
    component = match.component
    who = "Ukraine's military intelligence, a party to the war" if component.reported_by == "GUR" else "the press"
    platforms = ", ".join(component.platforms)
    label = f"{component.maker} {component.family}".strip()
    against = [f"this is what {who} reports; it was not checked here", NOT_EVIDENCE]
    if match.same_maker is False:
        against.insert(0, f"the maker given is {maker}, the reported part is of {component.maker}")
    return found(
        "goods.component", subject, f"{number} is of the family {label} ({component.what}), reported in {platforms} by {who}",
        score=round(match.score, 4), reasons=(match.how,), against=tuple(against), candidate=candidate,
        citations=tuple(_citations(component)), entry=f"component:{component.maker}:{component.family}",
    )  # fmt: skip


def _citations(component: Component) -> Iterator[Citation]:
    label = f"{component.maker} {component.family} in {', '.join(component.platforms)}"
    if component.reported_by != "GUR":
        yield Citation(kind="component", id=component.family, words=label, source=component.source)
        return
    for entry in component.source.split():
        yield Citation(kind="component", id=f"GUR {entry}", words=label, source=f"{GUR}{entry}")


def _plain_words(text: str) -> str:
    return _NOT_WORD.sub(" ", text.casefold()).strip()
